"""True stories of children, told by imports: what a record of every day would say.

A story is what happened, day after day; an import knows of it what was recorded by its own day. So
whatever is told of a time by the imports can be counted again in the story.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import strategies as st

from allocation_app.domain.people import Child, ChildId, EventKind, Role, Spell, Status
from allocation_app.domain.snapshot import Snapshot
from allocation_app.domain.standing import Standing, Told, standings
from tests.unit.domain.builders import CALENDAR, POLICY, a_child, a_snapshot, a_spell, a_worker

DAY = timedelta(days=1)
START = date(2026, 9, 1)
LONGEST = 75  # days that a story goes on, and imports are made
STAFF = ("W1", "W2", "W3")


@dataclass(frozen=True, kw_only=True)
class Story:
    """One child: from its referral on it is with these, each for so many days, then closed.

    With "" it waits, with "D1" under duty, which is waiting too. A worker counts as there on the
    last day, and the next one comes on the day after.
    """

    child: str
    opened: date
    stays: tuple[tuple[str, int], ...]
    reviewed: frozenset[int] = frozenset()
    seen: frozenset[int] = frozenset()

    @property
    def days(self) -> dict[date, str]:
        """Under whom the child stood on every day on which its case was open."""
        names = [name for name, length in self.stays for _ in range(length)]
        return {self.opened + n * DAY: name for n, name in enumerate(names)}

    def on(self, day: date) -> Standing:
        """How the child stood."""
        name = self.days.get(day)
        if name is None:
            return Standing.NOT_OPEN
        return Standing.HELD if name in STAFF else Standing.WAITING

    def spells(self, as_at: date, *, is_short: bool) -> list[Spell]:
        """What an import has of who held the child; a short one little of the past.

        An end is on record on the day after. Of former workers a short record keeps the last one's
        end, as many lists do.
        """
        told, start = [], self.opened
        for name, length in self.stays:
            last, end = start + (length - 1) * DAY, None
            if last < as_at:
                end = last
            if name and start <= as_at:
                told.append(a_spell(self.child, name, start=start, end=end))
            start = last + DAY
        if not is_short:
            return told
        now = [spell for spell in told if spell.end is None]
        past = [spell for spell in told if spell.end is not None and spell.worker in STAFF]
        return [*now, a_spell(self.child, past[-1].worker, end=past[-1].end)] if past else now

    def record(self, as_at: date) -> Child:
        """The child as an import has it: the referral, the last review, the last time seen."""
        events = {EventKind.REFERRAL: self.opened}
        for kind, marked in ((EventKind.OVERSIGHT, self.reviewed), (EventKind.SEEN, self.seen)):
            done = [day for day in self.marked(marked) if day <= as_at]
            if done:
                events[kind] = done[-1]
        return a_child(Status.ASSESSMENT, child=self.child, events=events)

    def marked(self, numbers: frozenset[int]) -> list[date]:
        """The days of these numbers on which the case was open."""
        return [day for n, day in enumerate(self.days) if n in numbers]


def imported(stories: Sequence[Story], as_at: date, *, is_short: bool = False) -> Snapshot:
    """What is known of some stories on a day."""
    open_now = [story for story in stories if as_at in story.days]
    staff = (*(a_worker(name) for name in STAFF), a_worker("D1", role=Role.DUTY))
    return a_snapshot(
        *staff,
        *(story.record(as_at) for story in open_now),
        *(spell for story in open_now for spell in story.spells(as_at, is_short=is_short)),
        as_at=as_at,
    )


def told(*imports: Snapshot) -> list[Told]:
    return [Told(snapshot=each, policy=POLICY, calendar=CALENDAR) for each in imports]


def on_each_day(imports: Sequence[Told], child: str = "C1") -> dict[date, Standing]:
    """A child's standing on every day of which anything is said."""
    return {
        each.first + n * DAY: each.standing
        for each in standings(imports, ChildId(child))
        for n in range((each.last - each.first).days + 1)
    }


@st.composite
def a_story(draw: st.DrawFn, child: str) -> Story:
    """Any story; nobody comes directly after themselves."""
    stays: list[tuple[str, int]] = []
    for name in draw(st.lists(st.sampled_from(("", "D1", *STAFF)), min_size=1, max_size=6)):
        if not stays or stays[-1][0] != name:
            stays.append((name, draw(st.integers(1, 20))))
    numbers = st.frozensets(st.integers(0, LONGEST), max_size=5)
    opened = START + draw(st.integers(0, LONGEST)) * DAY
    return Story(
        child=child,
        opened=opened,
        stays=tuple(stays),
        reviewed=draw(numbers),
        seen=draw(numbers),
    )


@st.composite
def told_stories(draw: st.DrawFn) -> tuple[tuple[Story, ...], tuple[date, ...]]:
    """Some stories, and the days of the imports that tell of them."""
    stories = tuple(draw(a_story(f"C{n}")) for n in range(1, draw(st.integers(1, 4)) + 1))
    after = draw(st.sets(st.integers(0, LONGEST + 60), min_size=1, max_size=5))
    return stories, tuple(START + n * DAY for n in sorted(after))
