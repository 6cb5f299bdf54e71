"""Children to ask about before anybody is moved, in words: a question, never advice to close."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from allocation_app.domain.closing import Closing, First, Prompt, Sign, Total, Why
from allocation_app.domain.people import Child
from allocation_app.domain.policy import Policy
from allocation_app.domain.working_days import Unit
from allocation_app.wording import terms
from allocation_app.wording.translate import mark, tr, trn

ASKED: Mapping[Sign, str] = {
    Sign.PLAN_ENDED: mark("What was decided when the plan ended?"),
    Sign.ASSESSED: mark("What was decided on the assessment?"),
    Sign.TURNED_18: mark("Who has the case from 18 on, and with which status?"),
    Sign.TURNED_25: mark("What was agreed for the time after the 25th birthday?"),
    Sign.QUIET: mark("Does anybody see the child?"),
}
RULES: Mapping[Sign, str] = {
    Sign.PLAN_ENDED: mark("The plan’s end date has passed and nothing has begun since"),
    Sign.ASSESSED: mark("The assessment has ended and no plan has begun since"),
    Sign.TURNED_18: mark("18 or over and not a care leaver"),
    Sign.TURNED_25: mark("A care leaver of 25 or over"),
    Sign.QUIET: mark("Nothing on record for some weeks"),
}
NOT_RECORDED: Mapping[Sign, str] = {
    Sign.PLAN_ENDED: mark("no column for when plans begin, or none for when they end"),
    Sign.ASSESSED: mark("no column for when assessments end, or none for when plans begin"),
    Sign.TURNED_18: mark("no dates of birth"),
    Sign.TURNED_25: mark("no dates of birth"),
    Sign.QUIET: mark("no column for when a child was seen"),
}


def standing() -> str:
    """What the list is, wherever it is shown."""
    return tr(
        "A prompt, never a recommendation to close: ask what was decided. What is late, and whether"
        " the child is seen, comes first."
    )


def head(of: Closing) -> str:
    """How many there are to ask about, and what they count now."""
    total = of.total
    if not total.children:
        return tr("Nobody to ask about: the record says of no child that anything has ended.")
    said = trn(
        "{n} child to ask about before anybody is moved. It counts {points} points now.",
        "{n} children to ask about before anybody is moved. They count {points} points now.",
        total.children,
        points=terms.points(total.points),
    )
    if not total.with_first:
        return said
    something = trn(
        "First, for {n} of them: what is late, and that the child is seen.",
        "First, for {n} of them: what is late, and that the children are seen.",
        total.with_first,
    )
    return f"{said} {something}"


def counted() -> str:
    """What the points are, and what they are not."""
    return tr(
        "Points are what the child counts for with its worker now. A brother or sister who stays"
        " may count more then."
    )


def why(of: Why, child: Child) -> str:
    """What the record says, with its day: the rule's own words."""
    status = terms.statuses(child)
    if of.day is None or of.weeks is None:
        return tr("{rule}; listed as: {status}.", rule=rule(of.sign), status=status)
    day, ago = terms.plain_day(of.day), _ago(of.weeks)
    match of.sign:
        case Sign.PLAN_ENDED:
            return tr("The plan ended on {day}, {ago}; nothing has begun since.", day=day, ago=ago)
        case Sign.ASSESSED:
            return tr(
                "The assessment ended on {day}, {ago}; no plan has begun since.", day=day, ago=ago
            )
        case Sign.QUIET:
            return tr("Nothing is on record since {day}, {ago}.", day=day, ago=ago)
    age = 18 if of.sign is Sign.TURNED_18 else 25
    return tr(
        "Turned {age} on {day}, {ago}; listed as: {status}.",
        age=age,
        day=day,
        ago=ago,
        status=status,
    )


def whys(of: Prompt, child: Child) -> str:
    """Everything that the record says of a child."""
    return " ".join(why(each, child) for each in of.whys)


def question(of: Prompt) -> str:
    """What to ask."""
    return " ".join(tr(ASKED[each.sign]) for each in of.whys)


def first(of: Prompt) -> str:
    """What comes before the question; empty where nothing does."""
    return " ".join(_first(each, of) for each in of.first)


def sentence(of: Prompt, child: Child) -> str:
    """All of it, what comes first at its beginning."""
    return " ".join(part for part in (first(of), whys(of, child), question(of)) if part)


def rule(sign: Sign) -> str:
    """What a sign asks."""
    return tr(RULES[sign])


def total(of: Total) -> str:
    """What somebody's listed children come to: "2 children, 9.4 points", and for whom not first."""
    said = tr(
        "{children}, {points} points",
        children=terms.children(of.children),
        points=terms.points(of.points),
    )
    if not of.with_first:
        return said
    return tr("{said}; for {n} something else comes first", said=said, n=of.with_first)


def way(of: Total) -> str:
    """The way to a worker's listed children, in a few words that a narrow panel has room for."""
    if not of.with_first:
        return tr("Ask before moving: {total}", total=total(of))
    children = terms.children(of.children)
    return tr(
        "Ask before moving: {children} (see to {n} first)", children=children, n=of.with_first
    )


def aside(of: Closing, policy: Policy) -> Iterator[str]:
    """Who is not listed and why: nobody can tell, not asked, not looked at."""
    if of.untold:
        lacking = Counter(what for each in of.untold for what in each.missing)
        yield trn(
            "Cannot tell of {n} child: {why}.",
            "Cannot tell of {n} children: {why}.",
            len(of.untold),
            why="; ".join(
                tr("{what} ({n})", what=terms.missing(what), n=n) for what, n in lacking.items()
            ),
        )
    for sign in of.not_asked:
        yield tr("Not asked: {rule} ({why}).", rule=rule(sign), why=_not_asked(sign, policy))
    if of.kept_safe:
        yield trn(
            "Not looked at: {n} child who is registered, looked after, privately fostered, in"
            " proceedings or not born yet, or with a conference or hearing to come.",
            "Not looked at: {n} children who are registered, looked after, privately fostered, in"
            " proceedings or not born yet, or with a conference or hearing to come.",
            of.kept_safe,
        )
    if of.not_held:
        yield trn(
            "Not looked at: {n} child without a social worker, or whose worker could not be read.",
            "Not looked at: {n} children without a social worker, or whose worker could not be"
            " read.",
            of.not_held,
        )
    yield tr("The outcome of a review is not asked: no list tells it.")


def _not_asked(sign: Sign, policy: Policy) -> str:
    if sign is Sign.QUIET and policy.quiet_weeks is None:
        return tr("no source gives a number of weeks; a policy file can: quiet_weeks")
    return tr("the import has {what}", what=tr(NOT_RECORDED[sign]))


def _first(each: First, of: Prompt) -> str:
    match each:
        case First.LATE:
            return tr("Something is late for this child.")
        case First.SEEN_UNKNOWN:
            return tr("Find out when the child was last seen: the import does not tell.")
    if of.last_seen is None:
        return tr("See that the child is seen: no day is on record.")
    return tr("See that the child is seen: last on {day}.", day=terms.plain_day(of.last_seen))


def _ago(weeks: int) -> str:
    if not weeks:
        return tr("less than a week ago")
    return tr("{n} ago", n=terms.amount(weeks, Unit.WEEKS))
