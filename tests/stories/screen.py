"""A window on an X server of its own, driven by a real mouse; run as a program.

The steps go on while a drag runs its own loop, for Qt's timers fire there as well.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from allocation_app.domain.caseloads import Caseloads
from allocation_app.domain.people import ChildId, WorkerId
from tests.builders import a_child, a_reading, a_snapshot, a_worker
from ui.app import Application, application
from ui.pages.caseloads import CaseloadsPage
from ui.pages.unallocated import UnallocatedPage
from ui.widgets.dragging import SPRING, Spot

PAUSE = 120  # ms between the steps of the hand
KOFI = WorkerId("W2")


@dataclass
class Told:
    """What a story came to."""

    holders: dict[str, str | None] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    moves: int = 0


def opened() -> Application:
    """The window with two workers who have room and three children who wait."""
    whole = Application()
    whole.store.open(
        a_reading(
            a_snapshot(
                {"W1": [a_child("C1", name="Eira Pugh")]},
                workers=[
                    a_worker("W1", name="Sioned Hughes"),
                    a_worker("W2", name="Kofi Ahmed"),
                ],
                waiting=[a_child(f"C{n}", name=f"Osian Number{n}") for n in (2, 3, 4)],
            )
        )
    )
    whole.window.move(0, 0)
    whole.window.resize(1200, 800)
    whole.window.show()
    whole.window.go("unallocated")
    return whole


class Hand(QObject):
    """Goes through the steps of a story, with the mouse of the X server."""

    def __init__(self, whole: Application) -> None:
        super().__init__()
        self.whole, self.told = whole, Told()
        self._steps = self._story()
        self._timer = QTimer(self)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._go_on)
        self._wait = 0
        self._timer.start()

    def _go_on(self) -> None:
        self._wait -= 1
        if self._wait > 0:
            return
        step = next(self._steps, None)
        if step is None:
            self._timer.stop()
            QApplication.exit()  # asks nobody what becomes of the plan
        elif step[0] == "wait":
            self._wait = int(step[1]) // PAUSE + 1
        else:
            subprocess.run(["xdotool", *step], check=True)  # noqa: S607 - found on the path

    def _story(self) -> Iterator[tuple[str, ...]]:
        yield from self._to_the_rail(ChildId("C2"))
        yield from self._given_up(ChildId("C3"))
        yield from self._over_a_page_to_its_list(ChildId("C3"))
        loads = self._loads()
        self.told.holders = {
            child: None if (holder := loads.holder(ChildId(child))) is None else holder.id
            for child in ("C2", "C3", "C4")
        }
        self.told.moves = len(self.whole.store.plan.moves)

    def _to_the_rail(self, child: ChildId) -> Iterator[tuple[str, ...]]:
        yield from self._take(child)
        yield from self._over_kofi()
        self.told.said.append(self.whole.window.guiding.card.text())
        yield "mouseup", "1"
        yield from self._until(is_carrying=False)

    def _given_up(self, child: ChildId) -> Iterator[tuple[str, ...]]:
        yield from self._take(child)
        yield from self._over_kofi()
        yield "key", "Escape"
        yield "mouseup", "1"
        yield from self._until(is_carrying=False)
        self.told.said.append(f"given up: {len(self.whole.store.plan.moves)} moves")

    def _over_a_page_to_its_list(self, child: ChildId) -> Iterator[tuple[str, ...]]:
        yield from self._take(child)
        button = self.whole.window.rail.buttons["caseloads"]
        yield from self._move(button, button.rect().center())
        yield "wait", str(SPRING + 500)
        self.told.said.append(f"page: {self.whole.window.page}")
        page = self.whole.window.pages["caseloads"]
        assert isinstance(page, CaseloadsPage)
        row = next(n for n, each in enumerate(page.model.groups()) if each.worker == KOFI)
        line = page.tree.visualRect(page.model.index(row, 0)).center()
        yield from self._move(page.tree.viewport(), line)
        yield "mouseup", "1"
        yield from self._until(is_carrying=False)

    def _take(self, child: ChildId) -> Iterator[tuple[str, ...]]:
        self.whole.window.go("unallocated")
        yield "wait", "300"
        page = self.whole.window.pages["unallocated"]
        assert isinstance(page, UnallocatedPage)
        view, place = page.table.view, page.table.model.place(child)
        assert place is not None
        at = view.visualRect(page.table.model.index(place, 0)).center()
        yield from self._move(view.viewport(), at)
        yield "mousedown", "1"
        for far in (8, 16, 40):
            yield from self._move(view.viewport(), at + QPoint(far, 0))
        yield from self._until(is_carrying=True)

    def _until(self, *, is_carrying: bool) -> Iterator[tuple[str, ...]]:
        while bool(self.whole.window.hand.children_carried) is not is_carrying:
            yield "wait", "100"
        yield "wait", "200"

    def _over_kofi(self) -> Iterator[tuple[str, ...]]:
        workers = self.whole.window.rail.workers
        at = workers.place(Spot(worker=KOFI))
        yield from self._move(workers.viewport(), at - QPoint(10, 0))
        yield from self._move(workers.viewport(), at)
        yield "wait", "200"

    def _move(self, widget: QWidget, at: QPoint) -> Iterator[tuple[str, ...]]:
        place = widget.mapToGlobal(at)
        yield "mousemove", str(place.x()), str(place.y())

    def _loads(self) -> Caseloads:
        review = self.whole.store.review
        assert review is not None
        return review.caseloads


def main() -> None:
    """Play the story and print what it came to."""
    app = application()
    whole = opened()
    hand = Hand(whole)
    QTimer.singleShot(30_000, app.exit)
    app.exec()
    told = hand.told
    sys.stdout.write(json.dumps({"holders": told.holders, "said": told.said, "moves": told.moves}))
    whole.store.close()
    whole.window.close()


if __name__ == "__main__":
    main()
