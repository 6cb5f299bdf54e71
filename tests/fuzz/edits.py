"""Edits an exported workbook as a manager does, and tells on paper what plan is meant by it.

What is meant (`Hand.meant`) is written down edit by edit; of the product only the rules for moves
are asked, to choose edits that they allow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from random import Random

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from allocation_app import settings
from allocation_app.domain.caseloads import caseloads
from allocation_app.domain.effects import Measured
from allocation_app.domain.move_rules import broken_together
from allocation_app.domain.people import ChildId, Involvement, Role, Worker, WorkerId
from allocation_app.domain.plan import (
    CHANGE_REASONS,
    OVERRIDE_REASONS,
    ChildStep,
    InvolvementChange,
    Move,
    Plan,
)
from allocation_app.domain.snapshot import Snapshot
from allocation_app.domain.staging import likely_reason
from allocation_app.wording import moves, terms
from allocation_app.wording.sheets import workers_named
from tests.unit.report import examples

BY = Measured(policy=settings.policy(), rules=settings.rule_set(), calendar=settings.calendar())
TWIN = Worker(id=WorkerId("w7"), name="Nia Rees", role=Role.SOCIAL_WORKER, fte=1.0)
WORDS = ("spoke", "school", "agreed", "jo’s", "after", "half-term", "meeting", "1st", "visit")
READ_IN_CHANGES = (
    "Child ID",
    "Who changes",
    "From",
    "To",
    "From the day",
    "Reason",
    "Rules set aside because",
)


def a_team() -> Snapshot:
    """Forty-five children; two of the workers share a name."""
    return examples.a_snapshot(45, (*examples.WORKERS, TWIN))


def about(step: ChildStep) -> object:
    """What a step is about."""
    return step.child if isinstance(step, Move) else step.about


def is_allowed(plan: Plan, steps: list[ChildStep]) -> bool:
    """Whether no hard rule speaks against any of these, all of them staged."""
    return not any(each.is_hard for each in broken_together(plan, steps, BY))


@dataclass(kw_only=True)
class Hand:
    """A manager with a workbook: ``edited`` are the steps that were written into it."""

    book: Workbook
    plan: Plan
    chance: Random
    meant: dict[object, ChildStep] = field(default_factory=dict)
    why: dict[object, str] = field(default_factory=dict)
    edited: dict[object, ChildStep] = field(default_factory=dict)
    touched: set[ChildId] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.meant = {about(step): step for step in self.plan.child_steps}
        self.names = workers_named(self.plan.facts)

    def sheet(self, name: str) -> tuple[Worksheet, int, dict[str, int]]:
        """A sheet, the row of its headings, and the column of each."""
        sheet = self.book[name]
        for row in sheet.iter_rows(max_row=40):
            columns = {str(cell.value): int(cell.column or 0) for cell in row if cell.value}
            if "Child ID" in columns:
                return sheet, int(row[0].row or 0), columns
        raise AssertionError(name)

    def row_of(self, name: str, step: ChildStep) -> int:
        """The row of a step, or of a child on the Allocations sheet."""
        sheet, top, columns = self.sheet(name)
        for row in range(top + 1, sheet.max_row + 1):
            if sheet.cell(row, columns["Child ID"]).value != step.child:
                continue
            if name == "Allocations":
                return row
            role = sheet.cell(row, columns["Who changes"]).value
            whose = [sheet.cell(row, columns[each]).value for each in ("From", "To")]
            if isinstance(step, Move) and role == "case holder":
                return row
            if (
                isinstance(step, InvolvementChange)
                and role == terms.involvement(step.involvement)
                and self.names[step.worker] in whose
            ):
                return row
        raise AssertionError(step)

    def write(self, name: str, row: int, **told: object) -> None:
        """Write cells by their headings, spaced and cased as somebody types."""
        sheet, _, columns = self.sheet(name)
        for heading, value in told.items():
            cell = sheet.cell(row, columns[heading.replace("_", " ")])
            cell.value = self.typed(value) if isinstance(value, str) else value  # type: ignore[assignment]

    def typed(self, text: str) -> str:
        """A word as it may be typed; what must be kept letter by letter is not given here."""
        return self.chance.choice((text, text, f" {text} ", text.upper(), text.replace(" ", "  ")))

    def free_child(self) -> ChildId:
        """A child of whom nothing is staged and nothing was edited."""
        staged = {step.child for step in self.meant.values()} | self.touched
        return self.chance.choice(
            [child for child in self.plan.snapshot.children if child not in staged]
        )

    def a_worker(self) -> WorkerId:
        """Somebody who may hold a case."""
        here = [each.id for each in self.plan.snapshot.workers.values() if each.holds_cases]
        return self.chance.choice(here)

    def base(self) -> Plan:
        """The plan without what was edited."""
        kept = [step for key, step in self.meant.items() if key not in self.edited]
        return Plan(
            snapshot=self.plan.snapshot,
            moves=tuple(step for step in kept if isinstance(step, Move)),
            involvements=tuple(s for s in kept if isinstance(s, InvolvementChange)),
        )

    def mean(self, step: ChildStep, why: str) -> bool:
        """Note a step where nothing speaks against it and the others that can't be set aside."""
        key = about(step)
        steps = {**self.edited, key: step}
        kept = [each for other, each in self.meant.items() if other not in steps]
        plan = replace(
            self.base(),
            moves=tuple(each for each in kept if isinstance(each, Move)),
            involvements=tuple(e for e in kept if isinstance(e, InvolvementChange)),
        )
        found = broken_together(plan, list(steps.values()), BY)
        whys = {**self.why, key: why}
        for each in found:
            move = steps.get(each.child)
            is_of = isinstance(move, Move) and move.to == each.worker
            if each.is_hard or (is_of and not whys.get(each.child)):
                return False
        self.meant[key] = self.edited[key] = step
        self.why[key] = why
        self.touched.add(step.child)
        return True

    def expected(self) -> set[ChildStep]:
        """The steps that are meant, with the rules that their reasons set aside."""
        found = broken_together(self.base(), list(self.edited.values()), BY)
        meant = set()
        for key, step in self.meant.items():
            if key not in self.edited or not isinstance(step, Move):
                meant.add(step)
                continue
            rules = [e.rule for e in found if (e.child, e.worker) == (step.child, step.to)]
            why = self.why[key] if rules else ""
            rules = [*dict.fromkeys(rules)]
            meant.add(replace(step, overrides=tuple(rules), override_reason=why))
        return meant


def add_move(hand: Hand) -> bool:
    """A row that is added to the Changes sheet."""
    chance, child, to = hand.chance, hand.free_child(), hand.a_worker()
    day = hand.plan.snapshot.as_at + timedelta(days=chance.randrange(60))
    note = " ".join(chance.choices(WORDS, k=3)) if chance.random() < 0.4 else ""
    step = Move(
        child=child,
        to=to,
        effective=day if chance.random() < 0.6 else None,
        reason=chance.choice(("", *CHANGE_REASONS)),
        note=note,
    )
    held = caseloads(hand.plan, BY.policy).imported.get(child)
    why = chance.choice(OVERRIDE_REASONS)
    if (held is not None and held.worker == to) or not hand.mean(step, why):
        return False
    sheet, _, columns = hand.sheet("Changes")
    row = sheet.max_row + chance.choice((1, 1, 2))
    sheet.cell(row, columns["Child ID"]).value = child
    hand.write("Changes", row, To=hand.names[to], From_the_day=step.effective)
    hand.write("Changes", row, Reason=moves.change_reason(step.reason) or None)
    hand.write("Changes", row, Rules_set_aside_because=moves.override_reason(why))
    sheet.cell(row, columns["Note"]).value = note or None
    if chance.random() < 0.5:
        hand.write("Changes", row, Who_changes="case holder")
    return True


def add_beside(hand: Hand) -> bool:
    """A co-worker or an adviser who comes, in an added row."""
    role = hand.chance.choice((Involvement.CO_WORKER, Involvement.PERSONAL_ADVISER))
    step = InvolvementChange(child=hand.free_child(), worker=hand.a_worker(), involvement=role)
    if not hand.mean(step, ""):
        return False
    sheet, _, columns = hand.sheet("Changes")
    row = sheet.max_row + 1
    sheet.cell(row, columns["Child ID"]).value = step.child
    told = {"Who_changes": terms.involvement(role), "To": hand.names[step.worker]}
    hand.write("Changes", row, **told)
    return True


def reallocate(hand: Hand) -> bool:
    """Another worker on the Allocations sheet."""
    child, to = hand.free_child(), hand.a_worker()
    loads = caseloads(hand.plan, BY.policy)
    held = loads.imported.get(child)
    step = Move(child=child, to=to, reason=likely_reason(loads, child))
    if (held is not None and held.worker == to) or not hand.mean(step, ""):
        return False
    hand.write("Allocations", hand.row_of("Allocations", step), Worker=hand.names[to])
    return True


def _staged(hand: Hand, kind: type[ChildStep] = Move) -> ChildStep | None:
    """A step of the plan of whose child nothing was edited."""
    free = [s for s in hand.plan.child_steps if s.child not in hand.touched]
    return hand.chance.choice([s for s in free if isinstance(s, kind)] or [None])


def take_back(hand: Hand) -> bool:
    """A row of the Changes sheet that is deleted."""
    step = _staged(hand, hand.chance.choice((Move, InvolvementChange)))
    if step is None:
        return False
    sheet, _, _ = hand.sheet("Changes")
    sheet.delete_rows(hand.row_of("Changes", step))
    del hand.meant[about(step)]
    hand.touched.add(step.child)
    return True


def change(hand: Hand) -> bool:
    """Cells of a staged move that are changed."""
    step = _staged(hand)
    if not isinstance(step, Move):
        return False
    chance, why = hand.chance, step.override_reason
    told: dict[str, object] = {}
    for kind in chance.sample(("to", "day", "reason", "note", "why"), k=chance.choice((1, 2))):
        if kind == "to":
            step = replace(step, to=hand.a_worker(), overrides=(), override_reason="")
            why = why or chance.choice(OVERRIDE_REASONS)
            told |= {"To": hand.names[step.to or WorkerId("")]}
            told |= {"Rules_set_aside_because": moves.override_reason(why)}
        elif kind == "day":
            day = hand.plan.snapshot.as_at + timedelta(days=chance.randrange(1, 40))
            step = replace(step, effective=day)
            told |= {"From_the_day": chance.choice((day, f"{day:%d %B %Y}"))}
        elif kind == "reason":
            step = replace(step, reason=chance.choice(CHANGE_REASONS))
            told |= {"Reason": chance.choice((moves.change_reason(step.reason), step.reason))}
        elif kind == "note":
            step = replace(step, note="")
            told |= {"Note": None}
        else:
            why = chance.choice(OVERRIDE_REASONS)
            told |= {"Rules_set_aside_because": moves.override_reason(why)}
    was = hand.plan.moves[[m.child for m in hand.plan.moves].index(step.child)]
    held = caseloads(hand.plan, BY.policy).imported.get(step.child)
    asked = (step.to, step.effective, why) != (was.to, was.effective, was.override_reason)
    if held is not None and held.worker == step.to:
        return False
    row = hand.row_of("Changes", was)
    if asked:
        plain = replace(step, overrides=(), override_reason="")
        if not hand.mean(plain, why):
            return False
    else:
        kept = {"overrides": was.overrides, "override_reason": was.override_reason}
        hand.meant[step.child] = replace(step, **kept)
        hand.touched.add(step.child)
    hand.write("Changes", row, **told)
    return True


EDITS: tuple[Callable[[Hand], bool], ...] = (
    add_move, add_move, add_beside, reallocate, reallocate, take_back, change, change
)  # fmt: skip


def a_plan(snapshot: Snapshot, chance: Random) -> Plan:
    """Some moves and co-workers, staged as the window stages them."""
    plan = Plan(snapshot=snapshot)
    hand = Hand(book=Workbook(), plan=plan, chance=chance)
    for _ in range(chance.randrange(9)):
        child, worker = hand.free_child(), hand.a_worker()
        if chance.random() < 0.3:
            step: ChildStep = InvolvementChange(
                child=child, worker=worker, involvement=Involvement.CO_WORKER
            )
        else:
            note = " ".join(chance.choices(WORDS, k=2))
            day = snapshot.as_at + timedelta(days=chance.randrange(30))
            day_or_none = chance.choice((None, day))
            reason = chance.choice(CHANGE_REASONS)
            step = Move(child=child, to=worker, effective=day_or_none, reason=reason, note=note)
            held = caseloads(plan, BY.policy).imported.get(child)
            if held is not None and held.worker == worker:
                continue
        hand.mean(step, chance.choice(OVERRIDE_REASONS))
    steps = sorted(hand.expected(), key=repr)
    return replace(
        plan,
        moves=tuple(step for step in steps if isinstance(step, Move)),
        involvements=tuple(step for step in steps if isinstance(step, InvolvementChange)),
    )


def cells_of(sheet: Worksheet, top: int) -> Iterator[int]:
    """The rows below the headings that have anything in the first column that counts."""
    for row in range(top + 1, sheet.max_row + 1):
        if any(cell.value is not None for cell in sheet[row]):
            yield row
