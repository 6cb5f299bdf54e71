"""Whom to ask about before anybody is moved, in words, on the sheet and as JSON."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from allocation_app.cli.text import review_text
from allocation_app.documents.review import review_document
from allocation_app.domain.closing import Closing, First, Prompt, Sign, Why
from allocation_app.domain.people import ChildId, EventKind, Gap, Status, Team, TeamId, WorkerId
from allocation_app.domain.review import Review
from allocation_app.report.exports import Naming, Order, Source, What, listing, write
from allocation_app.report.listing import LONGEST_LEAD, Line, Listing
from allocation_app.report.values import Value, words
from allocation_app.wording import closing as sentences
from tests.unit.domain.builders import DAY_0, POLICY, a_child, a_review, a_snapshot, a_worker

WEEK = timedelta(weeks=1)
ENDED = {EventKind.PLAN_ENDED: DAY_0 - 3 * WEEK}
SEEN = {EventKind.SEEN: DAY_0 - WEEK}
CHILDREN = (
    a_child(child="C1", name="Mary Jones", events=ENDED | SEEN, team=TeamId("A")),
    a_child(child="C2", name="Tom Hall", events=ENDED, family="F", team=TeamId("B")),
    a_child(child="C3", events=ENDED | SEEN, family="F"),
    a_child(Status.REGISTERED, child="C4"),
    a_child(Status.UNKNOWN, child="C5"),
    a_child(child="C6"),
)
HELD = {"C1": "W1", "C2": "W2", "C3": "W2", "C4": "W1", "C5": "W1"}
TEAMS = {TeamId("A"): Team(id=TeamId("A"), name="North")}


def looked() -> Review:
    known = a_snapshot(
        a_worker("W1", name="Sam Hall", team=TeamId("A")),
        a_worker("W2", name="Ann Rees"),
        *CHILDREN,
        held=HELD,
    )
    return a_review(replace(known, teams=TEAMS))


def made(naming: Naming = Naming.NAMES) -> Listing:
    return listing(Order(what=What.CLOSING, naming=naming), Source(review=looked()))


def rows(of: Listing) -> list[Mapping[str, Value]]:
    headings = [column.heading for column in of.columns]
    return [dict(zip(headings, row, strict=True)) for row in of.rows]


def told(lines: list[Line] | object) -> list[str]:
    assert isinstance(lines, list)
    return [words(value) for line in lines for value, _ in line]


def test_that_the_sheet_has_each_child_once_and_says_first_what_comes_first() -> None:
    found = rows(made())

    assert [(row["Child ID"], row["Name"], row["Points"]) for row in found] == [
        ("C1", "Mary Jones", 4.0),
        ("C3", "", 2.4),
        ("C2", "Tom Hall", 4.0),
    ]
    assert found[0]["Comes first"] is None
    assert found[2]["Comes first"] == "See that the child is seen: no day is on record."
    assert found[0]["What the record says"] == (
        "The plan ended on 10 Mar 2026, 3 weeks ago; nothing has begun since."
    )
    assert found[0]["To ask"] == "What was decided when the plan ended?"


def test_that_the_sheet_says_what_it_is_and_the_sums_by_worker_and_team() -> None:
    shown = made()
    above, below = told(shown.lead), told(shown.below)

    assert "3 children to ask about" in above[0]
    assert "They count 10.4 points now. First, for 1 of them: what is late, and" in above[0]
    assert "never a recommendation to close" in above[1]
    assert max(map(len, above)) <= LONGEST_LEAD
    assert "Ann Rees: 2 children, 6.4 points; for 1 something else comes first" in below
    assert "Sam Hall: 1 child, 4 points" in below
    assert "Team North: 1 child, 4 points" in below
    assert any(each.startswith("Team no team given: 2 children, 6.4") for each in below)
    assert any(each.startswith("Not looked at: 1 child without a social worker") for each in below)


def test_that_initials_and_codes_stand_in_place_of_names() -> None:
    for naming in (Naming.INITIALS, Naming.CODES):
        said = str([*made(naming).rows, *told(made(naming).below)])
        assert "Mary Jones" not in said
    assert "Sam Hall" not in str([*made(Naming.CODES).rows, *told(made(Naming.CODES).below)])


@pytest.mark.parametrize("ending", ["xlsx", "csv", "pdf"])
def test_that_it_is_written_in_every_form(ending: str, tmp_path: Path) -> None:
    written = write(
        Order(what=What.CLOSING), Source(review=looked()), tmp_path / f"closing.{ending}"
    )

    assert written.children == len(made().rows)


def test_that_a_team_where_nothing_has_ended_is_told_so() -> None:
    team = a_review(a_snapshot(a_worker(), a_child(events=SEEN), held={"C1": "W1"}))
    shown = listing(Order(what=What.CLOSING), Source(review=team))

    assert (len(shown.rows), shown.nobody) == (0, "Nobody to ask about.")
    assert "Nobody to ask about: the record says of no child" in told(shown.lead)[0]


def test_that_the_document_sums_what_it_lists() -> None:
    found = review_document(looked(), ())["closing"]
    assert isinstance(found, dict)

    listed = {each["child"]: each["points"] for each in found["children"]}
    assert found["total"] == {"children": 3, "with_first": 1, "points": 10.4}
    assert round(sum(listed.values()), 6) == found["total"]["points"]
    assert sum(each["points"] for each in found["workers"]) == found["total"]["points"]
    assert sum(each["points"] for each in found["teams"]) == found["total"]["points"]
    assert found["cannot_tell"] == [{"child": "C5", "missing": ["status"]}]
    assert (found["kept_safe"], found["not_held"], found["not_asked"]) == (1, 1, ["quiet"])
    assert found["children"][2]["reasons"] == [
        {"rule": "plan_ended", "day": "2026-03-10", "weeks": 3}
    ]
    assert found["children"][2]["message"].startswith("See that the child is seen")


def test_that_the_terminal_lists_them_with_what_the_list_is() -> None:
    said = [*review_text(looked(), ())]
    at = next(n for n, line in enumerate(said) if line.startswith("Before moving: 3 children"))

    assert "never a recommendation to close" in said[at + 1]
    assert said[at + 2].split()[:4] == ["C1", "Sam", "Hall", "4"]


DAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("why", "words_"),
    [
        (Why(sign=Sign.PLAN_ENDED, day=DAY, weeks=0), "less than a week ago"),
        (Why(sign=Sign.ASSESSED, day=DAY, weeks=1), "ended on 10 Mar 2026, 1 week ago; no plan"),
        (Why(sign=Sign.TURNED_18, day=DAY, weeks=2), "Turned 18 on 10 Mar 2026, 2 weeks ago"),
        (Why(sign=Sign.TURNED_25, day=DAY, weeks=2), "Turned 25 on 10 Mar 2026, 2 weeks ago"),
        (
            Why(sign=Sign.TURNED_18, day=None, weeks=None),
            "18 or over and not a care leaver; listed",
        ),
        (Why(sign=Sign.QUIET, day=DAY, weeks=30), "Nothing is on record since 10 Mar 2026, 30"),
    ],
)
def test_that_each_reason_has_its_own_words(why: Why, words_: str) -> None:
    assert words_ in sentences.why(why, a_child())


@pytest.mark.parametrize(
    ("first", "words_"),
    [
        (First.LATE, "Something is late for this child."),
        (First.NOT_SEEN, "See that the child is seen: last on 10 Mar 2026."),
        (First.SEEN_UNKNOWN, "Find out when the child was last seen: the import does not tell."),
    ],
)
def test_that_what_comes_first_is_said_first(first: First, words_: str) -> None:
    prompt = Prompt(
        child=ChildId("C1"),
        worker=WorkerId("W1"),
        points=4,
        whys=(Why(sign=Sign.QUIET, day=DAY, weeks=30),),
        first=(first,),
        last_seen=DAY,
    )

    assert sentences.sentence(prompt, a_child()).startswith(words_)


def test_that_what_is_not_asked_is_said_with_its_reason() -> None:
    nothing = Closing(prompts=(), untold=(), not_asked=tuple(Sign), kept_safe=0, not_held=0)
    policies = (replace(POLICY, quiet_weeks=30), POLICY)
    own, weekless = ([*sentences.aside(nothing, policy)] for policy in policies)

    assert any("the import has no column for when plans begin" in each for each in own)
    assert any("the import has no column for when a child was seen" in each for each in own)
    assert any("no source gives a number of weeks" in each for each in weekless)
    assert any("no date of birth" in each for each in _untold(Gap.DATE_OF_BIRTH))


def _untold(missing: Gap) -> list[str]:
    unborn = a_child(child="C1", events=SEEN, date_of_birth=None)
    team = a_review(a_snapshot(a_worker(), unborn, held={"C1": "W1"}))
    assert team.closing.untold[0].missing == (missing,)
    return [*sentences.aside(team.closing, POLICY)]
