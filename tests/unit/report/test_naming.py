"""Names are seen to once, before anything is made: by names, initials or codes, for one team."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allocation_app import settings
from allocation_app.domain.caseloads import Caseloads
from allocation_app.domain.people import ChildId, TeamId, WorkerId
from allocation_app.domain.plan import Move, Plan
from allocation_app.domain.pseudonyms import Codes, code_book
from allocation_app.domain.review import review
from allocation_app.errors import AppError
from allocation_app.report.exports import LISTINGS, listing, paper, write
from allocation_app.report.facts import Facts
from allocation_app.report.looks import Style
from allocation_app.report.naming import Source, named
from allocation_app.report.orders import OF_PERIODS, Naming, Order, What
from allocation_app.wording import terms
from tests.builders import a_child, a_council, a_problem, a_snapshot
from tests.unit.domain.test_pseudonyms import SECRETS, a_plan, a_policy, texts

KEY = Codes(key=bytes(32))
PERIOD = (date(2026, 11, 1), date(2026, 11, 20))
NORTH = TeamId("T1")


def a_source(plan: Plan | None = None) -> Source:
    """What somebody wrote stands everywhere in it."""
    made = plan or a_plan()
    looked = review(made, a_policy(), settings.rule_set(), settings.calendar())
    problem = a_problem(kept="Canary")
    return Source(
        review=looked,
        problems=(replace(problem, file="Canary.xlsx", sheet="Sam Canary", value="grieving"),),
        earlier=(replace(made.snapshot, as_at=date(2026, 3, 1)),),
        codes=KEY,
    )


def a_council_source() -> Source:
    council = a_council(children=200, workers=20, teams=4)
    (first, *_), workers = council.children, list(council.workers)
    moves = tuple(
        Move(child=child, to=workers[n])
        for n, child in enumerate([first, *list(council.children)[-3:]])
    )
    looked = review(
        Plan(snapshot=council, moves=moves),
        settings.policy(),
        settings.rule_set(),
        settings.calendar(),
    )
    return Source(review=looked, codes=KEY)


COUNCIL = a_council_source()


def order(what: What = What.WORKBOOK, **fields: object) -> Order:
    first, last = PERIOD if what in OF_PERIODS else (None, None)
    return Order(what=what, first=first, last=last, **fields)


def test_that_by_codes_nothing_of_anybody_reaches_what_makes_documents() -> None:
    _, source = named(order(naming=Naming.CODES), a_source())
    made = replace(source, codes=None)

    assert not [text for text in texts(made) if any(each in text for each in SECRETS)]
    loads = source.review.caseloads
    assert not [text for text in texts(loads) if any(each in text for each in SECRETS)]


def test_that_by_initials_no_childs_name_and_nothing_that_was_written_reaches_it() -> None:
    _, source = named(order(), a_source())
    everything = [*texts(source), *texts(source.review.caseloads)]

    for written in ("kestrel", "grieving", "Canary Kestrel", "Canary Two"):
        assert not [text for text in everything if written in text]
    assert "C. K." in everything
    assert "Sam Canary" in everything  # a worker's name is for everybody


def test_that_by_initials_no_family_goes_by_its_surname(tmp_path: Path) -> None:
    children = [
        a_child(id=f"10{n}", name=f"{first} Zygmunt", family=family)
        for n, (first, family) in enumerate(
            [("Seren", "Zygmunt"), ("Ioan", "Zygmunt"), ("Al", "Z9")]
        )
    ]
    plan = Plan(snapshot=a_snapshot(waiting=children))
    source = a_source(plan)

    for what in LISTINGS:
        write(order(what), source, tmp_path / "list.csv")
        assert "zygmunt" not in (tmp_path / "list.csv").read_text().casefold(), what
    sizes = named(order(), source)[1].review.caseloads
    assert sizes.snapshot.children[ChildId("101")].family == "of 100"
    assert by_families(sizes) == by_families(source.review.caseloads)


def by_families(loads: Caseloads) -> list[list[ChildId]]:
    """Which children belong together."""
    known = loads.snapshot.children.values()
    return [[each.id for each in known if each.family_key == child.family_key] for child in known]


def test_that_by_names_all_is_as_it_is() -> None:
    source = a_source()
    _, made = named(order(naming=Naming.NAMES), source)

    assert made.review.snapshot is source.review.snapshot
    assert made.problems is source.problems


@pytest.mark.parametrize("naming", Naming)
@pytest.mark.parametrize("team", [None, TeamId("quill")])
def test_that_names_are_seen_to_once(naming: Naming, team: TeamId | None) -> None:
    asked, made = named(order(naming=naming, team=team), a_source())

    assert named(asked, made) == (asked, made)


@pytest.mark.parametrize("naming", Naming)
@pytest.mark.parametrize("team", [None, TeamId("quill")])
def test_that_it_is_known_of_which_plan_import_and_policy_it_was_made(
    naming: Naming, team: TeamId | None
) -> None:
    source = a_source()
    _, made = named(order(naming=naming, team=team), source)

    def known(each: Source) -> tuple[str, str, str]:
        facts = Facts(review=each.review, problems=(), hide_names=True)
        return facts.plan_fingerprint, facts.snapshot.fingerprint, each.review.policy.fingerprint

    plan, imported, policy = known(source)
    plan = KEY.sealed(plan) if naming is Naming.CODES else plan
    assert known(made) == (plan, imported, policy)


def test_that_an_order_of_codes_asks_for_the_same_children_workers_and_team() -> None:
    source = a_source()
    book = code_book(KEY, source.review.caseloads.plan)
    child, worker, team = ChildId("0815-1"), WorkerId("4711-1"), TeamId("quill")
    asked, made = named(
        order(naming=Naming.CODES, children=(child,), workers=(worker,), team=team), source
    )

    assert asked.children == (book.children[child],)
    assert asked.workers == (book.workers[worker],)
    assert asked.team == made.review.team == book.teams[team]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"children": (ChildId("nobody"),)}, "no_such_child"),
        ({"workers": (WorkerId("nobody"),)}, "no_such_worker"),
        ({"team": TeamId("nobody")}, "no_such_team"),
    ],
)
def test_that_whom_the_plan_does_not_have_is_refused(
    fields: dict[str, object], code: str, tmp_path: Path
) -> None:
    with pytest.raises(AppError) as refused:
        write(order(**fields), a_source(), tmp_path / "book.xlsx")

    assert refused.value.code == code
    assert not list(tmp_path.iterdir())


@given(st.text())
def test_that_the_initials_of_initials_are_the_same(name: str) -> None:
    child = a_child("C1", name=name)
    spaced = terms.initials(name).replace(".", ". ").strip()

    assert terms.initials(spaced) == terms.initials(child.name)


# ---- one team


@pytest.mark.parametrize("naming", Naming)
@pytest.mark.parametrize("what", sorted(LISTINGS))
def test_that_a_list_of_one_team_says_of_which(what: What, naming: Naming) -> None:
    asked = order(what, team=NORTH, naming=naming)
    code = code_book(KEY, COUNCIL.review.caseloads.plan).teams[NORTH]
    name = code if naming is Naming.CODES else "Team 1"

    made, foot = listing(asked, COUNCIL), paper(asked, COUNCIL).foot
    assert made.lead[0][0][0] == f"{name} only"
    assert f"{name} only" in foot
    said = "By codes: still personal data"
    assert ((said, Style.LEAD) in made.lead[1]) is (said in foot) is (naming is Naming.CODES)


def test_that_lists_of_all_teams_together_have_every_row_once() -> None:
    for what in (What.ALLOCATIONS, What.UNALLOCATED, What.FINDINGS, What.FORECAST):
        whole = listing(order(what), COUNCIL).rows
        teams = [listing(order(what, team=TeamId(f"T{n}")), COUNCIL).rows for n in range(4)]
        assert sum(map(len, teams)) == len(whole)
        assert any(teams)


def test_that_a_team_of_the_workbook_counts_its_own_children(tmp_path: Path) -> None:
    out = tmp_path / "book.xlsx"

    written = write(order(team=NORTH), COUNCIL, out)

    own = [each for each in COUNCIL.review.snapshot.children.values() if each.team == NORTH]
    assert written.children == len(own) == 50


def test_that_a_name_in_the_files_name_is_refused_before_anything_is_written(
    tmp_path: Path,
) -> None:
    for what, name in ((What.WORKBOOK, "Surname3 Forename9.xlsx"), (What.FINDINGS, "C00009.csv")):
        with pytest.raises(AppError) as refused:
            write(order(what, naming=Naming.CODES), COUNCIL, tmp_path / name)
        assert refused.value.code == "name_in_file_name"
        assert not any(
            "Surname" in said or "C00009" in said for said in refused.value.details.values()
        )

    assert not list(tmp_path.iterdir())
