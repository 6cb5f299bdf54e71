"""Small makers of people and imports, with what most tests need already filled in."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from allocation_app import settings
from allocation_app.domain.facts import Facts, facts_of
from allocation_app.domain.findings import Finding
from allocation_app.domain.people import (
    Child,
    ChildId,
    EventKind,
    FamilyId,
    Gap,
    Involvement,
    Role,
    Spell,
    Status,
    Worker,
    WorkerId,
)
from allocation_app.domain.plan import Move, Plan
from allocation_app.domain.policy import Policy
from allocation_app.domain.review import Review, review
from allocation_app.domain.rules import Rule, RuleSet
from allocation_app.domain.snapshot import Snapshot
from allocation_app.domain.staffing import Joiner, StaffChange, StaffChangeKind
from allocation_app.domain.timescales import timescale_findings
from allocation_app.domain.working_days import Unit

RULES, POLICY, CALENDAR = settings.rule_set(), settings.policy(), settings.calendar()


def switched_on(rules: RuleSet) -> RuleSet:
    """The same rules, those that ship switched off among them."""
    return replace(rules, rules=tuple(replace(rule, is_on=True) for rule in rules.rules))


LOCAL = tuple(settings.local_rules(name) for name in settings.LOCAL)
WALES = switched_on(RULES.with_local(*LOCAL))
ENGLAND = switched_on(settings.rule_set("england").with_local(*LOCAL))

DAY_0 = date(2026, 3, 31)
"""A Tuesday before Easter; the first row of the test vectors begins here."""

BORN = date(2015, 5, 1)
EVERY_KIND = frozenset(EventKind)


def a_child(
    *statuses: Status,
    child: str = "C1",
    family: str | None = None,
    events: Mapping[EventKind, date] | None = None,
    unrecorded: Iterable[EventKind] = (),
    **fields: object,
) -> Child:
    """A child of whom every kind of event but the unrecorded ones has a readable cell.

    So has the date of birth, as in any list that has a column for it.
    """
    return Child(
        id=ChildId(child),
        family=None if family is None else FamilyId(family),
        statuses=frozenset(statuses or {Status.CARE_AND_SUPPORT}),
        events=events or {},
        recorded=EVERY_KIND - set(unrecorded),
        **{"date_of_birth": BORN, "told": frozenset({Gap.DATE_OF_BIRTH})} | fields,
    )


def a_worker(worker: str = "W1", **fields: object) -> Worker:
    """A listed, full-time social worker."""
    standing = {"role": Role.SOCIAL_WORKER, "fte": 1.0, "is_listed": True, "name": worker}
    return Worker(id=WorkerId(worker), **standing | fields)


def a_spell(child: str, worker: str, **fields: object) -> Spell:
    return Spell(child=ChildId(child), worker=WorkerId(worker), **fields)


def co_work(child: str, worker: str, **fields: object) -> Spell:
    return a_spell(child, worker, involvement=Involvement.CO_WORKER, **fields)


def a_snapshot(
    *people: Child | Worker | Spell, held: Mapping[str, str] | None = None, as_at: date = DAY_0
) -> Snapshot:
    """An import of these; ``held`` names a worker for a child, since long ago."""
    since = date(as_at.year - 2, 1, 1)
    held_spells = [a_spell(child, worker, start=since) for child, worker in (held or {}).items()]
    return Snapshot(
        as_at=as_at,
        children={each.id: each for each in people if isinstance(each, Child)},
        workers={each.id: each for each in people if isinstance(each, Worker)},
        spells=(*(each for each in people if isinstance(each, Spell)), *held_spells),
    )


def a_move(child: str, to: str | None, **fields: object) -> Move:
    return Move(child=ChildId(child), to=None if to is None else WorkerId(to), **fields)


def a_review(
    snapshot: Snapshot,
    *moves: Move,
    in_time: bool = False,
    policy: Policy = POLICY,
    rules: RuleSet = RULES,
) -> Review:
    return review(Plan(snapshot=snapshot, moves=moves), policy, rules, CALENDAR, in_time=in_time)


def found(
    snapshot: Snapshot,
    code: str,
    *moves: Move,
    in_time: bool = False,
    policy: Policy = POLICY,
    rules: RuleSet = RULES,
) -> list[Finding]:
    """What a rule, or a delay of this code, says of an import."""
    return [
        finding
        for finding in a_review(
            snapshot, *moves, in_time=in_time, policy=policy, rules=rules
        ).findings
        if code in {finding.rule, finding.delay}
    ]


def facts(child: Child, as_at: date = DAY_0) -> Facts:
    return facts_of(child, as_at)


def said(
    child: Child, *rules: str, as_at: date = DAY_0, rule_set: RuleSet = RULES
) -> list[Finding]:
    """What these rules say of a child, in time or not."""
    findings = timescale_findings(a_snapshot(child, as_at=as_at), rule_set, CALENDAR, in_time=True)
    return [finding for finding in findings if finding.rule in rules]


def a_rule(**fields: object) -> Rule:
    """A rule with what every rule has filled in; nothing starts its clock yet."""
    standing = {
        "id": "X-1",
        "name": "",
        "statuses": frozenset({Status.REFERRAL}),
        "limit": 7,
        "unit": Unit.DAYS,
        "source": "",
        "verified": "unverified",
    }
    return Rule(**standing | fields)


def a_staff_change(kind: str, worker: str, day: date, **fields: object) -> StaffChange:
    """A change of staff; somebody who joins is a full-time social worker unless told otherwise."""
    told = {"kind": StaffChangeKind(kind), "worker": WorkerId(worker), "day": day}
    joiner = {"joiner": Joiner(name=worker)} if kind == "joins" else {}
    return StaffChange(**told | joiner | fields)
