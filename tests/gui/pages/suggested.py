"""A page of suggestions whose planner answers what a test says."""

from dataclasses import replace

from pytestqt.qtbot import QtBot

from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.plan import Move
from allocation_app.domain.proposal import (
    Proposal,
    Status,
)
from allocation_app.domain.snapshot import Snapshot
from allocation_app.progress import Progress
from tests.builders import a_child, a_reading, a_snapshot, a_worker
from ui.pages.plan import PlanPage
from ui.solving import Tell
from ui.store import PlanStore
from ui.suggested import Asked
from ui.suggesting import Found, found
from ui.widgets.narrowing import SUGGESTED

SIONED, KOFI = WorkerId("W1"), WorkerId("W2")
JAC, OSIAN, LOWRI = ChildId("C8"), ChildId("C9"), ChildId("C1")
BOTH = (Move(child=JAC, to=KOFI), Move(child=OSIAN, to=KOFI))


def a_team() -> Snapshot:
    """Sioned has a family of two, Kofi nobody; two wait."""
    family = [a_child(LOWRI, name="Lowri Price", family="P"), a_child("C2", family="P")]
    return a_snapshot(
        {SIONED: family, KOFI: []},
        workers=[a_worker(SIONED, name="Sioned Hughes"), a_worker(KOFI, name="Kofi Ahmed")],
        waiting=[a_child(JAC, name="Jac Thomas"), a_child(OSIAN, name="Osian Rees")],
    )


def suggestions(store: PlanStore, qtbot: QtBot) -> PlanPage:
    """The suggestions on the screen, nothing asked yet."""
    store.open(a_reading(a_team()))
    made = PlanPage(store)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    made.views.choose(SUGGESTED)
    return made


def answer(page: PlanPage, *moves: Move, **of: object) -> None:
    """Let the planner suggest these, with what else is given of the proposal."""

    def propose(asked: Asked, _progress: Progress, _tell: Tell) -> Found:
        plain = Proposal(request=asked.request, status=Status.OPTIMAL, moves=moves)
        proposal = replace(plain, **of)  # type: ignore[arg-type]
        return found(asked, proposal)

    page.suggesting.propose = propose


def asked(page: PlanPage, qtbot: QtBot, *moves: Move, **of: object) -> list[list[str]]:
    """Ask for the queue, be answered with these moves, and read the table."""
    answer(page, *(moves or BOTH), **of)
    page.suggestions.bar.queue_button.click()
    return settled(page, qtbot)


def settled(page: PlanPage, qtbot: QtBot) -> list[list[str]]:
    qtbot.waitUntil(lambda: page.is_settled)
    return page.suggestions.list.table.texts()


def accepted(page: PlanPage) -> list[str]:
    return [row[0] for row in page.suggestions.list.table.texts()]
