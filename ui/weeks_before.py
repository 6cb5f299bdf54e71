"""What the sample was in the weeks before, by its own dates, for the pictures of the history."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtWidgets import QWidget

from allocation_app.domain.people import Child
from allocation_app.domain.plan import Plan
from allocation_app.domain.scenarios import Desk
from allocation_app.domain.snapshot import Snapshot, Source
from allocation_app.history import History
from ui.app import Application
from ui.widgets.narrowing import HISTORY, Narrowing
from ui.widgets.page import Page
from ui.widgets.view_switch import ViewSwitch

AGO = (26, 25, 24, 23, 22, 21, 20, 19, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1)
"""Weeks before the sample of which there is an import: three are missing."""
VIEWS = ("trends", "workers", "children", "journal", "imports")


def weeks_before(snapshot: Snapshot, weeks: int) -> Snapshot:
    """What an import of that day would have said, as far as the later one's dates tell."""
    day = snapshot.as_at - timedelta(weeks=weeks)
    children = {
        key: replace(
            child, events={kind: when for kind, when in child.events.items() if when <= day}
        )
        for key, child in snapshot.children.items()
        if _was_there(child, day)
    }
    return replace(
        snapshot,
        as_at=day,
        children=children,
        spells=tuple(
            replace(each, end=None if each.end is not None and each.end > day else each.end)
            for each in snapshot.spells
            if each.child in children and (each.start is None or each.start <= day)
        ),
        sources=(Source(name=f"caseload_{day.isoformat()}.xlsx", sha256=f"{weeks:064x}"),),
    )


def _was_there(child: Child, day: date) -> bool:
    return not child.events or min(child.events.values()) <= day


def history_pictures(
    whole: Application, save: Callable[[QWidget, str], Path], settle: Callable[[Page], None]
) -> Iterator[Path]:
    """Half a year of weekly imports, with a gap: each view of the page in turn."""
    store, page = whole.store, whole.window.pages[HISTORY]
    reading, switch = store.reading, page.findChild(ViewSwitch)
    if reading is None or switch is None:
        return
    earlier = [weeks_before(reading.snapshot, weeks) for weeks in AGO]
    store.resume(reading, History(Desk(plan=Plan(snapshot=reading.snapshot))), earlier)
    whole.window.go(HISTORY)
    settle(page)
    for place in (0, 1):
        switch.choose(place)
        settle(page)
        yield save(whole.window, f"8-history-{VIEWS[place]}")
    page.narrow(Narrowing(child=max(reading.snapshot.spells, key=lambda each: each.child).child))
    settle(page)
    yield save(whole.window, f"8-history-{VIEWS[2]}")
    store.open(reading)
