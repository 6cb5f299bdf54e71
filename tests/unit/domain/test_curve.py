"""A curve says after how many changes nothing more is gained, and whether that is proved."""

from allocation_app.domain.curve import Enough, enough
from allocation_app.domain.proposal import Ask, FrontierPoint, Proposal, Request, Status


def a_point(moves: int, worst: float | None, bound: float | None = None) -> FrontierPoint:
    proposal = Proposal(
        request=Request(ask=Ask.REBALANCE, max_moves=moves),
        status=Status.OPTIMAL,
        worst=worst,
        bound=worst if bound is None else bound,
    )
    return FrontierPoint(moves=moves, proposal=proposal)


def test_that_what_is_gained_ends_with_the_first_of_the_lowest() -> None:
    points = [a_point(0, 1.3), a_point(3, 1.1), a_point(5, 1.1), a_point(8, 1.1)]

    assert enough(points) == Enough(moves=3, until=8, is_proved=True)


def test_that_it_is_not_proved_where_a_later_point_could_be_lower() -> None:
    points = [a_point(0, 1.3), a_point(3, 1.1), a_point(5, 1.1, bound=1.09)]

    assert enough(points) == Enough(moves=3, until=5, is_proved=False)


def test_that_nobody_can_tell_where_the_last_point_is_still_lower() -> None:
    assert enough([a_point(0, 1.3), a_point(3, 1.1)]) is None
    assert enough([a_point(0, 1.3)]) is None


def test_that_without_a_load_there_is_no_end() -> None:
    assert enough([]) is None
    assert enough([a_point(0, None), a_point(1, None)]) is None
