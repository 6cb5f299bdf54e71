"""What an edited workbook asks for, in words; and why something can't be taken as meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from allocation_app.domain.edited import Cell, Difference, Edits, Heading, Trouble, Unclear
from allocation_app.domain.plan import LONGEST_NOTE, ChildStep, Move
from allocation_app.wording import move_rules, moves, terms
from allocation_app.wording.moves import Donors
from allocation_app.wording.names import Names
from allocation_app.wording.sheets import ALLOCATIONS, CHANGES, heading, offered_roles
from allocation_app.wording.translate import mark, tr, trn
from allocation_app.wording.visible import visible

LONGEST_SHOWN = 60  # characters of a cell
SENTENCES: Mapping[Trouble, str] = {
    Trouble.OTHER_IMPORT: mark(
        "The workbook was made of another import. Open the files that it was made of, or export it"
        " again."
    ),
    Trouble.NO_CHILD: mark("This row has no child: write the child’s ID."),
    Trouble.UNKNOWN_CHILD: mark("“{text}” is no child of this import: write the ID as it was."),
    Trouble.UNKNOWN_WORKER: mark(
        "“{text}” is no worker of this import: write the name as the list offers it."
    ),
    Trouble.SEVERAL_WORKERS: mark("“{text}” may be {workers}: write which."),
    Trouble.UNKNOWN_ROLE: mark("“{text}” is none of these: {roles}. Write which is meant."),
    Trouble.NO_ROLE: mark(
        "This says not whether {child}’s case holder changes or somebody beside: write which."
    ),
    Trouble.UNKNOWN_REASON: mark("“{text}” is no reason of the list: choose one of it."),
    Trouble.UNKNOWN_OVERRIDE: mark("“{text}” is no reason of the list: choose one of it."),
    Trouble.UNKNOWN_DAY: mark("“{text}” is no day: write it like 24/11/2026."),
    Trouble.PAST_DAY: mark("{day} lies before the day of the import: nobody can be moved then."),
    Trouble.LONG_NOTE: mark("The note is too long: keep it to {most} characters."),
    Trouble.NOBODY_NAMED: mark(
        "Nobody is named: write a worker, or “nobody” for a child who is to have none."
    ),
    Trouble.OTHER_HOLDER: mark("By the import {child} is with {workers}, not with “{text}”."),
    Trouble.NOWHERE: mark("{child} is with {workers} already."),
    Trouble.TWICE: mark("{child} stands here more than once ({cells}): keep one row."),
    Trouble.TWO_SHEETS: mark(
        "The two sheets say different things of {child} ({cells}): change one of them."
    ),
    Trouble.STAGED_SINCE: mark(
        "What is staged for {child} was changed in the tool since the workbook was exported: export"
        " it again, or change it in the tool."
    ),
    Trouble.ROWS_UNCLEAR: mark(
        "No row has {child}, and of some rows the child can’t be told ({cells}): mend those first."
        " Nothing was taken back."
    ),
    Trouble.NO_ROW: mark(
        "No row has {child}, and without the Allocations sheet nobody can tell whether it was"
        " deleted: take the change back in the tool, if that is meant."
    ),
}
"""What is wrong in a sentence, but for rules, which have their own."""


def sentence(of: Unclear, names: Names) -> str:
    """Why something can't be taken as meant, and what to do about it."""
    if of.broken is not None:
        said = move_rules.sentence(of.broken, names)
        if of.trouble is Trouble.RULE:
            return said
        return tr(
            "{said} Give a reason under “{column}”.", said=said, column=heading(Heading.OVERRIDE)
        )
    cell = of.cells[0] if of.cells else None
    return tr(
        SENTENCES[of.trouble],
        text="" if cell is None else shown(cell),
        day="" if cell is None else shown(cell),
        child="" if of.child is None else names.child(of.child),
        workers=names.workers(of.workers) if of.workers else names.holder(None),
        cells=tr("; ").join(dict.fromkeys(map(place, of.cells))),
        roles=", ".join(offered_roles()),
        most=LONGEST_NOTE,
    )


def where(of: Unclear | Difference) -> str:
    """The cell that is meant: "Changes, H12"; "" of a row that is no longer there."""
    return place(of.cells[0]) if of.cells else ""


def place(cell: Cell) -> str:
    """Where a cell stands."""
    return tr("{sheet}, {cell}", sheet=cell.sheet, cell=cell.at)


def shown(cell: Cell) -> str:
    """What a cell holds, in a few words."""
    if cell.value is not None and not isinstance(cell.value, str):
        return terms.day(cell.value)
    text = visible(cell.text)
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"


def was(of: Difference, before: Donors, names: Names) -> str:
    """What was staged when the workbook was written."""
    return tr("nothing staged") if of.before is None else moves.step(of.before, before, names)


def now(of: Difference, before: Donors, names: Names) -> str:
    """What is to be staged instead, with the reasons and the note where they are given."""
    if of.after is None:
        return tr("taken back")
    parts = [moves.step(of.after, before, names), *_details(of.after)]
    return tr("; ").join(parts)


def _details(step: ChildStep) -> Iterator[str]:
    reason = moves.change_reason(step.reason)
    if reason:
        yield reason
    if isinstance(step, Move) and step.overrides:
        rules = move_rules.rule_names(step.overrides)
        why = moves.override_reason(step.override_reason)
        yield tr("set aside: {rules} ({why})", rules=rules, why=why)
    if step.note:
        yield tr("note: {note}", note=visible(step.note))


def line(of: Difference, before: Donors, names: Names) -> str:
    """A difference in one line: the child, then what was staged and what is to be."""
    child, after = names.child(of.step.child), now(of, before, names)
    if of.before is None:
        return tr("{child}: {now}", child=child, now=after)
    was_staged = was(of, before, names)
    return tr("{child}: {now} (staged was: {was})", child=child, now=after, was=was_staged)


def remarks(edits: Edits) -> list[str]:
    """What is to be known beside the differences: about the plan, and about rows that are gone."""
    said = [
        tr("The sheet {name} is not there, or hidden: nothing was read of it.", name=tr(name))
        for name, is_there in (
            (CHANGES, edits.has_changes),
            (ALLOCATIONS, edits.has_allocations),
        )
        if not is_there
    ]
    if not edits.is_plan_known:
        said.append(
            tr(
                "It is not known of which plan the workbook was made: each row is compared with the"
                " plan as it stands, and a row that is not there takes nothing back. Where that"
                " plan was saved, open it first."
            )
        )
    elif edits.is_plan_changed:
        said.append(tr("The plan was changed in the tool since the workbook was exported."))
    if edits.missing:
        n = len(edits.missing)
        said.append(
            trn(
                "{n} child is not on the Allocations sheet, which may be of one team: nothing is"
                " done about that.",
                "{n} children are not on the Allocations sheet, which may be of one team: nothing"
                " is done about that.",
                n,
            )
        )
    return said


def counted(edits: Edits) -> str:
    """How much the workbook asks for, in a sentence."""
    n, refused = len(edits.differences), [each.difference for each in edits.unclear]
    unclear = len({*refused} - {None}) + refused.count(None)
    if not n and not unclear:
        return tr("The workbook says the same as the plan.")
    asked = trn("{n} change can be staged", "{n} changes can be staged", n)
    if not unclear:
        return tr("{asked}.", asked=asked)
    problems = trn("{n} problem", "{n} problems", unclear)
    return tr("{asked}; {problems}.", asked=asked, problems=problems)
