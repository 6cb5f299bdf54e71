"""How long the workbook of a council takes beside openpyxl writing the same cells; a national list.

A plain script: `python -m tests.bench.workbook_time`. In one run, in turns, the best of each: the
review laid out and packed by us, from the review on; then the cells that came out of it, already
known, put into a workbook of openpyxl with their named styles and saved, and the same without any
style. `national 420000` writes one list of so many children in this process, and says how much
memory that took beyond what the review and its figures hold.
"""

import resource
import sys
from collections.abc import Callable
from io import BytesIO
from time import perf_counter

from openpyxl import Workbook, load_workbook
from openpyxl.styles import NamedStyle

from allocation_app import settings
from allocation_app.domain.plan import Plan
from allocation_app.domain.review import Review, review
from allocation_app.report.facts import Facts
from allocation_app.report.lists import allocations
from allocation_app.report.single import single
from allocation_app.report.workbook import workbook
from tests.bench.review_time import snapshot_of

ROUNDS = 3
COUNCIL = 2_500  # children
Cells = dict[str, list[list[tuple[object, str]]]]
"""Every cell of a workbook, with the name of its style."""


def reviewed(size: int) -> Review:
    """A made-up import of so many children, looked at."""
    plan = Plan(snapshot=snapshot_of(size))
    return review(plan, settings.policy(), settings.rule_set(), settings.calendar())


def ours(made: Review) -> bytes:
    """The whole workbook from the review on, nothing worked out before."""
    return workbook(Facts(review=made, problems=(), hide_names=False)).packed()


def cells_of(content: bytes) -> Cells:
    """What stands in a workbook."""
    return {
        sheet.title: [[(cell.value, cell.style) for cell in row] for row in sheet.iter_rows()]
        for sheet in load_workbook(BytesIO(content))
    }


def by_openpyxl(cells: Cells) -> bytes:
    """The same values and styles, as openpyxl writes them."""
    book = Workbook()
    for name in {style for rows in cells.values() for row in rows for _, style in row}:
        if name != "Normal":
            book.add_named_style(NamedStyle(name=name))
    for title, rows in cells.items():
        sheet = book.create_sheet(title)
        for number, row in enumerate(rows, start=1):
            for column, (value, style) in enumerate(row, start=1):
                cell = sheet.cell(row=number, column=column, value=value)  # type: ignore[arg-type]
                cell.style = style
    return _saved(book)


def without_styles(cells: Cells) -> bytes:
    """The same values alone, by rows: the least that openpyxl can be asked."""
    book = Workbook(write_only=True)
    for title, rows in cells.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append([value for value, _ in row])
    return _saved(book)


def _saved(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def timed(work: Callable[[], bytes]) -> float:
    """The seconds that it takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


def council() -> str:
    """The figures of a council, and how we stand beside openpyxl."""
    made = reviewed(COUNCIL)
    content = ours(made)
    cells = cells_of(content)
    own, styled, plain = (
        min(timed(work) for _ in range(ROUNDS))
        for work in (
            lambda: ours(made),
            lambda: by_openpyxl(cells),
            lambda: without_styles(cells),
        )
    )
    filled = sum(value is not None for rows in cells.values() for row in rows for value, _ in row)
    return (
        f"{COUNCIL:,} children: {len(cells)} sheets, {filled:,} cells, {len(content) / 1e6:.1f} MB;"
        f" ours {own:.2f} s, openpyxl {styled:.2f} s: ratio {own / styled:.2f};"
        f" openpyxl without styles {plain:.2f} s: ratio {own / plain:.2f}"
    )


def national(size: int) -> str:
    """A list of so many children, and the memory that writing it took."""
    made = reviewed(size)
    facts = Facts(review=made, problems=(), hide_names=False)
    _ = facts.findings, facts.points_held, facts.waits, facts.children_in_family, facts.called
    listing = allocations(facts)
    before, start = _megabytes(), perf_counter()
    content = single(facts, listing).packed()
    took = perf_counter() - start
    return (
        f"{size:,} children: {len(listing.rows):,} rows in {took:.1f} s,"
        f" {len(content) / 1e6:.0f} MB; peak {before:.0f} MB before, {_megabytes():.0f} MB after:"
        f" {_megabytes() - before:.0f} MB for writing"
    )


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    if sys.argv[1:2] == ["national"]:
        print(national(int(sys.argv[2])), flush=True)  # noqa: T201 - what a script is for
    else:
        print(council(), flush=True)  # noqa: T201
