"""What stands in a worker's cell where a child has none, and what only looks like it."""

from pathlib import Path

import pytest
from books import child, found, holder
from test_workers import held_by

from allocation_app.intake import Code
from allocation_app.wording.problems import message


@pytest.mark.parametrize(
    "text",
    [
        "Unallocated (since August)",
        "Unallocated - waiting since 3/8",
        "UNALLOCATED WORKER",
        "Worker, Unallocated",
        "Unalloc",
        "Unalloc'd",
        "Unalocated",
        "Unallocted",
        "Unnallocated",
        "Un-allocated case",
        "Awaiting SW",
        "Awaiting alloc.",
        "Waiting for allocation",
        "Needs a social worker",
        "No allocated SW",
        "No social worker at present",
        "None allocated",
        "Vacant post 3",
        "VACANCY (was Jane Roe)",
        "Pending allocation to JD",
        "For allocation 23/11",
        "Heb ei ddyrannu eto",
        "Heb weithiwr",
        "Dim gweithiwr cymdeithasol",
        "Yn aros i gael ei ddyrannu",
    ],
)
def test_that_words_for_nobody_are_no_worker_whatever_follows(tmp_path: Path, text: str) -> None:
    reading = held_by(tmp_path, text, "James Doe")
    assert holder(reading) is None
    assert child(reading).is_holder_readable
    assert [p.value for p in found(reading, Code.WORKER_NOBODY)] == [text]


@pytest.mark.parametrize(
    "name",
    ["Jane Roe (unallocated from May)", "Una Allocott", "Noah Worker", "Heba Dyran", "Needham Ann"],
)
def test_that_a_name_stays_a_name(tmp_path: Path, name: str) -> None:
    assert holder(held_by(tmp_path, name)) is not None


def test_that_what_cannot_be_told_of_a_worker_is_said_of_the_child(tmp_path: Path) -> None:
    (said,) = found(held_by(tmp_path, "James Doe", "?"), Code.WORKER_UNKNOWN)
    assert "child C2" in message(said)


@pytest.mark.parametrize(
    "text", ["Jane Roe / James Doe", "Jane Roe & James Doe", "Jane Roe\nJ Doe"]
)
def test_that_who_holds_a_child_with_two_names_cannot_be_told(tmp_path: Path, text: str) -> None:
    reading = held_by(tmp_path, text, "Smith and Jones", "Duty and Assessment")
    assert not child(reading).is_holder_readable
    (said,) = found(reading, Code.WORKER_SEVERAL)
    assert "child C1" in message(said)
    assert [w.name for w in reading.snapshot.workers.values()] == [
        "Smith and Jones",
        "Duty and Assessment",
    ]


@pytest.mark.parametrize("cell", [True, False])
def test_that_what_a_formula_leaves_is_no_name(tmp_path: Path, cell: bool) -> None:  # noqa: FBT001
    reading = held_by(tmp_path, "James Doe", cell)
    assert not child(reading, "C2").is_holder_readable
