"""Which solver a question is for."""

from __future__ import annotations

import pytest

from allocation_app.planner.solving import is_small, solve_here
from allocation_app.progress import no_progress
from tests.bench.planner_teams import team
from tests.unit.planner.builders import tell_nobody


@pytest.mark.parametrize(("workers", "children", "is_exact"), [(8, 120, True), (40, 700, False)])
def test_that_a_team_is_solved_exactly_and_a_service_by_columns(
    workers: int, children: int, *, is_exact: bool
) -> None:
    model = team(workers, children, seed=11, budget=1)

    assert is_small(model) is is_exact
    assert (solve_here(model, 0, no_progress, tell_nobody).gap is None) is is_exact
