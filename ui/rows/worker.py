"""What the inspector says of one worker: how full, by which sum, how sure, with room for what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from allocation_app.domain.findings import Finding, State, worst_first
from allocation_app.domain.headroom import headroom_of
from allocation_app.domain.people import Child, ChildId, Worker, WorkerId
from allocation_app.domain.policy import Band
from allocation_app.domain.review import Review
from allocation_app.domain.sensitivity import depends_on_weights
from allocation_app.domain.sustained import Sustained
from allocation_app.wording import terms, workload
from allocation_app.wording.translate import tr, trn
from ui.rows.caseload import FOUR_WEEKS, load_mix, mix_words, why
from ui.rows.people import called, fte_words, new_within, worker_facts


@dataclass(frozen=True, slots=True, kw_only=True)
class SumLine:
    """One line of the sum behind a worker's points."""

    child: ChildId
    name: str
    full_name: str
    why: str
    points: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CapacityRow:
    """One line of the sum behind a worker's capacity."""

    what: str
    points: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerSummary:
    """A worker in the inspector. ``lines`` add up to ``points``, ``capacity`` to what they are of.

    ``share_words`` has the range within which the share lies where something is not known, and
    ``doubts`` what that is. ``notes`` say what a reader of the share should know beside it.
    """

    name: str
    about: str
    share: float | None
    share_words: str
    band: Band | None
    load: str
    doubts: tuple[str, ...]
    notes: tuple[str, ...]
    capacity: tuple[CapacityRow, ...]
    lines: tuple[SumLine, ...]
    points: float
    mix: str
    findings: tuple[Finding, ...]
    new: str


def worker_summary(
    review: Review,
    worker_id: WorkerId,
    *,
    hide_names: bool,
    overload: Sustained | None = None,
) -> WorkerSummary:
    """Everything about one worker's caseload; ``overload`` is what earlier imports add to it."""
    worker = review.snapshot.workers[worker_id]
    load = review.caseloads.loads[worker_id]
    is_holder = worker.holds_cases and not worker.has_left(review.snapshot.as_at)
    children = review.snapshot.children
    lines = tuple(
        SumLine(
            child=line.child,
            name=_short_name(children[line.child], hide_names=hide_names),
            full_name=called(children[line.child], hide_names=hide_names),
            why=why(line, review.policy),
            points=line.points,
        )
        for line in review.caseloads.case_points(worker_id)
    )
    held = set(load.children)
    concerning = [
        finding
        for finding in review.findings
        if finding.worker == worker_id or finding.child in held
        if finding.state is not State.CANNOT_TELL or finding.child is None
    ]
    return WorkerSummary(
        name=worker.name,
        about=_about(worker, review),
        share=load.utilisation if is_holder else None,
        share_words=workload.share(load.utilisation, review.doubts.get(worker_id)),
        band=load.band if is_holder else None,
        load=_load_words(load.points, load.capacity, is_holder=is_holder),
        doubts=_doubts(review, worker_id, hide_names=hide_names),
        notes=tuple(_notes(review, worker, overload)) if is_holder else (),
        capacity=_capacity(worker, review) if is_holder else (),
        lines=lines,
        points=load.points,
        mix=mix_words(load_mix(review, load)),
        findings=tuple(sorted(concerning, key=worst_first)),
        new=_new(review, worker_id, lines),
    )


def _short_name(child: Child, *, hide_names: bool) -> str:
    """The name alone where there is room for no more; initials are too few to go without the id."""
    return called(child, hide_names=True) if hide_names else child.name or child.id


def _about(worker: Worker, review: Review) -> str:
    # terms.role says "newly qualified" too, so it is left out of the other facts.
    facts = worker_facts(worker, review)
    words = [terms.role(worker)]
    if worker.is_person:
        words.append(fte_words(worker))
    words += [fact for fact in facts if fact != tr("newly qualified") or worker.role is None]
    others = sorted(language for language in worker.languages if language.casefold() not in USUAL)
    if others:
        words.append(tr("speaks {languages}", languages=", ".join(others)))
    return " · ".join(words)


USUAL = frozenset({"welsh", "english"})
"""Welsh is said for itself; English goes without saying."""


def _load_words(points: float, capacity: float, *, is_holder: bool) -> str:
    if not is_holder:
        return tr("Children under this name count as unallocated.")
    if capacity <= 0:
        return tr("{points} points, no capacity now.", points=terms.points(points))
    return tr(
        "{points} points of {capacity}.",
        points=terms.points(points),
        capacity=terms.points(capacity),
    )


def _doubts(review: Review, worker: WorkerId, *, hide_names: bool) -> tuple[str, ...]:
    """Why the share is a range: what is missing, and of whom."""
    doubt = review.doubts.get(worker)
    if doubt is None:
        return ()
    said = []
    for reason in doubt.reasons:
        why = terms.missing(reason.what)
        if reason.child is None:
            said.append(terms.first_up(why))
        else:
            whom = called(review.snapshot.children[reason.child], hide_names=hide_names)
            said.append(tr("{child}: {why}", child=whom, why=why))
    return tuple(said)


def _notes(review: Review, worker: Worker, overload: Sustained | None) -> Iterator[str]:
    """Room for more, overload that lasts, and whether the band hangs on a weight."""
    room = headroom_of(review.caseloads, worker)
    if room is not None:
        yield workload.room(room)
    if overload is not None:
        lasting = workload.sustained(overload, review.policy.bands.over)
        yield tr("{overload} By the imports of this session.", overload=lasting)
    if depends_on_weights(review.caseloads, worker.id):
        yield tr("The band depends on the weights: one of them 20 % higher or lower changes it.")


def _capacity(worker: Worker, review: Review) -> tuple[CapacityRow, ...]:
    """The sum behind the capacity, a reason a line; one line where there is none."""
    as_at = review.snapshot.as_at
    opened = review.policy.capacity_sum(worker, as_at)
    why = workload.no_capacity(opened, worker, as_at)
    if why:
        return (CapacityRow(what=tr("No capacity: {why}", why=why), points=0.0),)
    return tuple(
        CapacityRow(what=workload.capacity_line(line, opened), points=line.points)
        for line in opened.lines()
    )


def _new(review: Review, worker: WorkerId, lines: tuple[SumLine, ...]) -> str:
    new = set(new_within(review, worker, FOUR_WEEKS))
    if not new:
        return tr("No child is new in 28 days.")
    points = sum(line.points for line in lines if line.child in new)
    return trn(
        "{n} child new in 28 days, {points} points.",
        "{n} children new in 28 days, {points} points.",
        len(new),
        points=terms.points(points),
    )
