"""The views of a page below its switch: only the one that is looked at is kept fresh."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.widgets.view_switch import ViewSwitch


class Views(QStackedWidget):
    """Each view in the order of the switch's buttons, and what fills it."""

    def __init__(
        self,
        switch: ViewSwitch,
        fills: Mapping[QWidget, Callable[[], None]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._views, self._fills = tuple(fills), tuple(fills.values())
        self._stale = set(range(len(self._fills)))
        for view in self._views:
            self.addWidget(view)
        self._turn_to(switch.current)
        switch.chosen.connect(self._turn_to)

    def mark_stale(self) -> None:
        """Fill each anew when it is looked at next."""
        self._stale = set(range(len(self._fills)))

    def fill_shown(self) -> None:
        """Fill the view that is shown, where it is stale."""
        if self.currentIndex() in self._stale:
            self._fill(self.currentIndex())

    def fill_again(self, view: QWidget) -> None:
        """Fill this view anew, now if it is shown."""
        self._stale.add(self.indexOf(view))
        self.fill_shown()

    def fill_all(self) -> None:
        """Fill every one, so that none holds what was."""
        for place in range(len(self._fills)):
            self._fill(place)

    def _fill(self, place: int) -> None:
        self._stale.discard(place)
        self._fills[place]()

    def _turn_to(self, place: int) -> None:
        self.setCurrentIndex(place)
        self.setFocusProxy(self._views[place])
        if self.isVisible():
            self.fill_shown()
