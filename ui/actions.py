"""Everything that can be done from the window, each once: its words, keys, picture, and when."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from allocation_app.wording.translate import mark, tr
from ui.store import PlanStore
from ui.theme import set_icon


def _always(_store: PlanStore) -> bool:
    return True


def _is_open(store: PlanStore) -> bool:
    return store.review is not None


def _is_waiting_selected(store: PlanStore) -> bool:
    selected, review = store.selected, store.review
    if selected is None or review is None:
        return False
    return selected.child in review.caseloads.unallocated


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """What an action is; ``is_possible`` tells when it is enabled."""

    name: str
    text: str
    tip: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    is_checkable: bool = False
    is_possible: Callable[[PlanStore], bool] = _always


FILE = (
    Command(
        name="open",
        text=mark("&Open spreadsheet…"),
        tip=mark("Choose one or more spreadsheets and see what they hold"),
        keys=("Ctrl+O",),
        icon="folder-open",
    ),
    Command(
        name="sample",
        text=mark("Open &sample data"),
        tip=mark("Look around with a made-up team of ten workers"),
        icon="users",
    ),
    Command(
        name="reimport",
        text=mark("&Re-import"),
        tip=mark("Read the same files again"),
        keys=("F5",),
        icon="refresh-cw",
        is_possible=lambda store: store.reading is not None and bool(store.reading.files),
    ),
    Command(
        name="export",
        text=mark("&Export…"),
        tip=mark("Save the allocation workbook for Excel"),
        keys=("Ctrl+E",),
        icon="download",
        is_possible=_is_open,
    ),
    Command(
        name="close",
        text=mark("&Close data"),
        tip=mark("Put the data away and go back to the first page; the files stay as they are"),
        keys=("Ctrl+W",),
        icon="x",
        is_possible=_is_open,
    ),
    Command(name="quit", text=mark("&Quit"), tip=mark("Close the window"), keys=("Ctrl+Q",)),
)
EDIT = (
    Command(
        name="undo",
        text=mark("&Undo"),
        tip=mark("Take the last change of the plan back"),
        keys=("Ctrl+Z",),
        icon="undo-2",
        is_possible=lambda store: store.can_undo,
    ),
    Command(
        name="redo",
        text=mark("&Redo"),
        tip=mark("Make the change again"),
        keys=("Ctrl+Y", "Ctrl+Shift+Z"),
        icon="redo-2",
        is_possible=lambda store: store.can_redo,
    ),
    Command(
        name="record_review",
        text=mark("Record a re&view…"),
        tip=mark("Record that a manager has looked at the selected child, who waits"),
        keys=("Ctrl+R",),
        icon="circle-check",
        is_possible=_is_waiting_selected,
    ),
    Command(
        name="search",
        text=mark("&Search or do…"),
        tip=mark("Find a child or worker by name or number, or an action by its name"),
        keys=("Ctrl+K",),
        icon="search",
    ),
    Command(
        name="filter",
        text=mark("&Filter the list"),
        tip=mark("Show only rows with all of some words"),
        keys=("Ctrl+F",),
        icon="list-filter",
        is_possible=_is_open,
    ),
    Command(
        name="clear",
        text=mark("&Clear filter or selection"),
        tip=mark("Take the filter off, then the selection"),
        keys=("Esc",),
        icon="x",
        is_possible=_is_open,
    ),
)
VIEW = (
    Command(
        name="hide_names",
        text=mark("&Hide names"),
        tip=mark("Show children by initials and case numbers, for shared screens"),
        keys=("Ctrl+H",),
        icon="eye-off",
        is_checkable=True,
    ),
    Command(
        name="inspector",
        text=mark("De&tails on the right"),
        tip=mark("Open the details beside the list when a child or worker is selected"),
        keys=("F9",),
        icon="panel-right",
        is_checkable=True,
    ),
)
SCHEMES = (
    Command(
        name="scheme_system",
        text=mark("As the &system"),
        tip=mark("Light or dark, as the computer is set"),
        icon="monitor",
        is_checkable=True,
    ),
    Command(
        name="scheme_light",
        text=mark("&Light"),
        tip=mark("Dark words on a light ground"),
        icon="sun",
        is_checkable=True,
    ),
    Command(
        name="scheme_dark",
        text=mark("&Dark"),
        tip=mark("Light words on a dark ground"),
        icon="moon",
        is_checkable=True,
    ),
)
RULES = (
    Command(
        name="rules_wales",
        text=mark("Rules: &Wales"),
        tip=mark("Judge by the timescales of Wales"),
        icon="shield-check",
        is_checkable=True,
    ),
    Command(
        name="rules_england",
        text=mark("Rules: &England"),
        tip=mark("Judge by the timescales of England"),
        icon="shield-check",
        is_checkable=True,
    ),
)
HELP = (
    Command(
        name="help",
        text=mark("&Help"),
        tip=mark("Keys, words and what the flags mean"),
        keys=("F1",),
        icon="circle-question-mark",
    ),
)


class Actions(QObject):
    """The actions of one window, by name; each enabled when the store allows it."""

    def __init__(self, store: PlanStore, pages: Mapping[str, str], parent: QObject) -> None:
        super().__init__(parent)
        self._store = store
        self._commands: dict[str, Command] = {}
        self._actions: dict[str, QAction] = {}
        said = [
            replace(command, text=tr(command.text), tip=tr(command.tip))
            for command in (*FILE, *EDIT, *VIEW, *SCHEMES, *RULES, *HELP)
        ]
        for command in (*said, *_page_commands(pages)):
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
        self.refresh()

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def __iter__(self) -> Iterator[QAction]:
        return iter(self._actions.values())

    def named(self, commands: tuple[Command, ...]) -> list[QAction]:
        """The actions of these commands, in their order."""
        return [self._actions[command.name] for command in commands]

    def refresh(self) -> None:
        """Enable what can be done now."""
        for name, command in self._commands.items():
            self._actions[name].setEnabled(command.is_possible(self._store))

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


ICONS: Mapping[str, str] = {
    "overview": "layout-dashboard",
    "unallocated": "user-x",
    "caseloads": "users",
    "delays": "clock",
    "plan": "list-checks",
    "data": "database",
    "policy": "shield-check",
}


def _page_commands(pages: Mapping[str, str]) -> list[Command]:
    return [
        Command(
            name=f"go_{name}",
            text=f"&{number} {title}",
            tip=title,
            keys=(f"Alt+{number}", f"Ctrl+{number}"),
            icon=ICONS[name],
            is_checkable=True,
            is_possible=_is_open,
        )
        for number, (name, title) in enumerate(pages.items(), start=1)
    ]
