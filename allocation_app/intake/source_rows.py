"""The rows of the files in which a problem was found, as they stand there, to be looked at.

Only those rows are kept, and of them only what is not withheld: the sheets themselves are let go.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from allocation_app.errors import Problem
from allocation_app.intake.cells import text_of
from allocation_app.intake.columns import How
from allocation_app.intake.contents import private_sign
from allocation_app.intake.fields import Field
from allocation_app.intake.reading import RowKey, SourceCell, SourceRow
from allocation_app.intake.sheets import letter
from allocation_app.intake.tables import Table

MOST_ROWS = 5_000


def source_rows(problems: Iterable[Problem], tables: Sequence[Table]) -> Mapping[RowKey, SourceRow]:
    """The row of each problem that has one, for as many as anybody will look at."""
    by_sheet: dict[tuple[str, str], list[Table]] = {}
    for table in tables:
        by_sheet.setdefault((table.sheet.file, table.sheet.name), []).append(table)
    rows_of = {id(table): frozenset(table.rows) for table in tables}
    found: dict[RowKey, SourceRow] = {}
    for problem in problems:
        if problem.row is None or len(found) == MOST_ROWS:
            continue
        asked = (problem.file, problem.sheet, problem.row)
        if asked in found:
            continue
        for table in by_sheet.get(asked[:2], ()):
            if problem.row in rows_of[id(table)]:
                found[asked] = _row(table, problem.row)
                break
    return found


def _row(table: Table, row: int) -> SourceRow:
    values = table.sheet.cells.loc[row]
    shown = [
        meaning
        for meaning in table.meanings
        if meaning.how is not How.WITHHELD
        and meaning.column in table.own_columns
        and (meaning.is_taken or not private_sign(values.iloc[meaning.column]))
    ]
    cells = tuple(
        SourceCell(
            column=letter(meaning.column),
            heading=meaning.heading,
            text=text_of(values.iloc[meaning.column]),
        )
        for meaning in shown
    )
    own = table.columns.get(Field.CHILD_ID)
    return SourceRow(child="" if own is None else text_of(values.iloc[own]), cells=cells)
