"""What single rows say: a step for each row of the Changes sheet, a worker for each other one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from allocation_app.domain.caseloads import Caseloads
from allocation_app.domain.edited.values import (
    Cell,
    EditedRow,
    Heading,
    Meanings,
    Trouble,
    Unclear,
    folded,
)
from allocation_app.domain.people import ChildId, Involvement, WorkerId
from allocation_app.domain.plan import LONGEST_NOTE, ChildStep, InvolvementChange, Move

About = ChildId | tuple[ChildId, WorkerId, Involvement]
"""What a step is about: of a child's case holder, or of a worker beside it, one step is staged."""


def about(step: ChildStep) -> About:
    """What a step is about."""
    return step.child if isinstance(step, Move) else step.about


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A step as a row says it; ``override`` is why rules are set aside, which are found later."""

    step: ChildStep
    override: str
    row: EditedRow

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Where that is to be mended: to whom, then which child."""
        ends = isinstance(self.step, InvolvementChange) and self.step.is_end
        wanted = (Heading.FROM if ends else Heading.TO, Heading.CHILD)
        return tuple(self.row[each] for each in wanted if each in self.row)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A worker as the Allocations sheet names one for a child."""

    child: ChildId
    to: WorkerId | None
    cell: Cell


@dataclass(frozen=True, kw_only=True)
class Known:
    """What the rows are read by: the plan that the workbook was made of, worked out."""

    loads: Caseloads
    meanings: Meanings

    @cached_property
    def children(self) -> Mapping[str, tuple[ChildId, ...]]:
        """The children by what may stand for them: the identifier, and its number as Excel has it.

        Excel makes 42 of a typed 000042.
        """
        exact, short = dict[str, list[ChildId]](), dict[str, list[ChildId]]()
        for child in self.loads.snapshot.children:
            exact.setdefault(folded(child), []).append(child)
            if child.isdigit():
                short.setdefault(child.lstrip("0") or "0", []).append(child)
        coded = {code: [child] for code, child in self.meanings.children.items()}
        return {said: tuple(ids) for said, ids in (coded | short | exact).items()}

    @cached_property
    def staged(self) -> Mapping[About, ChildStep]:
        """What was staged about whom."""
        return {about(step): step for step in self.loads.plan.child_steps}

    def imported(self, child: ChildId) -> WorkerId | None:
        """Who has the child by the import."""
        spell = self.loads.imported.get(child)
        return None if spell is None else spell.worker

    def holder(self, child: ChildId) -> WorkerId | None:
        """Who has the child by the plan."""
        spell = self.loads.spells.get(child)
        return None if spell is None else spell.worker


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row while it is read; what can't be is kept in ``unclear``."""

    row: EditedRow
    known: Known
    unclear: list[Unclear] = field(default_factory=list)

    @property
    def is_of_somebody(self) -> bool:
        """Whether it says anything: a remark alone below the table is no row of it."""
        others = (cell for which, cell in self.row.items() if which is not Heading.CHILD)
        return any(cell.text for cell in others) or len(self._children()) == 1

    @cached_property
    def child(self) -> ChildId | None:
        """The child whom it is about."""
        found = self._children()
        if len(found) == 1:
            return found[0]
        is_blank = not self.row[Heading.CHILD].text
        self.says(Trouble.NO_CHILD if is_blank else Trouble.UNKNOWN_CHILD, Heading.CHILD)
        return None

    def _children(self) -> tuple[ChildId, ...]:
        return self.known.children.get(folded(self.row[Heading.CHILD].text), ())

    def says(self, trouble: Trouble, which: Heading, *, workers: tuple[WorkerId, ...] = ()) -> None:
        """Note what is wrong with a cell."""
        child = None if which is Heading.CHILD else self.child
        cells = (self.row[which],)
        self.unclear.append(
            Unclear(trouble=trouble, cells=cells, child=child, heading=which, workers=workers)
        )

    def text(self, which: Heading) -> str:
        """What stands in a column, "" where it is blank or not there."""
        return self.row[which].text if which in self.row else ""

    def is_untold(self, which: Heading) -> bool:
        """Whether a cell says that nobody can tell."""
        return folded(self.text(which)) in self.known.meanings.untold

    def workers(self, which: Heading) -> tuple[WorkerId | None, ...]:
        """Whom a cell names: several may share the name, None is nobody; empty if blank."""
        text = folded(self.text(which))
        found: tuple[WorkerId | None, ...] = self.known.meanings.workers.get(text, ())
        if not found and text in self.known.meanings.nobody:
            return (None,)
        if text and not found:
            self.says(Trouble.UNKNOWN_WORKER, which)
        return found

    def worker(self, which: Heading) -> WorkerId | None:
        """The one whom a cell names."""
        found = self.workers(which)
        if len(found) > 1:
            several = tuple(each for each in found if each is not None)
            self.says(Trouble.SEVERAL_WORKERS, which, workers=several)
        return found[0] if found else None

    def code(self, which: Heading, codes: Mapping[str, str], trouble: Trouble) -> str:
        """A coded reason, "" where none is given."""
        text = self.text(which)
        if text and folded(text) not in codes:
            self.says(trouble, which)
        return codes.get(folded(text), "")


def placed(rows: Iterable[EditedRow], known: Known) -> tuple[list[Placed], list[Unclear]]:
    """Whom the Allocations sheet names otherwise than it was written."""
    found, unclear = list[Placed](), list[Unclear]()
    for cells in rows:
        row = Row(row=cells, known=known, unclear=unclear)
        if row.is_of_somebody and row.child is not None and Heading.WORKER in cells:
            found.extend(_placed(row, row.child))
    return found, unclear


def _placed(row: Row, child: ChildId) -> Iterator[Placed]:
    """The worker whom the row names, where it is not the one whom it was written with."""
    holder, text = row.known.holder(child), row.text(Heading.WORKER)
    names = row.known.meanings.names
    was = "" if holder is None else folded(names.get(holder, holder))
    if folded(text) == was:
        return
    if not text:
        row.says(Trouble.NOBODY_NAMED, Heading.WORKER)
        return
    before = len(row.unclear)
    to = row.worker(Heading.WORKER)
    if len(row.unclear) == before and to != holder:
        yield Placed(child=child, to=to, cell=row.row[Heading.WORKER])


def said(rows: Iterable[EditedRow], known: Known) -> tuple[list[Said], list[Unclear]]:
    """The steps that the Changes sheet lists, as it lists them; those that stand are as staged."""
    found, unclear = list[Said](), list[Unclear]()
    for cells in rows:
        row = Row(row=cells, known=known)
        if not row.is_of_somebody:
            continue
        steps = [] if row.child is None else list(_steps(row, row.child))
        if not row.unclear:
            found.extend(steps)
        unclear.extend(row.unclear)
    return found, unclear


def _steps(row: Row, child: ChildId) -> Iterator[Said]:
    role = _role(row, child)
    if role is Involvement.CASE_HOLDER:
        step: Move | InvolvementChange = Move(child=child, to=_to(row, child))
        yield _as_staged(row, step)
    elif role is not None:
        for worker, is_end in _beside(row):
            step = InvolvementChange(child=child, worker=worker, involvement=role, is_end=is_end)
            yield _as_staged(row, step)


def _role(row: Row, child: ChildId) -> Involvement | None:
    """Who changes: the case holder where nothing says so, but for a child with others' rows."""
    text = folded(row.text(Heading.ROLE))
    if text:
        if text not in row.known.meanings.roles:
            row.says(Trouble.UNKNOWN_ROLE, Heading.ROLE)
        return row.known.meanings.roles.get(text)
    others = row.known.loads.plan.involvements
    if Heading.ROLE in row.row and any(each.child == child for each in others):
        row.says(Trouble.NO_ROLE, Heading.ROLE)
    return Involvement.CASE_HOLDER


def _to(row: Row, child: ChildId) -> WorkerId | None:
    """To whom a child goes, from the one who has it by the import."""
    if not row.text(Heading.TO):
        row.says(Trouble.NOBODY_NAMED, Heading.TO)
    donor, is_untold = row.known.imported(child), row.is_untold(Heading.FROM)
    told = () if is_untold else row.workers(Heading.FROM)
    if told and donor not in told:
        workers = () if donor is None else (donor,)
        row.says(Trouble.OTHER_HOLDER, Heading.FROM, workers=workers)
    to = row.worker(Heading.TO)
    if row.text(Heading.TO) and to == donor and child not in row.known.staged:
        workers = () if donor is None else (donor,)
        row.says(Trouble.NOWHERE, Heading.TO, workers=workers)
    return to


def _beside(row: Row) -> Iterator[tuple[WorkerId, bool]]:
    """Who goes and who comes beside the case holder."""
    goes, comes = row.worker(Heading.FROM), row.worker(Heading.TO)
    if goes is not None:
        yield goes, True
    if comes is not None:
        yield comes, False
    if goes is None and comes is None and not row.unclear:
        row.says(Trouble.NOBODY_NAMED, Heading.TO)


def _as_staged(row: Row, step: ChildStep) -> Said:
    """The step with day, reason and note; the staged one itself where nothing is otherwise."""
    known = row.known.staged.get(about(step))
    same = known if isinstance(known, type(step)) else None
    step = replace(
        step,
        effective=_day(row, same),
        reason=_told(row, Heading.REASON, "" if same is None else same.reason),
        note=_note(row, "" if same is None else same.note),
    )
    override = same.override_reason if isinstance(same, Move) else ""
    override = _told(row, Heading.OVERRIDE, override)
    if same is not None and _is_same(same, step, override):
        step = same
    return Said(step=step, override=override, row=row.row)


def _told(row: Row, which: Heading, known: str) -> str:
    """A coded reason; as it was staged where the sheet has no such column."""
    if which not in row.row:
        return known
    words = row.known.meanings
    if which is Heading.REASON:
        return row.code(which, words.reasons, Trouble.UNKNOWN_REASON)
    return row.code(which, words.overrides, Trouble.UNKNOWN_OVERRIDE)


def _day(row: Row, known: ChildStep | None) -> date | None:
    """From which day on; a step without one is written with that of the import."""
    staged = None if known is None else known.effective
    if Heading.DAY not in row.row:
        return staged
    day, as_at = row.row[Heading.DAY].value, row.known.loads.snapshot.as_at
    if isinstance(day, str):
        row.says(Trouble.UNKNOWN_DAY, Heading.DAY)
        return None
    if day == (staged or as_at) and known is not None:
        return staged
    if day is not None and day < as_at:
        row.says(Trouble.PAST_DAY, Heading.DAY)
    return day


def _note(row: Row, known: str) -> str:
    """The note; as it was staged where the sheet has none, or has the same."""
    if Heading.NOTE not in row.row:
        return known
    note = row.text(Heading.NOTE)
    if note == " ".join(known.split()):
        return known
    if len(note) > LONGEST_NOTE:
        row.says(Trouble.LONG_NOTE, Heading.NOTE)
        return ""
    return note


def _is_same(known: ChildStep, step: ChildStep, override: str) -> bool:
    if isinstance(known, Move) and isinstance(step, Move):
        step = replace(step, overrides=known.overrides, override_reason=known.override_reason)
        return step == known and override == known.override_reason
    return step == known
