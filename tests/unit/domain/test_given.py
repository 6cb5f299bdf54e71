"""Who got which case in a period, and how much of what was given, counted again day by day."""

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import given as drawn
from hypothesis import strategies as st

from allocation_app.domain.caseloads import Caseloads, caseloads
from allocation_app.domain.given import Given, GivenCases, given_cases
from allocation_app.domain.people import (
    Absence,
    Child,
    ChildId,
    EventKind,
    Role,
    Spell,
    Status,
    TeamId,
    Worker,
    WorkerId,
)
from allocation_app.domain.period import Period
from allocation_app.domain.plan import Move, Plan
from allocation_app.domain.policy import CaseType
from allocation_app.domain.snapshot import Snapshot
from tests.unit.domain.builders import (
    DAY_0,
    POLICY,
    a_child,
    a_move,
    a_snapshot,
    a_spell,
    a_worker,
    co_work,
)
from tests.unit.domain.histories import LONGEST, STAFF, START, Story, imported, told_stories

DAY = timedelta(days=1)
MARCH = Period(first=date(2026, 3, 2), last=date(2026, 3, 31))
POINTS = POLICY.weights.cases[CaseType.CARE_AND_SUPPORT]


def before(days: int) -> date:
    """So many days before `DAY_0`, the last day of March."""
    return DAY_0 - days * DAY


def loads_of(*people: Child | Worker | Spell, moves: tuple[Move, ...] = ()) -> Caseloads:
    return caseloads(Plan(snapshot=a_snapshot(*people), moves=moves), POLICY)


def looked(
    *people: Child | Worker | Spell,
    moves: tuple[Move, ...] = (),
    earlier: Sequence[Snapshot] = (),
    period: Period = MARCH,
) -> GivenCases:
    return given_cases(loads_of(*people, moves=moves), period, earlier)


def the_case(*people: Child | Worker | Spell, **fields: object) -> Given:
    (case,) = looked(*people, **fields).cases
    return case


W1, W2 = WorkerId("W1"), WorkerId("W2")
BOTH = (a_worker("W1"), a_worker("W2"))


def test_that_a_case_given_within_the_period_is_told_with_its_day() -> None:
    child = a_child()

    assert the_case(child, *BOTH, a_spell("C1", "W1", start=before(3))) == Given(
        child=child, worker=W1, day=before(3), case=CaseType.CARE_AND_SUPPORT, points=POINTS
    )


def test_that_what_was_given_on_other_days_or_on_no_day_is_not_told() -> None:
    outside = (MARCH.first - DAY, MARCH.last + DAY, None)

    for start in outside:
        assert looked(a_child(), *BOTH, a_spell("C1", "W1", start=start)).cases == ()
    for start in (MARCH.first, MARCH.last):
        assert looked(a_child(), *BOTH, a_spell("C1", "W1", start=start)).cases
    ahead = Period(first=MARCH.first, last=DAY_0 + 9 * DAY)
    spell = a_spell("C1", "W1", start=DAY_0 + DAY)
    assert looked(a_child(), *BOTH, spell, period=ahead).cases == ()


def test_that_trays_and_co_workers_are_given_no_case() -> None:
    duty = a_worker("D1", role=Role.DUTY)
    spells = (a_spell("C1", "D1", start=before(3)), co_work("C1", "W1", start=before(3)))

    assert looked(a_child(), *BOTH, duty, *spells).cases == ()


def test_that_a_case_that_was_given_on_counts_for_both_and_says_from_whom() -> None:
    first = a_spell("C1", "W1", start=before(20), end=before(5))

    found = looked(a_child(), *BOTH, first, a_spell("C1", "W2", start=before(5)))

    assert [(case.worker, case.before, case.is_before_known) for case in found.cases] == [
        (W1, None, False),
        (W2, W1, True),
    ]


def test_that_from_whom_is_the_last_of_those_before() -> None:
    spells = (
        a_spell("C1", "W3", end=before(20)),
        a_spell("C1", "W1", end=before(9)),
        a_spell("C1", "W4", end=before(2)),
        a_spell("C1", "W2", start=before(5)),
    )

    staff = (*BOTH, a_worker("W3"), a_worker("W4"))

    assert the_case(a_child(), *staff, *spells).before == W1


def test_that_an_earlier_import_tells_from_whom_a_child_came() -> None:
    now = (a_child(), *BOTH, a_spell("C1", "W2", start=before(5)))
    held = a_snapshot(a_child(), a_worker("W1"), a_spell("C1", "W1"), as_at=before(9))
    nobody = a_snapshot(a_child(), as_at=before(9))
    unread = a_snapshot(a_child(is_holder_readable=False), as_at=before(9))
    not_there = a_snapshot(a_child(child="C2"), as_at=before(9))

    cases = [the_case(*now, earlier=(each,)) for each in (held, nobody, unread, not_there)]
    assert [(case.before, case.is_before_known) for case in cases] == [
        (W1, True),
        (None, True),
        (None, False),
        (None, False),
    ]


def test_that_whoever_ended_after_the_earlier_import_is_the_one_before() -> None:
    held = a_snapshot(a_child(), a_worker("W3"), a_spell("C1", "W3"), as_at=before(9))
    spells = (a_spell("C1", "W1", end=before(7)), a_spell("C1", "W2", start=before(5)))

    assert the_case(a_child(), *BOTH, *spells, earlier=(held,)).before == W1


def test_that_an_earlier_import_tells_what_is_on_record_no_more() -> None:
    earlier = a_snapshot(
        a_child(child="C9"), a_worker("W1"), a_spell("C9", "W1", start=before(20)), as_at=before(9)
    )

    case = the_case(*BOTH, earlier=(earlier,))

    assert (case.child.id, case.day) == ("C9", before(20))


def test_that_the_latest_word_on_a_child_and_a_worker_counts() -> None:
    earlier = a_snapshot(
        a_child(), a_worker("W1"), a_spell("C1", "W1", start=before(20)), as_at=before(9)
    )
    put_right = looked(a_child(), *BOTH, a_spell("C1", "W1", start=before(19)), earlier=(earlier,))
    left_out = looked(a_child(), *BOTH, a_spell("C1", "W1", end=before(3)), earlier=(earlier,))

    assert [case.day for case in put_right.cases] == [before(19)]
    assert [case.day for case in left_out.cases] == [before(20)]


def test_that_a_worker_who_had_no_number_then_is_the_same() -> None:
    named = Worker(id=WorkerId("Wyn Rees"), name="Wyn Rees", role=Role.SOCIAL_WORKER)
    other = a_worker("W2")
    spells = (a_spell("C1", "Wyn Rees", start=before(20)), a_spell("C2", "W2", start=before(20)))
    earlier = a_snapshot(a_child(), a_child(child="C2"), named, other, *spells, as_at=before(9))

    found = looked(a_worker("W1", name="Wyn Rees"), other, earlier=(earlier,))

    assert {case.worker for case in found.cases} == {W1, W2}
    assert found.workers.keys() == {W1, W2}


def test_that_what_the_plan_gives_is_told_as_planned() -> None:
    child = a_child()
    moves = (a_move("C1", "W2", reason="MANAGE"),)

    case = the_case(child, *BOTH, a_spell("C1", "W1"), moves=moves)

    assert case == Given(
        child=child,
        worker=W2,
        day=DAY_0,
        case=CaseType.CARE_AND_SUPPORT,
        points=POINTS,
        before=W1,
        is_before_known=True,
        is_planned=True,
        reason="MANAGE",
    )


def test_that_what_was_to_be_given_before_the_import_and_was_not_is_given_on_its_day() -> None:
    moves = (a_move("C1", "W2", effective=before(1)),)

    assert the_case(a_child(), *BOTH, a_spell("C1", "W1"), moves=moves).day == DAY_0


def test_that_a_planned_case_comes_from_nobody_or_from_whom_nobody_knows() -> None:
    to_w1 = (a_move("C1", "W1"),)
    waiting = the_case(a_child(), *BOTH, moves=to_w1)
    unread = the_case(a_child(is_holder_readable=False), *BOTH, moves=to_w1)

    assert (waiting.day, waiting.before, waiting.is_before_known) == (DAY_0, None, True)
    assert (unread.before, unread.is_before_known) == (None, False)


def test_that_the_plan_gives_nothing_to_nobody_to_a_tray_or_on_another_day() -> None:
    duty = a_worker("D1", role=Role.DUTY)
    moves = (a_move("C1", None), a_move("C2", "D1"), a_move("C3", "W2", effective=DAY_0 + DAY))
    people = (a_child(), a_child(child="C2"), a_child(child="C3"))
    spells = (a_spell(child.id, "W1") for child in people)

    assert looked(*people, *BOTH, duty, *spells, moves=moves).cases == ()


def test_that_brothers_and_sisters_who_are_there_by_then_are_counted() -> None:
    family = [a_child(child=f"C{n}", family="F") for n in range(1, 6)]
    spells = (
        a_spell("C1", "W1", start=before(5)),
        a_spell("C2", "W1", start=before(5)),  # comes on the same day
        a_spell("C3", "W1"),  # is there, since when is not said
        a_spell("C4", "W1", start=before(9), end=before(6)),  # is gone by then
        a_spell("C5", "W2", start=before(90)),
    )

    found = looked(*family, *BOTH, *spells)

    assert {case.child.id: case.siblings for case in found.cases} == {"C1": 2, "C2": 2, "C4": 1}


def test_that_a_planned_case_counts_those_with_whom_the_plan_leaves_it() -> None:
    family = [a_child(child=f"C{n}", family="F") for n in (1, 2)]
    people = (*family, a_child(child="C3"), *BOTH)
    spells = (a_spell("C2", "W1"), a_spell("C3", "W1"))

    assert the_case(*people, *spells, moves=(a_move("C1", "W1"),)).siblings == 1


def test_that_an_even_share_goes_by_the_days_that_each_was_there() -> None:
    away = a_worker("W2", absences=(Absence(start=MARCH.first, end=before(1)),))
    half = a_worker("W3", fte=0.5)

    found = looked(a_child(), a_worker("W1"), away, half, a_spell("C1", "W1", start=before(3)))

    days = {worker: each.days for worker, each in found.workers.items()}
    assert days == {"W1": 22, "W2": 1, "W3": 11}
    assert found.workers[W1].expected == round(POINTS * 22 / 34, 6)
    assert found.workers[W1].over == round(POINTS - found.workers[W1].expected, 6)
    assert found.points == POINTS
    assert len(found.of(W1)) == 1


def test_that_who_is_no_case_holder_any_more_has_a_share_of_the_days_there() -> None:
    earlier = a_snapshot(
        a_child(child="C9"),
        a_worker("W9", last_day=before(9)),
        a_spell("C9", "W9", start=before(20)),
        as_at=before(15),
    )

    found = looked(a_worker("W1"), earlier=(earlier,)).workers[WorkerId("W9")]

    assert (found.cases, found.days) == (1, 15)


def test_that_days_are_counted_as_far_as_anything_is_told() -> None:
    april = Period(first=MARCH.first, last=DAY_0 + 30 * DAY)
    people = (a_child(), a_worker("W1"))
    planned = (a_move("C1", "W1", effective=DAY_0 + 2 * DAY),)
    ahead = Period(first=DAY_0 + 7 * DAY, last=DAY_0 + 30 * DAY)

    assert looked(*people, period=april).workers[W1].days == 22
    assert looked(*people, period=april, moves=planned).workers[W1].days == 24
    assert looked(*people, period=ahead).workers[W1].days == 1


ANY_PERIOD = st.tuples(st.integers(-5, LONGEST + 60), st.integers(0, 60)).map(
    lambda of: Period(first=START + of[0] * DAY, last=START + (of[0] + of[1]) * DAY)
)


@drawn(told_stories(), ANY_PERIOD)
def test_that_the_cases_are_those_of_the_story_day_by_day(
    known: tuple[tuple[Story, ...], tuple[date, ...]], period: Period
) -> None:
    stories, days = known
    *earlier, last = (imported(stories, day) for day in days)

    found = given_cases(caseloads(Plan(snapshot=last), POLICY), period, earlier)

    told = set()
    for story in stories:
        listed = [day for day in days if day in story.days]
        told |= {
            (story.child, name, day)
            for day, name in story.days.items()
            if listed and day <= listed[-1] and day in period and name in STAFF
            if story.days.get(day - DAY) != name
        }
    assert {(case.child.id, case.worker, case.day) for case in found.cases} == told
    for case in found.cases:
        story = next(each for each in stories if each.child == case.child.id)
        stood = story.days.get(case.day - DAY)
        if case.is_before_known:
            assert stood in {case.before, None, "", "D1"}
    assert sum(each.points for each in found.workers.values()) == found.points
    shares = [each.expected for each in found.workers.values() if sum_of_days(found)]
    assert abs(sum(shares) - (found.points if shares else 0)) < 0.001


def sum_of_days(found: GivenCases) -> float:
    return sum(each.days for each in found.workers.values())


def test_that_a_new_case_of_which_no_import_tells_had_nobody() -> None:
    spell = a_spell("C1", "W1", start=before(5))
    case = the_case(a_child(Status.REFERRAL), *BOTH, spell)

    assert (case.before, case.is_before_known) == (None, True)


def test_that_for_one_team_it_is_what_its_workers_were_given() -> None:
    people = (
        a_child(team=TeamId("B")),
        a_child(child="C2", team=TeamId("A")),
        a_worker("W1", team=TeamId("A")),
        a_worker("W2", team=TeamId("B")),
    )
    spells = (a_spell("C1", "W1", start=before(5)), a_spell("C2", "W2", start=before(5)))

    found = given_cases(loads_of(*people, *spells), MARCH, team=TeamId("A"))

    assert [case.child.id for case in found.cases] == ["C1"]


def test_that_the_kind_and_the_points_are_those_of_the_day_of_the_import() -> None:
    child = a_child(Status.REGISTERED, events={EventKind.REGISTERED: before(2)})

    case = the_case(child, *BOTH, a_spell("C1", "W1", start=before(20)))

    assert (case.case, case.child.id) == (CaseType.REGISTERED, ChildId("C1"))
    assert case.points == POLICY.weights.cases[CaseType.REGISTERED]
