"""The bar on top: which team, which data as at when, search, undo, hide names, export."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from allocation_app.domain.people import TeamId
from allocation_app.domain.review import Review
from allocation_app.domain.snapshot import Snapshot
from allocation_app.wording import terms
from allocation_app.wording.translate import tr, trn
from ui.actions import Actions, plain
from ui.store import PlanStore
from ui.theme import enlarge, icon_size, set_icon
from ui.widgets.elided import Elided
from ui.widgets.search_box import SearchBox


class CommandBar(QFrame):
    """Follows the store; everything it does is an action or a word to the store."""

    def __init__(
        self, store: PlanStore, actions: Actions, search: SearchBox, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("command_bar")
        self._store = store
        self._shown: Snapshot | None = None
        self.team = QComboBox()
        self.about = Elided()
        self.search = search
        self._build(actions)
        self.team.currentIndexChanged.connect(self._choose_team)
        store.review_changed.connect(self.refresh)
        store.team_changed.connect(self._show_team)
        self.refresh()

    def refresh(self) -> None:
        """Show what is open."""
        review = self._store.review
        snapshot = None if review is None else review.snapshot
        if self._shown is None or snapshot is not self._shown:  # a move changes nothing here
            self._shown = snapshot
            self.about.say("" if review is None else description(review))
            self._offer_teams()
            self._show_team()

    def _build(self, actions: Actions) -> None:
        name = QLabel(tr("Allocation"))
        enlarge(name)
        self.team.setAccessibleName(tr("Team"))
        self.team.setToolTip(tr("Narrow every list to one team"))
        self.team.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.team.setMinimumHeight(28)
        self.team.setMaximumWidth(260)
        self.search.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.export = button_of(actions["export"])
        self.export.setProperty("look", "primary")
        set_icon(self.export, "download", "on_accent")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(name)
        row.addWidget(self.team)
        row.addWidget(self.about, 1)
        row.addWidget(self.search)
        for which in ("undo", "redo"):
            row.addWidget(tool_of(actions[which]))
        row.addWidget(button_of(actions["hide_names"]))
        row.addWidget(self.export)

    def _offer_teams(self) -> None:
        review = self._store.review
        self.team.blockSignals(True)
        self.team.clear()
        self.team.addItem(tr("All teams"), None)
        teams = () if review is None else review.snapshot.teams.values()
        for team in sorted(teams, key=lambda team: team.name):
            self.team.addItem(team.name, team.id)
        self.team.setVisible(len(teams) > 1)
        self.team.blockSignals(False)

    def _show_team(self) -> None:
        self.team.blockSignals(True)
        self.team.setCurrentIndex(max(0, self.team.findData(self._store.team)))
        self.team.blockSignals(False)

    def _choose_team(self, _index: int) -> None:
        chosen = self.team.currentData()
        self._store.filter_team(None if chosen is None else TeamId(str(chosen)))


def description(review: Review) -> str:
    """The date, the sources and the size of what is open, in a line."""
    names = [source.name for source in review.snapshot.sources]
    files = names[0] if names else tr("no file")
    if names[1:]:
        files = trn("{first} and {n} more", "{first} and {n} more", len(names) - 1, first=files)
    return tr(
        "as at {day} · {files} · {children}, {families}",
        day=terms.day(review.snapshot.as_at),
        files=files,
        children=terms.children(len(review.snapshot.children)),
        families=terms.families(review.families),
    )


def button_of(action: QAction) -> QPushButton:
    """A push button that follows an action: words, picture, enabling, checking."""
    button = QPushButton()
    # A styled button leaves no room between picture and words; a space does.
    button.setText(f" {plain(action.text())}" + ("…" if action.text().endswith("…") else ""))
    button.setObjectName(f"{action.objectName()}_button")
    button.setAccessibleName(plain(action.text()))
    button.setToolTip(action.toolTip())
    button.setCheckable(action.isCheckable())
    button.setIcon(action.icon())
    button.setIconSize(QSize(icon_size(), icon_size()))
    button.clicked.connect(action.trigger)

    def follow() -> None:
        button.setEnabled(action.isEnabled())
        button.setChecked(action.isChecked())

    action.changed.connect(follow)
    follow()
    return button


def tool_of(action: QAction) -> QToolButton:
    """A square button with the picture of an action."""
    button = QToolButton()
    button.setDefaultAction(action)
    button.setProperty("look", "button")
    button.setObjectName(f"{action.objectName()}_button")
    button.setAccessibleName(plain(action.text()))
    button.setIconSize(QSize(icon_size(), icon_size()))
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button
