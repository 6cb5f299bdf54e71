"""What later data would change, shown before it takes the place of what is open."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QLabel,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from allocation_app.domain.difference import Difference, Kind
from allocation_app.domain.findings import State
from allocation_app.domain.reconciling import Outcome, Reconciliation
from allocation_app.domain.renumbering import SAME, Numbers
from allocation_app.wording import differences as wording
from allocation_app.wording import terms
from allocation_app.wording.translate import tr
from ui.rows.difference import ChangeRow, change_rows
from ui.table_model import Column, TableModel
from ui.theme import enlarge
from ui.widgets.against_plan import AgainstPlan
from ui.widgets.fitting import as_wide
from ui.widgets.flow import Flow
from ui.widgets.pill import PillDelegate
from ui.widgets.same_children import SameChildren
from ui.widgets.table import Table
from ui.widgets.tick import Tick
from ui.widgets.words import words

ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
SIZE, SIZE_WITH_PLAN = (58, 42), (76, 42)  # times the height of a line
LEAST = 8  # lines of text that a table is high, however much is said above it
PlanWords = Callable[[frozenset[Kind]], Iterable[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What later data would change, and what they say of the plan, where anything is staged.

    ``plan_words`` tells what becomes of the plan when these kinds are accepted.
    """

    found: Difference
    against: Reconciliation | None = None
    plan_words: PlanWords = lambda _kinds: ()


class DifferenceDialog(QDialog):
    """Asks what of later data is to be used. Esc keeps what is open.

    ``chosen`` carries the kinds that were accepted. Enter does what the ticks say: everything, what
    is ticked, or (nothing ticked, or quite other data) nothing. ``hiding_wanted`` is Ctrl+H, as in
    the window behind. ``same`` asks who is the same child under another number; ``compare`` then
    compares anew.
    """

    chosen = Signal(object)
    hiding_wanted = Signal()

    def __init__(
        self,
        compared: Compared,
        parent: QWidget | None = None,
        *,
        hide_names: bool = False,
        same: SameChildren | None = None,
        compare: Callable[[Numbers], Compared] | None = None,
    ) -> None:
        super().__init__(parent)
        self._compared, self._hide_names = compared, hide_names
        self._rows: tuple[ChangeRow, ...] = ()
        self._compare, self.same = compare, same
        self.setWindowTitle(tr("What the new data would change"))
        self.head, self.days = words(), words(is_muted=True)
        self._column, self.warnings = QVBoxLayout(self), QVBoxLayout()
        self._warned: list[QLabel] = []
        self.tabs, self.against = QTabWidget(), AgainstPlan()
        self.table = Table("difference", TableModel(self._columns(), lambda row: row.number))
        self.table.columns.keep_whole(0)  # a pill can't be shortened
        self.table.columns.keep_whole(1)  # nor a number
        self.kinds = QComboBox()
        self.boxes: dict[Kind, Tick] = {}
        self.card = QFrame()
        self._ticks = Flow(self.card)
        self.plan = words()
        self.buttons = QDialogButtonBox()
        self.all_button, self.some_button, self.keep_button = self._make_buttons()
        for table in (self.table, self.against.table):
            table.setMinimumHeight(LEAST * self.fontMetrics().height())
        self._lay_out()
        self._connect()
        self._show()
        size = SIZE_WITH_PLAN if self.tabs.count() else SIZE
        wanted = QSize(*(times * self.fontMetrics().height() for times in size))
        room = wanted if parent is None else parent.window().size()
        self.resize(wanted.boundedTo(room).expandedTo(self.minimumSizeHint()))
        least = self._column.totalMinimumHeightForWidth(self.width())
        self.setMinimumHeight(min(least, self.screen().availableSize().height()))
        (self.keep_button if self.found.is_other else self.all_button).setFocus()

    @property
    def found(self) -> Difference:
        """What would change, with the children who were ticked to be the same."""
        return self._compared.found

    @property
    def numbers(self) -> Numbers:
        """The children who were ticked to be the same under another number."""
        return SAME if self.same is None else self.same.numbers

    @property
    def ticked(self) -> frozenset[Kind]:
        """The kinds that are ticked to be accepted."""
        return frozenset(kind for kind, box in self.boxes.items() if box.isChecked())

    def texts(self) -> list[str]:
        """Everything that is said above and below the table."""
        labels = (self.head, self.days, *self._warned, *self.findChildren(QLabel))
        return [each.text() for each in dict.fromkeys(labels) if each.text()]

    def hide_names(self, hidden: bool) -> None:
        """Show initials in place of names, or names again."""
        self._hide_names = hidden
        if self.same is not None:
            self.same.hide_names(hidden)
        self._show()

    def _lay_out(self) -> None:
        column = self._column
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        enlarge(self.head, 1.3)
        column.addWidget(self.head)
        column.addWidget(self.days)
        self.warnings.setSpacing(4)
        column.addLayout(self.warnings)
        column.addSpacing(4)
        column.addWidget(self._sections(), 1)
        column.addWidget(self._ticks_card())
        column.addWidget(self.plan)
        column.addSpacing(4)
        column.addWidget(self.buttons)

    def _sections(self) -> QWidget:
        """The table of changes alone, or with the plan and the other numbers behind tabs."""
        against = self._compared.against
        if against is None and self.same is None:
            return self.table
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(tr("The changes, the plan, and other numbers"))
        self.tabs.addTab(self.table, "")
        if against is not None:
            self.tabs.addTab(self.against, "")
        if self.same is not None:
            self.tabs.addTab(self.same, "")
        return self.tabs

    def _name_tabs(self) -> None:
        """The tabs with how much is behind each."""
        against = self._compared.against
        said: dict[QWidget, str] = {self.table: tr("What would change")}
        if against is not None:
            steps = len(against.rows) - against.count(Outcome.UNPLANNED)
            said[self.against] = tr("Against the plan ({n})", n=steps)
        if self.same is not None:
            said[self.same] = tr("The same child? ({n})", n=len(self.same.table.model.given))
        for section, text in said.items():
            self.tabs.setTabText(self.tabs.indexOf(section), text)

    def _show(self) -> None:
        """Show what was compared; a kind whose tick was taken off stays without it."""
        found = self.found
        self._rows = change_rows(found, hide_names=self._hide_names)
        self.head.setText(wording.headline(found) or tr("Nothing but numbers would change"))
        self.days.setText(wording.days(found))
        whole = tr("Open the &other data") if found.is_other else tr("&Accept all")
        self.all_button.setText(whole)
        self.all_button.setAccessibleName(whole.replace("&", ""))
        self._show_warnings()
        as_wide(self)
        self._show_boxes()
        self._show_kinds()
        if self._compared.against is not None:
            self.against.show_found(self._compared.against, hide_names=self._hide_names)
        self._name_tabs()
        self._show_rows()
        self._follow_ticks()

    def _show_warnings(self) -> None:
        for label in self._warned:
            label.setParent(None)
            label.deleteLater()
        self._warned = []
        for look, sentences in (
            ("alarm", wording.alarms(self.found)),
            ("doubt", wording.doubts(self.found)),
        ):
            for sentence in sentences:
                label = words(sentence, is_bold=True)
                label.setProperty("look", look)
                self.warnings.addWidget(label)
                self._warned.append(label)

    def _show_boxes(self) -> None:
        unticked = self.boxes.keys() - self.ticked
        for box in self.boxes.values():
            self._ticks.removeWidget(box)
            box.setParent(None)
            box.deleteLater()
        self.boxes = {kind: self._box(kind) for kind in self.found.kinds}
        for kind, box in self.boxes.items():
            box.setChecked(kind not in unticked)
            box.toggled.connect(self._follow_ticks)
            self._ticks.addWidget(box)
        self.card.setVisible(len(self.boxes) > 1)
        self.some_button.setVisible(len(self.boxes) > 1)

    def _show_kinds(self) -> None:
        wanted = self.kinds.currentData()
        self.kinds.blockSignals(True)
        self.kinds.clear()
        self.kinds.addItem(tr("Every kind"), None)
        for kind in self.found.kinds:
            self.kinds.addItem(terms.first_up(wording.kind(kind)), kind.value)
        self.kinds.setCurrentIndex(max(0, self.kinds.findData(wanted)))
        self.kinds.blockSignals(False)

    def _compare_anew(self) -> None:
        if self._compare is not None:
            self._compared = self._compare(self.numbers)
            self._show()

    def _ticks_card(self) -> QWidget:
        self.card.setAccessibleName(tr("Kinds to accept"))
        label = words(tr("Accept:"), is_bold=True)
        label.setWordWrap(False)
        label.setSizePolicy(self.card.sizePolicy())
        self._ticks.addWidget(label)
        return self.card

    def _box(self, kind: Kind) -> Tick:
        box = Tick(wording.count(self.found, kind))
        box.setAccessibleName(tr("Accept: {changes}", changes=box.text()))
        box.setChecked(True)
        return box

    def _make_buttons(self) -> tuple[QPushButton, QPushButton, QPushButton]:
        role = QDialogButtonBox.ButtonRole
        made = (
            self.buttons.addButton("", role.AcceptRole),
            self.buttons.addButton(tr("Accept the &chosen kinds"), role.AcceptRole),
            self.buttons.addButton(tr("&Keep what is open"), role.RejectRole),
        )
        for button in made:
            button.setAccessibleName(button.text().replace("&", ""))
            button.setAutoDefault(False)
        return made

    def _connect(self) -> None:
        self.kinds.setAccessibleName(tr("Kind of change"))
        self.kinds.setToolTip(tr("Show one kind of change only"))
        self.kinds.currentIndexChanged.connect(self._show_rows)
        self.table.add_tool(self.kinds)
        self.table.view.setAccessibleName(tr("What would change"))
        self.table.view.setItemDelegate(PillDelegate(self.table.view))
        self.table.set_empty_text(tr("No change has all of these words."))
        if self.same is not None:
            self.same.ticked.connect(self._compare_anew)
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
        said = " ".join(self._compared.plan_words(ticked) if ticked or not known else ())
        self.plan.setText(said)
        self.plan.setVisible(bool(said))
        if (known and not ticked) or self.found.is_other:
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
        table: Table[Any] = self.table
        if self.against.isVisible():
            table = self.against.table
        elif self.same is not None and self.same.isVisible():
            table = self.same.table
        table.filter_line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        table.filter_line.selectAll()

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
