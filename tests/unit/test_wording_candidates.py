"""Why a worker is proposed or can't be, in the same words for everyone and without a name."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from allocation_app.domain.candidates import Known, Part, candidates
from allocation_app.domain.caseloads import caseloads
from allocation_app.domain.move_rules import HARD, Bar
from allocation_app.domain.people import Absence, ChildId, Status, WorkerId
from allocation_app.domain.plan import Plan
from allocation_app.domain.recent import Recent
from allocation_app.domain.snapshot import Snapshot
from allocation_app.wording import candidates as sentences
from tests.unit.domain.builders import (
    DAY_0,
    POLICY,
    a_child,
    a_snapshot,
    a_spell,
    a_worker,
)

DAY = timedelta(days=1)
LATELY = {"start": DAY_0 - 90 * DAY, "end": DAY_0 - 9 * DAY}


def reasons(snapshot: Snapshot) -> dict[str, str]:
    """The sentence of each candidate for C1."""
    among = candidates(caseloads(Plan(snapshot=snapshot), POLICY), ChildId("C1"))
    return {each.worker: sentences.reason(each, among) for each in (*among.ranked, *among.away)}


def test_that_every_part_and_every_rule_has_words() -> None:
    assert set(sentences.PARTS) == set(Part)
    assert set(sentences.SAID) | {Part.NEW_CASES} == set(Part)
    assert set(sentences.BARS) == set(Bar)
    assert set(HARD) <= set(Bar)
    assert all(sentences.part_name(part) for part in Part)
    assert all(sentences.excluded(rule) for rule in Bar)


def test_that_room_that_is_just_used_up_is_no_share_of_nought() -> None:
    snapshot = a_snapshot(a_child(child="C1"), a_worker("W1"))
    (candidate,) = candidates(caseloads(Plan(snapshot=snapshot), POLICY), ChildId("C1")).ranked

    said = {
        amount: sentences.brief(replace(candidate, parts={Part.ROOM: amount}), Part.ROOM)
        for amount in (0.6, 0.4, -0.4, -0.6)
    }

    assert said == {
        0.6: "1 % to spare",
        0.4: "no room to spare",
        -0.4: "no room to spare",
        -0.6: "1 % too much",
    }


def test_that_the_first_is_told_by_two_parts_and_how_far_the_next_is_behind() -> None:
    snapshot = a_snapshot(
        a_child(child="C1", name="Nia Bevan"),
        a_worker("W1", name="Siân Llŷr"),
        a_worker("W2", name="Ann Other"),
        a_spell("C1", "W2", **LATELY),
    )

    assert reasons(snapshot) == {
        "W2": (
            "94.1 % of capacity to spare afterwards; holds or has held this child."
            " The next is 20 points of share behind."
        ),
        "W1": "94.1 % of capacity to spare afterwards. 20 points of share behind the first.",
    }


def test_that_what_counts_against_somebody_is_told_too() -> None:
    many = [f"D{n}" for n in range(22)]
    snapshot = a_snapshot(
        a_child(Status.REGISTERED, child="C1"),
        *(a_child(child=child) for child in many),
        a_child(Status.REGISTERED, child="E1"),
        a_worker("W1"),
        a_worker("W2", is_newly_qualified=True, last_day=DAY_0 + 2 * DAY),
        a_spell("E1", "W1", start=DAY_0 - DAY),
        held=dict.fromkeys(many, "W1"),
    )

    said = reasons(snapshot)

    assert said["W2"].startswith(
        "88 % of capacity to spare afterwards; newly qualified, so not alone with this child."
    )
    assert said["W1"].startswith(
        "24.7 % of capacity more than there is room for; 1 new case in 7 days."
    )


@pytest.mark.parametrize(
    ("absence", "words"),
    [
        (Absence(start=DAY_0), "away, no return planned"),
        (Absence(start=DAY_0, end=DAY_0 + DAY), "away until Wed 1 Apr 2026"),
    ],
)
def test_that_it_is_said_until_when_somebody_is_away(absence: Absence, words: str) -> None:
    assert sentences.away(absence) == words


def test_that_the_only_one_away_is_compared_with_nobody() -> None:
    snapshot = a_snapshot(
        a_child(child="C1"), a_worker("W1", absences=(Absence(start=DAY_0, end=DAY_0 + DAY),))
    )

    assert reasons(snapshot)["W1"].endswith(
        "; away or leaving, now or soon. Nobody else can be asked."
    )


def test_that_it_is_said_where_somebody_would_stand_without_the_largest_part() -> None:
    snapshot = a_snapshot(
        a_child(child="C1"), a_worker("W1", fte=5 / 85), a_worker("W2"), a_worker("W3", fte=0.1)
    )
    among = candidates(caseloads(Plan(snapshot=snapshot), POLICY), ChildId("C1"))

    assert {each.worker: sentences.without_top(each) for each in among.ranked} == {
        "W1": "",
        "W2": "Without “room afterwards” for anybody: place 2.",
        "W3": "Without “room afterwards” for anybody: place 3.",
    }
    assert reasons(snapshot)["W1"].startswith("Nothing tells them apart. ")


def test_that_an_amount_shows_its_sign() -> None:
    assert [sentences.signed(amount) for amount in (38.82, -2.0, 0.0)] == ["+38.8", "-2", "+0"]


@pytest.mark.parametrize(
    ("child", "start", "end", "words"),
    [
        ("C1", None, None, "holds this child"),
        ("C2", None, None, "holds a sibling"),
        ("C1", DAY_0, None, "holds this child since Tue 31 Mar 2026"),
        ("C2", DAY_0, None, "holds a sibling since Tue 31 Mar 2026"),
        ("C1", None, DAY_0, "held this child until Tue 31 Mar 2026"),
        ("C2", None, DAY_0, "held a sibling until Tue 31 Mar 2026"),
        ("C1", DAY_0, DAY_0 + DAY, "held this child from Tue 31 Mar 2026 to Wed 1 Apr 2026"),
        ("C2", DAY_0, DAY_0 + DAY, "held a sibling from Tue 31 Mar 2026 to Wed 1 Apr 2026"),
    ],
)
def test_that_it_is_said_from_when_to_when_somebody_had_whom(
    child: str, start: date | None, end: date | None, words: str
) -> None:
    among = candidates(caseloads(Plan(snapshot=a_snapshot(a_child())), POLICY), ChildId("C1"))

    assert sentences.known(Known(child=ChildId(child), start=start, end=end), among) == words


def test_that_what_somebody_had_of_the_last_cases_stands_beside_an_even_share() -> None:
    had = Recent(worker=WorkerId("W1"), cases=2, points=9.0, days=10.0, expected=7.56)

    assert sentences.recent(had) == (
        "Given 2 of the last cases, 9 points; an even share would be 7.6."
    )
    over_time = replace(had, since=date(2026, 10, 12), first_import=date(2026, 10, 5))
    assert sentences.recent(over_time) == (
        f"{sentences.recent(had)} Counted from 12 Oct 2026 on, by the imports since that of 5 Oct"
        " 2026."
    )
    assert sentences.recent(replace(had, cases=0, points=0.0)) == (
        "Given none of the last cases; an even share would be 7.6 points."
    )
