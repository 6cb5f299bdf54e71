"""A store with the small team open, and a way to see what a page asks for."""

import pytest

from allocation_app.domain.review import Review
from allocation_app.errors import Severity
from tests.builders import a_problem, a_reading
from tests.gui.pages.team import a_team
from ui.store import PlanStore


@pytest.fixture
def team(store: PlanStore) -> PlanStore:
    """The store with the team of `a_team` open."""
    problems = [a_problem(), a_problem("date_unreadable", Severity.WARNING)]
    store.open(a_reading(a_team(), problems=problems))
    return store


@pytest.fixture
def looked_at(team: PlanStore) -> Review:
    """The review of that team."""
    assert team.review is not None
    return team.review
