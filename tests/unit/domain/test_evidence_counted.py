"""The waits of a period, counted again day by day in the story that the imports tell."""

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from allocation_app.domain.caseloads import caseloads
from allocation_app.domain.evidence import Ended, Ending, Evidence, Waited, evidence
from allocation_app.domain.findings import State
from allocation_app.domain.people import WorkerId
from allocation_app.domain.period import Period
from allocation_app.domain.plan import Plan
from allocation_app.domain.standing import Standing
from allocation_app.domain.waiting import waits
from tests.unit.domain.builders import CALENDAR, POLICY
from tests.unit.domain.histories import LONGEST, STAFF, START, Story, imported, told_stories

DAY = timedelta(days=1)
ANY_PERIOD = st.tuples(st.integers(-5, LONGEST + 60), st.integers(0, 40)).map(
    lambda of: Period(first=START + of[0] * DAY, last=START + (of[0] + of[1]) * DAY)
)


@given(told_stories(), ANY_PERIOD)
def test_that_the_days_of_every_wait_are_those_of_the_story(
    known: tuple[tuple[Story, ...], tuple[date, ...]], period: Period
) -> None:
    stories, days = known
    found = of_stories(stories, days, period)
    for story in stories:
        own = [wait for wait in found.waits if wait.child.id == story.child]
        listed = [day for day in days if day in story.days]
        waited = [
            day
            for day in story.days
            if listed and day <= listed[-1] and day in period and story.on(day) is Standing.WAITING
        ]
        assert sum(wait.days for wait in own) == len(waited)
        assert {wait.within.first for wait in own} <= set(waited)
        assert all(wait.since is not None for wait in own)
        for wait in own:
            recounted(wait, story, days, period)


def of_stories(stories: Sequence[Story], days: Sequence[date], period: Period) -> Evidence:
    *earlier, last = (imported(stories, day) for day in days)
    return evidence(caseloads(Plan(snapshot=last), POLICY), period, CALENDAR, earlier)


def recounted(wait: Waited, story: Story, days: Sequence[date], period: Period) -> None:
    """Each figure of a wait, day by day."""
    assert wait.since is not None
    day = wait.within.first
    while story.on(day - DAY) is Standing.WAITING:
        day -= DAY
    assert wait.since == (day if day == story.opened else day - DAY)
    last = wait.within.last
    while last < days[-1] and story.on(last + DAY) is Standing.WAITING:
        last += DAY
    came = story.days.get(last + DAY)
    is_listed_later = any(each > last and each in story.days for each in days)
    if came in STAFF and is_listed_later:
        assert wait.ended == Ended(how=Ending.HELD, worker=WorkerId(came), day=last + DAY)
        until = [wait.since + n * DAY for n in range(1, (last - wait.since).days + 2)]
        assert wait.working_days == sum(map(CALENDAR.is_working_day, until))
        seen = [each for each in story.marked(story.seen) if wait.within.first <= each <= last]
        assert set(wait.seen.days) <= set(seen)
        if last + DAY in period and not wait.must_never_wait:
            due = CALENDAR.add(wait.since, POLICY.ladder.allocate_within)
            assert (wait.state is State.LATE) is (last + DAY > due)
    reached = [
        (rung.code, wait.since + rung.days * DAY)
        for rung in POLICY.ladder.rungs
        if wait.since + rung.days * DAY <= wait.within.last
    ]
    assert list(wait.rungs) == reached
    assert wait.reviews is not None
    assert set(wait.reviews.held) <= set(story.marked(story.reviewed))


@given(told_stories())
def test_that_a_single_import_is_told_as_the_list_of_the_unallocated_tells_it(
    known: tuple[tuple[Story, ...], tuple[date, ...]],
) -> None:
    stories, days = known
    loads = caseloads(Plan(snapshot=imported(stories, days[-1], is_short=True)), POLICY)
    on_screen = {wait.child: wait for wait in waits(loads, CALENDAR)}
    assume(on_screen)

    found = evidence(loads, Period(first=START, last=days[-1]), CALENDAR)

    still = {wait.child.id: wait for wait in found.waits if wait.ended.how is Ending.STILL}
    assert still.keys() == on_screen.keys()
    for child, wait in still.items():
        shown = on_screen[child]
        assert (wait.since, wait.working_days) == (shown.since, shown.working_days)
        assert (wait.state, wait.reasons[-1]) == (shown.state, shown.reason)
        assert (wait.rungs[-1][0] if wait.rungs else "none") == shown.escalation
        assert wait.reviews is not None
        assert len(wait.reviews.missed) == shown.missed_reviews


@given(told_stories())
def test_that_on_the_day_of_any_import_those_wait_who_waited_on_its_screen(
    known: tuple[tuple[Story, ...], tuple[date, ...]],
) -> None:
    stories, days = known
    imports = [imported(stories, day, is_short=True) for day in days]
    last = caseloads(Plan(snapshot=imports[-1]), POLICY)
    for each in imports:
        found = evidence(last, Period(first=each.as_at, last=each.as_at), CALENDAR, imports[:-1])
        on_screen = caseloads(Plan(snapshot=each), POLICY).unallocated
        assert found.children == on_screen.keys()
        assert {wait.child.id: wait.reasons for wait in found.waits} == {
            child: (reason,) for child, reason in on_screen.items()
        }
