"""What stands on the wall of a team: workers by initials, figures and words, no child at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from allocation_app.domain.caseloads import Caseloads
from allocation_app.domain.headroom import WITHOUT_END, Headroom
from allocation_app.domain.people import Worker, WorkerId
from allocation_app.domain.policy import CaseType
from allocation_app.domain.review import Review
from allocation_app.domain.waiting import Wait
from allocation_app.domain.working_days import Unit
from allocation_app.wording import terms, workload
from allocation_app.wording.translate import tr, trn
from allocation_app.wording.visible import visible


def initials_of(workers: Iterable[Worker]) -> Mapping[WorkerId, str]:
    """The initials of each worker, with more letters of the last name where two share them.

    Two of one name are numbered in the order given. Without a letter it is the identifier.
    """
    everyone = tuple(workers)
    shown = {worker.id: _initials(worker, 1) for worker in everyone}
    for letters in range(2, max((len(_last(worker)) for worker in everyone), default=0) + 1):
        counted = Counter(shown.values())
        shared = [worker for worker in everyone if counted[shown[worker.id]] > 1]
        shown |= {worker.id: _initials(worker, letters) for worker in shared}
    counted, met = Counter(shown.values()), Counter[str]()
    for worker in everyone:
        said = shown[worker.id]
        if counted[said] > 1:
            met[said] += 1
            shown[worker.id] = tr("{initials} ({n})", initials=said, n=met[said])
    return shown


def _last(worker: Worker) -> str:
    return (worker.name.replace(",", " ").split() or [""])[-1]


def _initials(worker: Worker, letters: int) -> str:
    said = terms.initials(worker.name)
    last = _last(worker)
    if not said:
        return visible(worker.id)
    if not last[0].isalpha():
        return said
    return f"{said.removesuffix(f'{last[0]}.')}{visible(last[:letters])}."


def mix(loads: Caseloads, worker: WorkerId) -> str:
    """What the cases of a worker are: "3 register; 1 plan"."""
    counted = loads.mix(loads.loads[worker].children)
    return "; ".join(
        tr("{n} {cases}", n=many.children, cases=workload.short_case(case))
        for case, many in counted.items()
    )


def presence(worker: Worker, as_at: date) -> str:
    """Whether somebody is there: away until when, not begun yet, leaving; empty if simply there."""
    if not worker.has_begun(as_at):
        return tr("begins {day}", day=terms.short_day(worker.first_day))
    if worker.has_left(as_at):
        return tr("left, last day {day}", day=terms.short_day(worker.last_day))
    away = worker.absence_on(as_at)
    if away is not None:
        if away.end is None:
            return tr("away, no return date")
        return tr("away until {day}", day=terms.short_day(away.end))
    if worker.last_day is not None:
        return tr("last day {day}", day=terms.short_day(worker.last_day))
    return ""


def room(of: Headroom | None) -> str:
    """What somebody can take next, to be read from a step away: "1 to 4, by kind"."""
    if of is None or of.is_going:
        return tr("nothing now")
    fits = [n for case, n in of.cases.items() if n and case is not CaseType.UNKNOWN]
    if not fits:
        return tr("no room")
    if len(fits) == 1:
        return workload.fitting(of)
    least, most = min(fits), max(fits)
    if most >= WITHOUT_END:
        return tr("any number, by kind")
    if least == most:
        return tr("{n} of any kind that they may hold", n=least)
    return tr("{least} to {most}, by kind", least=least, most=most)


def kinds(of: Headroom | None) -> str:
    """The same in full: how many of which kind."""
    return "" if of is None or of.is_going else workload.fitting(of)


def waiting(waits: Sequence[Wait]) -> str:
    """How many children wait, and how long at most."""
    if not waits:
        return tr("Every child has a named social worker.")
    said = trn(
        "{n} child without a named social worker.",
        "{n} children without a named social worker.",
        len(waits),
    )
    known = [wait.working_days for wait in waits if wait.working_days is not None]
    if known:
        longest = terms.amount(max(known), Unit.WORKING_DAYS)
        said = tr("{said} Longest wait: {days}.", said=said, days=longest)
    unknown = len(waits) - len(known)
    if unknown:
        untold = trn(
            "Of {n} nobody can tell how long.", "Of {n} nobody can tell how long.", unknown
        )
        said = f"{said} {untold}"
    return said


def waiting_elsewhere(waits: Sequence[Wait]) -> str:
    """How many children wait who are on no team's board; empty where all are."""
    if not waits:
        return ""
    return trn(
        "Beside: {n} child without a named social worker whose team has no board.",
        "Beside: {n} children without a named social worker whose team has no board.",
        len(waits),
    )


def late(review: Review) -> str:
    """How many children have something late."""
    return trn(
        "{n} child with something late.",
        "{n} children with something late.",
        len(review.late_children),
    )
