"""What a move would come to, before it is made: both bars with ghosts, the team, the rules."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from allocation_app.domain.effects import Change, TeamChange
from allocation_app.domain.move_rules import Broken
from allocation_app.domain.staging import Preview
from allocation_app.wording import effects, move_rules, terms
from allocation_app.wording.effects import Figure
from allocation_app.wording.names import Names
from allocation_app.wording.translate import tr, trn
from ui.theme import icon, icon_size
from ui.widgets.load_bar import LoadBar
from ui.widgets.words import one_line, words

MOST_WORKERS = 5
BAR = 96
LINES = 26  # the width, in lines of text
NAME, BARS, LOAD, CHILDREN = range(4)


class PreviewCard(QFrame):
    """Shows one preview at a time; made anew 30 times a second while children are dragged."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.setAccessibleName(tr("What it would come to"))
        self.heading = words(is_bold=True)
        self.foot = words(is_muted=True)
        self._workers = _Workers()
        self._team = _Team()
        self._rules = _Rules()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        self._column = column
        for part in (self.heading, self._workers, self._team, self._rules, self.foot):
            column.addWidget(part)
        column.addStretch(1)
        self.clear()

    def show_preview(
        self, preview: Preview, names: Names, *, heading: str = "", foot: str = ""
    ) -> None:
        """Show what would change, and what it would break; workers who give stand first."""
        self._say(heading, foot)
        self._workers.show_changes(list(preview.effect.workers.values()), names)
        self._team.show_change(preview.effect.team)
        self._rules.show_rules(preview.broken, names)
        for part in (self._workers, self._team, self._rules):
            part.show()

    def show_words(self, heading: str, foot: str = "") -> None:
        """Say something where there is nothing to work out."""
        self._say(heading, foot)
        for part in (self._workers, self._team, self._rules):
            part.hide()

    def clear(self) -> None:
        """Show nothing."""
        self.show_words("")

    def text(self) -> str:
        """Everything that is shown, line by line, as it is read."""
        labels = (label for label in self.findChildren(QLabel) if label.isVisibleTo(self))
        return "\n".join(filter(None, (label.text() for label in labels)))

    def fitting(self) -> QSize:
        """As wide as a few words, and as high as what is shown needs."""
        width = LINES * self.fontMetrics().height()
        for part in (self._workers, self._team, self._rules):
            part.updateGeometry()  # a layout remembers what its parts needed until they are shown
        self._column.invalidate()
        return QSize(width, self._column.totalHeightForWidth(width))  # with the frame's border

    def _say(self, heading: str, foot: str) -> None:
        for label, text in ((self.heading, heading), (self.foot, foot)):
            label.setText(text)
            label.setVisible(bool(text))

    @override
    def sizeHint(self) -> QSize:
        return QSize(LINES * self.fontMetrics().height(), super().sizeHint().height())


class _Workers(QWidget):
    """A line for each worker who would stand otherwise: the bar and its ghost, and the figures."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(NAME, 1)
        self._lines: list[tuple[QLabel, LoadBar, QLabel, QLabel]] = []
        self._more = words(is_muted=True)

    def show_changes(self, changes: list[Change], names: Names) -> None:
        changes.sort(key=_giving_first)
        shown = changes[:MOST_WORKERS]
        while len(self._lines) < len(shown):
            self._add_line()
        for place, line in enumerate(self._lines):
            for part in line:
                part.setVisible(place < len(shown))
        for change, (name, bar, load, children) in zip(shown, self._lines, strict=False):
            before, after = change.before, change.after
            name.setText(names.worker(change.worker))
            bar.show_change((before.utilisation, before.band), (after.utilisation, after.band))
            load.setText(effects.load_change(change))
            children.setText(
                tr("{before} → {after} ch.", before=before.children, after=after.children)
            )
        rest = len(changes) - len(shown)
        self._more.setText(trn("and {n} more worker", "and {n} more workers", rest) if rest else "")
        self._more.setVisible(rest > 0)

    def _add_line(self) -> None:
        line = words(), LoadBar(), one_line(is_bold=True), one_line(is_muted=True)
        line[BARS].setFixedWidth(BAR)
        for column, part in enumerate(line):
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            if isinstance(part, QLabel) and column in {LOAD, CHILDREN}:
                part.setAlignment(right)
            self._grid.addWidget(part, len(self._lines), column)
        self._lines.append(line)
        self._grid.addWidget(self._more, len(self._lines), NAME, 1, 4)


class _Team(QWidget):
    """The team's figures before and after; what changes is printed bold."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("The team, before and after"))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        self._figures: dict[Figure, QLabel] = {}
        for place, figure in enumerate(Figure):
            row, column = place % 2, 2 * (place // 2)
            said = terms.first_up(effects.figure_name(figure))
            grid.addWidget(one_line(said, is_muted=True), row, column)
            self._figures[figure] = one_line()
            grid.addWidget(self._figures[figure], row, column + 1)

    def show_change(self, change: TeamChange) -> None:
        for figure, label in self._figures.items():
            is_same = getattr(change.before, figure) == getattr(change.after, figure)
            still = tr("{amount}, as now", amount=effects.figure(change.after, figure))
            label.setText(still if is_same else effects.figure_change(change, figure))
            font = QFont(label.font())
            font.setBold(not is_same)
            label.setFont(font)
            role = QPalette.ColorRole.PlaceholderText if is_same else QPalette.ColorRole.WindowText
            label.setForegroundRole(role)


class _Rules(QWidget):
    """Every rule that would be broken, in words, with a picture for how much it says."""

    def __init__(self) -> None:
        super().__init__()
        self._verdict = words(is_bold=True)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(self._verdict, 0, 0, 1, 2)
        self._lines: list[tuple[QLabel, QLabel]] = []

    def show_rules(self, broken: Sequence[Broken], names: Names) -> None:
        hard = [each for each in broken if each.is_hard]
        soft = [each for each in broken if not each.is_hard]
        lines = [("circle-x", "late", said) for said in move_rules.sentences(hard, names)]
        lines += [
            ("triangle-alert", "due_soon", said) for said in move_rules.sentences(soft, names)
        ]
        verdict = move_rules.verdict(broken)
        self._verdict.setText(verdict)
        self._verdict.setVisible(bool(lines))
        lines = lines or [("circle-check", "in_time", verdict)]
        while len(self._lines) < len(lines):
            self._add_line()
        for place, (picture, label) in enumerate(self._lines):
            for part in (picture, label):
                part.setVisible(place < len(lines))
            if place < len(lines):
                name, tone, said = lines[place]
                picture.setPixmap(icon(name, tone).pixmap(icon_size(), icon_size()))
                label.setText(said)

    def _add_line(self) -> None:
        picture, label = QLabel(), words()
        picture.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = 1 + len(self._lines)
        self._grid.addWidget(picture, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(label, row, 1)
        self._lines.append((picture, label))


def _giving_first(change: Change) -> tuple[bool, float]:
    gained = change.after.points - change.before.points
    return gained > 0, -abs(gained)
