"""The evidence of a period in words: what was done, what is missing, what nobody can tell."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from allocation_app.domain.evidence import Ended, Ending, Evidence, Seen, Untold, Waited
from allocation_app.domain.people import Child, ChildId, EventKind, Spell, TeamId, WorkerId
from allocation_app.domain.period import Period
from allocation_app.domain.plan import Move
from allocation_app.domain.policy import Ladder
from allocation_app.domain.review import Review, review
from allocation_app.domain.reviewed import Reviews
from allocation_app.domain.snapshot import Snapshot
from allocation_app.report.exports import Naming, Order, Source, What, listing, paper, write
from allocation_app.report.listing import LONGEST_LEAD, Listing
from allocation_app.report.pages import Grid, Words
from allocation_app.report.values import Value, words
from allocation_app.wording import evidence as sentences
from tests.unit.report.examples import AS_AT, a_review, a_snapshot

DAY = timedelta(days=1)
REVIEW = a_review()
FIRST, LAST = date(2026, 5, 1), date(2026, 5, 31)
MAY = Period(first=FIRST, last=LAST)
Row = Mapping[str, Value]


def order(**asked: object) -> Order:
    return Order(what=What.EVIDENCE, **{"first": FIRST, "last": LAST} | asked)


def made(looked: Review = REVIEW, earlier: Sequence[Snapshot] = (), **asked: object) -> Listing:
    return listing(order(**asked), Source(review=looked, earlier=tuple(earlier)))


def rows(of: Listing) -> list[Row]:
    headings = [column.heading for column in of.columns]
    return [dict(zip(headings, row, strict=True)) for row in of.rows]


def lead(of: Listing) -> list[str]:
    """The sentences above the table and below it."""
    return [words(value) for line in (*of.lead, *of.below) for value, _ in line]


def a_week_before(weeks: int = 1) -> Snapshot:
    """The same team a week ago: what came since had not come yet, two children had not either."""
    now = a_snapshot()
    as_at = AS_AT - weeks * 7 * DAY
    gone = {ChildId("000059"), ChildId("000060")}
    return replace(
        now,
        as_at=as_at,
        children={
            key: replace(
                child, events={kind: day for kind, day in child.events.items() if day <= as_at}
            )
            for key, child in now.children.items()
            if key not in gone
        },
        spells=tuple(
            spell
            for spell in now.spells
            if spell.child not in gone and (spell.start is None or spell.start <= as_at)
        ),
    )


def test_that_everybody_on_the_unallocated_sheet_is_in_the_evidence_of_that_day() -> None:
    unallocated = listing(Order(what=What.UNALLOCATED), Source(review=REVIEW))
    on_screen = {row[0]: row for row in unallocated.rows}
    headings = [column.heading for column in unallocated.columns]

    found = {
        row["Child ID"]: row
        for row in rows(made(first=AS_AT, last=AS_AT))
        if row["State"] != "cannot tell" or row["From, in this time"] is not None
    }

    assert found.keys() == on_screen.keys()
    for child, row in found.items():
        shown = dict(zip(headings, on_screen[child], strict=True))
        assert row["Waits since"] == shown["Waits since"]
        assert row["Working days in all"] == shown["Working days waiting"]
        assert row["Must never wait"] == shown["Must never wait"]
        assert shown["Why unallocated"] in tuple(row["Why unallocated"] or ())  # type: ignore[arg-type]


def test_that_a_child_of_whom_nobody_can_tell_stands_last_with_its_days() -> None:
    shown = rows(made())
    untold = [row for row in shown if row["From, in this time"] is None]

    assert untold
    assert shown[-len(untold) :] == untold
    assert all(row["State"] == "cannot tell" for row in untold)
    assert all(row["Days of which nobody can tell"] for row in untold)
    assert made().children == len({row["Child ID"] for row in shown})


def test_that_the_lines_around_the_table_fit_on_it_and_say_what_it_is_made_of() -> None:
    for listed in (made(), made(earlier=[a_week_before()])):
        assert all(len(line) <= LONGEST_LEAD for line in lead(listed))
    said = "\n".join(lead(made(earlier=[a_week_before()])))
    assert "2 imports as at 6 May 2026 to 13 May 2026" in said
    assert "After 13 May 2026: cannot tell." in said
    assert "no inspectorate has found any of it or set its form" in said


def test_that_on_paper_the_same_sentences_stand_together() -> None:
    first, last = paper(order(), Source(review=REVIEW)).pages
    above = [block.text for block in first.blocks if isinstance(block, Words)]
    below = last.blocks[-1]

    assert len(above) == 3
    assert isinstance(below, Words)
    assert " ".join([*above, below.text]) == " ".join(lead(made()))


def test_that_on_paper_those_of_whom_nobody_can_tell_have_a_page_of_their_own() -> None:
    made_pages = paper(order(), Source(review=REVIEW))
    grids = [block for page in made_pages.pages for block in page.blocks if isinstance(block, Grid)]

    assert sum(len(grid.rows) for grid in grids) == len(made().rows)
    assert made_pages.children == made().children
    snapshot = a_snapshot()
    read = {
        key: replace(child, is_holder_readable=True) for key, child in snapshot.children.items()
    }
    told = a_review(replace(snapshot, children=read))
    assert len(paper(order(first=AS_AT, last=AS_AT), Source(review=told)).pages) == 1


def test_that_without_a_period_it_is_the_month_before() -> None:
    assert (
        made(first=None, last=None).title == "Evidence, without a worker: 1 Apr 2026 to 30 Apr 2026"
    )


def test_that_names_stand_only_where_they_are_asked_for() -> None:
    def shown(naming: Naming, heading: str) -> list[Value]:
        return [row[heading] for row in rows(made(naming=naming))]

    assert all("Llewelyn" in str(name) for name in shown(Naming.NAMES, "Name"))
    assert not any("Llewelyn" in str(name) for name in shown(Naming.INITIALS, "Initials"))


def test_that_a_child_without_a_name_has_none() -> None:
    snapshot = a_snapshot()
    nameless = {key: replace(child, name="") for key, child in snapshot.children.items()}

    shown = rows(made(a_review(replace(snapshot, children=nameless))))

    assert {row["Initials"] for row in shown} == {None}


def test_that_for_one_team_there_are_its_children_and_it_is_said() -> None:
    snapshot = a_snapshot()
    south = {
        key: replace(child, team=TeamId("south")) if int(key) % 2 else child
        for key, child in snapshot.children.items()
    }
    looked = a_review(replace(snapshot, children=south))
    before = replace(a_week_before(), children=south | gone_of("south") | gone_of("north"))

    def listed(team: str) -> set[str]:
        shown = made(looked, earlier=[before], team=TeamId(team))
        assert "only" in lead(shown)[0]
        first = paper(order(team=TeamId(team)), Source(review=looked)).pages[0].blocks[0]
        assert isinstance(first, Words)
        assert "only" in first.text
        return {str(row["Child ID"]) for row in rows(shown)}

    every = {str(row["Child ID"]) for row in rows(made(looked, earlier=[before]))}
    south_ids, north_ids = listed("south"), listed("north")
    assert south_ids | north_ids == every
    assert not south_ids & north_ids
    assert "gone south" in south_ids
    assert "gone north" in north_ids


def gone_of(team: str) -> dict[ChildId, Child]:
    """A child who is on the list of the week before and on no other."""
    key = ChildId(f"gone {team}")
    some = a_snapshot().children[ChildId("000008")]
    return {key: replace(some, id=key, team=TeamId(team), family=None)}


def test_that_a_worker_whom_only_an_earlier_import_knows_is_named_by_it() -> None:
    child = ChildId("000008")
    waiting = a_week_before()
    known = waiting.workers[WorkerId("w1")]
    left = replace(known, id=WorkerId("left"), name="Left Since")
    spells = tuple(spell for spell in waiting.spells if spell.child != child)
    given = Spell(child=child, worker=left.id, start=waiting.as_at - 2 * DAY)
    before = replace(waiting, workers={**waiting.workers, left.id: left}, spells=(*spells, given))
    earlier = [a_week_before(2), before]

    listed = rows(made(earlier=earlier, first=date(2026, 4, 1)))
    shown = [row for row in listed if row["Child ID"] == child]

    assert any("Left Since" in words(row["What became of it"]) for row in shown)


def test_that_a_planned_worker_is_said_to_be_planned() -> None:
    child = REVIEW.waits[0].child
    plan = replace(REVIEW.caseloads.plan, moves=(Move(child=child, to=WorkerId("w2")),))
    planned = review(plan, REVIEW.policy, REVIEW.rules, REVIEW.calendar)

    (row,) = [row for row in rows(made(planned)) if row["Child ID"] == child]

    assert words(row["What became of it"]) == (
        "still waiting on 13 May\nplanned: Tom O'Brien [agency] from 13 May"
    )


@pytest.mark.parametrize("ending", ["csv", "xlsx", "pdf"])
def test_that_it_can_be_written_in_every_form(ending: str, tmp_path: Path) -> None:
    file = tmp_path / f"evidence.{ending}"

    written = write(order(), Source(review=REVIEW, earlier=(a_week_before(),)), file)

    assert file.stat().st_size > 0
    assert written.children == made(earlier=[a_week_before()]).children


def an_evidence(*waits: Waited, untold: Sequence[Untold] = (), told: bool = True) -> Evidence:
    return Evidence(
        period=MAY,
        told=MAY if told else None,
        imports=(LAST,),
        waits=waits,
        untold=tuple(untold),
    )


def a_wait(**fields: object) -> Waited:
    (found, *_) = (wait for wait in _waits() if wait.since is not None)
    return replace(found, **fields)  # type: ignore[arg-type]


def _waits() -> Sequence[Waited]:
    from allocation_app.domain.evidence import evidence  # noqa: PLC0415 - a builder's own need

    return evidence(REVIEW.caseloads, MAY, REVIEW.calendar).waits


def test_that_a_period_without_a_wait_says_that_none_is_known() -> None:
    assert list(sentences.summary(an_evidence(), 0)) == [
        (
            "No child is known to have had no named social worker on at least one day from 1 May"
            " 2026 to 31 May 2026."
        )
    ]
    assert made().nobody == "Nobody, as far as the imports tell."


def test_that_the_summary_counts_what_can_be_counted_and_says_what_cannot() -> None:
    told = a_wait(
        working_days=4,
        reviews=Reviews(held=(FIRST,), missed=(FIRST + DAY, LAST), untold=(LAST,)),
    )
    unknown = replace(told, working_days=None, since=None, reviews=None)

    (first, second) = sentences.summary(an_evidence(told, unknown), 1)

    assert first == (
        "1 child of 1 family had no named social worker on at least one day from 1 May 2026 to 31"
        " May 2026. Longest wait: 4 working days. Of 1 wait nobody can tell when it began."
    )
    assert second == (
        "Management reviews in that time: 1 held, 2 missing. Of 1 more that fell due nobody can"
        " tell."
    )
    (first, second) = sentences.summary(an_evidence(unknown), 1)
    assert "Longest" not in first
    assert second == "Management reviews in that time: 0 held, 0 missing."


def test_that_a_period_of_one_day_is_said_as_a_day() -> None:
    of = replace(an_evidence(), period=Period(first=FIRST, last=FIRST))

    assert list(sentences.summary(of, 0)) == [
        "No child is known to have had no named social worker on 1 May 2026."
    ]


def test_that_a_period_that_lies_ahead_is_said_to_be_untold() -> None:
    ahead = made(first=LAST, last=LAST)
    assert ahead.nobody == "Cannot tell."
    assert "The imports end before this time: cannot tell." in lead(ahead)
    assert "After 31 May 2026: cannot tell." in list(sentences.limits(an_evidence(told=False)))
    assert "After 31 May 2026: cannot tell." not in list(sentences.limits(an_evidence()))


def test_that_the_rungs_are_told_with_their_days() -> None:
    old = date(2025, 12, 30)
    rungs = (("weekly_review", old), ("senior_manager", FIRST))

    assert sentences.rungs(a_wait(rungs=rungs), MAY) == (
        "weekly review: 30 Dec 2025",
        "senior manager: 1 May",
    )
    assert sentences.rungs(a_wait(rungs=(("senior_manager_now", None),)), MAY) == (
        "senior manager, at once",
    )
    assert sentences.rungs(a_wait(rungs=()), MAY) == ("no step yet",)
    assert sentences.rungs(a_wait(rungs=(), since=None), MAY) == ("cannot tell",)


def test_that_reviews_are_told_by_their_days_and_what_is_missing_by_when_it_fell_due() -> None:
    found = Reviews(held=(FIRST,), missed=(LAST,), untold=(FIRST, LAST))

    assert sentences.held(found, MAY) == ("1 May",)
    assert sentences.missed(found, MAY) == ("31 May", "2 due: cannot tell")
    none = Reviews(held=(), missed=(), untold=())
    assert (sentences.held(none, MAY), sentences.missed(none, MAY)) == (
        ("none on record",),
        ("none",),
    )
    assert (sentences.held(None, MAY), sentences.missed(None, MAY)) == (
        ("cannot tell",),
        ("cannot tell",),
    )


def test_that_it_is_said_when_a_child_was_seen_or_that_nobody_can_tell() -> None:
    def said(days: tuple[date, ...], before: date | None, *, is_told: bool) -> tuple[str, ...]:
        return sentences.seen(Seen(days=days, last_before=before, is_told=is_told), MAY)

    assert said((FIRST, LAST), None, is_told=True) == ("1 May", "31 May")
    assert said((), date(2025, 5, 2), is_told=True) == ("not in this time", "last on 2 May 2025")
    assert said((), None, is_told=True) == ("no date on record",)
    assert said((), None, is_told=False) == ("cannot tell",)


@pytest.mark.parametrize(
    ("of", "said"),
    [
        (Ended(how=Ending.STILL), ("still waiting on 31 May",)),
        (Ended(how=Ending.HELD, worker=WorkerId("w"), day=FIRST), ("W from 1 May",)),
        (
            Ended(how=Ending.HELD, worker=WorkerId("w"), day=FIRST, is_day_certain=False),
            ("W, on or before 1 May",),
        ),
        (Ended(how=Ending.GONE, day=LAST), ("not listed any more on 31 May",)),
        (Ended(how=Ending.CANNOT_TELL), ("cannot tell",)),
    ],
)
def test_that_it_is_said_what_became_of_a_wait(of: Ended, said: tuple[str, ...]) -> None:
    assert sentences.ended(of, an_evidence(), str.upper) == said


def test_that_the_councils_own_aim_is_named() -> None:
    said = " ".join(sentences.definitions(Ladder(name="Walsall", rungs=(), allocate_within=0)))

    assert "aim to allocate: the same day; at once whoever must never wait." in said
    assert "Who must be told and when: Walsall." in said
    assert "counts who must be told from the referral even then" in said


def test_that_a_review_of_an_earlier_import_is_counted() -> None:
    child = next(wait.child for wait in REVIEW.waits if wait.ladder_since is not None)
    before = a_week_before()
    reviewed = before.children[child]
    events = {**reviewed.events, EventKind.OVERSIGHT: before.as_at - DAY}
    known = replace(before, children={**before.children, child: replace(reviewed, events=events)})

    (row,) = [row for row in rows(made(earlier=[known])) if row["Child ID"] == child]

    assert "5 May" in words(row["Reviews held"])
