"""Pictures of every page with the sample team, by scheme, sharpness and size; the workbook."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QEventLoop,
    QMessageLogContext,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QTabWidget, QWidget

from allocation_app.domain.difference import AT_RISK, difference
from allocation_app.domain.findings import State
from allocation_app.domain.people import ChildId, EventKind, WorkerId
from allocation_app.domain.plan import Move
from allocation_app.domain.proposal import Ask, Request
from allocation_app.domain.snapshot import Snapshot
from allocation_app.domain.staffing import StaffChange, StaffChangeKind
from allocation_app.errors import AppError
from allocation_app.progress import no_progress
from allocation_app.report.exports import Source, write
from allocation_app.report.orders import Form, Naming, Order, What, file_name
from allocation_app.wording.problems import error_message
from allocation_app.wording.translate import tr
from ui import commands, preferences, tasks
from ui.app import Application, application
from ui.dialogs.difference import Compared, DifferenceDialog
from ui.dialogs.help import HelpDialog
from ui.dialogs.preview import Preview
from ui.dialogs.share_out import ShareOutDialog
from ui.importing import read_files, sample_files
from ui.messy import messy
from ui.readers import Outcome
from ui.sharing import suggested
from ui.store import PlanStore
from ui.weeks_before import history_pictures
from ui.widgets.curve_view import CurveView
from ui.widgets.narrowing import CASELOADS, DELAYS, MOVES, PLAN, POLICY, SCENARIOS, STAFF, Narrowing
from ui.widgets.page import Page
from ui.widgets.view_switch import ViewSwitch

if TYPE_CHECKING:
    from allocation_app.intake.reading import Reading

SIZE = (1440, 900)
SETTLED = 3  # rounds of events until text that wraps has its height
PATIENCE = 5  # seconds for what is worked out beside the window
CHANGES = 2  # of worker: the point of the curve that is looked at
PACKED = 60  # Qt's measure for PNG: a third quicker than the default, a little larger


class CannotTake(Exception):  # noqa: N818 - it's what happened, in the words the user reads
    """Why there are no pictures, in a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One way to show the window."""

    name: str
    scheme: str
    pixels: float = 1.0
    text: float = 1.0


LIGHT, DARK = "scheme_light", "scheme_dark"
FIRST = (Look(name="light", scheme=LIGHT),)
LOOKS = (
    *FIRST,
    Look(name="dark", scheme=DARK),
    Look(name="light-200", scheme=LIGHT, pixels=2),
    Look(name="dark-200", scheme=DARK, pixels=2),
    Look(name="light-text-200", scheme=LIGHT, text=2),
    Look(name="dark-text-200", scheme=DARK, text=2),
)


def take(folder: Path, *, is_all: bool = False) -> Iterator[Path]:
    """Save the pictures and the workbook under a folder; gives each path when it is there.

    Raises `CannotTake` where the sample team can't be read or the folder can't be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        reading = read_files(sample_files(), no_progress)
    except AppError as error:
        raise CannotTake(error_message(error)) from error
    except OSError as error:
        why = tr("{folder} can't be written: {why}", folder=str(folder), why=error.strerror)
        raise CannotTake(why) from error
    qInstallMessageHandler(_print_message)
    with _own_preferences():
        app = application()
        font = app.font()
        for look in LOOKS if is_all else FIRST:
            larger = app.font()
            larger.setPointSizeF(font.pointSizeF() * look.text)
            app.setFont(larger)
            yield from _pictures(reading, look, folder)
            app.setFont(font)
        yield _workbook(reading, folder)


def _print_message(_kind: QtMsgType, _where: QMessageLogContext, text: str) -> None:
    """Print what Qt says, but for a thing that it can't do without a display and need not."""
    if "propagateSizeHints" not in text:
        print(text, file=sys.stderr)  # noqa: T201 - Qt's own messages go there


@contextmanager
def _own_preferences() -> Iterator[None]:
    """Neither read nor change what the user has set."""
    before = preferences.folder()
    with tempfile.TemporaryDirectory() as folder:
        preferences.use_folder(Path(folder))
        try:
            yield
        finally:
            preferences.use_folder(before)


def _pictures(reading: Reading, look: Look, folder: Path) -> Iterator[Path]:
    preferences.remember("window/scheme", look.scheme)
    whole = Application()
    whole.window.resize(*SIZE)
    whole.window.show()

    def save(widget: QWidget, name: str) -> Path:
        _rest()
        path = folder / f"{name}-{look.name}.png"
        _draw(widget, look.pixels).save(str(path), "PNG", PACKED)
        return path

    yield save(whole.window, "0-welcome")
    review = whole.store.look_at(reading.snapshot)
    preview = Preview(Outcome(files=reading.files, reading=reading, review=review), whole.window)
    yield save(_shown(preview), "0-preview")
    preview.close()
    yield from _corrected(whole, save)
    whole.store.open(reading)
    whole.window.count()  # the rail's numbers come a moment later: a picture does not wait
    for number, name in enumerate(whole.window.pages, start=1):
        whole.window.go(name)
        _settle(whole.window.pages[name])
        yield save(whole.window, f"{number}-{name}")
        tabs = whole.window.pages[name].findChild(QTabWidget)
        if name == POLICY and tabs is not None:
            tabs.setCurrentIndex(1)
            yield save(whole.window, f"{number}-{name}-rules")
            tabs.setCurrentIndex(0)
    yield from history_pictures(whole, save, _settle)
    yield from _caseloads(whole, save)
    yield from _delays(whole, save)
    yield from _inspected(whole, save)
    yield from _asked(whole, save)
    yield from _exported(whole, save)
    update = a_week_on(reading.snapshot)
    for name, dialog in {
        "8-difference": DifferenceDialog(
            Compared(found=difference(reading.snapshot, update)), whole.window, hide_names=False
        ),
        "9-help": HelpDialog(whole.actions.keys(), whole.window),
    }.items():
        yield save(_shown(dialog), name)
        dialog.close()
    yield from _planned(whole, save)
    _close(whole)


def _rest() -> None:
    """Let text that wraps have its height, and wait for what is worked out beside the window."""
    for _ in range(SETTLED):
        QApplication.processEvents()
    deadline = time.monotonic() + PATIENCE
    while tasks.running() and time.monotonic() < deadline:
        QApplication.processEvents()
    for _ in range(SETTLED):
        QApplication.processEvents()


def a_week_on(snapshot: Snapshot) -> Snapshot:
    """What the sample might be a week later: somebody of every kind is new, gone or moved on."""
    children, workers = dict(snapshot.children), dict(snapshot.workers)
    holders = snapshot.holding_spells()
    held = sorted(holders)
    at_risk = next(child for child in held if children[child].statuses & AT_RISK)
    others = [child for child in held if child != at_risk]
    day = snapshot.as_at + timedelta(days=7)
    for child in (at_risk, *others[:2]):
        del children[child]
    for child in others[3:9]:
        visited = {**children[child].events, EventKind.VISIT: day - timedelta(days=3)}
        children[child] = replace(children[child], events=visited)
    for number, child in enumerate(others[9:12], start=1):
        known = children[child]
        new = ChildId(f"{child}{number}")
        children[new] = replace(known, id=new, name=known.name)
    people = [worker for worker in workers.values() if worker.is_listed and worker.holds_cases]
    workers[people[0].id] = replace(people[0], fte=0.6)
    joined = replace(people[1], id=WorkerId("W900"), name="Catrin Rowlands", last_day=None)
    workers[joined.id] = joined
    moved = set(others[12:15])
    spells = [spell for spell in snapshot.spells if spell.child in children]
    return replace(
        snapshot,
        as_at=day,
        children=children,
        workers=workers,
        spells=tuple(
            replace(spell, worker=joined.id, start=day) if spell.child in moved else spell
            for spell in spells
            if holders.get(spell.child) is not spell or spell.child != others[15]
        ),
    )


def _corrected(whole: Application, save: Callable[[QWidget, str], Path]) -> Iterator[Path]:
    """A list that has to be looked at: what is wrong, its columns, its words."""
    preview = Preview(messy(whole.store.look_at), whole.window)
    for tab, name in enumerate(("found", "columns", "words")):
        preview.tabs.setCurrentIndex(tab)
        yield save(_shown(preview), f"0-preview-{name}")
    preview.close()


def _close(whole: Application) -> None:
    """Let a window go at once: one that stands is dressed anew with each scheme."""
    whole.window.close()
    whole.window.deleteLater()
    QCoreApplication.sendPostedEvents(whole.window, QEvent.Type.DeferredDelete)


def _settle(page: Page) -> None:
    """Wait for what a page works out beside the window."""
    deadline = time.monotonic() + PATIENCE
    while not page.is_settled and time.monotonic() < deadline:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)


def _caseloads(whole: Application, save: Callable[[QWidget, str], Path]) -> Iterator[Path]:
    """The board, and the four who carry most side by side."""
    page = whole.window.pages[CASELOADS]
    switch = page.findChild(ViewSwitch)
    if whole.store.review is None or switch is None:
        return
    whole.window.go(CASELOADS)
    switch.choose(1)
    yield save(whole.window, "3-caseloads-board")
    loads = whole.store.review.caseloads.loads.values()
    fullest = sorted(loads, key=lambda load: -(load.utilisation or 0))[:4]
    page.narrow(Narrowing(compared=tuple(load.worker for load in fullest)))
    _settle(page)
    yield save(whole.window, "3-caseloads-compare")
    page.narrow(Narrowing())


def _delays(whole: Application, save: Callable[[QWidget, str], Path]) -> Iterator[Path]:
    """What is coming, and a finding that is opened."""
    review = whole.store.review
    if review is None:
        return
    whole.window.go(DELAYS)
    whole.window.pages[DELAYS].narrow(Narrowing(is_coming=True))
    yield save(whole.window, "4-delays-coming")
    whole.window.pages[DELAYS].narrow(Narrowing())
    dated = [f for f in review.findings if f.due is not None and f.rule != f.delay]
    late = next((f for f in dated if f.state is State.LATE and f.child is not None), None)
    if late is not None and late.child is not None:
        whole.store.select_child(late.child, late)
        yield save(whole.window, "4-delays-opened")
        whole.store.clear_selection()


def _inspected(whole: Application, save: Callable[[QWidget, str], Path]) -> Iterator[Path]:
    review = whole.store.review
    if review is None:
        return
    if review.waits:
        whole.window.go("unallocated")
        whole.store.select_child(review.waits[0].child)
        yield save(whole.window, "6-child")
        whole.store.hide_names(True)
        yield save(whole.window, "6-child-names-hidden")
        whole.store.hide_names(False)
    loads = review.caseloads.loads.values()
    worst = max(loads, key=lambda load: load.utilisation or 0, default=None)
    if worst is not None:
        whole.window.go("overview")
        whole.store.select_worker(worst.worker)
        yield save(whole.window, "7-worker")


def _placed(store: PlanStore, children: Sequence[ChildId]) -> tuple[Move, ...]:
    """Whom the planner would give these children to."""
    request = Request(ask=Ask.PLACE, children=tuple(children))
    return suggested(store.plan, request, store.by, no_progress).moves


def _planned(whole: Application, save: Callable[[QWidget, str], Path]) -> Iterator[Path]:
    """Some of those who wait are shared out, a scenario is kept, and somebody will leave."""
    store, page = whole.store, whole.window.pages[PLAN]
    review = store.review
    if review is None:
        return
    store.clear_selection()
    for name in ("suggest_safe", "curve"):
        whole.actions[name].trigger()
        _settle(page)
        page.clear()  # what takes longer is shown as far as it is known
        _settle(page)
        page.findChildren(CurveView)[0].choose(CHANGES)
        yield save(whole.window, f"5-plan-{name.replace('_', '-')}")
    waiting = tuple(review.caseloads.unallocated)
    for some, name in ((waiting[:4], tr("Plan A")), (waiting[:8], tr("Plan B"))):
        commands.stage(store, _placed(store, some))
        commands.keep_scenario(store, name)
    fullest = max(review.caseloads.loads.values(), key=lambda load: load.utilisation or 0)
    last = review.snapshot.as_at + timedelta(weeks=4)
    leaves = StaffChange(kind=StaffChangeKind.LEAVES, worker=fullest.worker, day=last)
    commands.stage(store, [leaves])
    whole.window.strip.hide()
    store.clear_selection()
    for place, name in ((MOVES, "moves"), (STAFF, "what-if"), (SCENARIOS, "scenarios")):
        whole.window.go(PLAN, place)
        _settle(page)
        yield save(whole.window, f"5-plan-{name}")
    whole.wishes.following.emit(leaves)
    dialog = whole.window.findChild(ShareOutDialog)
    if isinstance(dialog, ShareOutDialog):
        while not dialog.is_settled:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        yield save(dialog, "5-plan-share-out")
        dialog.reject()


def _asked(whole: Application, save: Callable[[QWidget, str], Path]) -> Iterator[Path]:
    """What is asked before a child is moved to who is full, pinned, and marked."""
    review = whole.store.review
    if review is None or not review.waits:
        return
    children = (review.waits[0].child,)
    loads = [load for load in review.caseloads.loads.values() if load.utilisation is not None]
    fullest = max(loads, key=lambda load: load.utilisation or 0)
    asked: Mapping[str, Callable[[], None]] = {
        "8-move": lambda: whole.planning.move(children, fullest.worker),
        "8-pin": lambda: whole.planning.pin(children),
        "8-mark": lambda: whole.planning.mark(children),
    }
    for name, ask in asked.items():
        ask()
        if whole.planning.dialog is not None:
            yield save(whole.planning.dialog, name)
            whole.planning.dialog.reject()


def _exported(whole: Application, save: Callable[[QWidget, str], Path]) -> Iterator[Path]:
    """What is asked before something leaves the tool."""
    whole.exporting.ask()
    if whole.exporting.dialog is not None:
        yield save(whole.exporting.dialog, "8-export")
        whole.exporting.dialog.reject()


def _shown(dialog: QWidget) -> QWidget:
    dialog.show()
    return dialog


def _draw(widget: QWidget, pixels: float) -> QPixmap:
    pixmap = QPixmap(widget.size() * pixels)
    pixmap.setDevicePixelRatio(pixels)
    widget.render(pixmap)
    return pixmap


def _workbook(reading: Reading, folder: Path) -> Path:
    whole = Application()
    whole.store.open(reading)
    review = whole.store.review
    if review is None:  # pragma: no cover - it was opened in the line above
        raise CannotTake(tr("The sample data could not be opened"))
    order = Order(what=What.WORKBOOK, naming=Naming.NAMES)
    out = folder / file_name(order, review.snapshot.as_at, Form.XLSX)
    write(order, Source(review=review, problems=reading.problems), out)
    _close(whole)
    return out
