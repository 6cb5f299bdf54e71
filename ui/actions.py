"""What can be done from the window as actions: by name, with keys, each enabled when it can."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from allocation_app.wording.translate import tr
from ui.export_menu import EXPORTS
from ui.menus import (
    EDIT,
    FILE,
    PLAN,
    PLAN_FILES,
    RULES,
    SCENARIOS,
    SCHEMES,
    STAFF,
    SUGGEST,
    VIEW,
    Command,
    page_commands,
)
from ui.store import PlanStore
from ui.theme import set_icon
from ui.tool_menu import HELP, SETTINGS
from ui.workspace_menu import THIS_WORKSPACE, WORKSPACE

CHANGES = (*PLAN, *SUGGEST, *STAFF, *SCENARIOS, *PLAN_FILES)


class Actions(QObject):
    """The actions of one window, by name; each enabled when the store allows it."""

    def __init__(self, store: PlanStore, pages: Mapping[str, str], parent: QObject) -> None:
        super().__init__(parent)
        self._store = store
        self._commands: dict[str, Command] = {}
        self._actions: dict[str, QAction] = {}
        self._allowed: dict[str, Callable[[], bool]] = {}
        said = [
            replace(command, text=tr(command.text), tip=tr(command.tip))
            for command in (
                *FILE,
                *WORKSPACE,
                *THIS_WORKSPACE,
                *EXPORTS,
                *EDIT,
                *CHANGES,
                *VIEW,
                *SCHEMES,
                *RULES,
                SETTINGS,
                *HELP,
            )
        ]
        for command in (*said, *page_commands(pages)):
            self._commands[command.name] = command
            self._actions[command.name] = self._action(command)
        self._schemes = QActionGroup(self)
        for command in SCHEMES:
            self._schemes.addAction(self._actions[command.name])
        self._pages = QActionGroup(self)
        for name in pages:
            self._pages.addAction(self._actions[f"go_{name}"])
        store.review_changed.connect(self.refresh)
        store.selection_changed.connect(self.refresh)
        store.chosen_changed.connect(self.refresh)
        self.refresh()

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def __iter__(self) -> Iterator[QAction]:
        return iter(self._actions.values())

    def named(self, commands: tuple[Command, ...]) -> list[QAction]:
        """The actions of these commands, in their order."""
        return [self._actions[command.name] for command in commands]

    def put(self, command: Command) -> QAction:
        """Have one action more, in place of one of the same name; its words are not translated."""
        self.drop(command.name)
        self._commands[command.name] = command
        self._actions[command.name] = self._action(command)
        self.refresh()
        return self._actions[command.name]

    def drop(self, name: str) -> None:
        """Have an action no more, if there is one of this name."""
        if name in self._actions:
            del self._commands[name]
            self._actions.pop(name).deleteLater()

    def allow(self, names: Iterable[str], is_allowed: Callable[[], bool]) -> None:
        """Have these enabled only while this allows it, too: it is asked at each `refresh`."""
        self._allowed |= dict.fromkeys(names, is_allowed)
        self.refresh()

    def refresh(self) -> None:
        """Enable what can be done now."""
        for name, command in self._commands.items():
            is_allowed = self._allowed.get(name, lambda: True)
            self._actions[name].setEnabled(command.is_possible(self._store) and is_allowed())

    def keys(self) -> list[tuple[str, str]]:
        """Each action that has a key, with its keys as they are printed."""
        found = []
        for action in self:
            keys = [_printed(key) for key in action.shortcuts()]
            if keys:
                found.append((plain(action.text()), ", ".join(keys)))
        return found

    def _action(self, command: Command) -> QAction:
        action = QAction(command.text, self)
        action.setObjectName(command.name)
        action.setShortcuts([QKeySequence(key) for key in command.keys])
        action.setCheckable(command.is_checkable)
        keys = _printed(action.shortcut())
        action.setToolTip(f"{command.tip} ({keys})" if keys else command.tip)
        action.setStatusTip("")
        if command.icon:
            set_icon(action, command.icon)
        return action


def _printed(key: QKeySequence) -> str:
    return key.toString(QKeySequence.SequenceFormat.NativeText)


def plain(text: str) -> str:
    """The words of an action without the mark of its mnemonic."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")
