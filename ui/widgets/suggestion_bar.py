"""What can be asked of the planner: for the queue, for the whole team, with a number of changes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from allocation_app.domain.proposal import Ask
from allocation_app.wording.translate import tr, trn
from ui.store import PlanStore
from ui.suggesting import Suggesting
from ui.theme import set_icon
from ui.widgets.conditions import Conditions, said
from ui.widgets.flow import Flow
from ui.widgets.number_box import NumberBox
from ui.widgets.words import words

FIRST, MOST = 3, 99  # changes of worker


class SuggestionBar(QWidget):
    """A button for each question, and under them the conditions, opened where they are wanted."""

    def __init__(
        self, store: PlanStore, suggesting: Suggesting, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._store, self._suggesting = store, suggesting
        self.queue_button = QPushButton(tr("Suggest for the &queue"))
        self.safe_button = QPushButton(tr("&Make the team safe"))
        self.changes_button = QPushButton()
        self.changes = NumberBox(
            tr("How many children may change worker"), least=0, most=MOST, step=1, decimals=0
        )
        self.conditions_button = QPushButton(tr("Con&ditions"))
        self.conditions = Conditions(store, suggesting)
        self.said = words(is_muted=True)
        self._build()

    def refresh(self) -> None:
        """Offer what can be asked of what is open."""
        for button in (self.queue_button, self.safe_button, self.changes_button):
            button.setEnabled(self._store.review is not None)
        self.conditions.refresh()
        self._say()

    def ask_queue(self) -> None:
        """Ask for a worker for everybody who waits."""
        self._suggesting.ask(self._suggesting.request(Ask.PLACE))

    def ask_safe(self) -> None:
        """Ask for the fewest changes that keep everybody under the line."""
        self._suggesting.ask(self._suggesting.request(Ask.SAFE))

    def ask_changes(self) -> None:
        """Ask for the best that so many changes buy."""
        most = round(self.changes.value())
        self._suggesting.ask(self._suggesting.request(Ask.REBALANCE, most))

    def _build(self) -> None:
        set_icon(self.queue_button, "user-check")
        set_icon(self.safe_button, "shield-check")
        set_icon(self.changes_button, "scale")
        set_icon(self.conditions_button, "sliders-horizontal")
        self.queue_button.setToolTip(
            tr("A worker for who waits, or whose worker is not there; nobody else moves (Ctrl+G)")
        )
        self.safe_button.setToolTip(
            tr("The fewest children who change worker until nobody is over the line (Ctrl+Shift+G)")
        )
        self.changes_button.setToolTip(tr("The best balance with at most so many (Ctrl+Alt+G)"))
        self.changes.setValue(FIRST)
        self.changes.setToolTip(tr("How many children may be taken from a worker who is there"))
        self.conditions_button.setCheckable(True)
        self.conditions_button.setToolTip(tr("From when, up to which load, which rules are kept"))
        self.conditions.setVisible(False)
        bar = QWidget()
        flow = Flow(bar)
        buttons = (self.queue_button, self.safe_button, self.changes_button)
        for part in (*buttons, self.changes, self.conditions_button):
            flow.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for row in (bar, self.conditions, self.said):
            column.addWidget(row)
        self.setFocusProxy(self.queue_button)
        self.queue_button.clicked.connect(self.ask_queue)
        self.safe_button.clicked.connect(self.ask_safe)
        self.changes_button.clicked.connect(self.ask_changes)
        self.changes.valueChanged.connect(self._say)
        self.conditions_button.toggled.connect(self._open)
        self._suggesting.conditions_changed.connect(self._say)
        self._say()

    def _open(self, is_open: bool) -> None:
        self.conditions.setVisible(is_open)
        if is_open:
            self.conditions.day.setFocus(Qt.FocusReason.TabFocusReason)
        self._say()

    def _say(self) -> None:
        text = said(self._suggesting.conditions)
        self.said.setText(text)
        self.said.setVisible(bool(text) and not self.conditions.isVisibleTo(self))
        n = round(self.changes.value())
        self.changes_button.setText(
            trn("Suggest with at most {n} &change", "Suggest with at most {n} &changes", n)
        )
