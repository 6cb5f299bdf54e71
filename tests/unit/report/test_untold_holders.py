"""Children of whom nobody can tell who has them, or who count twice: the sheets say so."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from openpyxl import load_workbook

from allocation_app.domain.review import Review
from allocation_app.domain.snapshot import Snapshot
from allocation_app.report.exports import Order, Source, What, listing
from allocation_app.report.listing import Listing
from allocation_app.report.values import words
from tests.builders import write_workbook
from tests.unit.report.examples import a_review, a_snapshot

SNAPSHOT = a_snapshot()
READ = replace(
    SNAPSHOT,
    children={
        key: replace(child, is_holder_readable=True) for key, child in SNAPSHOT.children.items()
    },
)
BOTH = "still stands under a worker's name", "still stand under a worker's name"


def made(what: What, snapshot: Snapshot) -> Listing:
    return listing(Order(what=what), Source(review=a_review(snapshot)))


def above(of: Listing) -> Sequence[str]:
    return [words(line[0][0]) for line in of.lead if line]


def cover(review: Review, folder: Path) -> dict[object, object]:
    write_workbook(review, (), folder / "book.xlsx")
    sheet = load_workbook(folder / "book.xlsx", data_only=True)["Cover"]
    return {row[0]: row[1] for row in sheet.iter_rows(max_col=2, values_only=True)}


def test_that_the_list_of_the_unallocated_says_of_how_many_nobody_can_tell() -> None:
    untold = len(a_review(SNAPSHOT).caseloads.unreadable)

    assert untold > 1
    assert above(made(What.UNALLOCATED, SNAPSHOT))[-1] == (
        f"Of {untold} more children nobody can tell whether they have a social worker: see"
        " Allocations."
    )
    assert not any("nobody can tell" in line for line in above(made(What.UNALLOCATED, READ)))


def test_that_not_every_child_is_said_to_have_a_worker_where_one_cannot_be_read() -> None:
    unread = next(child for child in SNAPSHOT.children.values() if not child.is_holder_readable)
    alone = replace(SNAPSHOT, children={unread.id: unread}, spells=())

    assert made(What.UNALLOCATED, alone).nobody == "Nobody, as far as it can be told."
    none = made(What.UNALLOCATED, replace(SNAPSHOT, children={}, spells=()))
    assert none.nobody == "Nobody: every child has a named social worker."


def test_that_the_cover_counts_them(tmp_path: Path) -> None:
    review = a_review(SNAPSHOT)

    assert cover(review, tmp_path)["Cannot tell whether allocated"] == len(
        review.caseloads.unreadable
    )
    assert "Cannot tell whether allocated" not in cover(a_review(READ), tmp_path)


def test_that_the_balance_says_who_of_the_unallocated_is_in_a_row_too() -> None:
    review = a_review(SNAPSHOT)
    rows = {worker.id for worker in review.caseloads.case_holders}
    both = [
        child
        for child in review.caseloads.unallocated
        if child in review.caseloads.spells and review.caseloads.spells[child].worker in rows
    ]
    gone = [each for each in SNAPSHOT.spells if each.child in both]
    without = replace(SNAPSHOT, spells=tuple(each for each in SNAPSHOT.spells if each not in gone))

    assert len(both) > 1
    assert above(made(What.BALANCE, SNAPSHOT))[1] == (
        f"{len(both)} of them {BOTH[1]}, and in that worker's row too."
    )
    assert not any(said in line for line in above(made(What.BALANCE, without)) for said in BOTH)
