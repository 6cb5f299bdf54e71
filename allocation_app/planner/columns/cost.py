"""What loads cost: a smooth, steep, convex cost, so that the most loaded come first.

The cost of a worker is capacity x (points / capacity) ** 8, divided by everybody's capacity: 1
where all stand at 100 %. A worker at 130 % costs six times as much for each point of theirs as one
at 100 %, one at 70 % a twelfth. Its slope depends on the share alone, so levels can be found by
pouring water. That the worst load comes first of all is kept by a line beside it, not by the power.
"""

from __future__ import annotations

import numpy as np

from allocation_app.planner.columns.question import Floats

POWER = 8


def costs(points: Floats, capacity: Floats, whole: float) -> Floats:
    """What each load costs; ``whole`` is everybody's capacity."""
    found: Floats = capacity * (points / capacity) ** POWER / whole
    return found


def slopes(share: Floats, whole: float) -> Floats:
    """What one point more costs at this share of capacity."""
    found: Floats = POWER * share ** (POWER - 1) / whole
    return found


def shares(slope: Floats, whole: float) -> Floats:
    """At which share of capacity one point more costs that much."""
    found: Floats = (np.maximum(slope, 0.0) * whole / POWER) ** (1 / (POWER - 1))
    return found
