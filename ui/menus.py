"""What stands in each menu: everything that can be done from the window, each once.

Its words, keys and picture, and when it can be done.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from allocation_app.domain.plan import Move
from allocation_app.wording.translate import mark
from ui.rows.moving import steps_about
from ui.store import PlanStore


def _always(_store: PlanStore) -> bool:
    return True


def is_open(store: PlanStore) -> bool:
    """Whether there is something to look at."""
    return store.review is not None


def _is_waiting_selected(store: PlanStore) -> bool:
    selected, review = store.selected, store.review
    if selected is None or review is None:
        return False
    return selected.child in review.caseloads.unallocated


def _is_chosen(store: PlanStore) -> bool:
    return bool(store.chosen)


def _is_moved_chosen(store: PlanStore) -> bool:
    steps = steps_about(store.plan, store.chosen) if store.chosen else ()
    return any(isinstance(step, Move) for step in steps)


def _is_staged_for_chosen(store: PlanStore) -> bool:
    return bool(store.chosen and steps_about(store.plan, store.chosen))


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
        is_possible=is_open,
    ),
    Command(
        name="edited",
        text=mark("&Bring back an edited workbook…"),
        tip=mark("See what was changed in an exported workbook, and stage what is ticked"),
        keys=("Ctrl+Shift+I",),
        icon="upload",
        is_possible=is_open,
    ),
    Command(
        name="close",
        text=mark("&Close data"),
        tip=mark("Put the data away and go back to the first page; the files stay as they are"),
        keys=("Ctrl+W",),
        icon="x",
        is_possible=is_open,
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
        tip=mark("Find a child or worker by name, number or code, or an action by its name"),
        keys=("Ctrl+K",),
        icon="search",
    ),
    Command(
        name="filter",
        text=mark("&Filter the list"),
        tip=mark("Show only rows with all of some words"),
        keys=("Ctrl+F",),
        icon="list-filter",
        is_possible=is_open,
    ),
    Command(
        name="clear",
        text=mark("&Clear filter or selection"),
        tip=mark("Take the filter off, then the selection"),
        keys=("Esc",),
        icon="x",
        is_possible=is_open,
    ),
)
PLAN = (
    Command(
        name="move",
        text=mark("&Move to…"),
        tip=mark("Choose a worker for the selected children, and see what it would change"),
        keys=("Ctrl+M",),
        icon="arrow-right-left",
        is_possible=_is_chosen,
    ),
    Command(
        name="allocate",
        text=mark("&Allocate to the first candidate"),
        tip=mark("Give the selected child to the worker who is ranked first"),
        keys=("Ctrl+Return",),
        icon="user-check",
        is_possible=_is_chosen,
    ),
    Command(
        name="take_back",
        text=mark("&Take the move back"),
        tip=mark("Take what is staged for the selected children out of the plan"),
        keys=("Ctrl+Backspace",),
        icon="undo-2",
        is_possible=_is_staged_for_chosen,
    ),
    Command(
        name="share_out",
        text=mark("S&hare out…"),
        tip=mark("Share the selected children, or all who wait, out over several workers"),
        keys=("Ctrl+D",),
        icon="split",
        is_possible=is_open,
    ),
    Command(
        name="pin",
        text=mark("&Pin…"),
        tip=mark("Keep the selected children where they are, or lift their pin"),
        keys=("Ctrl+L",),
        icon="pin",
        is_possible=_is_chosen,
    ),
    Command(
        name="mark",
        text=mark("Mar&k…"),
        tip=mark("Mark who must not hold the child, or whom to keep together or apart"),
        keys=("Ctrl+Shift+M",),
        icon="bookmark",
        is_possible=_is_chosen,
    ),
    Command(
        name="hand_over",
        text=mark("Han&d-over pack…"),
        tip=mark("Print or save what the next worker needs to know of the selected children"),
        keys=("Ctrl+Shift+H",),
        icon="file-text",
        is_possible=_is_moved_chosen,
    ),
)
SUGGEST = (
    Command(
        name="before_moving",
        text=mark("Befor&e moving"),
        tip=mark("See of whom the record says that something has ended: ask before you move"),
        keys=("Ctrl+Shift+D",),
        icon="circle-question-mark",
        is_possible=is_open,
    ),
    Command(
        name="suggest_queue",
        text=mark("S&uggest for the queue"),
        tip=mark("Ask the planner for a worker for everybody who waits; nobody else is moved"),
        keys=("Ctrl+G",),
        icon="user-check",
        is_possible=is_open,
    ),
    Command(
        name="suggest_safe",
        text=mark("Make the team sa&fe"),
        tip=mark("Ask the planner for the fewest changes until nobody is over the line"),
        keys=("Ctrl+Shift+G",),
        icon="shield-check",
        is_possible=is_open,
    ),
    Command(
        name="suggest_changes",
        text=mark("Suggest with a &number of changes"),
        tip=mark("Ask the planner for the best balance with at most so many changes of worker"),
        keys=("Ctrl+Alt+G",),
        icon="scale",
        is_possible=is_open,
    ),
    Command(
        name="curve",
        text=mark("What more changes would bu&y"),
        tip=mark("Work out the curve: the most loaded worker with one change of worker, two, five"),
        keys=("Ctrl+J",),
        icon="trending-down",
        is_possible=is_open,
    ),
)
STAFF = (
    Command(
        name="staffing",
        text=mark("Someone &leaves, is away, joins…"),
        tip=mark("Put a change of staff into the plan, with its date, and see what it does"),
        keys=("Ctrl+T",),
        icon="user-cog",
        is_possible=is_open,
    ),
)
SCENARIOS = (
    Command(
        name="keep_scenario",
        text=mark("Keep as s&cenario…"),
        tip=mark("Keep the plan as it stands by a name, to be compared with another"),
        keys=("Ctrl+Shift+S",),
        icon="layers",
        is_possible=is_open,
    ),
    Command(
        name="back_to_import",
        text=mark("&Back to the import"),
        tip=mark("Take everything out of the plan that is staged; undo brings it back"),
        icon="corner-up-left",
        is_possible=lambda store: is_open(store) and bool(store.plan.steps),
    ),
)
PLAN_FILES = (
    Command(
        name="open_plan",
        text=mark("&Open a plan…"),
        tip=mark("Open a plan that was saved for this import"),
        keys=("Ctrl+Shift+O",),
        icon="folder-open",
        is_possible=is_open,
    ),
    Command(
        name="save_plan",
        text=mark("&Save the plan…"),
        tip=mark("Save the plan as a file that holds no child’s name"),
        keys=("Ctrl+S",),
        icon="save",
        is_possible=is_open,
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
        name="save_view",
        text=mark("Save this &view…"),
        tip=mark("Keep page, team, order, columns and filters by a name, to come back to"),
        keys=("Ctrl+B",),
        icon="bookmark",
        is_possible=is_open,
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


ICONS: Mapping[str, str] = {
    "overview": "layout-dashboard",
    "unallocated": "user-x",
    "caseloads": "users",
    "delays": "clock",
    "plan": "list-checks",
    "data": "database",
    "policy": "shield-check",
    "history": "history",
}


def page_commands(pages: Mapping[str, str]) -> list[Command]:
    """A command for each page, which are given by name with their titles."""
    return [
        Command(
            name=f"go_{name}",
            text=f"&{number} {title}",
            tip=title,
            keys=(f"Alt+{number}", f"Ctrl+{number}"),
            icon=ICONS[name],
            is_checkable=True,
            is_possible=is_open,
        )
        for number, (name, title) in enumerate(pages.items(), start=1)
    ]
