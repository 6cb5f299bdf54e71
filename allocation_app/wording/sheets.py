"""What the sheets that may be edited in Excel are written with, so that they can be read again.

One place for whoever writes them (`report`) and whoever reads them (`intake.edited`), in any
language that ships: a workbook that was exported in Welsh comes back into an English window.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from allocation_app.domain.edited import Heading, Meanings, folded
from allocation_app.domain.people import Gap, Involvement, Worker, WorkerId
from allocation_app.domain.plan import CHANGE_REASONS, OVERRIDE_REASONS
from allocation_app.domain.pseudonyms import CodeBook
from allocation_app.domain.snapshot import Snapshot
from allocation_app.wording import moves, terms
from allocation_app.wording.names import nobody
from allocation_app.wording.translate import in_every_language, mark, tr
from allocation_app.wording.visible import visible

__all__ = [
    "ALLOCATIONS",
    "ALLOCATIONS_EDITED",
    "CHANGES",
    "CHANGES_EDITED",
    "HEADINGS",
    "IMPORT_PRINT",
    "IMPORT_PROPERTY",
    "PLAN_PRINT",
    "PLAN_PROPERTY",
    "Heading",
    "folded",
    "heading",
    "headings",
    "is_called",
    "may_change_allocations",
    "may_change_changes",
    "meanings",
    "offered_overrides",
    "offered_reasons",
    "offered_roles",
    "offered_workers",
    "one_line",
    "prints_in",
    "workers_named",
]

HEADINGS: Mapping[Heading, str] = {
    Heading.CHILD: mark("Child ID"),
    Heading.ROLE: mark("Who changes"),
    Heading.FROM: mark("From"),
    Heading.TO: mark("To"),
    Heading.DAY: mark("From the day"),
    Heading.REASON: mark("Reason"),
    Heading.OVERRIDE: mark("Rules set aside because"),
    Heading.NOTE: mark("Note"),
    Heading.WORKER: mark("Worker"),
}
CHANGES, ALLOCATIONS = mark("Changes"), mark("Allocations")
"""The names of the two sheets that may be edited."""
CHANGES_EDITED = (
    Heading.ROLE,
    Heading.TO,
    Heading.DAY,
    Heading.REASON,
    Heading.OVERRIDE,
    Heading.NOTE,
)
ALLOCATIONS_EDITED = (Heading.WORKER,)
IMPORT_PROPERTY, PLAN_PROPERTY = "ImportFingerprint", "PlanFingerprint"
"""The workbook's own properties that say what it was made of: `Snapshot.fingerprint` and
`settings.plans.plan_fingerprint`."""
IMPORT_PRINT, PLAN_PRINT = mark("Fingerprint of the import"), mark("Fingerprint of the plan")
"""What stands before the same two on the cover, which every program keeps."""


def heading(which: Heading) -> str:
    """A heading in the language in use."""
    return tr(HEADINGS[which])


def may_change_changes(*, hide_names: bool) -> str:
    """What stands above the Changes sheet's table; with names hidden it has no column of notes."""
    which = (each for each in CHANGES_EDITED if each is not Heading.NOTE or not hide_names)
    columns = ", ".join(tr("“{name}”", name=heading(each)) for each in which)
    return tr(
        "You may change the columns {columns}, delete a row to take its change back, and add a row"
        " (the child’s ID is enough to say who) below the last one. Then bring the workbook back:"
        " each difference is shown before anything is staged.",
        columns=columns,
    )


def may_change_allocations() -> str:
    """What stands above the Allocations sheet's table."""
    return tr(
        "You may change the column “{worker}”: write another worker’s name, or “{nobody}”. Then"
        " bring the workbook back: each difference is shown before anything is staged.",
        worker=heading(Heading.WORKER),
        nobody=nobody(),
    )


def workers_named(snapshot: Snapshot) -> Mapping[WorkerId, str]:
    """What each worker is called in these sheets: by name, with the number where two share it.

    Of `Plan.facts`, so that joiners are among them. No two are called the same, and nobody is
    called “nobody”.
    """
    names = {each.id: one_line(each.name) for each in snapshot.workers.values()}
    numbers = (each for each, name in names.items() if folded(each) != folded(name))
    shared = Counter(folded(name) for name in (*names.values(), *numbers, nobody()))
    return {
        worker: name if name and shared[folded(name)] == 1 else _numbered(name, worker)
        for worker, name in names.items()
    }


def _numbered(name: str, worker: WorkerId) -> str:
    return tr("{name} ({id})", name=name, id=worker) if name else str(worker)


def offered_workers(snapshot: Snapshot) -> list[str]:
    """Whom the columns “To” and “Worker” offer, by name: who is in post, and nobody last.

    A child under duty, a team's name or a manager has no worker: these are not offered.
    """
    names = workers_named(snapshot)
    here = (each for each in snapshot.workers.values() if _is_offered(each, snapshot))
    return [*sorted((names[each.id] for each in here), key=str.casefold), nobody()]


def _is_offered(worker: Worker, snapshot: Snapshot) -> bool:
    is_listed = worker.is_listed or not snapshot.has_staff_list
    return is_listed and worker.holds_cases and not worker.has_left(snapshot.as_at)


def offered_reasons() -> list[str]:
    """What the column “Reason” offers."""
    return [moves.change_reason(code) for code in CHANGE_REASONS]


def offered_overrides() -> list[str]:
    """What the column “Rules set aside because” offers."""
    return [moves.override_reason(code) for code in OVERRIDE_REASONS]


def offered_roles() -> list[str]:
    """What the column “Who changes” offers."""
    return [terms.involvement(each) for each in Involvement]


def meanings(snapshot: Snapshot, book: CodeBook | None = None) -> Meanings:
    """What the words of an edited workbook mean, in every language: codes count as well.

    ``book`` are the codes under which children and workers stand where it was exported so.
    """
    workers: dict[str, list[WorkerId]] = {}
    unique = workers_named(snapshot)
    for worker in snapshot.workers.values():
        names = {folded(each) for each in (worker.id, one_line(worker.name), unique[worker.id])}
        for name in names - {""}:
            workers.setdefault(name, []).append(worker.id)
    for known, code in () if book is None else book.workers.items():
        if known in snapshot.workers:
            workers.setdefault(folded(code), []).append(known)
    coded = {} if book is None else book.children
    return Meanings(
        workers={name: tuple(found) for name, found in workers.items()},
        names=unique,
        nobody=_every(mark("nobody")),
        untold=_untold(),
        reasons=_coded(moves.REASONS),
        overrides=_coded(moves.OVERRIDES),
        roles={
            said: role
            for role, word in terms.INVOLVEMENTS.items()
            for said in (*_every(word), role.value)
        },
        children={folded(code): known for known, code in coded.items()},
    )


def headings() -> dict[str, Heading]:
    """Which column a heading is, in every language."""
    return {said: which for which, text in HEADINGS.items() for said in _every(text)}


def is_called(text: str, name: str) -> bool:
    """Whether a text of a workbook is this name (of a sheet, a label) in any language."""
    return folded(text) in _every(name)


def prints_in(text: str) -> tuple[str, str]:
    """The fingerprints of the import and of the plan that a text gives after their names, or ""."""
    return _print_in(text, IMPORT_PRINT), _print_in(text, PLAN_PRINT)


def _print_in(text: str, label: str) -> str:
    names = "|".join(map(re.escape, sorted(_every(label))))
    found = re.search(rf"(?:{names}):? ([0-9a-f]{{16}})\b", folded(text))
    return "" if found is None else found[1]


def one_line(name: str) -> str:
    """A name as a cell shows it: nothing hidden, in one line."""
    return " ".join(visible(name).split())


def _every(text: str) -> frozenset[str]:
    return frozenset(folded(each) for each in in_every_language(text))


def _untold() -> frozenset[str]:
    """What stands under “From” where nobody can tell who has a child (`terms.untold_holder`)."""
    return frozenset(
        folded(said.replace("{why}", why))
        for said in in_every_language(terms.UNTOLD)
        for gap in (Gap.HOLDER, Gap.RIVAL_HOLDERS)
        for why in in_every_language(terms.GAPS[gap])
    )


def _coded(words: Mapping[str, str]) -> dict[str, str]:
    coded = {said: code for code, word in words.items() for said in _every(word)}
    return coded | {folded(code): code for code in words}
