"""The first page of a preview: what is wrong, worst first, and how each sheet was understood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from allocation_app.domain.people import Status
from allocation_app.domain.snapshot import Snapshot
from allocation_app.errors import Problem
from allocation_app.intake.columns import How
from allocation_app.intake.reading import FileReading, SheetReading
from allocation_app.wording import terms
from allocation_app.wording.fields import field
from allocation_app.wording.translate import tr, trn
from ui.readers import Outcome
from ui.rows.meanings import layout_name
from ui.widgets.problem_kinds import ProblemKinds, severity_words
from ui.widgets.words import words


class Understood(QWidget):
    """``correcting`` says that she wants to see the columns. ``replaces``: something is open."""

    correcting = Signal()

    def __init__(self, parent: QWidget | None = None, *, replaces: bool = False) -> None:
        super().__init__(parent)
        self._statuses, self._counts = words(is_muted=True), words()
        self._earlier = words()
        self.problems = ProblemKinds()
        self._files = QWidget()
        self._files_column = QVBoxLayout(self._files)
        self._files_column.setContentsMargins(0, 0, 0, 0)
        self.correct = QPushButton(tr("See and correct the columns"))
        self.correct.setAutoDefault(False)
        self.correct.setProperty("look", "link")
        self.correct.clicked.connect(self.correcting)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        column.addWidget(self._statuses)
        self._wrong = words(tr("What is wrong"), is_bold=True)
        column.addWidget(self._wrong)
        column.addWidget(self._counts)
        column.addWidget(self.problems)
        column.addSpacing(8)
        column.addWidget(words(tr("How the files were understood"), is_bold=True))
        column.addWidget(self._earlier)
        column.addWidget(self._files)
        column.addWidget(self.correct)
        if replaces:
            column.addSpacing(8)
            column.addWidget(words(tr("What happens next"), is_bold=True))
            column.addWidget(
                words(
                    tr(
                        "What this would change of what is open is shown next. The files are not"
                        " changed."
                    )
                )
            )
        column.addStretch(1)

    @override
    def minimumSizeHint(self) -> QSize:
        """As wide as it must be; how tall follows from how wide it is."""
        return QSize(super().minimumSizeHint().width(), 0)

    def show_outcome(self, outcome: Outcome, *, hide_names: bool) -> None:
        """Show what came of reading."""
        reading = outcome.reading
        problems: tuple[Problem, ...] = () if reading is None else reading.problems
        self._statuses.setText("" if reading is None else status_words(reading.snapshot))
        self._statuses.setVisible(bool(self._statuses.text()))
        none = tr("Nothing: every cell that was needed could be read.")
        self._counts.setText(severity_words(problems) or none)
        for widget in (self._wrong, self._counts, self.problems):
            widget.setVisible(reading is not None)
        self.problems.show_problems(problems, hide_names=hide_names)
        earlier = corrected(outcome.files)
        self._earlier.setVisible(bool(earlier))
        self._earlier.setText(
            trn(
                "{n} column is read as it was corrected before.",
                "{n} columns are read as they were corrected before.",
                earlier,
            )
        )
        self._show_files(outcome.files)

    def _show_files(self, files: tuple[FileReading, ...]) -> None:
        while (item := self._files_column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for file in files:
            self._files_column.addWidget(words(file.path.name))
            for sheet in file.sheets:
                self._files_column.addWidget(words("\n".join(sheet_lines(sheet)), is_muted=True))


def corrected(files: tuple[FileReading, ...]) -> int:
    """How many columns were read by an earlier correction."""
    sheets = (sheet for file in files for sheet in file.sheets)
    return sum(column.how == How.PROFILE for sheet in sheets for column in sheet.columns)


def status_words(snapshot: Snapshot) -> str:
    """How many children have each status."""
    counts = Counter(s for child in snapshot.children.values() for s in child.statuses)
    return ", ".join(f"{terms.status(s)} {counts[s]}" for s in Status if counts[s])


def sheet_lines(sheet: SheetReading) -> Iterator[str]:
    """How one sheet was understood: layout, rows, columns taken and left."""
    place = tr("Sheet “{sheet}”", sheet=sheet.name) if sheet.name else tr("The list")
    if not sheet.layout:
        yield tr("{place}: no table that the tool knows; nothing was taken", place=place)
        return
    yield tr(
        "{place}: {layout}, headings in row {header}, {rows}",
        place=place,
        layout=layout_name(sheet.layout),
        header=sheet.header_row,
        rows=trn("{n} row", "{n} rows", sheet.rows),
    )
    taken = [field(column.field) for column in sheet.columns if column.field]
    if taken:
        yield tr("Taken: {fields}", fields=", ".join(dict.fromkeys(taken)))
    left = [column.heading for column in sheet.columns if not column.field]
    if left:
        yield tr("Not used: {headings}", headings=", ".join(left))
