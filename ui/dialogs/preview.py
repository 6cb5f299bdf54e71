"""What was understood of the files, shown before anything is replaced."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from allocation_app.domain.people import Status
from allocation_app.errors import Problem, Severity
from allocation_app.wording import problems as wording
from allocation_app.wording import terms
from allocation_app.wording.fields import field
from allocation_app.wording.translate import tr, trn
from ui.theme import enlarge

if TYPE_CHECKING:
    from allocation_app.intake.reading import FileReading, Reading, SheetReading

FIRST_PROBLEMS = 6
MOST_HEIGHT = 720
LOOKS = {Severity.ERROR: "alarm", Severity.WARNING: "doubt", Severity.NOTE: "muted"}


class Preview(QDialog):
    """Asks whether a reading is to be used. Enter uses it, Esc leaves everything as it was."""

    def __init__(
        self, reading: Reading, parent: QWidget | None = None, *, replaces: bool = False
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("What was understood"))
        self._column = QVBoxLayout()
        self._fill(reading, replaces=replaces)
        self.buttons = self._buttons(is_usable=bool(reading.snapshot.children))
        body = QWidget()
        body.setLayout(self._column)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(tr("What was understood"))
        scroll.setWidget(body)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 16, 16, 16)
        whole.addWidget(scroll, 1)
        whole.addWidget(self.buttons)
        wide = 40 * self.fontMetrics().height()
        self.resize(wide, min(MOST_HEIGHT, body.heightForWidth(wide - 48) + 96))

    def texts(self) -> list[str]:
        """Everything that is said, from top to bottom."""
        return [label.text() for label in self.findChildren(QLabel)]

    def _buttons(self, *, is_usable: bool) -> QDialogButtonBox:
        box = QDialogButtonBox()
        use = box.addButton(tr("&Use this data"), QDialogButtonBox.ButtonRole.AcceptRole)
        leave = box.addButton(tr("&Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        use.setAccessibleName(tr("Use this data"))
        leave.setAccessibleName(tr("Cancel"))
        use.setProperty("look", "primary")
        use.setDefault(True)
        use.setEnabled(is_usable)
        (use if is_usable else leave).setFocus()
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        return box

    def _fill(self, reading: Reading, *, replaces: bool) -> None:
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(6)
        snapshot = reading.snapshot
        self._say(tr("As at {day}", day=terms.day(snapshot.as_at)), times=1.3)
        staff = sum(worker.is_person for worker in snapshot.workers.values())
        self._say(
            tr(
                "{children} in {families}, {workers}",
                children=terms.children(len(snapshot.children)),
                families=terms.families(len({c.family_key for c in snapshot.children.values()})),
                workers=trn("{n} worker", "{n} workers", staff),
            ),
            times=1.1,
        )
        counts = Counter(s for child in snapshot.children.values() for s in child.statuses)
        listed = [f"{terms.status(status)} {counts[status]}" for status in Status if counts[status]]
        self._say(", ".join(listed), look="muted")
        for file in reading.files:
            self._say_file(file)
        self._say_problems(reading.problems)
        if replaces:
            self._head(tr("What happens next"))
            self._say(tr("This data takes the place of what is open. The files are not changed."))
        self._column.addStretch(1)

    def _say_file(self, file: FileReading) -> None:
        self._head(file.path.name)
        for sheet in file.sheets:
            self._say("\n".join(sheet_lines(sheet)))

    def _say_problems(self, problems: tuple[Problem, ...]) -> None:
        self._head(tr("Problems"))
        if not problems:
            self._say(tr("None: every cell that was needed could be read."), look="ok")
            return
        counts = Counter(problem.severity for problem in problems)
        words = {
            Severity.ERROR: trn("{n} error", "{n} errors", counts[Severity.ERROR]),
            Severity.WARNING: trn("{n} warning", "{n} warnings", counts[Severity.WARNING]),
            Severity.NOTE: trn("{n} note", "{n} notes", counts[Severity.NOTE]),
        }
        self._say(", ".join(words[severity] for severity in Severity if counts[severity]))
        ranked = sorted(problems, key=lambda problem: list(Severity).index(problem.severity))
        for problem in ranked[:FIRST_PROBLEMS]:
            self._say(wording.line(problem), look=LOOKS[problem.severity])
        rest = len(problems) - FIRST_PROBLEMS
        if rest > 0:
            more = trn(
                "{n} more stands on the Data page.", "{n} more stand on the Data page.", rest
            )
            self._say(more, look="muted")

    def _head(self, text: str) -> None:
        self._column.addSpacing(8)
        self._say(text, times=1.0)

    def _say(self, text: str, *, times: float | None = None, look: str = "") -> None:
        label = QLabel(text)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if times is not None:
            enlarge(label, times)
        if look:
            label.setProperty("look", look)
        self._column.addWidget(label)


def sheet_lines(sheet: SheetReading) -> Iterator[str]:
    """How one sheet was understood: layout, rows, columns taken and left."""
    if not sheet.layout:
        yield tr(
            "Sheet “{sheet}”: no table that the tool knows; nothing was taken", sheet=sheet.name
        )
        return
    yield tr(
        "Sheet “{sheet}”: {layout}, headings in row {header}, {rows}",
        sheet=sheet.name,
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


def layout_name(layout: str) -> str:
    """The word for a layout's code."""
    if layout.startswith("annex_a_list_"):
        return tr("Annex A list {n}", n=layout.removeprefix("annex_a_list_"))
    return {"children": tr("list of children"), "workers": tr("staff list")}.get(layout, layout)
