"""What an edited workbook asks for, against the plan that it was made of; rules asked of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from allocation_app.domain.caseloads import caseloads
from allocation_app.domain.edited.reading import (
    Known,
    Placed,
    Said,
    about,
    placed,
    said,
)
from allocation_app.domain.edited.rules import allowed
from allocation_app.domain.edited.values import (
    Cell,
    Difference,
    EditedBook,
    EditedRow,
    Edits,
    Heading,
    Meanings,
    Trouble,
    Unclear,
    folded,
)
from allocation_app.domain.effects import Measured
from allocation_app.domain.people import ChildId
from allocation_app.domain.plan import ChildStep, Move, Plan
from allocation_app.domain.staging import likely_reason


def differences(
    book: EditedBook, plan: Plan, meanings: Meanings, by: Measured, base: Plan | None = None
) -> Edits:
    """What the workbook asks for that is not in the plan, and what can't be done.

    ``base`` is the plan that the workbook was made of, None where nobody knows that one: then rows
    are compared with the plan as it stands, and none counts as deleted; nor does one of a child
    who is not on the Allocations sheet. A workbook of another import asks for nothing.
    """
    if book.source and book.source != plan.snapshot.fingerprint:
        return Edits(unclear=(Unclear(trouble=Trouble.OTHER_IMPORT),))
    known = Known(loads=caseloads(base or plan, by.policy), meanings=meanings)
    asked = _Asked.of(book, known, is_plan_known=base is not None)
    found, unclear = asked.found()
    since = [each for each in found if not _stands(each, plan)]
    unclear += [
        Unclear(trouble=Trouble.STAGED_SINCE, cells=each.cells, child=each.step.child)
        for each in since
        if not _is_done(each, plan)
    ]
    bad = {each.child for each in unclear}
    wanted = [each for each in found if each not in since and each.step.child not in bad]
    kept, refused = allowed(plan, wanted, by)
    is_changed = base is None or set(base.child_steps) != set(plan.child_steps)
    return Edits(
        differences=tuple(kept),
        unclear=(*unclear, *refused),
        missing=asked.missing,
        is_plan_changed=is_changed,
        is_plan_known=base is not None,
        has_changes=book.changes is not None,
        has_allocations=book.allocations is not None,
    )


def _staged(plan: Plan, step: ChildStep) -> ChildStep | None:
    return next((each for each in plan.child_steps if about(each) == about(step)), None)


def _stands(each: Difference, plan: Plan) -> bool:
    """Whether the plan still has what the workbook was written with."""
    return _staged(plan, each.step) == each.before


def _is_done(each: Difference, plan: Plan) -> bool:
    """Whether the plan has already what the workbook asks for."""
    return _staged(plan, each.step) == each.after


@dataclass(frozen=True, kw_only=True)
class _Asked:
    """What both sheets say, before they are compared with one another."""

    known: Known
    said: Sequence[Said]
    placed: Sequence[Placed]
    rows: Mapping[ChildId, Sequence[Cell]]
    unclear: Sequence[Unclear]
    missing: tuple[ChildId, ...]
    counts_deleted: bool
    has_allocations: bool

    @classmethod
    def of(cls, book: EditedBook, known: Known, *, is_plan_known: bool) -> _Asked:
        steps, unclear = said(book.changes or (), known)
        workers, unread = placed(book.allocations or (), known)
        return cls(
            known=known,
            said=steps,
            placed=workers,
            rows=_rows(book.allocations or (), known),
            unclear=[*unclear, *unread],
            missing=_missing(book.allocations, known),
            counts_deleted=is_plan_known and book.changes is not None,
            has_allocations=book.allocations is not None,
        )

    def found(self) -> tuple[list[Difference], list[Unclear]]:
        """The differences, and what is unclear; nothing is there of a child in both."""
        unclear = [*self.unclear, *self._twice()]
        gone, untold = self._deleted(unclear)
        unclear += untold
        listed = [*self._edited(), *(Difference(before=step, after=None) for step in gone)]
        holders = {each.step.child: each for each in listed if isinstance(each.step, Move)}
        for each in self.placed:
            other = holders.get(each.child)
            found = self._from(each)
            if other is None:
                listed.append(found)
            elif _to(other, self.known) != each.to:
                cells = (each.cell, *other.cells[:1])
                unclear.append(Unclear(trouble=Trouble.TWO_SHEETS, cells=cells, child=each.child))
        bad = {each.child for each in unclear}
        return [each for each in listed if each.step.child not in bad], unclear

    def _deleted(self, unclear: Sequence[Unclear]) -> tuple[list[ChildStep], list[Unclear]]:
        """The staged steps whose row was deleted, and those of which nobody can tell.

        A workbook for one team has the children of that one only, so a step counts by its child on
        the Allocations sheet.
        """
        told, bad = {about(each.step) for each in self.said}, {each.child for each in unclear}
        gone = [
            step
            for key, step in self.known.staged.items()
            if self.counts_deleted and key not in told and step.child not in bad
        ]
        if gone and None in bad:
            rows = tuple(cell for each in unclear if each.child is None for cell in each.cells)
            return [], [
                Unclear(trouble=Trouble.ROWS_UNCLEAR, cells=rows, child=step.child) for step in gone
            ]
        if not self.has_allocations:
            return [], [Unclear(trouble=Trouble.NO_ROW, child=step.child) for step in gone]
        return [step for step in gone if step.child not in self.missing], []

    def _edited(self) -> Iterator[Difference]:
        """What rows of the Changes sheet say otherwise than they were written, or say anew."""
        for each in self.said:
            known = self.known.staged.get(about(each.step))
            if each.step is known:
                continue
            yield Difference(
                before=known,
                after=None if known is not None and self._is_back(each.step) else each.step,
                cells=each.cells,
                override=each.override,
            )

    def _is_back(self, step: ChildStep) -> bool:
        """Whether a child goes to whoever has it by the import: its move is taken back."""
        return isinstance(step, Move) and step.to == self.known.imported(step.child)

    def _twice(self) -> Iterator[Unclear]:
        """What two rows say of the same."""
        for key, times in Counter(about(each.step) for each in self.said).items():
            if times > 1:
                rows = [each for each in self.said if about(each.step) == key]
                yield _twice([each.row[Heading.CHILD] for each in rows], rows[0].step.child)
        for child in dict.fromkeys(each.child for each in self.placed):
            own = [each.cell for each in self.placed if each.child == child]
            others = [cell for cell in self.rows[child] if cell not in own]
            if len(own) + len(others) > 1:  # one of them may say that the child stays
                yield _twice([*own, *others], child)

    def _from(self, each: Placed) -> Difference:
        """A worker of the Allocations sheet as a move."""
        known = self.known.staged.get(each.child)
        cells = (each.cell,)
        if isinstance(known, Move):
            if each.to == self.known.imported(each.child):
                return Difference(before=known, after=None, cells=cells)
            return Difference(before=known, after=replace(known, to=each.to), cells=cells)
        move = Move(
            child=each.child, to=each.to, reason=likely_reason(self.known.loads, each.child)
        )
        return Difference(before=None, after=move, cells=cells)


def _twice(cells: Iterable[Cell], child: ChildId) -> Unclear:
    return Unclear(trouble=Trouble.TWICE, cells=tuple(cells), child=child, heading=Heading.CHILD)


def _to(each: Difference, known: Known) -> object:
    """With whom a child is by what the Changes sheet says."""
    return each.after.to if isinstance(each.after, Move) else known.imported(each.step.child)


def _rows(rows: Iterable[EditedRow], known: Known) -> Mapping[ChildId, Sequence[Cell]]:
    """The cells of the Allocations sheet that name a worker, by child."""
    found: dict[ChildId, list[Cell]] = {}
    for row in rows:
        for child in known.children.get(folded(row[Heading.CHILD].text), ()):
            found.setdefault(child, []).append(row[Heading.WORKER])
    return found


def _missing(rows: Sequence[EditedRow] | None, known: Known) -> tuple[ChildId, ...]:
    """The children without a row on the Allocations sheet."""
    if rows is None:
        return ()
    there = {folded(row[Heading.CHILD].text) for row in rows}
    here = {child for text in there for child in known.children.get(text, ())}
    return tuple(child for child in known.loads.snapshot.children if child not in here)
