"""The truth about visits to looked-after children: which rhythm is theirs, by where they live."""

from __future__ import annotations

from collections.abc import Iterator

from sample_data.generator import days
from sample_data.generator.asking import OTHER, Asked, Finding, dated, untold
from sample_data.generator.days import MONTHS, WEEKS
from sample_data.generator.waiting import latest

ORDINARY, UNASSESSED, TEMPORARY, ON_ORDER = "ordinary", "unassessed", "temporary", "on order"
WITH_PARENT = {
    "interim_care_order": (TEMPORARY,),
    "care_order": (ON_ORDER,),
    "other": (ORDINARY,),
    None: (ORDINARY, TEMPORARY, ON_ORDER),
}
PLACES = {
    "parent_unassessed": (UNASSESSED,),
    "connected_temporary": (TEMPORARY,),
    "short_breaks": (),
    "other": (ORDINARY,),
    None: (ORDINARY, UNASSESSED, TEMPORARY, ON_ORDER),
}
"""By what is known of the placement, which rhythms can be the child's; none in short breaks."""
REVIEWS = ("first_looked_after_review", "looked_after_review")


def visiting(asked: Asked) -> Iterator[Finding]:
    """The first visit in a placement, and those that come again."""
    if asked.child.placement != "short_breaks":
        yield from asked.once("W-CLA-01", ["placement_start"], ["visit"], (1, WEEKS), earlier=OTHER)
    answers = [answer for place in _places(asked) for answer in _answers(asked, place)]
    if answers:
        yield asked.one_of(answers)


def _places(asked: Asked) -> tuple[str, ...]:
    child = asked.child
    if "placement" not in asked.country.recorded:
        return (ORDINARY,)
    if child.placement == "with_parent":
        return WITH_PARENT[child.legal_status]
    places = PLACES[child.placement]
    is_other_order = child.legal_status not in {None, "care_order"}
    return tuple(place for place in places if not (place == ON_ORDER and is_other_order))


def _answers(asked: Asked, place: str) -> Iterator[Finding]:
    """What the rule of this rhythm says; several answers where it isn't known how far it is."""
    if place == ORDINARY:
        for rule in ordinary_rules(asked):
            within = (3, MONTHS) if rule == "W-CLA-03" else (6, WEEKS)
            yield asked.repeating(rule, "visit", ["placement_start"], within)
    elif place == ON_ORDER:
        yield _on_order(asked)
    else:
        rule, then = ("W-CLA-05", 6) if place == UNASSESSED else ("W-CLA-06", 4)
        for weeks in _weeks(asked, then):
            yield asked.repeating(rule, "visit", ["placement_start"], (weeks, WEEKS))


def ordinary_rules(asked: Asked) -> list[str]:
    """Which of the ordinary rules can be the child's: by the placement's age and its purpose."""
    start = asked.known("placement_start")
    in_first_year = None if start is None else asked.as_at < days.months_after(start, 12)
    found = []
    if in_first_year is not False:
        found.append("W-CLA-02")
    if in_first_year is not True and asked.child.long_term is not False:
        found.append("W-CLA-03")
    if in_first_year is not True and asked.child.long_term is not True:
        found.append("W-CLA-04")
    return found


def _weeks(asked: Asked, then: int) -> list[int]:
    """Weekly until the first review, then less often."""
    began = asked.known("looked_after_start")
    held = latest(asked.known(kind) for kind in REVIEWS)
    if held is not None and (began is None or held >= began):
        return [then]
    is_known = all(asked.is_recorded(kind) for kind in REVIEWS)
    return [1] if is_known else [1, then]


def _on_order(asked: Asked) -> Finding:
    """Within a week of the care order, then every six weeks."""
    made, visit = asked.known("care_order"), asked.known("visit")
    if made is None or not asked.is_recorded("visit"):
        return untold("W-CLA-07")
    if visit is not None and visit >= made:
        return asked.repeating("W-CLA-07", "visit", [], (6, WEEKS))
    return dated("W-CLA-07", made, days.due_date(made, 1, WEEKS), WEEKS, asked.as_at)
