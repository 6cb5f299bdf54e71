"""An import with what the imports before it tell: who was given which case, who was there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from allocation_app.domain.before import Before, CaseBefore, Listed
from allocation_app.domain.given import told_in_order
from allocation_app.domain.past import Past
from allocation_app.domain.people import ChildId, Involvement, Spell, Worker, WorkerId
from allocation_app.domain.recent import LONGEST
from allocation_app.domain.renumbering import SAME, Numbers
from allocation_app.domain.sides import are_of_same_workers
from allocation_app.domain.snapshot import Snapshot

Pair = tuple[ChildId, WorkerId]


def led_up_to(
    snapshot: Snapshot, earlier: Sequence[Snapshot], same_children: Numbers = SAME
) -> Snapshot:
    """The import with what these imports before it tell, as far as that is recent.

    The last one that is no longer recent is what the next is compared with; those of quite other
    workers tell nothing. ``same_children`` are those who went by another number before, each with
    the latest one.
    """
    past = Past(imports=dict(enumerate(earlier)), same_children=same_children)
    of_team = [each for _, each in past.in_order if are_of_same_workers(each, snapshot)]
    imports = told_in_order(snapshot, of_team)
    old = [each for each in imports if each.as_at < snapshot.as_at - LONGEST]
    imports = imports[max(0, len(old) - 1) :]
    if len(imports) == 1:
        return snapshot if snapshot.before is None else replace(snapshot, before=None)
    return replace(
        snapshot,
        before=Before(
            since=imports[0].as_at,
            cases=tuple(_cases(imports)),
            staff=_staff(imports),
            same_children=dict(same_children),
        ),
    )


def _cases(imports: Sequence[Snapshot]) -> Iterator[CaseBefore]:
    """What the last of them does not tell itself, by its day, then by child and worker."""
    present = imports[-1]
    known = {
        (spell.child, spell.worker)
        for spell in present.spells
        if spell.start is not None and spell.involvement is Involvement.CASE_HOLDER
    }
    days = _recorded(imports[:-1], known)
    recorded = known | days.keys()
    days |= {pair: seen for pair, seen in _seen(imports).items() if pair not in recorded}
    children = {key: child for each in imports for key, child in each.children.items()}
    workers = {key: worker for each in imports for key, worker in each.workers.items()}
    found = [
        CaseBefore(child=children[child], worker=worker, day=day)
        for (child, worker), some in days.items()
        for day in some
        if workers[worker].holds_cases and present.as_at - LONGEST <= day <= present.as_at
    ]
    yield from sorted(found, key=lambda each: (each.day, each.child.id, each.worker))


def _recorded(imports: Sequence[Snapshot], known: Collection[Pair]) -> dict[Pair, Collection[date]]:
    """Since when each had a child, but for those known, by the latest record of it with a day."""
    found: dict[Pair, Collection[date]] = {}
    for each in imports:
        own: dict[Pair, set[date]] = {}
        for spell in each.spells:
            pair = spell.child, spell.worker
            is_held = spell.involvement is Involvement.CASE_HOLDER
            if spell.start is not None and is_held and pair not in known:
                own.setdefault(pair, set()).add(spell.start)
        found |= own
    return found


def _seen(imports: Sequence[Snapshot]) -> dict[Pair, Collection[date]]:
    """Who has a child by one import and had not by the one before: the days of the former."""
    found: dict[Pair, list[date]] = {}
    held = [each.holding_spells() for each in imports]
    for (before, had), (now, has) in pairwise(zip(imports, held, strict=True)):
        for child, spell in has.items():
            if _is_new(child, spell, before, had):
                found.setdefault((child, spell.worker), []).append(now.as_at)
    return {**found}


def _is_new(child: ChildId, spell: Spell, before: Snapshot, had: Mapping[ChildId, Spell]) -> bool:
    """Whether the import before says that somebody else had the child, or nobody."""
    if child in had:
        return had[child].worker != spell.worker
    known = before.children.get(child)
    return known is None or known.is_holder_readable


def _staff(imports: Sequence[Snapshot]) -> dict[WorkerId, tuple[Listed, ...]]:
    """Those of whom any staff list said otherwise than the last import does."""
    found = {}
    for worker in imports[-1].workers.values():
        told = tuple(_listed(worker, imports))
        if any(each.worker != worker for each in told):
            found[worker.id] = told
    return found


def _listed(worker: Worker, imports: Sequence[Snapshot]) -> Iterator[Listed]:
    """What each import says of somebody, equal ones in a row as one; a mere name says nothing.

    Whose first day is told was there from then on, whatever the lists of that time say.
    """
    open_one: Listed | None = None
    for each in imports:
        told = each.workers.get(worker.id)
        if told is not None and not told.is_listed:
            continue
        if told is None and (worker.first_day is not None or not each.has_staff_list):
            continue
        if open_one is not None and open_one.worker == told:
            open_one = replace(open_one, last=each.as_at)
            continue
        if open_one is not None:
            yield open_one
        open_one = Listed(first=each.as_at, last=each.as_at, worker=told)
    if open_one is not None:
        yield open_one
