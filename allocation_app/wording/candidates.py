"""Why this worker for this child, and why not another: the same words for everyone.

None of it names a person, so that a front end can put the name that it shows beside it.
"""

from __future__ import annotations

from collections.abc import Mapping

from allocation_app.domain.candidates import Candidate, Candidates, Known, Part
from allocation_app.domain.move_rules import Bar
from allocation_app.domain.people import Absence
from allocation_app.domain.recent import Recent
from allocation_app.wording import terms
from allocation_app.wording.translate import mark, tr, trn

TOLD = 2  # parts to a sentence
PARTS: Mapping[Part, str] = {
    Part.ROOM: mark("room afterwards"),
    Part.KNOWS_CHILD: mark("knows the child"),
    Part.KNOWS_SIBLING: mark("knows a sibling"),
    Part.KNEW_SIBLING: mark("had a sibling"),
    Part.WELSH: mark("speaks Welsh"),
    Part.CASE_MIX: mark("case mix"),
    Part.OTHER_TEAM: mark("other team"),
    Part.NEWLY_QUALIFIED: mark("newly qualified"),
    Part.ROLE_IN_DOUBT: mark("role in doubt"),
    Part.NEW_CASES: mark("new in 7 days"),
    Part.AWAY_SOON: mark("away soon"),
}
SAID: Mapping[Part, str] = {
    Part.ROOM: mark("{n} % of capacity to spare afterwards"),
    Part.KNOWS_CHILD: mark("holds or has held this child"),
    Part.KNOWS_SIBLING: mark("holds a sibling"),
    Part.KNEW_SIBLING: mark("has held a sibling"),
    Part.WELSH: mark("speaks Welsh, as the child does"),
    Part.CASE_MIX: mark("holds fewer cases of this kind than others do"),
    Part.OTHER_TEAM: mark("in another team than the child"),
    Part.NEWLY_QUALIFIED: mark("newly qualified, so not alone with this child"),
    Part.ROLE_IN_DOUBT: mark("nobody can tell whether the role allows this child"),
    Part.AWAY_SOON: mark("away or leaving, now or soon"),
}
AGAINST: Mapping[Part, str] = {
    Part.ROOM: mark("{n} % of capacity more than there is room for"),
    Part.CASE_MIX: mark("holds more cases of this kind than others do"),
}
"""What a part says otherwise where it counts against somebody."""
BRIEF: Mapping[Part, str] = {
    Part.ROOM: mark("{n} % to spare"),
    Part.CASE_MIX: mark("few cases of this kind"),
    Part.ROLE_IN_DOUBT: mark("role in doubt"),
}
BRIEF_AGAINST: Mapping[Part, str] = {
    Part.ROOM: mark("{n} % too much"),
    Part.CASE_MIX: mark("many cases of this kind"),
}
"""What a part says in a list, where the load stands beside it; all else as its name."""
BARS: Mapping[Bar, str] = {
    Bar.MUST_NOT: mark("marked: must not hold this child"),
    Bar.KEEP_APART: mark("holds a child marked to be kept apart from this one"),
    Bar.PINNED: mark("the child is pinned where it is"),
    Bar.NOT_CASE_HOLDER: mark("not in a role that holds this child’s case"),
    Bar.HAS_LEFT: mark("has left"),
    Bar.NOT_STARTED: mark("has not begun yet"),
    Bar.LONG_AWAY: mark("away for long"),
    Bar.NO_CAPACITY: mark("no capacity for cases"),
}


def part_name(part: Part) -> str:
    """What a part is about, in a word or two."""
    return tr(PARTS[part])


def signed(amount: float) -> str:
    """Points of share with their sign: "+38.8" or "-2"."""
    return f"{'-' if amount < 0 else '+'}{terms.points(abs(amount))}"


def excluded(rule: Bar) -> str:
    """By which rule a worker can't be given this child."""
    return tr(BARS[rule])


def known(each: Known, among: Candidates) -> str:
    """From when to when somebody has had the child, or a sibling of the child."""
    is_sibling = each.child != among.child
    start, end = terms.day(each.start), terms.day(each.end)
    if each.end is None and each.start is None:
        return tr("holds a sibling") if is_sibling else tr("holds this child")
    if each.end is None:
        text = HOLDS_SIBLING if is_sibling else HOLDS_CHILD
        return tr(text, start=start)
    if each.start is None:
        text = HAD_SIBLING_UNTIL if is_sibling else HAD_CHILD_UNTIL
        return tr(text, end=end)
    text = HAD_SIBLING if is_sibling else HAD_CHILD
    return tr(text, start=start, end=end)


HOLDS_CHILD = mark("holds this child since {start}")
HOLDS_SIBLING = mark("holds a sibling since {start}")
HAD_CHILD = mark("held this child from {start} to {end}")
HAD_SIBLING = mark("held a sibling from {start} to {end}")
HAD_CHILD_UNTIL = mark("held this child until {end}")
HAD_SIBLING_UNTIL = mark("held a sibling until {end}")


def away(absence: Absence) -> str:
    """Until when somebody is away."""
    if absence.end is None:
        return tr("away, no return planned")
    return tr("away until {day}", day=terms.day(absence.end))


def reason(candidate: Candidate, among: Candidates) -> str:
    """A sentence from the two largest parts, and by how much the next one (or this one) lacks.

    The first is compared with the runner-up, everybody else with the first.
    """
    parts = "; ".join(part_words(candidate, part) for part in candidate.largest[:TOLD])
    said = f"{parts[:1].upper()}{parts[1:]}." if parts else tr("Nothing tells them apart.")
    ranked = among.ranked if candidate in among.ranked else among.away
    if candidate.place > 1:
        lacks = terms.points(candidate.shortfall)
        return tr("{said} {n} points of share behind the first.", said=said, n=lacks)
    if len(ranked) == 1:
        return tr("{said} Nobody else can be asked.", said=said)
    lacks = terms.points(ranked[1].shortfall)
    return tr("{said} The next is {n} points of share behind.", said=said, n=lacks)


def recent(of: Recent) -> str:
    """What somebody was given of the last cases, beside an even share for the days there."""
    even = terms.points(round(of.expected, 1))
    if not of.cases:
        said = tr("Given none of the last cases; an even share would be {even} points.", even=even)
    else:
        said = trn(
            "Given {n} of the last cases, {points} points; an even share would be {even}.",
            "Given {n} of the last cases, {points} points; an even share would be {even}.",
            of.cases,
            points=terms.points(of.points),
            even=even,
        )
    if of.since is None or of.first_import is None:
        return said
    return tr(
        "{said} Counted from {day} on, by the imports since that of {first}.",
        said=said,
        day=terms.plain_day(of.since),
        first=terms.plain_day(of.first_import),
    )


def without_top(candidate: Candidate) -> str:
    """Where somebody would stand if their largest part counted for nobody; empty without parts."""
    if not candidate.largest:
        return ""
    name = part_name(candidate.largest[0])
    return tr("Without “{part}” for anybody: place {n}.", part=name, n=candidate.place_without_top)


def brief(candidate: Candidate, part: Part) -> str:
    """What one part says for or against a candidate, in a word or few for a list."""
    amount = candidate.parts[part]
    if part is Part.ROOM and not round(amount):
        return tr("no room to spare")
    texts = BRIEF_AGAINST if amount < 0 and part in BRIEF_AGAINST else BRIEF
    return tr(texts[part], n=f"{abs(amount):.0f}") if part in texts else part_name(part)


def part_words(candidate: Candidate, part: Part) -> str:
    """What one part says for or against a candidate."""
    amount = candidate.parts[part]
    if part is Part.NEW_CASES:
        return trn("{n} new case in 7 days", "{n} new cases in 7 days", candidate.new_cases)
    text = AGAINST[part] if amount < 0 and part in AGAINST else SAID[part]
    return tr(text, n=terms.points(abs(amount)))
