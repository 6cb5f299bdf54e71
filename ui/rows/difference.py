"""What a later import would change, as rows of a table."""

from __future__ import annotations

from dataclasses import dataclass

from allocation_app.domain.difference import Change, Difference, Kind
from allocation_app.wording import differences as wording
from allocation_app.wording import terms
from ui.rows.people import called


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """One change. ``number`` is its place in the order given, gravest first."""

    number: int
    kind: Kind
    word: str
    who: str
    what: str
    before: str
    after: str
    is_grave: bool


def change_rows(found: Difference, *, hide_names: bool) -> tuple[ChangeRow, ...]:
    """A row per change."""
    rows: list[ChangeRow] = []
    for number, change in enumerate(found.changes):
        before, after = wording.values(change, hide_names=hide_names)
        what = wording.what(change)
        rows.append(
            ChangeRow(
                number=number,
                kind=change.kind,
                word=wording.kind(change.kind),
                who=_who(change, hide_names=hide_names),
                what=terms.first_up(what),
                before=before,
                after=after,
                is_grave=change.is_grave,
            )
        )
    return tuple(rows)


def _who(change: Change, *, hide_names: bool) -> str:
    if change.child is not None:
        return called(change.child, hide_names=hide_names)
    if change.worker is not None:
        return change.worker.name
    return "" if change.team is None else change.team.name
