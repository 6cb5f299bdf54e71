"""The children without a social worker as rows, worst first, families together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from allocation_app.domain.caseloads import Reason
from allocation_app.domain.findings import State
from allocation_app.domain.people import Child, ChildId
from allocation_app.domain.policy import Ladder
from allocation_app.domain.review import Review
from allocation_app.domain.waiting import Wait
from allocation_app.wording import terms
from allocation_app.wording.delays import listed
from allocation_app.wording.translate import tr, trn
from ui.rows.people import Shown, team_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One unallocated child. ``rank`` is the place in the order of need, families together."""

    rank: int
    child: ChildId
    name: str
    siblings: str
    case: str
    days: int | None
    days_since_referral: int | None
    state: State
    held_by: str
    reason: Reason
    ladder: str
    is_now: bool
    team: str
    reviewed: date | None
    review_due: date | None
    missed: int | None
    is_review_late: bool
    seen_due: date | None


def waiting(review: Review, shown: Shown, *, hide_names: bool) -> tuple[Waiting, ...]:
    """The rows: a family stands where its worst child stands."""
    children = review.snapshot.children
    waits = [wait for wait in review.waits if shown.is_shown(children[wait.child])]
    families: dict[str, list[Wait]] = {}
    for wait in waits:
        families.setdefault(children[wait.child].family_key, []).append(wait)
    ordered = [wait for family in families.values() for wait in family]
    sizes = {key: len(family) for key, family in families.items()}
    elsewhere = _held_siblings(review, families)
    return tuple(
        _row(
            review,
            wait,
            rank,
            hide_names=hide_names,
            together=sizes[children[wait.child].family_key],
            elsewhere=elsewhere.get(children[wait.child].family_key, ()),
        )
        for rank, wait in enumerate(ordered)
    )


def _held_siblings(review: Review, families: dict[str, list[Wait]]) -> dict[str, tuple[str, ...]]:
    """Who holds the siblings that have a worker, by family."""
    unallocated = review.caseloads.unallocated
    held: dict[str, dict[str, None]] = {}
    for child in review.snapshot.children.values():
        if child.family is not None and child.family in families and child.id not in unallocated:
            holder = review.caseloads.holder(child.id)
            if holder is not None:
                held.setdefault(child.family, {})[holder.name] = None
    return {family: tuple(names) for family, names in held.items()}


def _row(  # noqa: PLR0913 - a row is made of its wait, its place and its family
    review: Review,
    wait: Wait,
    rank: int,
    *,
    hide_names: bool,
    together: int,
    elsewhere: tuple[str, ...],
) -> Waiting:
    child = review.snapshot.children[wait.child]
    return Waiting(
        rank=rank,
        child=child.id,
        name=_name(child, together, hide_names=hide_names),
        siblings=_siblings(together, elsewhere),
        case=terms.statuses(child),
        days=wait.working_days,
        days_since_referral=wait.working_days_since_referral,
        state=wait.state,
        held_by=held_by(review, wait),
        reason=wait.reason,
        ladder=ladder_words(wait),
        is_now=wait.must_never_wait or wait.escalation == "senior_manager",
        team=team_name(review, child),
        reviewed=wait.last_reviewed,
        review_due=wait.review_due,
        missed=wait.missed_reviews,
        is_review_late=is_over(wait.review_due, review.snapshot.as_at),
        seen_due=wait.seen_due,
    )


def is_over(due: date | None, as_at: date) -> bool:
    """Whether a day that is known has gone by."""
    return due is not None and due < as_at


def _name(child: Child, together: int, *, hide_names: bool) -> str:
    """The name, and how many of the family wait together."""
    name = terms.child_name(child, hide_names=hide_names)
    return name if together == 1 else tr("{name} (1 of {n})", name=name, n=together)


def _siblings(together: int, elsewhere: tuple[str, ...]) -> str:
    words = []
    if together > 1:
        words.append(trn("{n} more waits", "{n} more wait", together - 1))
    if elsewhere:
        words.append(tr("with {workers}", workers=", ".join(elsewhere)))
    return "; ".join(words)


def held_by(review: Review, wait: Wait) -> str:
    """Under whose name the child stands, or stood: "Duty", "was Dafydd Evans, left 18 Nov"."""
    holder = review.caseloads.holder(wait.child)
    if holder is None:
        return tr("nobody")
    if wait.reason is Reason.LEAVER:
        return tr("was {name}, left {day}", name=holder.name, day=terms.short_day(holder.last_day))
    if wait.reason is Reason.NOT_STARTED:
        return tr("{name}, begins {day}", name=holder.name, day=terms.short_day(holder.first_day))
    if wait.reason is Reason.MANAGER:
        return tr("{name}, manager", name=holder.name)
    if wait.reason is Reason.PERSONAL_ADVISER:
        return tr("{name}, personal adviser only", name=holder.name)
    return holder.name


def ladder_words(wait: Wait) -> str:
    """Who must be told, and what comes next when."""
    here = terms.escalation(wait.escalation)
    if not wait.next_rung:
        return here
    following = terms.escalation(wait.next_rung)
    day = terms.short_day(wait.next_rung_on)
    if wait.escalation == "none":
        return tr("{following} on {day}", following=following, day=day)
    return tr("{here}; {following} on {day}", here=here, following=following, day=day)


def header(review: Review, shown: Shown, imported: Review | None = None) -> str:
    """How many children and families wait, and how many of them a list of names would hide.

    Those who waited at the import and no longer do by the plan are said, so that nobody looks lost.
    """
    children = review.snapshot.children
    waits = [wait for wait in review.waits if shown.is_shown(children[wait.child])]
    counted = tr(
        "{children}, {families}",
        children=terms.children(len(waits)),
        families=terms.families(review.caseloads.families(wait.child for wait in waits)),
    )
    hidden = sum(wait.reason is not Reason.NO_WORKER for wait in waits)
    if hidden:
        counted = trn(
            "{counted} · {n} of them under duty, a team’s name, a manager or a leaver",
            "{counted} · {n} of them under duty, a team’s name, a manager or a leaver",
            hidden,
            counted=counted,
        )
    still, before = review.caseloads.unallocated, () if imported is None else imported.waits
    placed = sum(
        wait.child not in still and shown.is_shown(children[wait.child]) for wait in before
    )
    if not placed:
        return counted
    return trn(
        "{counted} · {n} more has a worker by this plan",
        "{counted} · {n} more have a worker by this plan",
        placed,
        counted=counted,
    )


def unreadable(review: Review, shown: Shown) -> tuple[Child, ...]:
    """The children whose worker nobody could read: not counted as waiting, and not as held."""
    children = review.snapshot.children
    found = (children[child] for child in review.caseloads.unreadable)
    return tuple(child for child in found if shown.is_shown(child))


def never_words(review: Review, child: ChildId) -> str:
    """Why a child like this is never to be unallocated; empty where the ladder does not say so."""
    statuses = review.snapshot.children[child].statuses & review.policy.ladder.never_unallocated
    if not statuses:
        return ""
    return tr(
        "{status}: must never be unallocated. A senior manager is told at once.",
        status=terms.first_up(listed(statuses)),
    )


def watching(wait: Wait, ladder: Ladder, as_at: date) -> str:
    """What is done while the child waits: reviewed when, again when, seen by when."""
    words = []
    if wait.last_reviewed is None:
        words.append(tr("No review is recorded"))
    else:
        words.append(tr("Last reviewed {day}", day=terms.short_day(wait.last_reviewed)))
    if wait.missed_reviews:
        words.append(trn("{n} review missed", "{n} reviews missed", wait.missed_reviews))
    if wait.review_due is not None:
        day = terms.short_day(wait.review_due)
        is_late = is_over(wait.review_due, as_at)
        words.append(
            tr("a review was due {day}", day=day)
            if is_late
            else tr("next review by {day}", day=day)
        )
    if ladder.seen_weeks is not None:
        words.append(_seen(wait, ladder.seen_weeks, as_at))
    return " · ".join(words)


def _seen(wait: Wait, weeks: int, as_at: date) -> str:
    every = trn("seen at least every {n} week", "seen at least every {n} weeks", weeks)
    if wait.seen_due is None:
        return tr("{every}: last time not known", every=every)
    day = terms.short_day(wait.seen_due)
    if is_over(wait.seen_due, as_at):
        return tr("{every}: was to be seen by {day}", every=every, day=day)
    return tr("{every}: next by {day}", every=every, day=day)


def ladder_source(ladder: Ladder) -> str:
    """Whose ladder it is: a council's policy, never law."""
    named = ladder.source or ladder.name
    return tr("Ladder: {source}. A council’s own policy, not law.", source=named)
