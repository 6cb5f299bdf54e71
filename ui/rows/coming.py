"""What will be late, as a list that can be narrowed, and the days on which it begins to be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from allocation_app.domain.findings import Finding
from allocation_app.domain.forecast import WEEK, Coming
from allocation_app.domain.review import Review
from allocation_app.wording import terms
from allocation_app.wording.findings import beside_name, rule_name
from allocation_app.wording.forecast import sentence
from allocation_app.wording.translate import tr
from ui.rows.dates import Wanted, fits_rule, is_of_shown
from ui.rows.people import Shown, holder_name


def key(coming: Coming) -> tuple[object, ...]:
    """What stays the same of a breach to come when the plan changes."""
    finding = coming.finding
    return finding.rule, finding.child, finding.worker


def shown(review: Review, breaches: Iterable[Coming], who: Shown) -> tuple[Coming, ...]:
    """Those of the children and workers who are looked at."""
    return tuple(each for each in breaches if is_of_shown(each.finding, review, who))


def narrowed(
    review: Review, breaches: Iterable[Coming], wanted: Wanted, day: date | None = None
) -> tuple[Coming, ...]:
    """Those that are wanted by rule, kind and worker, and begin on this day if one is given."""
    return tuple(
        each
        for each in breaches
        if fits_rule(review, each.finding, wanted)
        and (wanted.worker is None or wanted.worker in {each.holder, each.finding.worker})
        and (day is None or each.breaches_on == day)
    )


def counts(breaches: Iterable[Coming]) -> dict[date, int]:
    """How many begin to be late on each day."""
    return Counter(each.breaches_on for each in breaches if each.breaches_on is not None)


def from_day(coming: Coming, review: Review) -> str:
    """From when it is late: "Thu 12 Nov", or by the end of a week where no date tells."""
    if coming.breaches_on is not None:
        return terms.short_day(coming.breaches_on)
    last = review.snapshot.as_at + coming.week * WEEK
    return tr("by {day}", day=terms.short_day(last))


def order(coming: Coming, review: Review) -> tuple[date, bool]:
    """Soonest first; what no date tells after the days of its week."""
    last = review.snapshot.as_at + coming.week * WEEK
    return coming.breaches_on or last, coming.breaches_on is None


def whose(coming: Coming, review: Review) -> str:
    """Whose it is today."""
    if coming.holder is not None:
        return review.snapshot.workers[coming.holder].name
    return "" if coming.finding.child is None else holder_name(review, coming.finding.child)


def what(coming: Coming, review: Review) -> str:
    """The breach in a sentence that stands beside its rule, and so does not name it again."""
    return beside_name(rule_name(coming.finding, review), sentence(coming, review))


def today(coming: Coming, review: Review) -> Finding | None:
    """What the same rule says of the same child or worker today, if it says anything."""
    return next(
        (
            finding
            for finding in review.findings
            if (finding.rule, finding.child, finding.worker) == key(coming)
        ),
        None,
    )


def summary(breaches: Iterable[Coming]) -> str:
    """How many begin on no certain day: they stand in the list and on no day of the calendar."""
    undated = sum(each.breaches_on is None for each in breaches)
    if not undated:
        return ""
    return tr("{n} on no certain day", n=undated)
