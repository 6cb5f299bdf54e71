"""How most trios are made: one child, the day after it was due, the day itself, a missing fact."""

from collections.abc import Sequence
from datetime import date

from allocation_app.domain.findings import State
from allocation_app.domain.people import Child, EventKind, Gap, Status
from allocation_app.domain.rules import RuleSet
from tests.unit.domain.builders import WALES, a_child, a_snapshot, a_worker
from tests.unit.domain.cases_shape import DAY, Case, Kind

LONG_AGO = date(2025, 1, 6)
WITNESS = a_child(child="WITNESS", told=frozenset(Gap))
"""Of whom everything is recorded, so that every rule is asked; what is said of it is no case's."""


def dated_trio(
    rule: str,
    child: Child,
    due: date,
    unknown: Child,
    *missing: EventKind | Gap,
    rules: RuleSet = WALES,
) -> list[Case]:
    """The trio of a timescale: the day after it was due, the day itself, a fact that is missing."""
    known = rules.rule(rule)
    assert known is not None
    held = {} if known.asked_of == "unallocated" else {child.id: "W1"}
    people = [a_worker(), *([WITNESS] if known.where_recorded else [])]

    def case(kind: Kind, whose: Child, as_at: date, state: State, **answer: object) -> Case:
        snapshot = a_snapshot(whose, *people, held=held, as_at=as_at)
        return Case(rule=rule, kind=kind, snapshot=snapshot, state=state, rules=rules, **answer)

    return [
        case(Kind.BREAKS, child, due + DAY, State.LATE, due=due, over=1),
        case(Kind.JUST_DOES_NOT, child, due, State.DUE_SOON, due=due, over=0),
        case(Kind.CANNOT_TELL, unknown, due + DAY, State.CANNOT_TELL, missing=missing),
    ]


def trio(  # noqa: PLR0913 - a child has many facts
    rule: str,
    status: Status,
    due: date,
    missing: EventKind | Gap,
    *,
    events: dict[EventKind, date],
    unrecorded: Sequence[EventKind] = (),
    rules: RuleSet = WALES,
    **fields: object,
) -> list[Case]:
    """A timescale's trio of one child: on record, and with one fact not on record."""
    lacking, known, none = dict(fields), dict(events), list(unrecorded)
    if isinstance(missing, EventKind):
        none.append(missing)
        known = {kind: day for kind, day in events.items() if kind not in none}
    else:
        lacking[GAPS[missing]] = None
    return dated_trio(
        rule,
        a_child(status, events=events, **fields),
        due,
        a_child(status, events=known, unrecorded=none, **lacking),
        missing,
        rules=rules,
    )


GAPS = {
    Gap.CONFERENCE_NEEDED: "is_conference_needed",
    Gap.DATE_OF_BIRTH: "date_of_birth",
}
