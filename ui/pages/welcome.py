"""What is shown while nothing is open: how to begin, and what happens with the data."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from allocation_app.wording.translate import tr
from ui.actions import Actions
from ui.store import PlanStore
from ui.theme import enlarge, set_icon
from ui.widgets.command_bar import button_of
from ui.widgets.page import Page

WIDE = 40  # times the height of a line


class WelcomePage(Page):
    """Two ways to begin, and three promises."""

    def __init__(self, store: PlanStore, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(store, parent)
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
        ):
            column.addWidget(_words(f"•  {promise}"))
        self.setFocusProxy(self.open_button)
        outer = QVBoxLayout(self)
        outer.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(card, 100)
        row.addStretch(1)
        outer.addLayout(row)
        outer.addStretch(2)

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
        """Nothing here depends on the data."""


def _words(text: str, look: str = "") -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignLeft)
    if look:
        label.setProperty("look", look)
    return label
