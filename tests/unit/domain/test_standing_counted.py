"""Day by day whether a child had a worker, counted again in the story that the imports tell."""

from datetime import date
from itertools import pairwise

from hypothesis import given

from allocation_app.domain.people import ChildId
from allocation_app.domain.standing import Standing, Stretch, standings
from tests.unit.domain.histories import DAY, Story, imported, on_each_day, told, told_stories

WAITING, HELD, NOT_OPEN, CANNOT_TELL = Standing


@given(told_stories())
def test_that_imports_that_tell_everything_say_how_it_was_on_every_day(
    known: tuple[tuple[Story, ...], tuple[date, ...]],
) -> None:
    stories, days = known
    imports = told(*(imported(stories, day) for day in days))
    for story in stories:
        listed = [day for day in days if day in story.days]
        found = on_each_day(imports, story.child)
        for day, standing in found.items():
            if not listed:
                assert standing is NOT_OPEN
            elif day <= listed[-1]:
                assert standing is story.on(day)
            else:
                told_again = next(each for each in days if each >= day)
                assert standing is (NOT_OPEN if day == told_again else after(listed, days, day))


def after(listed: list[date], days: tuple[date, ...], day: date) -> Standing:
    """What can be said of a day after the last import that has the child."""
    following = days.index(listed[-1]) + 1
    return CANNOT_TELL if day < days[following] else NOT_OPEN


@given(told_stories())
def test_that_imports_that_tell_little_say_nothing_that_was_not_so(
    known: tuple[tuple[Story, ...], tuple[date, ...]],
) -> None:
    stories, days = known
    imports = told(*(imported(stories, day, is_short=True) for day in days))
    for story in stories:
        for day, standing in on_each_day(imports, story.child).items():
            if standing in {WAITING, HELD}:
                assert standing is story.on(day)


@given(told_stories())
def test_that_every_day_is_told_once_and_no_two_neighbours_alike(
    known: tuple[tuple[Story, ...], tuple[date, ...]],
) -> None:
    stories, days = known
    imports = told(*(imported(stories, day, is_short=True) for day in days))
    for story in stories:
        found = standings(imports, ChildId(story.child))
        assert found[-1].last == days[-1]
        for one, other in pairwise(found):
            assert one.last + DAY == other.first
            assert _apart(one) != _apart(other)


def _apart(of: Stretch) -> tuple[object, ...]:
    return of.standing, of.worker, of.reason, of.since
