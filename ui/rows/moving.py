"""What a manager chooses from when children are moved: whom, with which siblings, to whom."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from allocation_app.domain.candidates import Candidates, candidates
from allocation_app.domain.caseloads import Load, caseloads
from allocation_app.domain.people import Child, ChildId, Involvement, Worker, WorkerId
from allocation_app.domain.plan import ChildStep, InvolvementChange, Move, Plan, Step
from allocation_app.domain.policy import Band
from allocation_app.domain.review import Review
from allocation_app.domain.staging import staged
from allocation_app.wording import candidates as reasons
from allocation_app.wording import effects, terms
from allocation_app.wording.names import nobody
from allocation_app.wording.translate import tr
from ui.rows.people import Shown, called, holder_name, new_within, worker_facts

LAST = 10_000  # the place of who is not ranked: after everybody who is


class Deed(StrEnum):
    """In which capacity a worker comes to a child, or goes."""

    HOLDS = "holds"
    CO_WORKS = "co_works"
    ADVISES = "advises"
    ENDS = "ends"


ROLES: Mapping[Deed, Involvement] = {
    Deed.HOLDS: Involvement.CASE_HOLDER,
    Deed.CO_WORKS: Involvement.CO_WORKER,
    Deed.ADVISES: Involvement.PERSONAL_ADVISER,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Passenger:
    """A child that can be moved along; ``is_sibling`` tells who was not asked for."""

    child: ChildId
    name: str
    facts: str
    is_sibling: bool
    stands_alike: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One worker (or nobody) to whom the children could go, with the load before and after."""

    key: str
    worker: WorkerId | None
    name: str
    place: int
    before: tuple[float | None, Band]
    after: tuple[float | None, Band]
    load: str
    children: int
    families: int
    new_week: int
    new_month: int
    facts: str
    involvement: Involvement = Involvement.CASE_HOLDER


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What was chosen in the end, of which steps are made."""

    children: tuple[ChildId, ...]
    deed: Deed
    target: Target
    reason: str
    effective: date | None
    note: str


def steps_about(plan: Plan, children: Collection[ChildId]) -> list[ChildStep]:
    """What is staged for these children."""
    return [each for each in plan.child_steps if each.child in children]


def passengers(
    review: Review, children: Sequence[ChildId], *, hide_names: bool
) -> tuple[Passenger, ...]:
    """The children asked for, then the others of their families; who stands alike first."""
    known = review.snapshot.children
    families = {known[child].family_key for child in children}
    places = {standing(review, child) for child in children}
    kin = [
        child.id
        for child in known.values()
        if child.family_key in families and child.id not in children
    ]
    kin.sort(key=lambda child: standing(review, child) not in places)
    return tuple(
        Passenger(
            child=child,
            name=called(known[child], hide_names=hide_names),
            facts=_child_facts(review, known[child]),
            is_sibling=child not in children,
            stands_alike=standing(review, child) in places,
        )
        for child in (*children, *kin)
    )


def targets(
    review: Review, shown: Shown, children: Sequence[ChildId], deed: Deed
) -> tuple[Target, ...]:
    """To whom the children could go, the first candidate first; who can't hold them, last.

    Nobody stands below those who can be given them. Where somebody is to go, only who is there.
    """
    if not children:
        return ()
    if deed is Deed.ENDS:
        return tuple(_present(review, children))
    found = candidates(review.caseloads, children[0])
    there = {standing(review, child) for child in children}
    rows = [
        _target(review, worker, children, deed, _known(found, worker.id))
        for worker in _offered(review, shown, deed)
        if deed is not Deed.HOLDS or there != {worker.id}
    ]
    rows.sort(key=lambda row: (row.place, row.name))
    if deed is Deed.HOLDS and any(child in review.caseloads.spells for child in children):
        below = sum(row.place < LAST for row in rows)
        rows.insert(below, _nobody())
    return tuple(rows)


def steps(chosen: Chosen) -> tuple[Step, ...]:
    """The steps that are staged at once."""
    to = chosen.target
    if chosen.deed is Deed.HOLDS:
        return tuple(
            Move(
                child=child,
                to=to.worker,
                reason=chosen.reason,
                effective=chosen.effective,
                note=chosen.note,
            )
            for child in chosen.children
        )
    if to.worker is None:
        return ()
    return tuple(
        InvolvementChange(
            child=child,
            worker=to.worker,
            involvement=to.involvement,
            is_end=chosen.deed is Deed.ENDS,
            reason=chosen.reason,
            effective=chosen.effective,
            note=chosen.note,
        )
        for child in chosen.children
    )


def standing(review: Review, child: ChildId) -> WorkerId | None:
    """Under whose name a child stands, None for nobody's."""
    holder = review.caseloads.holder(child)
    return None if holder is None else holder.id


def _child_facts(review: Review, child: Child) -> str:
    case = terms.case_type(review.policy.case_type(child, review.snapshot.as_at))
    return tr("{case}, with {worker}", case=case, worker=holder_name(review, child.id))


def _known(found: Candidates, worker: WorkerId) -> tuple[int, list[str]]:
    """The place of a worker among the candidates, and the rule that excludes one without."""
    order = [each.worker for each in (*found.ranked, *found.away)]
    if worker in order:
        return order.index(worker), []
    return LAST, [reasons.excluded(each.rule) for each in found.excluded if each.worker == worker]


def _offered(review: Review, shown: Shown, deed: Deed) -> Iterator[Worker]:
    """Who can be asked: in the team that is looked at; as an adviser, everybody who is there."""
    loads, as_at = review.caseloads, review.snapshot.as_at
    if deed is Deed.HOLDS:
        workers = loads.case_holders
    else:
        everybody = review.snapshot.workers.values()
        workers = tuple(
            each
            for each in everybody
            if (each.role is None or each.role.is_person) and each.is_listed
        )
    return (each for each in workers if shown.is_shown_worker(each) and not each.has_left(as_at))


def _target(
    review: Review,
    worker: Worker,
    children: Sequence[ChildId],
    deed: Deed,
    known: tuple[int, list[str]],
) -> Target:
    load = review.caseloads.loads[worker.id]
    after = _after(review, worker.id, children, deed)
    place, rules = known
    return Target(
        key=worker.id,
        worker=worker.id,
        name=worker.name,
        place=place,
        before=(load.utilisation, load.band),
        after=(after.utilisation, after.band),
        load=_load_words(load, after),
        children=len(load.children),
        families=load.families,
        new_week=len(new_within(review, worker.id, 7)),
        new_month=len(new_within(review, worker.id, 28)),
        facts=", ".join([*(rules if deed is Deed.HOLDS else []), *worker_facts(worker, review)]),
        involvement=ROLES[deed],
    )


def _load_words(load: Load, after: Load) -> str:
    """Before and after as shares of capacity; in points where there is no capacity."""
    if after.utilisation is None:
        before = terms.points(load.points)
        return tr("{before} → {after} points", before=before, after=terms.points(after.points))
    return effects.shares(load.utilisation, after.utilisation)


def _after(review: Review, worker: WorkerId, children: Sequence[ChildId], deed: Deed) -> Load:
    loads = review.caseloads
    if deed is Deed.HOLDS:
        return loads.load_with_all(children, worker)
    if len(children) == 1:
        return loads.load_with(children[0], worker, ROLES[deed])
    if deed is Deed.ADVISES:
        return loads.loads[worker]
    co_work = (
        InvolvementChange(child=child, worker=worker, involvement=ROLES[deed]) for child in children
    )
    return caseloads(staged(loads.plan, co_work), loads.policy).loads[worker]


def _present(review: Review, children: Sequence[ChildId]) -> Iterator[Target]:
    """The co-workers and advisers of these children, each in their capacity."""
    loads, as_at = review.caseloads, review.snapshot.as_at
    there = {
        (spell.worker, spell.involvement)
        for child in children
        for spell in loads.beside.get(child, ())
        if spell.is_open(as_at)
    }
    for worker, involvement in sorted(there):
        load = loads.loads[worker]
        stands = (load.utilisation, load.band)
        yield Target(
            key=f"{worker}:{involvement}",
            worker=worker,
            name=review.snapshot.workers[worker].name,
            place=1,
            before=stands,
            after=stands,
            load=terms.percent(load.utilisation),
            children=len(load.children),
            families=load.families,
            new_week=len(new_within(review, worker, 7)),
            new_month=len(new_within(review, worker, 28)),
            facts=terms.involvement(involvement),
            involvement=involvement,
        )


def _nobody() -> Target:
    return Target(
        key="",
        worker=None,
        name=terms.first_up(nobody()),
        place=LAST,
        before=(None, Band.SPARE),
        after=(None, Band.SPARE),
        load="",
        children=0,
        families=0,
        new_week=0,
        new_month=0,
        facts=tr("unallocated from then on"),
    )
