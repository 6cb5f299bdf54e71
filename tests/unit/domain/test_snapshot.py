"""An import is checked once, and tells who holds whom."""

from datetime import timedelta

import pytest

from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.snapshot import Snapshot, Source
from tests.unit.domain.builders import DAY_0, a_child, a_snapshot, a_spell, a_worker, co_work

DAY = timedelta(days=1)
CHILD = ChildId("C1")


@pytest.mark.parametrize("spell", [a_spell("C2", "W1"), a_spell("C1", "W2")])
def test_that_a_spell_of_somebody_who_is_not_here_is_refused(spell: object) -> None:
    with pytest.raises(ValueError, match="one of them is not here"):
        a_snapshot(a_child(), a_worker(), spell)


def test_that_a_child_filed_under_another_ones_id_is_refused() -> None:
    with pytest.raises(ValueError, match="C1 is filed under C9"):
        Snapshot(as_at=DAY_0, children={ChildId("C9"): a_child()})


def test_that_a_child_has_one_holder_the_one_who_began_last() -> None:
    snapshot = a_snapshot(
        a_child(),
        a_worker("W1"),
        a_worker("W2"),
        a_worker("W3"),
        a_spell("C1", "W2", start=DAY_0 - DAY),
        a_spell("C1", "W1", start=DAY_0 - 9 * DAY),
        a_spell("C1", "W3"),
    )

    assert snapshot.holding_spells()[CHILD].worker == "W2"


def test_that_of_holders_who_began_on_one_day_the_one_named_last_counts() -> None:
    snapshot = a_snapshot(
        a_child(),
        a_worker("W1"),
        a_worker("W2"),
        a_spell("C1", "W1", start=DAY_0),
        a_spell("C1", "W2", start=DAY_0),
    )

    assert snapshot.holding_spells()[CHILD].worker == "W2"


def test_that_neither_a_closed_spell_nor_co_working_holds_a_child() -> None:
    snapshot = a_snapshot(
        a_child(), a_worker(), a_spell("C1", "W1", end=DAY_0), co_work("C1", "W1")
    )

    assert snapshot.holding_spells() == {}


def test_that_a_staff_list_is_one_listed_worker_or_more() -> None:
    assert a_snapshot(a_worker(is_listed=False), a_worker("W2")).has_staff_list
    assert not a_snapshot(a_worker(is_listed=False)).has_staff_list


def test_that_a_fingerprint_tells_the_date_and_the_files() -> None:
    read = Source(name="a.xlsx", sha256="1")
    renamed = Source(name="b.xlsx", sha256="1")
    changed = Source(name="a.xlsx", sha256="2")
    prints = [
        Snapshot(as_at=as_at, sources=(source,)).fingerprint
        for as_at, source in (
            (DAY_0, read),
            (DAY_0, renamed),
            (DAY_0, changed),
            (DAY_0 + DAY, read),
        )
    ]

    assert prints[0] == prints[1]
    assert len(set(prints)) == 3
    assert {len(each) for each in prints} == {16}


def test_that_nobody_holds_a_child_between_whose_workers_the_sources_do_not_decide() -> None:
    rivals = (WorkerId("W1"), WorkerId("W2"))
    child = a_child(rivals=rivals, is_holder_readable=False)
    spells = [a_spell("C1", worker) for worker in rivals]

    assert a_snapshot(child, a_worker(), a_worker("W2"), *spells).holding_spells() == {}
