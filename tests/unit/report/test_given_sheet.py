"""Who got what in words, and each worker beside an even share."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from allocation_app.domain.given import Given, GivenCases
from allocation_app.domain.people import (
    Absence,
    ChildId,
    Hours,
    Reduction,
    TeamId,
    Worker,
    WorkerId,
)
from allocation_app.domain.period import Period
from allocation_app.domain.plan import Move
from allocation_app.domain.policy import CaseType
from allocation_app.domain.recent import Recent
from allocation_app.domain.review import Review, review
from allocation_app.domain.snapshot import Snapshot
from allocation_app.report.exports import Naming, Order, Source, What, listing, paper, write
from allocation_app.report.listing import LONGEST_LEAD, Listing
from allocation_app.report.pages import Grid
from allocation_app.report.values import Value, words
from allocation_app.wording import given as sentences
from tests.unit.report.examples import AS_AT, WORKERS, a_review, a_snapshot

DAY = timedelta(days=1)
REVIEW = a_review()
FIRST, LAST = date(2026, 4, 1), date(2026, 5, 31)
SPRING = Period(first=FIRST, last=LAST)
Row = Mapping[str, Value]


def order(what: What, **asked: object) -> Order:
    return Order(what=what, **{"first": FIRST, "last": LAST} | asked)


def made(
    what: What, looked: Review = REVIEW, earlier: Sequence[Snapshot] = (), **asked: object
) -> Listing:
    return listing(order(what, **asked), Source(review=looked, earlier=tuple(earlier)))


def rows(of: Listing) -> list[Row]:
    headings = [column.heading for column in of.columns]
    return [dict(zip(headings, row, strict=True)) for row in of.rows]


def lead(of: Listing) -> str:
    return "\n".join(words(value) for line in of.lead for value, _ in line)


def planned_review() -> Review:
    child = REVIEW.waits[0].child
    plan = replace(
        REVIEW.caseloads.plan,
        moves=(Move(child=child, to=WorkerId("w2"), reason="MANAGE", effective=AS_AT + 5 * DAY),),
    )
    return review(plan, REVIEW.policy, REVIEW.rules, REVIEW.calendar)


@pytest.mark.parametrize("looked", [REVIEW, planned_review()])
def test_that_the_two_lists_come_to_the_same(looked: Review) -> None:
    cases, shares = rows(made(What.GIVEN, looked)), rows(made(What.SHARES, looked))

    assert cases
    for row in shares:
        own = [case for case in cases if case["To"] == row["Worker"]]
        assert row["Cases given"] == len(own)
        assert row["Points given"] == sum(float(str(case["Points"])) for case in own)
        over = float(str(row["More than even (minus: less)"]))
        expected = float(str(row["Even share, points"]))
        assert over == pytest.approx(float(str(row["Points given"])) - expected)
    assert sum(int(str(row["Cases given"])) for row in shares) == len(cases)
    assert f"{len(cases)} cases given" in lead(made(What.GIVEN, looked))


def test_that_the_cases_are_those_of_the_import_within_the_period() -> None:
    snapshot = REVIEW.snapshot
    holds = {key for key, worker in snapshot.workers.items() if worker.holds_cases}
    started = {
        (spell.child, spell.start)
        for spell in snapshot.spells
        if spell.worker in holds and spell.start is not None
        if spell.involvement == "case_holder" and FIRST <= spell.start <= LAST
    }

    assert {(row["Child ID"], row["Day"]) for row in rows(made(What.GIVEN))} == started


def test_that_those_who_got_most_come_first() -> None:
    over = [float(str(row["More than even (minus: less)"])) for row in rows(made(What.SHARES))]

    assert over == sorted(over, reverse=True)


def test_that_what_is_planned_is_said_to_be_planned() -> None:
    shown = made(What.GIVEN, planned_review())
    (row,) = [row for row in rows(shown) if row["Done or planned"] == "planned"]

    assert row["To"] == "Tom O'Brien [agency]"
    assert row["Reason"]
    assert "1 of them is planned" in lead(shown)
    assert "is planned" not in lead(made(What.GIVEN))
    hidden = [column.heading for column in made(What.GIVEN).columns if not column.is_shown]
    assert hidden == ["Reason"]


def test_that_it_is_said_from_whom_a_child_came() -> None:
    before = replace(a_snapshot(), as_at=FIRST - DAY)

    came = {str(row["From"]) for row in rows(made(What.GIVEN, earlier=[before]))}

    assert came & {worker.name for worker in WORKERS}
    assert "cannot tell" in {str(row["From"]) for row in rows(made(What.GIVEN))}


def test_that_names_stand_only_where_they_are_asked_for() -> None:
    named = rows(made(What.GIVEN, naming=Naming.NAMES))
    initials = rows(made(What.GIVEN))

    assert all("Llewelyn" in str(row["Name"]) for row in named)
    assert not any("Llewelyn" in str(row["Initials"]) for row in initials)


def test_that_a_child_without_a_name_and_a_worker_without_one_have_none() -> None:
    snapshot = a_snapshot()
    nameless = replace(
        snapshot,
        children={key: replace(child, name="") for key, child in snapshot.children.items()},
        workers={key: replace(worker, name="") for key, worker in snapshot.workers.items()},
    )

    shown = rows(made(What.GIVEN, a_review(nameless)))

    assert {row["Initials"] for row in shown} == {None}
    assert {row["To"] for row in shown} <= set(snapshot.workers)
    assert {row["Worker"] for row in rows(made(What.SHARES, a_review(nameless)))} <= set(
        snapshot.workers
    )


def test_that_for_one_team_there_is_what_its_workers_were_given() -> None:
    snapshot = a_snapshot()
    south = replace(
        snapshot,
        workers={
            key: replace(worker, team=TeamId("south")) if key == "w1" else worker
            for key, worker in snapshot.workers.items()
        },
    )

    looked = a_review(south)
    shown = made(What.GIVEN, looked, team=TeamId("south"))

    assert {row["To"] for row in rows(shown)} == {"Sian Jones"}
    assert "only" in lead(shown)
    first = paper(order(What.GIVEN, team=TeamId("south")), Source(review=looked)).pages[0]
    assert "only" in str(first.blocks[0])
    assert [row["Worker"] for row in rows(made(What.SHARES, looked, team=TeamId("south")))] == [
        "Sian Jones"
    ]


def test_that_somebody_whom_only_an_earlier_import_knows_is_listed_without_a_load() -> None:
    snapshot = a_snapshot()
    left = Worker(id=WorkerId("left"), name="Left Since", last_day=AS_AT - 9 * DAY)
    child = ChildId("000001")
    before = replace(
        snapshot,
        as_at=AS_AT - 14 * DAY,
        workers={**snapshot.workers, left.id: left},
        spells=(
            *(spell for spell in snapshot.spells if spell.child != child),
            replace(snapshot.spells[0], child=child, worker=left.id, start=FIRST + DAY),
        ),
    )

    (row,) = [
        row for row in rows(made(What.SHARES, earlier=[before])) if row["Worker"] == left.name
    ]

    assert row["Load now"] is None
    assert row["Cases given"] == 1


def test_that_the_lines_above_fit_above_the_table() -> None:
    for what in (What.GIVEN, What.SHARES):
        for line in lead(made(what, planned_review())).splitlines():
            assert len(line) <= LONGEST_LEAD


def test_that_on_paper_each_worker_comes_before_every_case() -> None:
    pages = paper(order(What.GIVEN), Source(review=REVIEW)).pages
    grids = [block for page in pages for block in page.blocks if isinstance(block, Grid)]

    assert [len(grid.rows) for grid in grids] == [
        len(made(What.SHARES).rows),
        len(made(What.GIVEN).rows),
    ]


def test_that_after_the_import_nothing_is_told_but_the_plan() -> None:
    assert "After 13 May 2026: cannot tell, but for the plan." in lead(made(What.GIVEN))
    assert "After" not in lead(made(What.GIVEN, last=AS_AT))


@pytest.mark.parametrize("what", [What.GIVEN, What.SHARES])
@pytest.mark.parametrize("ending", ["csv", "xlsx", "pdf"])
def test_that_it_can_be_written_in_every_form(what: What, ending: str, tmp_path: Path) -> None:
    file = tmp_path / f"given.{ending}"

    write(order(what), Source(review=REVIEW), file)

    assert file.stat().st_size > 0


def test_that_nothing_given_is_said_where_nothing_was() -> None:
    shown = made(What.GIVEN, first=AS_AT + DAY, last=LAST)

    assert not shown.rows
    assert "Nobody was given a case" in shown.nobody
    assert "0 cases given" in lead(shown)


def a_case(**fields: object) -> Given:
    standing = {
        "child": REVIEW.snapshot.children[ChildId("000001")],
        "worker": WorkerId("w"),
        "day": FIRST,
        "case": CaseType.REFERRAL,
        "points": 4.0,
    }
    return Given(**standing | fields)  # type: ignore[arg-type]


def why(worker: Worker, *cases: Given) -> tuple[str, ...]:
    found = GivenCases(period=SPRING, cases=cases, workers={}, imports=(AS_AT,))
    return sentences.why(found, worker)


def a_worker(**fields: object) -> Worker:
    return Worker(id=WorkerId("w"), name="W", **{"fte": 1.0} | fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("worker", "said"),
    [
        (a_worker(), ()),
        (a_worker(first_day=FIRST), ()),
        (a_worker(first_day=FIRST + DAY), ("began on 2 Apr 2026",)),
        (a_worker(last_day=LAST), ()),
        (a_worker(last_day=AS_AT), ("last day 13 May 2026",)),
        (a_worker(absences=(Absence(start=FIRST - 9 * DAY, end=FIRST - DAY),)), ()),
        (a_worker(absences=(Absence(start=LAST + DAY),)), ()),
        (a_worker(absences=(Absence(start=AS_AT),)), ("away since 13 May 2026",)),
        (
            a_worker(absences=(Absence(start=FIRST, end=AS_AT),)),
            ("away 1 Apr 2026 to 13 May 2026",),
        ),
        (a_worker(fte=0.8), ("0.8 FTE",)),
        (a_worker(fte=None), ("FTE not given",)),
        (a_worker(hours=(Hours(start=FIRST + DAY, fte=0.6),)), ("0.6 FTE from 2 Apr 2026",)),
        (a_worker(hours=(Hours(start=FIRST, fte=0.6),)), ("0.6 FTE",)),
        (a_worker(hours=(Hours(start=LAST + DAY, fte=0.6),)), ()),
        (a_worker(reductions=(Reduction(share=0.1, start=LAST),)), ("reduced by 10 %",)),
        (a_worker(reductions=(Reduction(share=0.1, start=LAST + DAY),)), ()),
        (a_worker(reductions=(Reduction(share=0.1, end=FIRST - DAY),)), ()),
    ],
)
def test_that_it_is_said_why_somebody_was_not_there(worker: Worker, said: tuple[str, ...]) -> None:
    assert why(worker) == said


def test_that_brothers_and_sisters_and_plans_are_reasons_too() -> None:
    cases = (a_case(siblings=2), a_case(siblings=1, is_planned=True), a_case())

    assert why(a_worker(), *cases, a_case(worker=WorkerId("x"), siblings=1)) == (
        "2 with a brother or sister there",
        "1 by the plan, not made yet",
    )


@pytest.mark.parametrize(
    ("points", "said"), [(4.0, "even"), (4.04, "even"), (5.5, "1.5 more"), (1.0, "3 less")]
)
def test_that_it_is_said_how_somebody_stands_beside_an_even_share(points: float, said: str) -> None:
    of = Recent(worker=WorkerId("w"), cases=1, points=points, days=1, expected=4.0)

    assert sentences.against_even(of) == said


def test_that_a_period_of_a_day_and_an_import_are_said_in_a_word() -> None:
    assert sentences.period(Period(first=FIRST, last=FIRST)) == "1 Apr 2026"
    assert sentences.imports((AS_AT,)) == "the import as at 13 May 2026"
    assert sentences.imports((FIRST, AS_AT)) == "2 imports as at 1 Apr 2026 to 13 May 2026"


def test_that_nobody_is_told_from_nobody_can_tell() -> None:
    assert sentences.before(a_case(is_before_known=True), None) == "nobody"
    assert sentences.before(a_case(), None) == "cannot tell"
    assert sentences.before(a_case(before=WorkerId("x")), "Xanthe") == "Xanthe"
