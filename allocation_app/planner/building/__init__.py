"""The model of a request: from a plan and the rules to receivers, blocks and options."""

from __future__ import annotations

from allocation_app.domain.effects import Measured
from allocation_app.domain.plan import Plan
from allocation_app.domain.proposal import Request
from allocation_app.planner.building.bars import NOT_ASKED
from allocation_app.planner.building.blocks import model_of
from allocation_app.planner.building.scene import Scene
from allocation_app.planner.model import Model


def build(plan: Plan, request: Request, by: Measured) -> Model:
    """The request as numbers. Its workers and blocks stand in the order of their ids."""
    return model_of(Scene(plan=plan, request=request, by=by))


__all__ = ["NOT_ASKED", "Scene", "build", "model_of"]
