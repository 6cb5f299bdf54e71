"""Who got what in a period: every case given, and beside it an even share by the days there.

It can be looked at; it scores nobody's work.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from allocation_app.domain.caseloads import Caseloads
from allocation_app.domain.move_rules.asked import day_of
from allocation_app.domain.people import Child, ChildId, Involvement, Spell, TeamId, WorkerId
from allocation_app.domain.period import Period
from allocation_app.domain.policy import CaseType
from allocation_app.domain.recent import Recent, days_there, even_shares, weight
from allocation_app.domain.sides import same_workers
from allocation_app.domain.snapshot import Snapshot
from allocation_app.domain.standing import NEW_CASES


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A case that somebody was given on a day, or is to be given by the plan.

    ``before`` is under whose name the child stood until then (it may be a tray); where that is
    None, ``is_before_known`` tells nobody from "no import says"; a referral or an assessment of
    which none tells had nobody. ``siblings`` counts the brothers
    and sisters who were with the same worker already. ``reason`` is the plan's code.
    """

    child: Child
    worker: WorkerId
    day: date
    case: CaseType
    points: float
    before: WorkerId | None = None
    is_before_known: bool = False
    siblings: int = 0
    is_planned: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenCases:
    """Every case given in a period, by its day, and what each worker had of them.

    ``workers`` are today's case holders, and whoever else was given a case. ``imports`` are the
    days of the imports that tell of it.
    """

    period: Period
    cases: tuple[Given, ...]
    workers: Mapping[WorkerId, Recent]
    imports: tuple[date, ...]

    @property
    def points(self) -> float:
        """What all of them weigh together."""
        return sum(case.points for case in self.cases)

    def of(self, worker: WorkerId) -> tuple[Given, ...]:
        """The cases of one worker."""
        return tuple(case for case in self.cases if case.worker == worker)


def given_cases(
    loads: Caseloads,
    period: Period,
    earlier: Sequence[Snapshot] = (),
    team: TeamId | None = None,
) -> GivenCases:
    """Who was given which case in a period, as the imports tell it, and what the plan gives.

    Of a child and a worker the latest import that has a day counts: it may have been put right
    since. Looked at are case holders, not trays, and not who stands beside one. Days there are
    counted as far as anything is told: to the import's day, or the last that the plan gives. With
    a ``team`` it is about what its workers were given, whose ever the child is.
    """
    imports = told_in_order(loads.snapshot, earlier)
    spells = _spells(imports)
    workers = {key: worker for each in imports for key, worker in each.workers.items()}
    cases = [
        case
        for case in (*_by_imports(loads, spells, imports, period), *_by_plan(loads, period))
        if team is None or workers[case.worker].team == team
    ]
    cases.sort(key=lambda case: (case.day, case.is_planned, case.worker, case.child.id))
    asked = dict.fromkeys(worker.id for worker in loads.case_holders)
    had: dict[WorkerId, list[float]] = {worker: [] for worker in asked}
    for case in cases:
        had.setdefault(case.worker, []).append(case.points)
    planned = (case.day for case in cases if case.is_planned)
    until = min(period.last, max(loads.snapshot.as_at, *planned, period.first))
    days = dict(days_there(loads.snapshot, loads.policy, period.first, until))
    for each in reversed(imports[:-1]):
        there = days_there(each, loads.policy, period.first, until)
        days |= {worker: there[worker] for worker in there if worker not in days}
    return GivenCases(
        period=period,
        cases=tuple(cases),
        workers=even_shares(had, days),
        imports=tuple(each.as_at for each in imports),
    )


def told_in_order(snapshot: Snapshot, earlier: Sequence[Snapshot]) -> tuple[Snapshot, ...]:
    """The imports that tell of the past, the open one last; workers go by the ids that it has.

    Of several of one day the last one counts; what is not older than the open one tells nothing.
    """
    by_day = {each.as_at: each for each in earlier if each.as_at < snapshot.as_at}
    return (*(_as_known(by_day[day], snapshot) for day in sorted(by_day)), snapshot)


def _as_known(before: Snapshot, after: Snapshot) -> Snapshot:
    ids = {old: new for new, old in same_workers(before, after).items()}
    if not ids:
        return before
    return replace(
        before,
        workers={
            ids.get(worker.id, worker.id): replace(worker, id=ids.get(worker.id, worker.id))
            for worker in before.workers.values()
        },
        spells=tuple(
            replace(spell, worker=ids.get(spell.worker, spell.worker)) for spell in before.spells
        ),
    )


Past = Mapping[ChildId, Sequence[Spell]]


def _spells(imports: Sequence[Snapshot]) -> Past:
    """Every case holder's spell that any import tells, the latest word on each."""
    told: dict[tuple[ChildId, WorkerId], list[Spell]] = {}
    for each in imports:
        own: dict[tuple[ChildId, WorkerId], list[Spell]] = {}
        for spell in each.spells:
            if spell.involvement is Involvement.CASE_HOLDER:
                own.setdefault((spell.child, spell.worker), []).append(spell)
        for pair, spells in own.items():
            if pair not in told or any(spell.start is not None for spell in spells):
                told[pair] = spells
    found: dict[ChildId, list[Spell]] = {}
    for (child, _), spells in told.items():
        found.setdefault(child, []).extend(spells)
    return found


def _by_imports(
    loads: Caseloads, past: Past, imports: Sequence[Snapshot], period: Period
) -> Iterator[Given]:
    children = {key: child for each in imports for key, child in each.children.items()}
    holders = {key: worker for each in imports for key, worker in each.workers.items()}
    until = imports[-1].as_at
    shown = [(each, each.holding_spells()) for each in imports]
    families: dict[str, list[ChildId]] = {}
    for child in children.values():
        families.setdefault(child.family_key, []).append(child.id)
    for child_id, spells in past.items():
        child = children[child_id]
        for start, worker in {(spell.start, spell.worker) for spell in spells}:
            if start is None or start > until or start not in period:
                continue
            if not holders[worker].holds_cases:
                continue
            kin = (other for other in families[child.family_key] if other != child_id)
            before, is_known = _before(child, start, past, shown)
            yield Given(
                child=child,
                worker=worker,
                day=start,
                case=loads.policy.case_type(child, until),
                points=weight(child, loads),
                before=before,
                is_before_known=is_known,
                siblings=sum(_has(worker, start, past.get(other, ())) for other in kin),
            )


def _has(worker: WorkerId, day: date, spells: Sequence[Spell]) -> bool:
    """Whether the worker has a child on this day, who may have come on it."""
    return any(
        spell.worker == worker
        and (spell.start is None or spell.start <= day)
        and spell.is_open(day)
        for spell in spells
    )


def _before(
    child: Child, day: date, past: Past, shown: Sequence[tuple[Snapshot, Mapping[ChildId, Spell]]]
) -> tuple[WorkerId | None, bool]:
    """Under whose name a child stood before this day, and whether anything tells that."""
    ended = max(
        (
            (spell.end, spell.worker)
            for spell in past[child.id]
            if spell.end is not None and spell.end <= day
        ),
        default=None,
    )
    seen = [each for each in shown if each[0].as_at < day and child.id in each[0].children]
    if ended is not None and (not seen or ended[0] > seen[-1][0].as_at):
        return ended[1], True
    if not seen:
        return None, not child.statuses.isdisjoint(NEW_CASES)
    last, held = seen[-1]
    if child.id in held:
        return held[child.id].worker, True
    return None, last.children[child.id].is_holder_told


def _by_plan(loads: Caseloads, period: Period) -> Iterator[Given]:
    snapshot = loads.snapshot
    for child_id, move in loads.moves.items():
        day = day_of(move, snapshot)
        if move.to is None or day not in period or not snapshot.workers[move.to].holds_cases:
            continue
        child, was = snapshot.children[child_id], loads.imported.get(child_id)
        held = loads.loads[move.to].children
        yield Given(
            child=child,
            worker=move.to,
            day=day,
            case=loads.policy.case_type(child, snapshot.as_at),
            points=weight(child, loads),
            before=None if was is None else was.worker,
            is_before_known=was is not None or child.is_holder_told,
            siblings=sum(
                snapshot.children[other].family_key == child.family_key and other != child_id
                for other in held
            ),
            is_planned=True,
            reason=move.reason,
        )
