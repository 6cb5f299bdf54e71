"""A column that is missing from later files is told from dates that a few children lost."""

from dataclasses import replace

import pytest

from allocation_app.domain.difference import difference
from allocation_app.domain.losses import losses
from allocation_app.domain.people import EventKind
from tests.unit.domain.builders import DAY_0, a_child, a_snapshot

VISITED = {EventKind.VISIT: DAY_0}


@pytest.mark.parametrize(("children", "kept", "lost"), [(4, 0, 4), (4, 1, 3), (6, 3, 0), (2, 0, 0)])
def test_that_what_most_children_lose_is_counted(children: int, kept: int, lost: int) -> None:
    visited = [a_child(child=f"C{n}", events=VISITED) for n in range(children)]
    bare = [replace(child, events={}, recorded=frozenset()) for child in visited]

    found = difference(a_snapshot(*visited), a_snapshot(*visited[:kept], *bare[kept:]))

    assert losses(found).get(EventKind.VISIT, 0) == lost


def test_that_a_name_that_is_blank_now_is_a_loss_too() -> None:
    named = [a_child(child=f"C{n}", name="Ann Ash") for n in range(3)]
    bare = [replace(child, name="") for child in named]

    assert list(losses(difference(a_snapshot(*named), a_snapshot(*bare))).values()) == [3]


def test_that_a_child_who_is_gone_is_no_loss_of_a_column() -> None:
    children = [a_child(child=f"C{n}") for n in range(5)]

    assert losses(difference(a_snapshot(*children), a_snapshot(children[0]))) == {}
