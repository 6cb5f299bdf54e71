"""Which reviews of a wait were held and which are missing, counted again day by day."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from allocation_app.domain.people import ChildId, EventKind
from allocation_app.domain.plan import Oversight
from allocation_app.domain.reviewed import Reviews, reviews
from allocation_app.domain.snapshot import Snapshot
from tests.unit.domain.builders import DAY_0, a_child, a_snapshot

DAY = timedelta(days=1)
SINCE = DAY_0 - 30 * DAY
EVERY = 7


def on(number: int) -> date:
    """The day of this number of a wait that begins on day 0."""
    return SINCE + number * DAY


def told(number: int, last: int | None, **fields: object) -> Snapshot:
    """An import of this day that knows of the last review, or that there is none."""
    events = {} if last is None else {EventKind.OVERSIGHT: on(last)}
    return a_snapshot(a_child(events=events, **fields), as_at=on(number))


def of(
    *imports: Snapshot,
    planned: Sequence[int] = (),
    until: int = 30,
    waited: Collection[int] = range(50),
) -> Reviews:
    recorded = [Oversight(child=ChildId("C1"), day=on(day)) for day in planned]
    recorded.append(Oversight(child=ChildId("C2"), day=on(1)))
    return reviews(
        imports,
        recorded,
        ChildId("C1"),
        since=SINCE,
        until=on(until),
        every=EVERY,
        waited_on=[on(day) for day in waited],
    )


def numbers(found: Reviews) -> tuple[list[int], list[int], list[int]]:
    """Held, missed and untold, by the numbers of the days."""
    held, missed, untold = (
        [(day - SINCE).days for day in days] for days in (found.held, found.missed, found.untold)
    )
    return held, missed, untold


def test_that_with_none_on_record_each_that_fell_due_is_missing() -> None:
    assert numbers(of(told(30, None))) == ([], [7, 14, 21, 28], [])
    assert numbers(of(told(28, None), until=28)) == ([], [7, 14, 21], [])


def test_that_what_came_before_the_last_one_nobody_can_tell() -> None:
    assert numbers(of(told(30, 15))) == ([15], [22, 29], [7, 14])


def test_that_earlier_imports_tell_of_earlier_ones() -> None:
    assert numbers(of(told(6, 5), told(13, 12), told(30, 15))) == ([5, 12, 15], [22, 29], [])
    assert numbers(of(told(8, None), told(30, 15))) == ([15], [7, 22, 29], [14])


def test_that_a_review_of_the_plan_counts_and_hides_none() -> None:
    assert numbers(of(told(30, None), planned=(3, 9, 16, 23))) == ([3, 9, 16, 23], [], [])
    assert numbers(of(told(30, 20), planned=(2,))) == ([2, 20], [27], [9, 16])


def test_that_those_of_another_wait_are_no_reviews_of_this_one() -> None:
    assert numbers(of(told(10, -3), planned=(-1, 11), until=10)) == ([], [7], [])


def test_that_without_a_column_the_reviews_of_the_plan_are_all_there_are() -> None:
    kinds = [EventKind.OVERSIGHT]

    assert numbers(of(told(30, None, unrecorded=kinds), planned=(7,))) == ([7], [14, 21, 28], [])


def test_that_where_the_column_is_and_the_cell_is_not_nobody_can_tell() -> None:
    unknown = a_child(unrecorded=[EventKind.OVERSIGHT])
    import_ = a_snapshot(unknown, a_child(child="C2"), as_at=on(30))

    assert numbers(of(import_)) == ([], [], [7, 14, 21, 28])


def test_that_an_import_without_the_child_tells_nothing_of_it() -> None:
    other = a_snapshot(a_child(child="C2"), as_at=on(20))

    assert numbers(of(other, told(30, 15))) == ([15], [22, 29], [7, 14])


def test_that_after_a_wait_a_blank_cell_tells_nothing_and_a_date_does() -> None:
    assert numbers(of(told(40, None), until=20, waited=())) == ([], [], [7, 14])
    assert numbers(of(told(40, 3), until=20, waited=())) == ([3], [10, 17], [])
    assert numbers(of(told(9, None), told(40, None), until=20, waited=[9])) == ([], [7], [14])


def test_that_after_a_wait_nobody_can_tell_without_a_column() -> None:
    without = told(40, None, unrecorded=[EventKind.OVERSIGHT])

    assert numbers(of(without, planned=(5,), until=20, waited=())) == ([5], [], [12, 19])


HELD = st.sets(st.integers(-5, 40), max_size=6)
MADE = st.sets(st.integers(0, 45), min_size=1, max_size=5)


@given(HELD, MADE, st.sets(st.integers(-5, 40), max_size=3), st.integers(1, 45))
def test_that_day_by_day_the_same_are_held_and_missing(
    held: set[int], made: set[int], planned: set[int], until: int
) -> None:
    waited = {day for day in made if day <= until}
    imports = [
        told(day, max((each for each in held if each <= day), default=None)) for day in sorted(made)
    ]

    assert numbers(of(*imports, planned=sorted(planned), until=until, waited=waited)) == day_by_day(
        held, made, planned, until
    )


def day_by_day(
    held: set[int], made: set[int], planned: set[int], until: int
) -> tuple[list[int], list[int], list[int]]:
    shown = {max((each for each in held if each <= day), default=None) for day in made}
    known = ({each for each in shown if each is not None} | planned) & set(range(until + 1))
    empty = set()
    for day in made:
        last = max((each for each in held if each <= day), default=None)
        if last is not None or day <= until:  # later it waits no more
            empty |= set(range(max(0, last or 0) + 1, day + 1))
    missed, untold, last = [], [], 0
    for day in range(until):
        if day in known:
            last = day
        elif day > last and (day - last) % EVERY == 0:
            certain = all(each in empty for each in range(last + 1, day + 1))
            (missed if certain else untold).append(day)
    return sorted(known), missed, untold
