"""The imports that a workspace keeps, or that this session has seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from allocation_app.domain.trends import Figures
from allocation_app.wording import terms
from allocation_app.wording.translate import tr
from ui.rows.kept_imports import ImportRow, count, heaviest, heaviest_words
from ui.table_model import RIGHT, Column, TableModel
from ui.widgets.card import bare_column
from ui.widgets.table import Table

SHORT = 8  # letters of a fingerprint that tell imports apart


class ImportList(QWidget):
    """A row for each import, the latest first; the one that the plan is made on in bold."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = Table("history_imports", TableModel(_columns(), lambda row: row.number))
        self.table.view.setAccessibleName(tr("Imports"))
        self.table.columns.keep_whole(0)  # a day that is cut short is no day
        bare_column(self).addWidget(self.table, 1)
        self.setFocusProxy(self.table)

    def show_rows(self, rows: Sequence[ImportRow]) -> None:
        """Show these imports."""
        self.table.show_rows(rows)

    def set_empty_text(self, text: str) -> None:
        """What stands in place of the imports while there are none."""
        self.table.set_empty_text(text)


def _columns() -> list[Column[ImportRow]]:
    return [
        Column(
            tr("As at"),
            lambda row: (
                tr("{day} (open)", day=terms.plain_day(row.as_at))
                if row.is_open
                else terms.plain_day(row.as_at)
            ),
            sort=lambda row: row.as_at,
            is_bold=lambda row: row.is_open,
        ),
        _counted(tr("Children"), lambda of: of.children),
        _counted(tr("Unallocated"), lambda of: of.unallocated),
        _counted(tr("Children late"), lambda of: of.late_children),
        Column(
            tr("Heaviest load"),
            lambda row: heaviest_words(row.figures),
            sort=lambda row: heaviest(row.figures),
            align=RIGHT,
        ),
        Column(
            tr("Gap before"),
            lambda row: row.gap,
            tone=lambda _: "due_soon",
            about=tr("More than ten days without an import: what was then, nobody can say"),
        ),
        Column(tr("Added"), lambda row: row.added, sort=lambda row: row.number),
        Column(tr("By"), lambda row: row.by),
        Column(tr("Files"), lambda row: row.sources),
        Column(
            tr("Fingerprint"),
            lambda row: row.fingerprint[:SHORT],
            tip=lambda row: row.fingerprint,
            about=tr("Tells imports apart; it stands in every export that rests on it"),
            hidden_by_default=True,
        ),
    ]


def _counted(title: str, of: Callable[[Figures], int]) -> Column[ImportRow]:
    def value(row: ImportRow) -> int | None:
        return None if row.figures is None else of(row.figures)

    return Column(title, lambda row: count(value(row)), sort=value, align=RIGHT)
