"""What can be done with the chosen children, for the context menu of any list that shows them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from ui.actions import plain
from ui.menus import PLAN

NAMES = (*(command.name for command in PLAN if command.name != "share_out"), "erase_child")


def add_child_actions(menu: QMenu, widget: QWidget) -> None:
    """Put the window's actions on the chosen children into a menu that has not got them yet."""
    there = {plain(action.text()) for action in menu.actions()}
    found = [each for each in child_actions(widget) if plain(each.text()) not in there]
    if found:
        menu.addActions(found)
        menu.addSeparator()


def child_actions(widget: QWidget) -> list[QAction]:
    """The actions of the window that a widget is in, in the order of the menu."""
    known = _by_name(widget.window().actions())
    return [known[name] for name in NAMES if name in known]


def _by_name(actions: Iterable[QAction]) -> dict[str, QAction]:
    return {action.objectName(): action for action in actions}
