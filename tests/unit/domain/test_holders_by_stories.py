"""Holders and churn counted again in true stories: nothing is told that did not happen."""

from datetime import date
from itertools import pairwise

from hypothesis import given

from allocation_app.domain.caseloads import caseloads
from allocation_app.domain.churn import churn
from allocation_app.domain.holders import HolderTime, holders
from allocation_app.domain.past import Past
from allocation_app.domain.people import ChildId
from allocation_app.domain.plan import Plan
from allocation_app.domain.snapshot import Snapshot
from tests.unit.domain.builders import POLICY
from tests.unit.domain.histories import STAFF, Story, imported, told_stories

Told = tuple[tuple[Story, ...], tuple[date, ...]]


def past_of(told: Told, *, is_short: bool) -> tuple[Past, list[Snapshot]]:
    stories, days = told
    imports = [imported(stories, day, is_short=is_short) for day in days]
    return Past(imports=dict(enumerate(imports))), imports


def seen_on(times: tuple[HolderTime, ...], day: date) -> list[HolderTime]:
    return [
        time
        for time in times
        if time.first_seen is not None
        and time.last_seen is not None
        and time.first_seen <= day <= time.last_seen
    ]


@given(told=told_stories())
def test_that_on_the_day_of_an_import_the_holder_is_whoever_had_the_child(told: Told) -> None:
    for is_short in (False, True):
        past, _ = past_of(told, is_short=is_short)
        found = holders(past)
        for story in told[0]:
            for day in told[1]:
                if day in story.days:
                    (time,) = seen_on(found.of(ChildId(story.child)), day)
                    assert (time.worker or "") == story.days[day]
                    assert time.is_held is (story.days[day] in STAFF)


@given(told=told_stories())
def test_that_a_full_record_tells_the_story_up_to_the_last_import_that_has_the_child(
    told: Told,
) -> None:
    past, _ = past_of(told, is_short=False)
    found = holders(past)
    for story in told[0]:
        last = max((day for day in told[1] if day in story.days), default=None)
        if last is None:
            assert found.of(ChildId(story.child)) == ()
            continue
        happened: list[str] = []
        for day, name in story.days.items():
            if day <= last and name in STAFF and (not happened or happened[-1] != name):
                happened.append(name)
        times = [time.worker for time in found.of(ChildId(story.child)) if time.is_held]
        kept = [name for n, name in enumerate(times) if n == 0 or times[n - 1] != name]
        assert kept == happened


@given(told=told_stories())
def test_that_who_was_there_less_who_is_gone_and_who_is_new_is_who_is_there(told: Told) -> None:
    _, imports = past_of(told, is_short=True)
    for before, after in pairwise(imports):
        loads = [caseloads(Plan(snapshot=each), POLICY) for each in (before, after)]
        found = churn(*loads)
        assert ({*before.children} - {*found.gone}) | {*found.new} == {*after.children}
        shared = {*before.children} & {*after.children}
        held = shared - {*loads[1].unallocated}
        assert len(found.changed) + len(found.allocated) + found.stayed == len(held)
        happened = {
            story.child: (story.days.get(before.as_at), story.days.get(after.as_at))
            for story in told[0]
        }
        changed = {(each.child, (each.was, each.now)) for each in found.changed}
        assert changed == {
            (child, pair)
            for child, pair in happened.items()
            if pair[0] != pair[1] and {*pair} <= {*STAFF}
        }
