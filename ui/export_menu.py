"""What leaves the tool, straight from the menu: each document with its question half answered."""

from __future__ import annotations

from collections.abc import Mapping

from allocation_app.domain.plan import Move
from allocation_app.report.orders import What
from allocation_app.wording.translate import mark
from ui.menus import Command, is_open
from ui.store import PlanStore


def _has_moves(store: PlanStore) -> bool:
    return is_open(store) and any(isinstance(step, Move) for step in store.plan.child_steps)


EXPORTS = (
    Command(
        name="print",
        text=mark("&Print…"),
        tip=mark("Choose a document and print it, or see how it will be printed"),
        keys=("Ctrl+P",),
        icon="printer",
        is_possible=is_open,
    ),
    Command(
        name="export_handover",
        text=mark("&Hand-over packs…"),
        tip=mark("A page for each child or family that changes worker by the plan"),
        keys=("Ctrl+Shift+P",),
        icon="arrow-right-left",
        is_possible=_has_moves,
    ),
    Command(
        name="export_board",
        text=mark("Team &board…"),
        tip=mark("For the wall: loads and room of each worker, no child’s name or number"),
        keys=("Ctrl+Shift+B",),
        icon="layout-dashboard",
        is_possible=is_open,
    ),
    Command(
        name="export_worker",
        text=mark("&Worker’s page…"),
        tip=mark("How a percentage is made up, and the children for supervision"),
        keys=("Ctrl+Shift+W",),
        icon="file-text",
        is_possible=is_open,
    ),
    Command(
        name="export_evidence",
        text=mark("&Evidence of a period…"),
        tip=mark("Every child who waited in it: why, reviews, steps, dates seen"),
        keys=("Ctrl+Shift+E",),
        icon="shield-check",
        is_possible=is_open,
    ),
    Command(
        name="export_given",
        text=mark("Who &got what…"),
        tip=mark("Every case given in a period: to whom, from whom, when"),
        keys=("Ctrl+Shift+Y",),
        icon="users",
        is_possible=is_open,
    ),
    Command(
        name="copy_summary",
        text=mark("&Copy the summary"),
        tip=mark("Copy the figures of the overview as text, without any child"),
        keys=("Ctrl+Shift+C",),
        icon="copy",
        is_possible=is_open,
    ),
)
DOCUMENTS: Mapping[str, What] = {
    "export_handover": What.HANDOVER,
    "export_board": What.BOARD,
    "export_evidence": What.EVIDENCE,
    "export_given": What.GIVEN,
}
"""The document that each of these asks for."""
