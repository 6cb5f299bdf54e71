"""Who is the same worker in one import and in another."""

import pytest

from allocation_app.domain.sides import are_of_same_workers
from tests.unit.domain.builders import a_snapshot, a_worker

ONE = ("Mary", "Sam", "Ann")


@pytest.mark.parametrize(
    ("others", "is_same"),
    [
        (ONE, True),
        (("Mary", "Sam", "Joe"), True),  # two of three
        (("Mary", "Joe", "Tom"), False),
        (("Mary", "Sam"), True),  # all of the smaller one
        (("Mary", "Tom"), False),  # half is not most
        (("Joe", "Tom", "Pat"), False),
    ],
)
def test_that_two_imports_are_of_one_staff_where_most_of_the_smaller_are_in_both(
    others: tuple[str, ...], *, is_same: bool
) -> None:
    one, other = (
        a_snapshot(*(a_worker(name, name=name) for name in names)) for names in (ONE, others)
    )
    assert are_of_same_workers(one, other) is is_same
    assert are_of_same_workers(other, one) is is_same


def test_that_a_number_under_another_name_is_another_worker() -> None:
    one, other = (a_snapshot(a_worker("W1", name=name)) for name in ("Mary", "Sam"))
    assert not are_of_same_workers(one, other)
