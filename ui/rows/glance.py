"""The whole at a glance: the six figures, the bars, what the average hides, what falls due next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from allocation_app.domain.balance import mean
from allocation_app.domain.caseloads import Load, Reason
from allocation_app.domain.findings import Finding, State, Told
from allocation_app.domain.headroom import free_points, has_headroom
from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.policy import Band
from allocation_app.domain.review import Review
from allocation_app.domain.sustained import Sustained
from allocation_app.domain.waiting import Wait
from allocation_app.wording import terms, workload
from allocation_app.wording.findings import rule_name
from allocation_app.wording.translate import tr, trn
from ui.rows.dates import seen
from ui.rows.people import Shown, called, holder_name, short_counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """The six figures. ``late`` and ``due_soon`` are of dates, ``flagged`` of what has none.

    ``churned`` is None where no child has a count of workers in a year.

    ``counted`` is how many children have such a count.
    """

    waits: tuple[Wait, ...]
    families: int
    hidden: int
    longest: Wait | None
    late: int
    late_children: int
    late_workers: int
    flagged: int
    due_soon: int
    cannot_tell: int
    over: int
    shares: tuple[float, ...]
    churned: int | None
    counted: int


def glance(review: Review, shown: Shown) -> Glance:
    """Count what the overview shows, of those who are looked at."""
    children = review.snapshot.children
    waits = tuple(wait for wait in review.waits if shown.is_shown(children[wait.child]))
    about = tuple(seen(review, shown))
    states = Counter(finding.told for finding in about)
    late = [finding for finding in about if finding.told is Told.LATE]
    loads = working(review, shown)
    counts = [
        child.workers_in_year
        for child in children.values()
        if child.workers_in_year is not None and shown.is_shown(child)
    ]
    return Glance(
        waits=waits,
        families=review.caseloads.families(wait.child for wait in waits),
        hidden=sum(wait.reason is not Reason.NO_WORKER for wait in waits),
        longest=max(waits, key=lambda wait: wait.working_days or -1, default=None),
        late=len(late),
        late_children=len({finding.child for finding in late if finding.child is not None}),
        late_workers=len({finding.worker for finding in late if finding.child is None}),
        flagged=states[Told.FLAGGED],
        due_soon=states[Told.DUE_SOON],
        cannot_tell=states[Told.CANNOT_TELL],
        over=sum(load.band is Band.OVER and load.utilisation is not None for load in loads),
        shares=tuple(load.utilisation for load in loads if load.utilisation is not None),
        churned=sum(n >= review.policy.many_workers for n in counts) if counts else None,
        counted=len(counts),
    )


def working(review: Review, shown: Shown) -> list[Load]:
    """The loads of those who can hold cases and are in post, the fullest first.

    Whoever is on long absence and still holds children stands last: there is no share to sort by.
    """
    workers, as_at = review.snapshot.workers, review.snapshot.as_at
    loads = [
        load
        for worker in review.caseloads.case_holders
        if ((load := review.caseloads.loads[worker.id]).capacity > 0 or load.points > 0)
        and not worker.has_left(as_at)
        and shown.is_shown_worker(worker)
    ]
    return sorted(
        loads,
        key=lambda load: (
            load.utilisation is None,
            -(load.utilisation or load.points),
            workers[load.worker].name,
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One line of the balance: a worker, or (``worker`` None) the children who have none.

    ``share`` is points as a share of capacity; where ``has_capacity`` is False it is their share of
    a full-time post's capacity instead. ``short`` is what ``words`` come down to in a narrow place.
    ``told`` is the figure with the range within which it lies where something is not known.
    """

    worker: WorkerId | None
    name: str
    share: float
    has_capacity: bool
    band: Band
    figure: str
    words: str
    short: str
    told: str


def bars(review: Review, shown: Shown) -> tuple[Bar, ...]:
    """A bar per worker, in the order of `working`."""
    return tuple(_bar(review, load) for load in working(review, shown))


def _bar(review: Review, load: Load) -> Bar:
    counts = short_counts(len(load.children), load.families)
    has_capacity = load.utilisation is not None
    word = terms.term(load.band) if has_capacity else tr("no capacity now")
    in_points = tr("{points} points", points=terms.points(load.points))
    told = workload.share(load.utilisation, review.doubts.get(load.worker))
    return Bar(
        worker=load.worker,
        name=review.snapshot.workers[load.worker].name,
        share=load.points / post(review) if load.utilisation is None else load.utilisation,
        has_capacity=has_capacity,
        band=load.band,
        figure=terms.percent(load.utilisation) if has_capacity else in_points,
        told=told if has_capacity else in_points,
        words=tr("{counts} · {band}", counts=counts, band=word),
        short=word,
    )


def post(review: Review) -> float:
    """Points that one full-time post can carry, beside its stable work."""
    return max(1.0, review.policy.points_full_time - review.policy.points_stable)


def waiting_bar(review: Review, waits: tuple[Wait, ...]) -> Bar | None:
    """The children without a worker as a bar: the weight of their cases, in posts."""
    if not waits:
        return None
    children, policy = review.snapshot.children, review.policy
    points = sum(
        policy.weights.cases[policy.case_type(children[wait.child], review.snapshot.as_at)]
        for wait in waits
    )
    families = review.caseloads.families(wait.child for wait in waits)
    posts = points / post(review)
    in_posts = tr("{posts} posts", posts=f"{posts:.1f}")
    in_points = tr("{points} points", points=terms.points(points))
    return Bar(
        worker=None,
        name=tr("No social worker"),
        share=posts,
        has_capacity=False,
        band=Band.OVER,
        figure=in_points,
        told=in_points,
        words=tr("{counts} · {posts}", counts=short_counts(len(waits), families), posts=in_posts),
        short=in_posts,
    )


def hidden_by_average(shares: tuple[float, ...], over: int) -> str:
    """What the average says, and what it does not."""
    if not shares:
        return tr("Nobody here can hold a case, so there is no average.")
    average, worst = terms.percent(mean(shares)), terms.percent(max(shares))
    if over:
        return trn(
            "The average is {average}; it hides {n} worker over capacity, at {worst}.",
            "The average is {average}; it hides {n} workers over capacity, the worst at {worst}.",
            over,
            average=average,
            worst=worst,
        )
    return tr(
        "The average is {average}; the fullest is at {worst}, the emptiest at {least}.",
        average=average,
        worst=worst,
        least=terms.percent(min(shares)),
    )


def room_words(review: Review, shown: Shown) -> str:
    """Who can take a case next, the one with most room first, and of what kind."""
    loads, policy = review.caseloads, review.policy
    found = sorted(
        (-free_points(loads.loads[worker.id], policy), worker.name)
        for worker in loads.case_holders
        if shown.is_shown_worker(worker) and has_headroom(loads, worker)
    )
    if not found:
        return tr("Nobody here has room for another case.")
    named = "; ".join(
        tr("{worker} {points} points", worker=name, points=terms.points(-points))
        for points, name in found[:MOST_NAMED]
    )
    more = len(found) - MOST_NAMED
    if more > 0:
        named = trn("{named}; {n} more", "{named}; {n} more", more, named=named)
    return tr(
        "Room to {share}: {named}.", share=terms.percent(review.policy.headroom_to), named=named
    )


def lasting_words(review: Review, shown: Shown, overloads: Mapping[WorkerId, Sustained]) -> str:
    """Whose overload has lasted, by the imports of this session; empty where nobody's has."""
    workers = review.snapshot.workers
    named = [
        tr("{worker} since {day}", worker=workers[of.worker].name, day=terms.short_day(of.since))
        for of in overloads.values()
        if of.worker in workers and shown.is_shown_worker(workers[of.worker])
    ]
    if not named:
        return ""
    return tr(
        "At {share} or more at every import of this session: {named}.",
        share=terms.percent(review.policy.bands.over),
        named="; ".join(named),
    )


MOST_NAMED = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """A date that comes up: when, for whom (siblings together), what, whose."""

    due: date
    child: ChildId
    names: str
    what: str
    whose: str
    finding: Finding


def ahead(review: Review, shown: Shown, *, hide_names: bool, most: int) -> tuple[Ahead, ...]:
    """The next dates that fall due, siblings who share one together."""
    children = review.snapshot.children
    coming: dict[tuple[date, str, str], list[tuple[ChildId, Finding]]] = {}
    soon = [
        finding
        for finding in review.findings
        if finding.state is State.DUE_SOON and finding.due is not None and finding.child is not None
    ]
    soon.sort(key=lambda finding: (finding.due or date.max, finding.child or "", finding.rule))
    for finding in soon:
        if finding.child is None or finding.due is None:
            continue
        child = children[finding.child]
        if shown.is_shown(child):
            key = (finding.due, finding.rule, child.family_key)
            if key not in coming and len(coming) == most:
                break
            coming.setdefault(key, []).append((child.id, finding))
    return tuple(_ahead(review, due, found, hide_names) for (due, *_), found in coming.items())


def _ahead(
    review: Review, due: date, found: list[tuple[ChildId, Finding]], hide_names: bool
) -> Ahead:
    child, finding = found[0]
    names = called(review.snapshot.children[child], hide_names=hide_names)
    others = len(found) - 1
    if others:
        names = trn("{names} and {n} sibling", "{names} and {n} siblings", others, names=names)
    return Ahead(
        due=due,
        child=child,
        names=names,
        what=rule_name(finding, review),
        whose=holder_name(review, child),
        finding=finding,
    )
