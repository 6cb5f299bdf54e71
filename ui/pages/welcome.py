"""What is shown while nothing is open: how to begin, and what happens with the data."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from allocation_app.wording.translate import tr
from ui import recent
from ui.actions import Actions
from ui.store import PlanStore
from ui.theme import enlarge, set_icon
from ui.widgets.card import in_the_middle
from ui.widgets.command_bar import button_of
from ui.widgets.page import Page

WIDE = 40  # times the height of a line


class WelcomePage(Page):
    """The ways to begin, the workspaces that were opened last, and four promises.

    ``resuming`` carries the file of one of these workspaces.
    """

    resuming = Signal(object)

    def __init__(self, store: PlanStore, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(store, parent)
        self.recent: list[QPushButton] = []
        self.forget = QPushButton(tr("Forget this list"))
        card = QFrame()
        card.setProperty("look", "card")
        card.setMaximumWidth(WIDE * self.fontMetrics().height())
        column = QVBoxLayout(card)
        column.setContentsMargins(32, 28, 32, 28)
        column.setSpacing(12)
        title = QLabel(tr("Who has which child, who waits, what is late"))
        title.setWordWrap(True)
        enlarge(title, 1.6)
        column.addWidget(title)
        column.addWidget(
            _words(
                tr(
                    "Open the export of your case management system: one spreadsheet or several,"
                    " Excel, OpenDocument or CSV. You see what was understood before it is used."
                )
            )
        )
        column.addSpacing(4)
        column.addLayout(self._buttons(actions))
        column.addWidget(_words(tr("Or drop files anywhere on this window."), look="muted"))
        column.addLayout(self._workspaces(actions))
        column.addWidget(self._recent_ones())
        column.addSpacing(8)
        heading = QLabel(tr("What happens with the data"))
        enlarge(heading, 1.0)
        column.addWidget(heading)
        for promise in (
            tr("It stays on this computer. Nothing is sent anywhere."),
            tr("Addresses, narratives and allegations are left out, even where a column has them."),
            tr(
                "This is a planning copy, not the record. Decisions go back into the case system;"
                " the copy is deleted after use."
            ),
            tr(
                "Nothing is kept when the window closes, unless you make a workspace: one encrypted"
                " file, which a passphrase opens."
            ),
        ):
            column.addLayout(_point(promise))
        self.setFocusProxy(self.open_button)
        in_the_middle(self, card)

    def _workspaces(self, actions: Actions) -> QHBoxLayout:
        self.resume_button = button_of(actions["open_workspace"])
        self.new_button = button_of(actions["new_workspace"])
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.resume_button)
        row.addWidget(self.new_button)
        row.addStretch(1)
        return row

    def _recent_ones(self) -> QWidget:
        """A line for each workspace that was opened last, and one to forget them."""
        self._last = QWidget()
        self._lines = QVBoxLayout(self._last)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(2)
        self._lines.addWidget(_words(tr("Opened last"), look="muted"))
        self.forget.setProperty("look", "link")
        self.forget.setAccessibleName(tr("Forget this list"))
        self.forget.setToolTip(tr("Keep no longer on this computer which workspaces were opened"))
        self.forget.clicked.connect(self._forget)
        self._lines.addWidget(self.forget, 0, Qt.AlignmentFlag.AlignLeft)
        return self._last

    def _show_recent(self) -> None:
        for button in self.recent:
            self._lines.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.recent = [self._link(path) for path in recent.recent()]
        for place, button in enumerate(self.recent, start=1):
            self._lines.insertWidget(place, button, 0, Qt.AlignmentFlag.AlignLeft)
        self._last.setVisible(bool(self.recent))

    def _link(self, path: Path) -> QPushButton:
        button = QPushButton(path.stem.replace("&", "&&"))
        button.setProperty("look", "link")
        button.setAccessibleName(tr("Open the workspace {name}", name=path.stem))
        button.setToolTip(tr("In {folder}", folder=str(path.parent)))
        set_icon(button, "archive-restore")
        button.clicked.connect(lambda: self.resuming.emit(path))
        return button

    def _forget(self) -> None:
        recent.forget()
        self._show_recent()

    def _buttons(self, actions: Actions) -> QHBoxLayout:
        self.open_button = button_of(actions["open"])
        self.sample_button = button_of(actions["sample"])
        self.open_button.setProperty("look", "primary")
        set_icon(self.open_button, "folder-open", "on_accent")
        self.sample_button.setText(f" {tr('Try with sample data')}")
        self.sample_button.setAccessibleName(tr("Try with sample data"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.open_button)
        row.addWidget(self.sample_button)
        row.addStretch(1)
        return row

    @property
    @override
    def title(self) -> str:
        return tr("Welcome")

    @override
    def refresh(self) -> None:
        """Nothing here depends on the data but what was opened last."""
        self._show_recent()


def _point(text: str) -> QHBoxLayout:
    """A point of a list; its second line begins under its first."""
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(QLabel("•"), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(_words(text), 1)
    return row


def _words(text: str, look: str = "") -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignLeft)
    if look:
        label.setProperty("look", look)
    return label
