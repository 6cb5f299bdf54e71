"""Who was with whom before, and beside whom: what an import tells of a child's other workers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from allocation_app.domain.caseloads import Caseloads
from allocation_app.domain.facts import told_of_any
from allocation_app.domain.people import ChildId, Gap, Involvement, Role, Spell, WorkerId
from allocation_app.domain.snapshot import IMPORTS_KEPT, Snapshot
from allocation_app.domain.working_days import MONTHS_IN_YEAR, add_months


@dataclass(frozen=True, slots=True, kw_only=True)
class Others:
    """Spells beside those of the present case holders.

    ``past`` has those of each child's former case holders. ``are_advisers_told`` says whether any
    spell is a personal adviser's. ``are_changes_known`` and ``are_advisers_known`` say whether the
    import tells how often workers changed, and who has an adviser: else nobody is asked about it.
    """

    are_advisers_told: bool
    are_advisers_known: bool
    are_changes_known: bool
    past: Mapping[ChildId, tuple[Spell, ...]]


@lru_cache(maxsize=IMPORTS_KEPT)
def others(snapshot: Snapshot) -> Others:
    """Who else is, or was, with the children of an import."""
    past: dict[ChildId, tuple[Spell, ...]] = {}
    for spell in snapshot.spells:
        is_holder = spell.involvement is Involvement.CASE_HOLDER
        if (
            is_holder
            and not spell.is_open(snapshot.as_at)
            and snapshot.workers[spell.worker].holds_cases
        ):
            past[spell.child] = (*past.get(spell.child, ()), spell)
    told = told_of_any(snapshot)
    advised = any(spell.involvement is Involvement.PERSONAL_ADVISER for spell in snapshot.spells)
    hold = any(
        snapshot.workers[spell.worker].role is Role.PERSONAL_ADVISER
        for spell in snapshot.holding_spells().values()
    )
    return Others(
        are_advisers_told=advised,
        are_advisers_known=Gap.ADVISER in told or advised or hold,
        are_changes_known=Gap.WORKERS_IN_YEAR in told or bool(past),
        past=past,
    )


def workers_in_year(loads: Caseloads, child: ChildId) -> set[WorkerId]:
    """Who held the case at any time in the last 12 months, by the spells of the import."""
    snapshot = loads.snapshot
    year_ago = add_months(snapshot.as_at, -MONTHS_IN_YEAR)
    past = others(snapshot).past.get(child, ())
    known = {spell.worker for spell in past if (spell.end or date.max) > year_ago}
    spell = loads.imported.get(child)
    if spell is not None and has_held(spell, snapshot):  # a leaver of long ago too: nobody since
        known.add(spell.worker)
    return known


def has_held(spell: Spell, snapshot: Snapshot) -> bool:
    """Whether whoever stands beside a child can have held it: no tray, nobody yet to come."""
    worker = snapshot.workers[spell.worker]
    return worker.holds_cases and worker.has_begun(snapshot.as_at)
