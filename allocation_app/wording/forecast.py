"""What a breach to come says: from when it is late, and what would prevent that."""

from __future__ import annotations

from collections.abc import Mapping

from allocation_app.domain.forecast import DAY, WEEK, Coming, Why
from allocation_app.domain.review import Review
from allocation_app.wording import terms
from allocation_app.wording.findings import rule_name
from allocation_app.wording.translate import mark, tr

WHYS: Mapping[Why, str] = {
    Why.UNALLOCATED: mark("no social worker"),
    Why.HOLDER_AWAY: mark("worker away"),
    Why.HOLDER_LEAVING: mark("worker leaving"),
}


def why(coming: Coming) -> str:
    """Why nobody would see to it; nothing where somebody is there."""
    return tr(WHYS[coming.why]) if coming.why in WHYS else ""


def sentence(coming: Coming, review: Review) -> str:
    """The breach in a sentence, without anybody's name."""
    rule, act_by = rule_name(coming.finding, review), terms.day(coming.act_by)
    if coming.breaches_on is None:
        by = terms.day(review.snapshot.as_at + coming.week * WEEK)
        return tr("{rule}: will be so by {day}", rule=rule, day=by)
    late_from = terms.day(coming.breaches_on)
    match coming.why:
        case Why.UNALLOCATED:
            return tr(
                "{rule}: will be late from {day} unless allocated by {act_by}",
                rule=rule,
                day=late_from,
                act_by=act_by,
            )
        case Why.HOLDER_AWAY:
            return tr(
                "{rule}: will be late from {day} unless somebody stands in by {act_by};"
                " the worker is away",
                rule=rule,
                day=late_from,
                act_by=act_by,
            )
        case Why.HOLDER_LEAVING:
            return tr(
                "{rule}: will be late from {day} unless somebody takes over by {act_by};"
                " the worker is leaving",
                rule=rule,
                day=late_from,
                act_by=act_by,
            )
        case _:
            return tr("{rule}: will be late from {day}", rule=rule, day=late_from)


def week(number: int, review: Review) -> str:
    """The days of a week of the forecast: "Sat 21 Nov to Fri 27 Nov"."""
    last = review.snapshot.as_at + number * WEEK
    first = last - WEEK + DAY
    return tr("{first} to {last}", first=terms.short_day(first), last=terms.short_day(last))
