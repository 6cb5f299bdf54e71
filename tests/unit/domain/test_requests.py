"""What can be asked of the planner, and how near an answer is to the best possible."""

from __future__ import annotations

from typing import Any

import pytest

from allocation_app.domain.people import ChildId
from allocation_app.domain.proposal import Ask, Proposal, Request, Status

PLACE = Request(ask=Ask.PLACE)


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({"ask": Ask.REBALANCE}, "number of changes"),
        ({"ask": Ask.SAFE, "max_moves": 3}, "number of changes"),
        ({"ask": Ask.REBALANCE, "max_moves": -1}, "fewer than none"),
        ({"ask": Ask.SAFE, "children": (ChildId("C1"),)}, "to be placed"),
        ({"ask": Ask.PLACE, "limit": 0.0}, "share of capacity"),
        ({"ask": Ask.PLACE, "limit": 11.0}, "share of capacity"),
        ({"ask": Ask.PLACE, "set_aside": frozenset({"pinned"})}, "set aside"),
    ],
)
def test_that_what_contradicts_itself_is_no_request(asked: dict[str, Any], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        Request(**asked)


def test_that_an_answer_says_by_how_much_it_could_be_better() -> None:
    open_ = Proposal(request=PLACE, status=Status.FEASIBLE, worst=1.2, bound=1.15)
    best = Proposal(request=PLACE, status=Status.OPTIMAL, worst=1.2, bound=1.2)
    nobody = Proposal(request=PLACE, status=Status.OPTIMAL)

    assert (open_.is_proved, open_.within) == (False, pytest.approx(0.05))
    assert (best.is_proved, best.within) == (True, 0.0)
    assert (nobody.is_proved, nobody.within) == (True, 0.0)
