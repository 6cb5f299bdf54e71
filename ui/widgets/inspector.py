"""The panel on the right: the child or worker that is selected."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.review import Review
from allocation_app.wording.translate import tr
from ui import commands
from ui.selection import Selection
from ui.store import PlanStore
from ui.theme import set_icon
from ui.widgets.child_panel import ChildPanel
from ui.widgets.wishes import Wishes
from ui.widgets.worker_panel import WorkerPanel

NARROWEST, LINE, LARGER = 280, 17, 8  # px: at a line of so many px, and for each px above it


class Inspector(QFrame):
    """Shows the selection of the store; while there is none, the window gives it no room."""

    def __init__(self, store: PlanStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inspector")
        self.setAccessibleName(tr("Details"))
        self.setMinimumWidth(NARROWEST + LARGER * max(0, self.fontMetrics().height() - LINE))
        self._store = store
        self.wishes = Wishes(self)
        self._was: Selection | None = None
        self._came_from: QWidget | None = None
        self.child, self.worker = ChildPanel(self.wishes), WorkerPanel(self.wishes)
        self._nobody = QWidget()
        self._stack = QStackedWidget()
        self._scroll = QScrollArea()
        self.close_button = QToolButton()
        self._build()
        for panel in (self.child, self.worker):
            panel.child_chosen.connect(store.select_child)
            panel.worker_chosen.connect(store.select_worker)
        for panel in (self.child, self.worker):
            panel.taken_back.connect(lambda step: commands.take_back(store, (step,)))
        self.child.unpinned.connect(lambda child: commands.lift_pins(store, (child,)))
        self.child.unmarked.connect(lambda mark: commands.remove_mark(store, mark))
        self.child.candidates.reached.connect(self._follow)
        self.wishes.moving.connect(lambda *_: self._go_back())
        for changed in (store.selection_changed, store.review_changed, store.names_hidden_changed):
            changed.connect(self.refresh)
        self.refresh()

    @property
    def is_about_somebody(self) -> bool:
        """Whether a child or worker stands here."""
        return self._stack.currentWidget() is not self._nobody

    def choose(self, child: ChildId) -> None:
        """Go to the candidates of this child, for whom Enter then allocates and leads back."""
        self._came_from = QApplication.focusWidget()
        self._store.select_child(child)
        if self.isVisible():
            self.child.candidates.go_to_first()

    def _go_back(self) -> None:
        """To the list that Enter came from, for the next child."""
        back, self._came_from = self._came_from, None
        if back is not None and back.isVisible():
            back.setFocus()

    def refresh(self) -> None:
        """Show the selected child or worker as the store has them now."""
        review, selected, hidden = (
            self._store.review,
            self._store.selected,
            self._store.names_hidden,
        )
        shown: QWidget = self._nobody
        if review is None:
            self.child.forget()
            self.worker.forget()
        if review is not None and selected is not None:
            if selected.child is not None and selected.child in review.snapshot.children:
                self.child.show_child(
                    review, selected.child, selected.finding, hidden, self._store.by
                )
                shown = self.child
            elif selected.worker is not None and selected.worker in review.snapshot.workers:
                self._show_worker(review, selected.worker)
                shown = self.worker
        self._stack.setCurrentWidget(shown)
        if selected != self._was:
            self._was = selected
            self._scroll.verticalScrollBar().setValue(0)

    def _follow(self, rect: QRect) -> None:
        """Keep what the cursor is at in sight, which scrolls with all the rest."""
        body = self._scroll.widget()
        if body is not None:
            inside = self.child.candidates.mapTo(body, rect.center())
            self._scroll.ensureVisible(inside.x(), inside.y(), 0, rect.height() // 2 + 8)

    def _show_worker(self, review: Review, worker: WorkerId) -> None:
        overload = self._store.overloads.get(worker)
        hidden, imported = self._store.names_hidden, self._store.imported
        self.worker.show_worker(review, worker, hidden, overload, imported)

    def _build(self) -> None:
        set_icon(self.close_button, "x", "muted")
        self.close_button.setAutoRaise(True)
        self.close_button.setMinimumSize(24, 24)
        self.close_button.setAccessibleName(tr("Close the details"))
        self.close_button.setToolTip(tr("Close the details (Esc)"))
        self.close_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.close_button.clicked.connect(self._store.clear_selection)
        for panel in (self._nobody, self.child, self.worker):
            self._stack.addWidget(panel)
        self._stack.setObjectName("inspector_body")
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = QWidget()
        body.setObjectName("inspector_body")
        column = QVBoxLayout(body)
        column.setContentsMargins(16, 12, 16, 16)
        head = QHBoxLayout()
        heading = QLabel(tr("Details"))
        heading.setProperty("look", "muted")
        head.addWidget(heading, 1)
        head.addWidget(self.close_button)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        self._scroll.setWidget(body)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)
