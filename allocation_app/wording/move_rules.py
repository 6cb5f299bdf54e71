"""What a move would break, in a sentence for each rule; and the rule's name for a table.

A hard rule says why the move can't be made, any other what is to be weighed. Where nobody can tell,
the sentence begins with that and says what is missing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from allocation_app.domain.move_rules import Broken
from allocation_app.domain.people import EventKind
from allocation_app.wording import terms
from allocation_app.wording.names import Names
from allocation_app.wording.translate import mark, tr, trn

RULES: Mapping[str, str] = {
    "has_left": mark("has left"),
    "not_started": mark("has not begun"),
    "long_away": mark("away for long"),
    "not_case_holder": mark("role can’t hold the case"),
    "must_not": mark("must not hold the child"),
    "keep_apart": mark("keep apart"),
    "pinned": mark("pinned"),
    "no_capacity": mark("no capacity"),
    "not_a_person": mark("no person"),
    "holds_already": mark("with the child already"),
    "not_there": mark("not with the child"),
    "never_waits": mark("never without a worker"),
    "over": mark("over capacity"),
    "newly_qualified_alone": mark("newly qualified, alone"),
    "siblings": mark("siblings apart"),
    "keep_together": mark("keep together"),
    "language": mark("language"),
    "key_event": mark("near a key event"),
    "churn": mark("many workers"),
    "away_soon": mark("away soon"),
    "leaving_soon": mark("leaving soon"),
}
"""Each rule by its code in a word or few, for a table or a badge."""
SENTENCES: Mapping[str, str] = {
    "has_left": mark("{worker} is no longer in post then: the last day is {day}."),
    "not_started": mark("{worker} has not begun then: the first day in post is {day}."),
    "long_away": mark("{worker} is away for long then: away from {day}."),
    "not_case_holder": mark("{worker} is not in a role that can hold {child}’s case."),
    "must_not": mark("{worker} must not hold {child}, by a mark in the plan."),
    "keep_apart": mark(
        "{child} is marked to be kept apart from {others}, and would have the same worker."
    ),
    "no_capacity": mark("{worker} has no capacity for cases."),
    "not_a_person": mark("{worker} is a desk or a team: nobody who works with {child}."),
    "holds_already": mark("{worker} is with {child} already."),
    "not_there": mark("{worker} is not with {child} in this capacity."),
    "never_waits": mark(
        "{child} would have no worker, and by the council’s ladder must never wait for one."
    ),
    "newly_qualified_alone": mark("{worker} is newly qualified and would hold {child} alone."),
    "siblings": mark("{child} would have another worker than {others}, of the same family."),
    "keep_together": mark(
        "{child} is marked to be kept together with {others}, and would have another worker."
    ),
    "language": mark(
        "{child} speaks Welsh and {worker} does not; a Welsh-speaking worker of the team has room."
    ),
    "away_soon": mark("{worker} is away, or soon will be: from {day}."),
    "leaving_soon": mark("{worker} leaves soon after: the last day is {day}."),
}
"""What each rule says where it is broken, beside those that need a figure to say it."""
ASKED: Mapping[str, str] = {
    "has_left": mark("whether {worker} has left"),
    "not_case_holder": mark("whether {worker} can hold {child}’s case"),
    "keep_apart": mark("whether {child} would be kept apart from {others}, as marked"),
    "never_waits": mark("whether {child} may be without a worker"),
    "over": mark("whether {worker} would be over capacity"),
    "newly_qualified_alone": mark("whether {worker}, newly qualified, would hold {child} alone"),
    "siblings": mark("whether {child} would have the same worker as {others}, of the same family"),
    "keep_together": mark("whether {child} would be kept together with {others}, as marked"),
    "language": mark("whether {worker} speaks {child}’s language"),
    "key_event": mark("whether a key event of {child} is near"),
    "churn": mark("whether {child} has had many workers in 12 months"),
}
"""What nobody can tell, as it stands after "Cannot tell"."""
KEY_EVENTS: Mapping[EventKind, str] = {
    EventKind.INITIAL_CONFERENCE: mark("the initial conference"),
    EventKind.REVIEW_CONFERENCE: mark("the review conference"),
    EventKind.FIRST_LOOKED_AFTER_REVIEW: mark("the first looked-after review"),
    EventKind.LOOKED_AFTER_REVIEW: mark("the looked-after review"),
    EventKind.PLACEMENT_START: mark("the start of the placement"),
    EventKind.COURT_HEARING: mark("the court hearing"),
}
"""Events as they stand in a sentence; any other is called as in a list."""


def rule_name(code: str) -> str:
    """A rule in a word or few; a code that nobody knows (of a later version) as it stands."""
    return tr(RULES[code]) if code in RULES else code


def rule_names(codes: Sequence[str]) -> str:
    """Several rules in a line: "over capacity, siblings apart"."""
    return ", ".join(map(rule_name, codes))


def sentence(broken: Broken, names: Names) -> str:
    """What a rule says of a move: whom it concerns, the amounts, the day, and what is missing."""
    values = {
        "child": names.child(broken.child),
        "worker": names.holder(broken.worker),
        "others": names.children(broken.others),
        "day": terms.day(broken.day),
    }
    if broken.missing:
        return _untold(broken, values)
    if broken.rule in FIGURED:
        return FIGURED[broken.rule](broken, values)
    if broken.rule in SENTENCES:
        return terms.first_up(tr(SENTENCES[broken.rule], **values))
    return rule_name(broken.rule)


def sentences(broken: Sequence[Broken], names: Names) -> list[str]:
    """All of them, hard ones first, each said once."""
    ordered = sorted(broken, key=lambda each: not each.is_hard)
    return list(dict.fromkeys(sentence(each, names) for each in ordered))


def verdict(broken: Sequence[Broken]) -> str:
    """What can be done with a move that breaks these: nothing, give a reason, or stage it."""
    hard = len({each.rule for each in broken if each.is_hard})
    children = {each.child for each in broken}
    rules = Counter(rule for rule, _ in {(each.rule, each.child) for each in broken})
    if hard:
        return trn(
            "Can’t be staged: {n} rule stops it.", "Can’t be staged: {n} rules stop it.", hard
        )
    if len(children) > 1:
        return trn(
            "{n} rule warns, for {children}: {rules}. Staging it needs a reason, which is kept.",
            "{n} rules warn, for {children}: {rules}. Staging it needs a reason, which is kept.",
            len(rules),
            children=terms.children(len(children)),
            rules=", ".join(_counted(rules)),
        )
    if broken:
        return trn(
            "{n} rule warns. Staging it needs a reason, which is kept.",
            "{n} rules warn. Staging it needs a reason, which is kept.",
            len(rules),
        )
    return tr("Breaks no rule.")


def _counted(rules: Counter[str]) -> Iterator[str]:
    """Rules with for how many children each warns, the commonest first."""
    for rule, n in sorted(rules.items(), key=lambda each: (-each[1], each[0])):
        yield tr("{rule} ({n})", rule=rule_name(rule), n=n)


def _untold(broken: Broken, values: Mapping[str, str]) -> str:
    asked = tr(ASKED[broken.rule], **values) if broken.rule in ASKED else rule_name(broken.rule)
    missing = "; ".join(map(terms.missing, broken.missing))
    said = tr("Cannot tell {asked}: {missing}.", asked=asked, missing=missing)
    share = broken.amounts.get("utilisation")
    if share is None:
        return said
    return tr("{said} As counted it is {share}.", said=said, share=terms.percent(share))


def _over(broken: Broken, values: Mapping[str, str]) -> str:
    amounts = broken.amounts
    points = terms.points(amounts["points"])
    if "utilisation" not in amounts:
        return tr(
            "{worker} would carry {points} points and has no capacity.", points=points, **values
        )
    return tr(
        "{worker} would carry {share} of capacity: {points} of {capacity} points.",
        share=terms.percent(amounts["utilisation"]),
        points=points,
        capacity=terms.points(amounts["capacity"]),
        **values,
    )


def _key_event(broken: Broken, values: Mapping[str, str]) -> str:
    days = int(broken.amounts["days"])
    kind = broken.event
    event = (
        "" if kind is None else tr(KEY_EVENTS[kind]) if kind in KEY_EVENTS else terms.event(kind)
    )
    if not days:
        return tr(
            "The worker of {child} would change on the day of {event} (recorded or due {day}).",
            event=event,
            **values,
        )
    if days > 0:
        return trn(
            "The worker of {child} would change {n} day before {event} (recorded or due {day}).",
            "The worker of {child} would change {n} days before {event} (recorded or due {day}).",
            days,
            event=event,
            **values,
        )
    return trn(
        "The worker of {child} would change {n} day after {event} (recorded or due {day}).",
        "The worker of {child} would change {n} days after {event} (recorded or due {day}).",
        -days,
        event=event,
        **values,
    )


def _churn(broken: Broken, values: Mapping[str, str]) -> str:
    return trn(
        "{child} has had {n} worker in 12 months; {worker} would be another.",
        "{child} has had {n} workers in 12 months; {worker} would be another.",
        int(broken.amounts["workers"]),
        **values,
    )


def _pinned(broken: Broken, values: Mapping[str, str]) -> str:
    workers = broken.amounts.get("workers")
    if workers is not None:
        return trn(
            "{child} is pinned by default after {n} worker in 12 months. Lift the pin first.",
            "{child} is pinned by default after {n} workers in 12 months. Lift the pin first.",
            int(workers),
            **values,
        )
    if broken.day is not None:
        return tr("{child} is pinned to the present worker until {day}.", **values)
    return tr("{child} is pinned to the present worker. Lift the pin first.", **values)


FIGURED: Mapping[str, Callable[[Broken, Mapping[str, str]], str]] = {
    "pinned": _pinned,
    "over": _over,
    "key_event": _key_event,
    "churn": _churn,
}
"""The rules that need a figure to be said."""
