"""What a manager chooses from when children are moved: whom, with which siblings, to whom."""

from __future__ import annotations

from collections.abc import Collection

from allocation_app.domain.people import ChildId
from allocation_app.domain.plan import InvolvementChange, Move, Plan


def steps_about(plan: Plan, children: Collection[ChildId]) -> list[Move | InvolvementChange]:
    """What is staged for these children."""
    steps: list[Move | InvolvementChange] = [*plan.moves, *plan.involvements]
    return [each for each in steps if each.child in children]
