"""Who goes back to somebody who returns, and who stays since that would be one change too many."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from allocation_app.domain.caseloads import caseloads
from allocation_app.domain.effects import Measured
from allocation_app.domain.give_back import GiveBack, Kept, WhyKept, give_back, given_back
from allocation_app.domain.people import Absence, ChildId, Role, Spell, WorkerId
from allocation_app.domain.plan import Mark, MarkKind, Pin, Plan
from tests.unit.domain.builders import (
    CALENDAR,
    DAY_0,
    POLICY,
    RULES,
    a_child,
    a_move,
    a_snapshot,
    a_spell,
    a_staff_change,
    a_worker,
    co_work,
)

BY = Measured(policy=POLICY, rules=RULES, calendar=CALENDAR)
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
C1, W1, W2 = ChildId("C1"), WorkerId("W1"), WorkerId("W2")
AWAY_FROM, BACK = DAY_0 - 26 * WEEK, DAY_0 + WEEK
AWAY = Absence(start=AWAY_FROM)
RETURNS = a_staff_change("returns", "W1", BACK)
LONG_AGO = DAY_0 - 200 * WEEK


def a_plan(*spells: Spell, away: tuple[Absence, ...] = (AWAY,), **child: object) -> Plan:
    """W1 has been away, and comes back in a week; W2 has been there, and so has a duty tray."""
    others = (a_worker("W2"), a_worker("W3", role=Role.DUTY))
    snapshot = a_snapshot(a_child(**child), a_worker(absences=away), *others, *spells)
    return Plan(snapshot=snapshot, staffing=(RETURNS,))


def went(ended: date = AWAY_FROM, *, came: date | None = AWAY_FROM, to: str = "W2") -> Plan:
    """C1 was with W1 until a day, and has been with another since."""
    return a_plan(a_spell("C1", "W1", start=LONG_AGO, end=ended), a_spell("C1", to, start=came))


def told(plan: Plan) -> tuple[list[str], list[Kept]]:
    found = give_back(plan, W1, BY)
    return [move.child for move in found.moves], [*found.kept]


def test_that_a_child_that_went_for_the_absence_goes_back_on_the_day_of_the_return() -> None:
    found = give_back(went(), W1, BY)

    ended = replace(AWAY, end=BACK - DAY)
    move = a_move("C1", "W1", reason="ABSENC", effective=BACK)
    assert found == GiveBack(worker=W1, day=BACK, away=ended, moves=(move,))


def test_that_a_child_stays_whose_last_change_of_worker_is_too_near() -> None:
    far, near = (BACK - POLICY.second_change_within + n * DAY for n in (0, 1))

    assert told(went(came=far)) == (["C1"], [])
    assert told(went(came=near)) == ([], [Kept(child=C1, why=WhyKept.SECOND_CHANGE, since=near)])
    assert told(went(came=None)) == ([], [Kept(child=C1, why=WhyKept.SINCE_UNKNOWN)])


def test_that_it_is_the_policy_that_says_how_near_is_too_near() -> None:
    never = replace(BY, policy=replace(POLICY, second_change_within=timedelta(0)))
    near = went(came=DAY_0)

    assert [move.child for move in give_back(near, W1, never).moves] == ["C1"]


def test_that_a_child_without_a_case_holder_goes_back_however_lately_it_came() -> None:
    nobody = a_plan(a_spell("C1", "W1", start=LONG_AGO, end=AWAY_FROM))

    assert told(nobody) == (["C1"], [])
    assert told(went(came=DAY_0, to="W3")) == (["C1"], [])


@pytest.mark.parametrize(
    ("ended", "is_theirs"),
    [
        (AWAY_FROM - POLICY.leaving_soon, True),
        (AWAY_FROM - POLICY.leaving_soon - DAY, False),
        (AWAY_FROM + 9 * WEEK, True),
    ],
)
def test_that_a_child_is_theirs_that_went_shortly_before_the_absence_or_since(
    ended: date, *, is_theirs: bool
) -> None:
    assert told(went(ended, came=ended - 9 * WEEK)) == (["C1"] if is_theirs else [], [])


def test_that_a_child_that_is_with_them_or_never_was_is_not_given_back() -> None:
    there = a_plan(a_spell("C1", "W1", start=LONG_AGO))
    beside = a_plan(a_spell("C1", "W2", start=LONG_AGO), co_work("C1", "W1"))
    assert told(there) == told(beside) == ([], [])


@pytest.mark.parametrize(("came", "is_theirs"), [(4 * WEEK, True), (4 * WEEK + DAY, False)])
def test_that_a_child_that_came_to_them_after_the_absence_did_not_go_for_it(
    came: timedelta, *, is_theirs: bool
) -> None:
    start = AWAY_FROM + came
    spells = (
        a_spell("C1", "W1", start=start, end=start + WEEK),
        a_spell("C1", "W2", start=start + WEEK),
    )
    plan = a_plan(*spells, away=(Absence(start=AWAY_FROM, end=AWAY_FROM + 4 * WEEK),))

    assert told(replace(plan, staffing=())) == (["C1"] if is_theirs else [], [])


def test_that_a_hard_rule_keeps_a_child_where_it_is() -> None:
    pinned = went().with_pin(Pin(child=C1))
    leaves = went().with_step(a_staff_change("leaves", "W1", DAY_0))

    assert told(pinned)[1] == [Kept(child=C1, why=WhyKept.RULE, since=AWAY_FROM, rules=("pinned",))]
    assert told(leaves)[1][0].rules == ("has_left",)
    nobody = a_plan(a_spell("C1", "W1", start=LONG_AGO, end=AWAY_FROM)).with_pin(Pin(child=C1))
    assert told(nobody)[1][0].since is None


def test_that_a_child_stays_of_whom_nobody_could_read_who_has_them() -> None:
    unknown = a_plan(a_spell("C1", "W1", start=LONG_AGO, end=AWAY_FROM), is_holder_readable=False)

    assert told(unknown) == ([], [Kept(child=C1, why=WhyKept.SINCE_UNKNOWN)])


def test_that_of_two_children_to_be_kept_apart_one_goes_back() -> None:
    spells = (
        spell
        for child in ("C1", "C2")
        for spell in (
            a_spell(child, "W1", start=LONG_AGO, end=AWAY_FROM),
            a_spell(child, "W2", start=AWAY_FROM),
        )
    )
    snapshot = a_snapshot(
        a_child(), a_child(child="C2"), a_worker(absences=(AWAY,)), a_worker("W2"), *spells
    )
    apart = Mark(kind=MarkKind.KEEP_APART, child=C1, other=ChildId("C2"))

    back, kept = told(Plan(snapshot=snapshot, staffing=(RETURNS,), marks=(apart,)))

    assert back == ["C1"]
    assert [(each.child, each.rules) for each in kept] == [("C2", ("keep_apart",))]


# ---- moves of the plan itself

THERE = a_plan(a_spell("C1", "W1", start=LONG_AGO))


def test_that_a_move_that_is_to_be_made_once_they_are_back_is_taken_back() -> None:
    plan = THERE.with_move(a_move("C1", "W2", effective=BACK))

    found = give_back(plan, W1, BY)

    assert [move.child for move in found.moves] == ["C1"]
    assert given_back(plan, found.moves) == THERE


@pytest.mark.parametrize("effective", [None, DAY_0, BACK - DAY])
def test_that_a_child_whose_planned_move_comes_before_the_return_stays(
    effective: date | None,
) -> None:
    plan = THERE.with_move(a_move("C1", "W2", effective=effective))

    since = effective or DAY_0
    assert told(plan) == ([], [Kept(child=C1, why=WhyKept.PLANNED_MOVE, since=since)])


def test_that_given_back_the_child_is_with_them_again() -> None:
    plan = went()

    after = given_back(plan, give_back(plan, W1, BY).moves)

    assert caseloads(after, POLICY).holder(C1).id == W1
    assert given_back(plan, ()) is plan
    nobody = a_plan(a_spell("C1", "W1", start=LONG_AGO, end=AWAY_FROM))
    assert len(given_back(nobody, give_back(nobody, W1, BY).moves).moves) == 1


# ---- which absence, and which day


def when(plan: Plan) -> tuple[Absence | None, date]:
    found = give_back(plan, W1, BY)
    return found.away, found.day


def test_that_without_a_staged_return_the_absence_tells_the_day() -> None:
    def by_import(*away: Absence) -> Plan:
        return replace(a_plan(away=away), staffing=())

    over = Absence(start=AWAY_FROM, end=DAY_0 - DAY)
    older = Absence(start=AWAY_FROM - WEEK, end=AWAY_FROM - DAY)
    now = Absence(start=AWAY_FROM, end=DAY_0 + DAY)
    ahead = Absence(start=DAY_0 + WEEK, end=DAY_0 + 9 * WEEK)

    assert when(by_import(over, older)) == (over, DAY_0)
    assert when(by_import(ahead, over, now)) == (now, DAY_0 + 2 * DAY)
    assert when(by_import(over, ahead)) == (ahead, DAY_0 + 9 * WEEK + DAY)
    assert when(by_import(AWAY)) == when(by_import()) == (None, DAY_0)


def test_that_nobody_is_given_back_to_somebody_who_was_not_away() -> None:
    spells = went().snapshot.spells

    assert give_back(a_plan(*spells, away=()), W1, BY) == GiveBack(worker=W1, day=BACK)
