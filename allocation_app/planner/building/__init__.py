"""The model of a request: from a plan and the rules to receivers, blocks and options."""

from __future__ import annotations

from allocation_app.planner.building.blocks import model_of
from allocation_app.planner.building.scene import Scene

__all__ = ["Scene", "model_of"]
