"""The whole team as rows: a group per worker, tray or nobody, and the children under it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from allocation_app.domain.capacity import DECIMALS
from allocation_app.domain.caseloads import Load, Reason
from allocation_app.domain.doubt import Doubt
from allocation_app.domain.findings import Finding, State, worst_first
from allocation_app.domain.headroom import headroom_of
from allocation_app.domain.people import ChildId, Role, Worker, WorkerId
from allocation_app.domain.policy import Band, CaseType, Policy
from allocation_app.domain.review import Review
from allocation_app.domain.weighing import CasePoints
from allocation_app.wording import terms, workload
from allocation_app.wording.findings import due_phrase, rule_name, sentence
from allocation_app.wording.translate import tr
from ui.rows.people import Findings, Shown, called, new_within, was, worker_facts

WEEK, FOUR_WEEKS = 7, 28


class Kind(StrEnum):
    """What a group is: a worker who can hold cases, a name that cannot, nobody, nobody knows."""

    WORKER = "worker"
    TRAY = "tray"
    NOBODY = "nobody"
    UNREADABLE = "unreadable"


KINDS = {kind: place for place, kind in enumerate(Kind)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A line of the caseloads: one worker (or tray, or nobody) and what stands there in sum.

    ``room`` is points of capacity that are free, negative where it is exceeded; ``takes`` is how
    many cases of which kind that is room for. ``range_words`` says from what to what the share can
    be, where something is not known. ``known`` is what bears on giving this worker a case, a fact
    each. ``was`` is the share in the import, where the plan makes it another, and ``has_moved``
    tells whether the plan has brought any of the children.
    """

    kind: Kind
    worker: WorkerId | None
    name: str
    share: float | None
    range_words: str
    band: Band | None
    points: float
    capacity: float | None
    room: float | None
    takes: str
    children: tuple[ChildId, ...]
    co_worked: tuple[ChildId, ...]
    families: int
    mix: tuple[tuple[CaseType, int], ...]
    known: tuple[str, ...]
    new_week: int
    new_month: int
    team: str = ""
    was: float | None = None
    has_moved: bool = False

    @property
    def key(self) -> str:
        """What stays the same when the group is made again."""
        return f"{self.kind}:{self.worker or ''}"

    @property
    def facts(self) -> str:
        """All that is known, in a line."""
        return "; ".join(self.known)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A child under a group: what the case is, what it counts and why, what presses most.

    ``was`` names the worker of the import, where the plan gives the child to another.
    """

    child: ChildId
    name: str
    case: str
    points: float
    why: str
    state: State | None
    pressing: str
    since: str
    was: str = ""


Made = dict[WorkerId, tuple[Load, Doubt | None, Group]]
"""Groups that were made before, each with the load it was made of and what was in doubt of it."""


def groups(
    review: Review, shown: Shown, made: Made | None = None, imported: Review | None = None
) -> tuple[Group, ...]:
    """Workers first, the fullest at the top; then trays and managers, nobody, nobody knows.

    A move leaves the loads that it does not touch as they are, so with ``made`` (for one snapshot)
    their groups are not made again: 1 ms in place of 8 at council size. With ``imported`` (the
    review before any move) a group tells what its share was.
    """
    made = {} if made is None else made
    holders = {worker.id for worker in review.caseloads.case_holders}
    found = [
        _known_group(review, worker, load, made, imported)
        for worker in review.snapshot.workers.values()
        if shown.is_shown_worker(worker)
        and ((load := review.caseloads.loads[worker.id]).has_cases or worker.id in holders)
    ]
    children = review.snapshot.children
    nobody = tuple(
        child
        for child, reason in review.caseloads.unallocated.items()
        if reason is Reason.NO_WORKER and shown.is_shown(children[child])
    )
    unread = tuple(c for c in review.caseloads.unreadable if shown.is_shown(children[c]))
    found.extend(_loose(review, Kind.NOBODY, tr("No social worker"), nobody))
    found.extend(_loose(review, Kind.UNREADABLE, tr("Worker could not be read"), unread))
    return tuple(sorted(found, key=_fullest_first))


def _known_group(
    review: Review, worker: Worker, load: Load, made: Made, imported: Review | None
) -> Group:
    known, doubt = made.get(worker.id), review.doubts.get(worker.id)
    if known is None or known[0] is not load or known[1] != doubt:
        group = _group(review, worker, load)
        was = None if imported is None else imported.caseloads.loads.get(worker.id)
        if was is not None and was.utilisation != group.share and group.band is not None:
            group = replace(group, was=was.utilisation)
        known = made[worker.id] = load, doubt, group
    return known[2]


def _fullest_first(group: Group) -> tuple[int, bool, float, str]:
    share = group.share if group.share is not None else 0.0
    return (KINDS[group.kind], group.share is None, -share, group.name)


def _group(review: Review, worker: Worker, load: Load) -> Group:
    as_at = review.snapshot.as_at
    is_holder = worker.holds_cases and not worker.has_left(as_at)
    return Group(
        kind=Kind.WORKER if is_holder else Kind.TRAY,
        worker=worker.id,
        name=worker.name,
        share=load.utilisation if is_holder else None,
        range_words=workload.range_words(review.doubts.get(worker.id)),
        band=load.band if is_holder else None,
        points=load.points,
        capacity=load.capacity if is_holder else None,
        room=round(load.capacity - load.points, DECIMALS) if is_holder else None,
        takes=_takes(review, worker) if is_holder else "",
        children=load.children,
        co_worked=load.co_worked,
        families=load.families,
        mix=_mix(review, load.children),
        known=tuple(_facts(review, worker, is_holder=is_holder)),
        new_week=len(new_within(review, worker.id, WEEK)),
        new_month=len(new_within(review, worker.id, FOUR_WEEKS)),
        team=_team(review, worker),
        has_moved=not review.caseloads.moves.keys().isdisjoint(load.children),
    )


def _team(review: Review, worker: Worker) -> str:
    """The worker's team by name, empty where no source says which."""
    team = None if worker.team is None else review.snapshot.teams.get(worker.team)
    return (worker.team or "") if team is None else team.name


def _takes(review: Review, worker: Worker) -> str:
    of = headroom_of(review.caseloads, worker)
    return "" if of is None else workload.fitting(of)


def _facts(review: Review, worker: Worker, *, is_holder: bool) -> Iterator[str]:
    if not is_holder:
        if worker.role in {Role.DUTY, Role.TEAM, Role.MANAGER}:
            yield terms.role(worker)
        yield tr("counted as unallocated")
    yield from worker_facts(worker, review)


def load_mix(review: Review, load: Load) -> tuple[tuple[CaseType, int], ...]:
    """How many children of each kind a worker holds."""
    return _mix(review, load.children)


def _mix(review: Review, children: tuple[ChildId, ...]) -> tuple[tuple[CaseType, int], ...]:
    policy, as_at = review.policy, review.snapshot.as_at
    counts = Counter(policy.case_type(review.snapshot.children[c], as_at) for c in children)
    return tuple((case, counts[case]) for case in CaseType if case in counts)


def mix_words(mix: tuple[tuple[CaseType, int], ...]) -> str:
    """What a caseload is made of: "4 register, 3 assessment"."""
    return ", ".join(
        tr("{n} {case}", n=count, case=workload.short_case(case)) for case, count in mix
    )


def _loose(review: Review, kind: Kind, name: str, children: tuple[ChildId, ...]) -> Iterator[Group]:
    if not children:
        return
    as_at, policy = review.snapshot.as_at, review.policy
    all_children = review.snapshot.children
    points = sum(policy.weights.cases[policy.case_type(all_children[c], as_at)] for c in children)
    unread = tr("neither held nor unallocated: nobody knows")
    yield Group(
        kind=kind,
        worker=None,
        name=name,
        share=None,
        range_words="",
        band=None,
        points=points,
        capacity=None,
        room=None,
        takes="",
        children=children,
        co_worked=(),
        families=review.caseloads.families(children),
        mix=_mix(review, children),
        known=(unread if kind is Kind.UNREADABLE else tr("unallocated"),),
        new_week=0,
        new_month=0,
        has_moved=not review.caseloads.moves.keys().isdisjoint(children),
    )


def of_children(findings: Iterable[Finding]) -> Findings:
    """Those of each child, in no order: few of the children are looked at after a change."""
    found: dict[ChildId, list[Finding]] = {}
    for finding in findings:
        if finding.child is not None:
            found.setdefault(finding.child, []).append(finding)
    return found


def cases(
    review: Review, group: Group, findings: Findings, *, hide_names: bool
) -> tuple[Case, ...]:
    """The children under a group, the heaviest first."""
    if group.worker is not None:
        listed = {*group.children, *group.co_worked}
        points = review.caseloads.case_points(group.worker)
        lines = tuple(line for line in points if line.child in listed)
    else:
        lines = tuple(_weight_only(review, child) for child in group.children)
    return tuple(
        _case(review, line, findings.get(line.child, ()), hide_names=hide_names) for line in lines
    )


def _weight_only(review: Review, child: ChildId) -> CasePoints:
    case = review.policy.case_type(review.snapshot.children[child], review.snapshot.as_at)
    weight = review.policy.weights.cases[case]
    return CasePoints(child=child, case_type=case, weight=weight, parts={}, points=weight)


def _case(
    review: Review, line: CasePoints, findings: Sequence[Finding], *, hide_names: bool
) -> Case:
    child = review.snapshot.children[line.child]
    worst = min(findings, key=worst_first, default=None)
    spell = review.caseloads.spells.get(line.child)
    since = None if spell is None else spell.start
    return Case(
        child=child.id,
        name=called(child, hide_names=hide_names),
        case=terms.case_type(line.case_type),
        points=line.points,
        why=why(line, review.policy),
        state=None if worst is None else worst.state,
        pressing="" if worst is None else pressing(worst, review),
        since=terms.short_day(since) if since is not None else "",
        was=was(review, child.id),
    )


def pressing(finding: Finding, review: Review) -> str:
    """The finding in few words: the rule and when, or its sentence."""
    if finding.due is None or finding.delay != "D12":
        return sentence(finding, review)
    return tr("{rule}: {when}", rule=rule_name(finding, review), when=due_phrase(finding, review))


def why(line: CasePoints, policy: Policy) -> str:
    """Why a child counts as many points: "on the register, sibling × 0.6, out of area +2"."""
    words = [workload.short_case(line.case_type)]
    words += [part_words(part.value, amount, policy) for part, amount in line.parts.items()]
    return ", ".join(words)


def part_words(part: str, amount: float, policy: Policy) -> str:
    """One reason for more or fewer points."""
    match part:
        case "sibling":
            return tr("sibling × {factor}", factor=f"{policy.weights.sibling:g}")
        case "co_worked":
            return tr("co-worked × {factor}", factor=f"{policy.weights.co_worked:g}")
        case "out_of_area":
            return tr("out of area +{points}", points=terms.points(amount))
        case _:
            return tr("new +{points}", points=terms.points(amount))
