"""What is wrong, worst first, one line for each kind; a button opens the lines of a kind."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from allocation_app.errors import Problem, Severity
from allocation_app.wording import problems as wording
from allocation_app.wording.translate import tr, trn
from ui.rows.problem_kinds import ProblemKind, problem_kinds
from ui.widgets.pill import Pill, pill_size
from ui.widgets.words import words

MOST_LINES = 50


class ProblemKinds(QWidget):
    """One group under another; which of them are open stays so when the problems change."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open: set[tuple[str, str]] = set()
        self._hide_names = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.groups: list[ProblemGroup] = []

    def show_problems(self, problems: Sequence[Problem], *, hide_names: bool) -> None:
        """Show these problems."""
        self._open = {group.kind.key for group in self.groups if group.is_open}
        for group in self.groups:
            self._column.removeWidget(group)
            group.hide()
            group.deleteLater()
        self.groups = []
        for kind in problem_kinds(problems, hide_names=hide_names):
            group = ProblemGroup(kind)
            group.set_open(kind.key in self._open)
            self._column.addWidget(group)
            self.groups.append(group)


class ProblemGroup(QWidget):
    """A kind of problem: how bad, how often, what it means; its lines when it is open."""

    def __init__(self, kind: ProblemKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self.button = QPushButton()
        self.lines = QWidget()
        self._is_filled = False
        self.button.setProperty("look", "link")
        self.button.setAutoDefault(False)
        self.button.clicked.connect(lambda: self.set_open(not self.is_open))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        top = Qt.AlignmentFlag.AlignTop
        pill = Pill(tr(wording.SEVERITIES[kind.severity]), kind.severity)
        grid.addWidget(pill, 0, 0, top)
        grid.addWidget(words(kind.sentence), 0, 1)
        grid.addWidget(self.button, 0, 2, top)
        grid.addWidget(self.lines, 1, 1, 1, 2)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, _widest(pill))
        self.set_open(False)

    @property
    def is_open(self) -> bool:
        """Whether its lines are shown."""
        return self.lines.isVisibleTo(self)

    def set_open(self, is_open: bool) -> None:
        """Show its lines, or put them away."""
        if is_open and not self._is_filled:
            self._fill()
        self.lines.setVisible(is_open)
        n = len(self.kind.lines)
        text = tr("Hide") if is_open else trn("Show {n} place", "Show {n} places", n)
        self.button.setText(text)
        self.button.setVisible(self.kind.lines != (self.kind.sentence,))
        self.button.setAccessibleName(f"{text}: {self.kind.sentence}")

    def _fill(self) -> None:
        self._is_filled = True
        column = QVBoxLayout(self.lines)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(2)
        for line in self.kind.lines[:MOST_LINES]:
            column.addWidget(words(line, is_muted=True))
        rest = len(self.kind.lines) - MOST_LINES
        if rest > 0:
            more = trn(
                "{n} more stands on the Data page.", "{n} more stand on the Data page.", rest
            )
            column.addWidget(words(more, is_muted=True))


def _widest(pill: Pill) -> int:
    """Room for the longest of the words, so that all sentences begin on one line."""
    return max(pill_size(tr(word), pill.font()).width() for word in wording.SEVERITIES.values()) + 2


def severity_words(problems: Sequence[Problem]) -> str:
    """How many of each: "1 error, 7 warnings"."""
    counts = {s: sum(problem.severity is s for problem in problems) for s in Severity}
    said = {
        Severity.ERROR: trn("{n} error", "{n} errors", counts[Severity.ERROR]),
        Severity.WARNING: trn("{n} warning", "{n} warnings", counts[Severity.WARNING]),
        Severity.NOTE: trn("{n} note", "{n} notes", counts[Severity.NOTE]),
    }
    return ", ".join(said[severity] for severity in Severity if counts[severity])
