"""What later data would change, shown before it takes the place of what is open."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from allocation_app.domain.difference import Difference, Kind
from allocation_app.domain.findings import State
from allocation_app.wording import differences as wording
from allocation_app.wording import terms
from allocation_app.wording.translate import tr
from ui.rows.difference import ChangeRow, change_rows
from ui.table_model import Column, TableModel
from ui.theme import enlarge
from ui.widgets.flow import Flow
from ui.widgets.pill import PillDelegate
from ui.widgets.table import Table
from ui.widgets.tick import Tick
from ui.widgets.words import words

ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
SIZE = (58, 42)  # times the height of a line
PlanWords = Callable[[frozenset[Kind]], Iterable[str]]


class DifferenceDialog(QDialog):
    """Asks what of later data is to be used. Esc keeps what is open.

    ``chosen`` carries the kinds that were accepted. ``plan_words`` tells what becomes of the plan
    when these kinds are. Enter does what the ticks say: everything, what is ticked, or (nothing
    ticked, or quite other data) nothing. ``hiding_wanted`` is Ctrl+H, as in the window behind.
    """

    chosen = Signal(object)
    hiding_wanted = Signal()

    def __init__(
        self,
        found: Difference,
        parent: QWidget | None = None,
        *,
        hide_names: bool = False,
        plan_words: PlanWords = lambda _kinds: (),
    ) -> None:
        super().__init__(parent)
        self.found, self._plan_words = found, plan_words
        self.setWindowTitle(tr("What the new data would change"))
        self._rows = change_rows(found, hide_names=hide_names)
        self.table = Table("difference", TableModel(self._columns(), lambda row: row.number))
        self.table.columns.keep_whole(0)  # a pill can't be shortened
        self.kinds = QComboBox()
        self.boxes = {kind: self._box(kind) for kind in found.kinds}
        self.plan = words()
        self.buttons = QDialogButtonBox()
        self.all_button, self.some_button, self.keep_button = self._make_buttons()
        self._lay_out()
        self._connect()
        self._show_rows()
        self._follow_ticks()
        wanted = QSize(*(times * self.fontMetrics().height() for times in SIZE))
        room = wanted if parent is None else parent.window().size()
        self.resize(wanted.boundedTo(room).expandedTo(self.minimumSizeHint()))
        (self.keep_button if found.is_other else self.all_button).setFocus()

    @property
    def ticked(self) -> frozenset[Kind]:
        """The kinds that are ticked to be accepted."""
        return frozenset(kind for kind, box in self.boxes.items() if box.isChecked())

    def texts(self) -> list[str]:
        """Everything that is said above and below the table."""
        return [label.text() for label in self.findChildren(QLabel) if label.text()]

    def hide_names(self, hidden: bool) -> None:
        """Show initials in place of names, or names again."""
        self._rows = change_rows(self.found, hide_names=hidden)
        self._show_rows()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        head = words(wording.headline(self.found))
        enlarge(head, 1.3)
        column.addWidget(head)
        column.addWidget(words(wording.days(self.found), is_muted=True))
        warnings = QVBoxLayout()
        warnings.setSpacing(4)
        for look, sentences in (
            ("alarm", wording.alarms(self.found)),
            ("doubt", wording.doubts(self.found)),
        ):
            for sentence in sentences:
                label = words(sentence, is_bold=True)
                label.setProperty("look", look)
                warnings.addWidget(label)
        column.addLayout(warnings)
        column.addSpacing(4)
        column.addWidget(self.table, 1)
        column.addWidget(self._ticks_card())
        column.addWidget(self.plan)
        column.addSpacing(4)
        column.addWidget(self.buttons)

    def _ticks_card(self) -> QWidget:
        card = QFrame()
        card.setAccessibleName(tr("Kinds to accept"))
        row = Flow(card)
        label = words(tr("Accept:"), is_bold=True)
        label.setWordWrap(False)
        label.setSizePolicy(card.sizePolicy())
        row.addWidget(label)
        for box in self.boxes.values():
            row.addWidget(box)
        card.setVisible(len(self.boxes) > 1)
        return card

    def _box(self, kind: Kind) -> Tick:
        box = Tick(wording.count(self.found, kind))
        box.setAccessibleName(tr("Accept: {changes}", changes=box.text()))
        box.setChecked(True)
        return box

    def _make_buttons(self) -> tuple[QPushButton, QPushButton, QPushButton]:
        role = QDialogButtonBox.ButtonRole
        whole = tr("Open the &other data") if self.found.is_other else tr("&Accept all")
        made = (
            self.buttons.addButton(whole, role.AcceptRole),
            self.buttons.addButton(tr("Accept the &chosen kinds"), role.AcceptRole),
            self.buttons.addButton(tr("&Keep what is open"), role.RejectRole),
        )
        for button in made:
            button.setAccessibleName(button.text().replace("&", ""))
            button.setAutoDefault(False)
        made[1].setVisible(len(self.boxes) > 1)
        return made

    def _connect(self) -> None:
        self.kinds.addItem(tr("Every kind"), None)
        for kind in self.found.kinds:
            word = wording.kind(kind)
            self.kinds.addItem(terms.first_up(word), kind.value)
        self.kinds.setAccessibleName(tr("Kind of change"))
        self.kinds.setToolTip(tr("Show one kind of change only"))
        self.kinds.currentIndexChanged.connect(self._show_rows)
        self.table.add_tool(self.kinds)
        self.table.view.setAccessibleName(tr("What would change"))
        self.table.view.setItemDelegate(PillDelegate(self.table.view))
        self.table.set_empty_text(tr("No change has all of these words."))
        for box in self.boxes.values():
            box.toggled.connect(self._follow_ticks)
        self.all_button.clicked.connect(lambda: self._choose(frozenset(Kind)))
        self.some_button.clicked.connect(lambda: self._choose(self.ticked))
        self.keep_button.clicked.connect(self.reject)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self._seek)
        QShortcut(QKeySequence("Ctrl+H"), self, self.hiding_wanted.emit)

    def _columns(self) -> list[Column[ChangeRow]]:
        def tone(row: ChangeRow) -> str | None:
            return None if self._is_accepted(row.kind) else "muted"

        def grave(row: ChangeRow) -> State | None:
            return State.LATE if row.is_grave else None

        return [
            Column(tr("Kind"), lambda row: row.word, code=grave, tone=tone),
            Column(tr("Child or worker"), lambda row: row.who, tone=tone),
            Column(tr("What"), lambda row: row.what, tone=tone),
            Column(tr("Before"), lambda row: row.before, tone=tone),
            Column(tr("After"), lambda row: row.after, tone=tone, is_bold=lambda row: row.is_grave),
        ]

    def _is_accepted(self, kind: Kind) -> bool:
        return kind in self.ticked

    def _show_rows(self) -> None:
        wanted = self.kinds.currentData()
        self.table.show_rows(row for row in self._rows if wanted in {None, row.kind.value})

    def _follow_ticks(self) -> None:
        ticked, known = self.ticked, frozenset(self.boxes)
        self.some_button.setEnabled(bool(ticked) and ticked != known)
        self.table.model.touch()
        said = " ".join(self._plan_words(ticked) if ticked else ())
        self.plan.setText(said)
        self.plan.setVisible(bool(said))
        if not ticked or self.found.is_other:
            first = self.keep_button
        else:
            first = self.all_button if ticked == known else self.some_button
        for button in (self.all_button, self.some_button, self.keep_button):
            button.setDefault(button is first)
            button.setProperty("look", "primary" if button is first else "")
            button.style().polish(button)

    def _choose(self, kinds: frozenset[Kind]) -> None:
        self.accept()
        self.chosen.emit(kinds)

    def _seek(self) -> None:
        self.table.filter_line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.table.filter_line.selectAll()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button it is on, and from a tick does what the ticks say.

        Anywhere else it decides nothing: who filters the list has not made up her mind.
        """
        if event.key() not in ENTER:
            super().keyPressEvent(event)
            return
        at = self.focusWidget()
        if isinstance(at, QPushButton):
            at.click()
        elif isinstance(at, Tick):
            super().keyPressEvent(event)
