"""How children and workers are called on the screen, and who of them the team filter leaves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Protocol

from allocation_app.domain.findings import Finding
from allocation_app.domain.people import Child, ChildId, TeamId, Worker, WorkerId
from allocation_app.domain.review import Review
from allocation_app.wording import terms
from allocation_app.wording.translate import tr, trn


class Shown(Protocol):
    """Who is looked at: everybody, or one team."""

    @property
    def team(self) -> TeamId | None:
        """The team that is looked at; None for everybody."""

    def is_shown(self, child: Child) -> bool:
        """Whether this child belongs to what is looked at."""

    def is_shown_worker(self, worker: Worker) -> bool:
        """Whether this worker belongs to what is looked at."""


def called(child: Child, *, hide_names: bool) -> str:
    """Name and id, or initials and id: "Jac Thomas · 070041"."""
    name = terms.child_name(child, hide_names=hide_names)
    return child.id if name == child.id else f"{name} · {child.id}"


def holder_name(review: Review, child: ChildId) -> str:
    """Whose the child is, in a table: a name, "no social worker", or that nobody could read it.

    Where the plan moves it, with whose it was: "Kofi Ahmed (was: Duty)".
    """
    holder = review.caseloads.holder(child)
    if holder is not None:
        name = holder.name
    elif child in review.caseloads.unreadable:
        name = tr("could not be read")
    else:
        name = tr("no social worker")
    before = was(review, child)
    return tr("{name} ({was})", name=name, was=before) if before else name


def was(review: Review, child: ChildId) -> str:
    """Where the plan takes the child from: "was: Duty"; empty where it takes it nowhere."""
    if child not in review.caseloads.moves:
        return ""
    before, known = review.caseloads.imported.get(child), review.snapshot.children[child]
    if before is None:
        is_nobody = known.is_holder_told
        return tr("was: no social worker") if is_nobody else tr("was: nobody could read whose")
    return tr("was: {worker}", worker=review.snapshot.workers[before.worker].name)


def worker_facts(worker: Worker, review: Review) -> list[str]:
    """What bears on giving this worker a case: newly qualified, going, away, Welsh, agency."""
    return facts_on(worker, review.snapshot.as_at)


def facts_on(worker: Worker, as_at: date) -> list[str]:
    """The same, as it will stand on a day."""
    facts: list[str] = []
    if worker.is_newly_qualified:
        facts.append(tr("newly qualified"))
    if worker.has_left(as_at):
        facts.append(tr("left {day}", day=terms.short_day(worker.last_day)))
    elif worker.last_day is not None:
        facts.append(tr("leaves {day}", day=terms.short_day(worker.last_day)))
    absence = worker.absence_on(as_at)
    if absence is not None:
        facts.append(
            tr("away, no return date")
            if absence.end is None
            else tr("away until {day}", day=terms.short_day(absence.end))
        )
    facts += [
        tr("away from {day}", day=terms.short_day(coming.start))
        for coming in worker.absences
        if coming.start > as_at
    ]
    if worker.first_day is not None and worker.first_day > as_at:
        facts.append(tr("begins {day}", day=terms.short_day(worker.first_day)))
    if speaks_welsh(worker):
        facts.append(tr("Welsh"))
    if worker.is_agency:
        facts.append(tr("agency"))
    return facts


WELSH = frozenset({"welsh", "cymraeg", "cy"})


def speaks_welsh(worker: Worker) -> bool:
    """Whether the staff list names Welsh among the worker's languages."""
    return any(language.casefold() in WELSH for language in worker.languages)


def fte_words(worker: Worker) -> str:
    """Contracted hours: "full time", "0.6 FTE", or that no source says."""
    if worker.fte is None:
        return tr("FTE not given, counted as full time")
    if worker.fte == 1:
        return tr("full time")
    return tr("{fte} FTE", fte=f"{worker.fte:g}")


def new_within(review: Review, worker: WorkerId, days: int) -> tuple[ChildId, ...]:
    """The children whose time with this worker began within so many days."""
    loads, window = review.caseloads, timedelta(days=days)
    return tuple(
        child
        for child in loads.loads[worker].children
        if loads.spells[child].is_new(review.snapshot.as_at, window)
    )


def short_counts(children: int, families: int) -> str:
    """Children and families for beside a bar: "17 ch. 11 fam."."""
    return tr("{children} ch. {families} fam.", children=children, families=families)


def workers_count(n: int) -> str:
    """A number of workers."""
    return trn("{n} worker", "{n} workers", n)


def team_name(review: Review, child: Child) -> str:
    """The child's team by name."""
    if child.team is None:
        return ""
    team = review.snapshot.teams.get(child.team)
    return child.team if team is None else team.name


Findings = Mapping[ChildId, Sequence[Finding]]
