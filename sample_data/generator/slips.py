"""Slips in the record itself, which change what can be told: the truth knows of each.

Slips of writing only (spaces, text for a date, order of names) are made in `sheets`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from random import Random

from sample_data.generator.chance import happens, pick
from sample_data.generator.records import VISIT_KINDS, Child, Holder

NOT_YET = ("tbc", "TBC", "n/a", "not known", "unknown")
STRANGE_STATUSES = ("Step-down pending", "See case note", "EHM tier 3", "Awaiting panel")

TOLD_LATER = ("visit", "home_visit", "seen_alone", "looked_after_review", "core_group")
"""Cells that people fill with "tbc": the date is on paper somewhere."""

SHARES = {
    "tbc": 0.006,
    "future": 0.003,
    "before birth": 0.003,
    "too early": 0.001,
    "unknown status": 0.002,
    "no birthday": 0.002,
    "no flag": 0.004,
    "no clock": 0.0005,
    "never seen": 0.001,
}
"""Of a child's rows, how many have each slip; a child has one at most."""


def slip(children: Sequence[Child], rng: Random, as_at: date, *, once_each: bool) -> None:
    """Let some rows have a slip; ``once_each`` has each of the usual kinds on one child."""
    if once_each:
        for kind in ("tbc", "future", "before birth", "unknown status"):
            fit = [child for child in children if _is_clean(child) and _suits(kind, child)]
            if fit:
                _SLIPS[kind](rng.choice(fit), rng, as_at)
        return
    for child in children:
        kind = pick(rng, SHARES, "")
        if kind and _is_clean(child) and _suits(kind, child):
            _SLIPS[kind](child, rng, as_at)


def _is_clean(child: Child) -> bool:
    return child.closed is None and child.forename != "Unborn" and not child.unreadable


def _suits(kind: str, child: Child) -> bool:
    """Whether this slip can happen to this child."""
    held = child.holder is Holder.PERSON
    if kind in {"tbc", "before birth", "future"}:
        return held and any(kind in child.events for kind in VISIT_KINDS)
    if kind == "too early":
        done = {"core_group"} if "registered" in child.statuses else {"assessment_end"}
        return child.statuses <= {"registered", "assessment"} and bool(done & set(child.events))
    if kind == "unknown status":
        return held and child.statuses == {"care_and_support"}
    if kind == "no flag":
        return bool(child.statuses & {"looked_after", "assessment"})
    if kind == "no clock":
        return child.holder is Holder.NOBODY
    return True


def _tell_later(child: Child, rng: Random, _as_at: date) -> None:
    kinds = [kind for kind in TOLD_LATER if kind in child.events] or ["seen"]
    _lose(child, rng.choice(kinds), rng)


def _lose(child: Child, kind: str, rng: Random) -> None:
    child.events.pop(kind, None)
    child.unreadable[kind] = rng.choice(NOT_YET)


def _date_in_future(child: Child, rng: Random, as_at: date) -> None:
    """A slip of the year: the same day, a year on."""
    kind = rng.choice([kind for kind in VISIT_KINDS if kind in child.events])
    day = child.events[kind] + timedelta(days=364)
    child.events[kind] = day if day > as_at else as_at + timedelta(days=30)


def _see_before_birth(child: Child, rng: Random, _as_at: date) -> None:
    """A slip of the decade."""
    kind = rng.choice([kind for kind in VISIT_KINDS if kind in child.events])
    if child.born is not None:
        child.events[kind] = child.born - timedelta(days=rng.randint(30, 700))


def _do_too_early(child: Child, _rng: Random, _as_at: date) -> None:
    """What ends a duty is dated before the day that began it."""
    kind = "core_group" if "registered" in child.statuses else "assessment_end"
    start = "initial_conference" if kind == "core_group" else "referral"
    child.events[kind] = child.events[start] - timedelta(days=2)


def _word_strangely(child: Child, rng: Random, _as_at: date) -> None:
    """A status that no list has; the case is new, or has only been seen."""
    child.statuses = frozenset({"unknown"})
    child.status_text = rng.choice(STRANGE_STATUSES)
    kept = {"seen", "referral"} if happens(rng, 0.5) else {"seen"}
    child.events = {kind: day for kind, day in child.events.items() if kind in kept}
    child.conference_needed = None


def _lose_birthday(child: Child, _rng: Random, _as_at: date) -> None:
    child.born = None


def _lose_flag(child: Child, rng: Random, _as_at: date) -> None:
    if "looked_after" in child.statuses:
        if happens(rng, 0.5):
            child.long_term = None
        else:
            _lose(child, "first_looked_after_review", rng)
    else:
        child.conference_needed = None


def _lose_clock(child: Child, rng: Random, _as_at: date) -> None:
    """Nobody can tell since when this child waits."""
    _lose(child, "referral", rng)
    child.events.pop("arrived_in_team", None)
    child.previous = child.previous_ended = None


def _lose_visits(child: Child, _rng: Random, _as_at: date) -> None:
    for kind in VISIT_KINDS:
        child.events.pop(kind, None)


_SLIPS: dict[str, Callable[[Child, Random, date], None]] = {
    "tbc": _tell_later,
    "future": _date_in_future,
    "before birth": _see_before_birth,
    "too early": _do_too_early,
    "unknown status": _word_strangely,
    "no birthday": _lose_birthday,
    "no flag": _lose_flag,
    "no clock": _lose_clock,
    "never seen": _lose_visits,
}
