"""The journal in words: what was done, and with whom, of one entry or of many.

An entry holds codes and what changed of the plan; the sentence is made here, when somebody reads
it, in the language in use. A note, a narrative or a reason of a mark is never among its words.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from allocation_app.domain.desk_changes import (
    LISTS,
    DeskChange,
    PlanChange,
    Staged,
)
from allocation_app.domain.journal import DAYS, Decided, Deed, Entry
from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.plan import Move, Oversight, Pin
from allocation_app.domain.reconciling import Outcome
from allocation_app.domain.working_days import Unit
from allocation_app.wording import moves, reconciled, staffing, terms
from allocation_app.wording.names import Names, listed
from allocation_app.wording.translate import mark, tr, trn

Thing = TypeVar("Thing")
DEEDS: Mapping[Deed, str] = {
    Deed.CREATED: mark("Workspace made"),
    Deed.UNLOCKED: mark("Opened"),
    Deed.LOCKED: mark("Locked"),
    Deed.IMPORTED: mark("Import added"),
    Deed.STAGED: mark("Staged"),
    Deed.UNDONE: mark("Undone"),
    Deed.REDONE: mark("Redone"),
    Deed.NOTED: mark("Notes written"),
    Deed.POLICY: mark("Weights changed"),
    Deed.RULES: mark("Rules changed"),
    Deed.EXPORTED: mark("Exported"),
    Deed.RECOVERED: mark("Recovered"),
    Deed.DECLINED: mark("Left out"),
    Deed.TAKEN_OVER: mark("Taken over"),
    Deed.PRUNED: mark("Imports deleted"),
    Deed.ERASED: mark("Child deleted"),
    Deed.PASSPHRASE: mark("Passphrase changed"),
    Deed.SETTINGS: mark("Settings changed"),
}
FORMS: Mapping[str, str] = {
    "xlsx": mark("as an Excel file"),
    "csv": mark("as a CSV file"),
    "pdf": mark("as a PDF"),
    "print": mark("printed"),
    "clipboard": mark("copied"),
}
MOST_LINES = 3  # of one entry that are said in a line; of more it is said how many


def deed(code: Deed) -> str:
    """What was done, in a word or two."""
    return tr(DEEDS[code])


def said(
    entry: Entry,
    names: Names,
    *,
    day: date | None = None,
    documents: Mapping[str, str] | None = None,
) -> str:
    """An entry in a line: "Staged: Mary Jones from Duty to Sam Hall, from Mon 23 Nov, because ...".

    ``day`` is that of the import that an entry is about, ``documents`` are the names of the
    documents by their codes.
    """
    what = summary(entry, names, day=day, documents=documents)
    word = deed(entry.deed)
    return tr("{deed}: {what}", deed=word, what=what) if what else word


def summary(
    entry: Entry,
    names: Names,
    *,
    day: date | None = None,
    documents: Mapping[str, str] | None = None,
) -> str:
    """The same without the deed: its lines, or how many of each kind where there are many."""
    told = lines(entry, names, day=day, documents=documents)
    if len(told) <= MOST_LINES or entry.change is None:
        return "; ".join(told)
    return ", ".join(_amounts(_seen(entry.deed, entry.change))) or listed(told)


def lines(
    entry: Entry,
    names: Names,
    *,
    day: date | None = None,
    documents: Mapping[str, str] | None = None,
) -> tuple[str, ...]:
    """Everything that an entry says, a line each; nothing where the deed says it all."""
    if entry.deed is Deed.IMPORTED:
        return tuple(_imported(entry, day))
    if entry.deed is Deed.EXPORTED:
        return tuple(_exported(entry.detail, documents or {}))
    if entry.change is None or entry.deed in {Deed.NOTED, Deed.POLICY, Deed.RULES}:
        return tuple(_of_workspace(entry))
    plan = _seen(entry.deed, entry.change)
    changed = _changed(plan, entry.decided, names)
    return (*_of_workspace(entry), *changed, *_kept(entry.change))


def concerned(entry: Entry) -> tuple[ChildId, ...]:
    """The children whom an entry names, each once; those of an import are all, so none."""
    found = [each.child for each in entry.decided]
    if entry.change is not None and entry.deed is not Deed.IMPORTED:
        plan = _seen(entry.deed, entry.change)
        found.extend(child for side in (plan.come, plan.gone) for child in _children(side))
    return tuple(dict.fromkeys(found))


def _children(of: Staged) -> Iterator[ChildId]:
    yield from (each.child for each in of.moves)
    yield from (each.child for each in of.involvements)
    yield from (each.child for each in of.pins)
    yield from (each.child for each in of.oversight)
    for each in of.marks:
        yield from (child for child in (each.child, each.other) if child is not None)
    yield from of.unpinned


def decided(of: Decided, names: Names) -> str:
    """The facts at the moment of decision: how long the child waited, both loads before and after.

    Empty where none were known.
    """
    told = "; ".join(_facts(of, names))
    if not (told and of.is_later):
        return told
    return tr("{facts} (staged before; worked out when the workspace was made)", facts=told)


def _facts(of: Decided, names: Names) -> Iterator[str]:
    if of.waited is not None:
        yield tr("waited {amount}", amount=terms.amount(of.waited, Unit.WORKING_DAYS))
    for worker, shares in ((of.was, of.giver), (of.to, of.taker)):
        if worker is not None and shares:
            yield tr(
                "{worker} {before} → {after}",
                worker=names.worker(worker),
                before=terms.percent(shares[0]),
                after=terms.percent(shares[-1]),
            )


def _seen(deed_: Deed, change: DeskChange) -> PlanChange:
    """What an entry tells of the plan: of an undo what it took back, and nothing that stayed."""
    plan = change.plan
    if deed_ is Deed.UNDONE:
        plan = replace(plan, gone=plan.come, come=plan.gone)
    if not plan.is_whole:
        return plan
    return replace(plan, gone=_without(plan.gone, plan.come), come=_without(plan.come, plan.gone))


def _without(one: Staged, other: Staged) -> Staged:
    kept: dict[str, Any] = {
        name: tuple(each for each in getattr(one, name) if each not in getattr(other, name))
        for name in LISTS
    }
    return replace(one, **kept)


def _imported(entry: Entry, day: date | None) -> Iterator[str]:
    if day is not None:
        yield tr("as at {day}", day=terms.day(day))
    told = {code: entry.detail.get(code, "") for code in Outcome}
    counts = {code: int(n) for code, n in told.items() if n.isdigit()}
    if counts:
        yield reconciled.amounts(counts)
    taken = entry.change.plan.come if entry.change is not None else Staged()
    steps = len(taken.moves) + len(taken.involvements) + len(taken.staffing)
    if steps:
        yield trn("{n} change taken along", "{n} changes taken along", steps)


def _exported(detail: Mapping[str, str], documents: Mapping[str, str]) -> Iterator[str]:
    what, form = detail.get("what", ""), detail.get("to", "")
    name = tr(documents[what]) if what in documents else what
    if name:
        how = tr(FORMS[form]) if form in FORMS else form
        yield tr("{document}, {how}", document=name, how=how) if how else name
    if detail.get("children", "").isdigit() and detail["children"] != "0":
        yield terms.children(int(detail["children"]))


def _of_workspace(entry: Entry) -> Iterator[str]:
    """What the other deeds say by an amount; a code or text that was put in force is not shown."""
    told = entry.detail
    if not told.get("n", "").isdigit():
        return
    n = int(told["n"])
    match entry.deed:
        case Deed.RECOVERED | Deed.DECLINED:
            yield trn("{n} entry that a crash had left", "{n} entries that a crash had left", n)
        case Deed.PRUNED:
            yield trn("{n} import", "{n} imports", n)
            yield from _days(told.get(DAYS, ""))
        case _:
            return


def _days(told: str) -> Iterator[str]:
    """The days of imports that were deleted."""
    found = []
    for each in told.split(","):
        with suppress(ValueError):
            found.append(terms.day(date.fromisoformat(each)))
    if found:
        yield tr("as at {days}", days=listed(found))


def _changed(plan: PlanChange, facts: Sequence[Decided], names: Names) -> Iterator[str]:
    """What came to a plan and what went from it, a line each: staff first, then children."""
    yield from (staffing.sentence(each, names) for each in plan.come.staffing)
    for each in _only(plan.gone.staffing, plan.come.staffing, lambda one: one.about):
        yield tr("taken back: {what}", what=staffing.sentence(each, names))
    known = {each.child: each.was for each in facts}
    yield from (_move(each, known, names) for each in plan.come.moves)
    for move in _only(plan.gone.moves, plan.come.moves, lambda one: one.child):
        who = names.child(move.child)
        yield tr("{child}: move to {to} taken back", child=who, to=names.holder(move.to))
    yield from _beside(plan, names)
    yield from _pins(plan, names)
    for marked in plan.come.marks:
        yield moves.marked(marked, names)
    for marked in _only(plan.gone.marks, plan.come.marks, lambda one: one.about):
        yield tr("mark taken off: {what}", what=moves.marked(marked, names))
    yield from (_review(each, names) for each in plan.come.oversight)
    for review in _only(plan.gone.oversight, plan.come.oversight, lambda one: (one.child, one.day)):
        yield tr("taken back: {what}", what=_review(review, names))
    if plan.name:
        yield tr("the plan is called “{name}”", name=plan.name)


def _move(of: Move, was: Mapping[ChildId, WorkerId | None], names: Names) -> str:
    child, to = names.child(of.child), names.holder(of.to)
    if of.child in was:
        donor = names.holder(was[of.child])
        line = tr("{child} from {donor} to {to}", child=child, donor=donor, to=to)
    else:
        line = tr("{child} to {to}", child=child, to=to)
    if of.effective is not None:
        line = tr("{line}, from {day}", line=line, day=terms.short_day(of.effective))
    if of.reason:
        line = tr("{line}, because: {why}", line=line, why=moves.change_reason(of.reason))
    if of.overrides:
        why = moves.override_reason(of.override_reason)
        rules = listed(of.overrides)
        line = tr("{line}; rule {rules} set aside: {why}", line=line, rules=rules, why=why)
    return line


def _beside(plan: PlanChange, names: Names) -> Iterator[str]:
    """Co-workers and advisers who come or go beside a case holder."""
    for each in plan.come.involvements:
        what = moves.step(each, {}, names)
        yield tr("{child}: {what}", child=names.child(each.child), what=what)
    for each in _only(plan.gone.involvements, plan.come.involvements, lambda one: one.about):
        what = moves.step(each, {}, names)
        yield tr("{child}: {what}, taken back", child=names.child(each.child), what=what)


def _pins(plan: PlanChange, names: Names) -> Iterator[str]:
    for pin in plan.come.pins:
        yield _pin(pin, names)
    for pin in _only(plan.gone.pins, plan.come.pins, lambda one: one.child):
        yield tr("{child}: pin lifted", child=names.child(pin.child))
    for child in plan.come.unpinned:
        yield tr("{child}: pin by default lifted", child=names.child(child))
    for child in _only(plan.gone.unpinned, plan.come.unpinned, str):
        yield tr("{child}: pinned by default again", child=names.child(child))


def _pin(of: Pin, names: Names) -> str:
    child, until = names.child(of.child), moves.pin_until(of.until)
    if not of.reason:
        return tr("{child} pinned {until}", child=child, until=until)
    why = moves.pin_reason(of.reason)
    return tr("{child} pinned {until}: {why}", child=child, until=until, why=why)


def _review(of: Oversight, names: Names) -> str:
    child = names.child(of.child)
    return tr("{child} reviewed while waiting, {day}", child=child, day=terms.day(of.day))


def _only(
    gone: Iterable[Thing], come: Iterable[Thing], about: Callable[[Thing], Hashable]
) -> Iterator[Thing]:
    """What went without something about the same coming in its place."""
    replaced = {about(each) for each in come}
    return (each for each in gone if about(each) not in replaced)


def _amounts(plan: PlanChange) -> Iterator[str]:
    """How many of each kind came and went."""
    come, gone = plan.come, plan.gone
    back = [*_only(gone.moves, come.moves, lambda one: one.child)]
    unpinned = [*_only(gone.pins, come.pins, lambda one: one.child), *come.unpinned]
    unmarked = [*_only(gone.marks, come.marks, lambda one: one.about)]
    beside, staff = len(come.involvements) + len(gone.involvements), come.staffing
    n_back, n_unpinned, n_unmarked = len(back), len(unpinned), len(unmarked)
    found = (
        (len(staff), trn("{n} change of staff", "{n} changes of staff", len(staff))),
        (len(come.moves), trn("{n} child moved", "{n} children moved", len(come.moves))),
        (n_back, trn("{n} move taken back", "{n} moves taken back", n_back)),
        (beside, trn("{n} co-worker or adviser", "{n} co-workers or advisers", beside)),
        (len(come.pins), trn("{n} pin set", "{n} pins set", len(come.pins))),
        (n_unpinned, trn("{n} pin lifted", "{n} pins lifted", n_unpinned)),
        (len(come.marks), trn("{n} mark set", "{n} marks set", len(come.marks))),
        (n_unmarked, trn("{n} mark taken off", "{n} marks taken off", n_unmarked)),
        (len(come.oversight), trn("{n} review", "{n} reviews", len(come.oversight))),
    )
    return (words for n, words in found if n)


def _kept(change: DeskChange) -> Iterator[str]:
    """Which scenarios are kept since, where that changed."""
    if change.kept is None:
        return
    names = [tr("“{name}”", name=each.name) for each in change.kept]
    if names:
        yield tr("scenarios kept: {names}", names=listed(names))
    else:
        yield tr("no scenario is kept")
