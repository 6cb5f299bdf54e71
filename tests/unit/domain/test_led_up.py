"""What the imports before one tell of who was given which case, and who was there."""

import pickle
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allocation_app.domain.candidates import candidates
from allocation_app.domain.caseloads import caseloads
from allocation_app.domain.led_up import led_up_to
from allocation_app.domain.people import Absence, ChildId, Role, Worker, WorkerId
from allocation_app.domain.plan import Plan
from allocation_app.domain.recent import Recent, recent_cases
from allocation_app.domain.snapshot import Snapshot
from tests.unit.domain.builders import (
    POLICY,
    a_child,
    a_spell,
    a_staff_change,
    a_worker,
    co_work,
)
from tests.unit.domain.pasts import an_import, week

DAY = timedelta(days=1)
STAFF = (a_worker("W1"), a_worker("W2"), a_worker("W3"))
FIRST = an_import(0, {"C1": "W1", "C2": None}, *STAFF)


def told(present: Snapshot, *earlier: Snapshot, **numbers: str) -> list[tuple[str, str, date]]:
    same = {ChildId(old): ChildId(new) for old, new in numbers.items()}
    before = led_up_to(present, earlier, same).before
    assert before is not None
    return [(each.child.id, each.worker, each.day) for each in before.cases]


def of(present: Snapshot, *earlier: Snapshot, worker: str) -> Recent:
    loads = caseloads(Plan(snapshot=led_up_to(present, earlier)), POLICY)
    return recent_cases(loads).workers[WorkerId(worker)]


# ---- cases


def test_that_without_an_earlier_import_all_is_as_that_one_import_tells() -> None:
    assert led_up_to(FIRST, ()) is FIRST
    assert led_up_to(FIRST, (an_import(1, {"C1": "W2"}, *STAFF),)) is FIRST
    again = led_up_to(led_up_to(an_import(1, {"C1": "W2"}, *STAFF), (FIRST,)), ())
    assert again.before is None


def test_that_a_case_without_a_record_was_given_by_the_import_that_shows_it_first() -> None:
    second = an_import(1, {"C1": "W2", "C2": "W3", "C3": "W3"}, *STAFF)
    third = an_import(2, {"C1": "W2", "C2": None, "C3": "W3"}, *STAFF)
    assert told(third, second, FIRST) == [
        ("C1", "W2", week(1)),
        ("C2", "W3", week(1)),
        ("C3", "W3", week(1)),
    ]


def test_that_who_had_a_child_anew_was_given_the_case_twice() -> None:
    imports = [an_import(n, {"C1": f"W{1 + n % 2}"}, *STAFF) for n in range(4)]
    assert told(imports[3], *imports[:3]) == [
        ("C1", "W2", week(1)),
        ("C1", "W1", week(2)),
        ("C1", "W2", week(3)),
    ]


def test_that_of_a_child_whose_worker_could_not_be_read_nobody_can_tell_a_change() -> None:
    blurred = an_import(1, {"C1": None}, a_child(is_holder_readable=False), *STAFF)
    assert told(an_import(2, {"C1": "W2"}, *STAFF), FIRST, blurred) == []


def test_that_a_record_knows_better_than_what_was_seen_and_the_latest_one_best() -> None:
    started = an_import(1, {"C1": "W2", "C2": "W3"}, *STAFF, starts={"C1": week(0) + DAY})
    right = an_import(2, {"C1": "W2", "C2": "W3"}, *STAFF, starts={"C1": week(0) + 2 * DAY})
    gone = an_import(3, {"C2": "W3"}, *STAFF)
    assert told(gone, FIRST, started, right) == [
        ("C1", "W2", week(0) + 2 * DAY),
        ("C2", "W3", week(1)),
    ]
    assert told(right, FIRST, started) == [("C2", "W3", week(1))]


def test_that_trays_co_workers_and_what_came_long_ago_are_left_out() -> None:
    tray = a_worker("D1", role=Role.DUTY)
    second = an_import(
        1,
        {"C1": "W1", "C2": "D1"},
        *STAFF,
        tray,
        a_child(child="C2"),
        co_work("C1", "W2", start=week(1)),
    )
    old = an_import(-60, {"C1": "W2", "C2": None}, *STAFF)
    assert told(second, FIRST) == []
    assert told(FIRST, an_import(-90, {"C1": "W3"}, *STAFF), old) == [("C1", "W1", week(0))]


def test_that_the_imports_begin_with_the_last_one_that_is_no_longer_recent() -> None:
    old = [an_import(-weeks, {"C1": "W1"}, *STAFF) for weeks in (90, 60, 5)]
    before = led_up_to(FIRST, old).before
    assert before is not None
    assert before.since == week(-60)


def test_that_a_child_under_another_number_is_given_to_nobody_by_that() -> None:
    second = an_import(1, {"N1": "W1", "C2": None}, *STAFF)
    assert told(second, FIRST) == [("N1", "W1", week(1))]
    assert told(second, FIRST, C1="N1") == []


def test_that_an_import_of_quite_other_workers_tells_nothing() -> None:
    others = an_import(-1, {"X1": "W7"}, *(a_worker(f"W{n}") for n in (7, 8, 9)))
    assert led_up_to(FIRST, (others,)).before is None


# ---- who had how much of them


def test_that_a_case_that_closed_since_still_counts_for_who_was_given_it() -> None:
    """By the open import alone nobody was given anything."""
    second = an_import(1, {"C1": "W1", "C3": "W2"}, *STAFF)
    third = an_import(2, {"C1": "W1"}, *STAFF)

    assert of(third, FIRST, second, worker="W2") == Recent(
        worker=WorkerId("W2"),
        cases=1,
        points=4,
        days=6,
        expected=round(4 / 3, 6),
        since=week(1),
        first_import=week(0),
    )
    assert of(third, worker="W2").cases == 0


def test_that_who_had_fewer_by_the_imports_comes_first_where_all_else_is_the_same() -> None:
    earlier = an_import(0, {"C1": None, "C3": None}, *STAFF[:2])
    given_one = an_import(1, {"C1": None, "C3": "W1"}, *STAFF[:2])
    now = an_import(2, {"C1": None}, *STAFF[:2])

    def order(snapshot: Snapshot) -> list[str]:
        found = candidates(caseloads(Plan(snapshot=snapshot), POLICY), ChildId("C1"))
        return [each.worker for each in found.ranked]

    assert order(now) == ["W1", "W2"]
    assert order(led_up_to(now, (earlier, given_one))) == ["W2", "W1"]


# ---- who was there


def away(*absences: Absence, **fields: object) -> Worker:
    return a_worker("W2", absences=absences, **fields)


def of_three(*then: Worker) -> Recent:
    """The second worker, there or not, as three weekly imports tell; a case came on the first."""
    case = (a_child(child="C9"), a_spell("C9", "W1", start=week(0)))
    imports = [
        an_import(n, {"C1": "W1"}, STAFF[0], *case, each, *STAFF[2:]) for n, each in enumerate(then)
    ]
    return of(imports[-1], *imports[:-1], worker="W2")


@pytest.mark.parametrize(
    ("then", "days"),
    [
        ((away(), away(), away()), 11),
        # of an absence that was told while it lasted, up to its end or the next import
        ((away(Absence(start=week(0), end=week(0) + 3 * DAY)), away(), away()), 7),
        ((away(Absence(start=week(0))), away(), away()), 6),
        # one that was only planned and is not told any more
        ((away(Absence(start=week(0) + DAY, end=week(1))), away(), away()), 11),
        # one that a later import tells too had begun by then
        ((*[away(Absence(start=week(0) + DAY, end=week(1) + DAY))] * 2, away()), 5),
        # what the last import tells counts for all of the time
        ((away(), away(), away(Absence(start=week(0), end=week(1)))), 5),
        # hours as they were at the time, and as they are now where nobody told
        ((away(fte=0.5), away(fte=0.5), away()), 6),
        ((away(fte=None), away(fte=None), away(fte=0.5)), 5.5),
        # a name beside children says nothing of a post
        ((away(is_listed=False, fte=None), away(), away(fte=0.5)), 10.5),
    ],
)
def test_that_a_day_counts_as_the_import_of_its_time_had_it(
    then: tuple[Worker, ...], days: float
) -> None:
    assert of_three(*then).days == days


@pytest.mark.parametrize(("fields", "days"), [({}, 1), ({"first_day": week(1)}, 6)])
def test_that_who_was_on_no_staff_list_was_not_there_unless_a_first_day_is_told(
    fields: dict[str, object], days: float
) -> None:
    case = (a_child(child="C9"), a_spell("C9", "W1", start=week(0)))
    before = [an_import(n, {"C1": "W1"}, *case, STAFF[0], STAFF[2]) for n in (0, 1)]
    now = an_import(2, {"C1": "W1"}, *case, STAFF[0], a_worker("W2", **fields), STAFF[2])
    assert of(now, *before, worker="W2").days == days


def test_that_a_list_of_children_alone_says_of_nobody_that_they_were_not_there() -> None:
    case = (a_child(child="C9"), a_spell("C9", "W1", start=week(0)))
    before = an_import(0, {"C1": "W1"}, *case, a_worker("W1", is_listed=False))
    now = an_import(1, {"C1": "W1"}, *case, STAFF[0], STAFF[1])
    assert of(now, before, worker="W2").days == 6


def test_that_a_change_of_staff_by_the_plan_counts_in_the_latest_time() -> None:
    case = (a_child(child="C9"), a_spell("C9", "W1", start=week(0)))
    before = an_import(0, {"C1": "W1"}, *case, STAFF[0], away(fte=0.5))
    now = an_import(2, {"C1": "W1"}, *case, STAFF[0], away())
    fewer_hours = a_staff_change("hours", "W2", week(2), fte=0.4)
    plan = Plan(snapshot=led_up_to(now, (before,)), staffing=(fewer_hours,))
    assert of(now, before, worker="W2").days == 6
    assert recent_cases(caseloads(plan, POLICY)).workers[WorkerId("W2")].days == 5.4


NAME = a_worker("W2", is_listed=False, fte=None)


@pytest.mark.parametrize(("then", "days"), [(away(fte=0.5), 5.5), (NAME, 11)])
def test_that_a_mere_name_leaves_somebody_as_the_last_staff_list_has_them(
    then: Worker, days: float
) -> None:
    case = (a_child(child="C9"), a_spell("C9", "W1", start=week(0)))
    before = an_import(0, {"C1": "W1", "C2": "W2"}, *case, STAFF[0], then)
    now = an_import(2, {"C1": "W1", "C2": "W2"}, *case, STAFF[0], NAME)
    assert of(now, before, worker="W2").days == days


# ---- as a value


def test_that_what_led_up_to_an_import_is_no_part_of_it_and_goes_to_another_process() -> None:
    second = an_import(1, {"C1": "W2"}, *STAFF)
    led = led_up_to(second, (FIRST,))
    assert led == second
    assert hash(led) == hash(second)
    other = pickle.loads(pickle.dumps(led)).before  # noqa: S301 - our own
    assert led.before is not None
    assert (other.since, other.cases) == (led.before.since, led.before.cases)


HELD = st.lists(
    st.dictionaries(
        st.sampled_from(["C1", "C2", "C3"]), st.sampled_from(["W1", "W2", None]), min_size=1
    ),
    min_size=2,
    max_size=4,
)


@settings(max_examples=30)
@given(held=HELD, order=st.randoms(use_true_random=False))
def test_that_the_order_in_which_imports_come_changes_nothing(
    held: list[dict[str, str | None]], order: object
) -> None:
    imports = [an_import(n, each, *STAFF) for n, each in enumerate(held)]
    shuffled = imports[:-1]
    order.shuffle(shuffled)  # type: ignore[attr-defined]  # a Random
    found = led_up_to(imports[-1], shuffled).before
    other = led_up_to(imports[-1], imports[:-1]).before
    assert found is not None
    assert other is not None
    assert (found.cases, found.staff) == (other.cases, other.staff)
    loads = caseloads(Plan(snapshot=led_up_to(imports[-1], shuffled)), POLICY)
    shares = recent_cases(loads).workers.values()
    assert sum(each.points for each in shares) == pytest.approx(
        sum(each.expected for each in shares)
    )
