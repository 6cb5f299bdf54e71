"""A journal that is shown to others: without what somebody wrote, or by codes in place of names.

It is changed before anything is made of it, as a plan is (`pseudonyms`, `wordless`), so that no
document can say what it does not know.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from allocation_app.domain.desk_changes import DeskChange, Staged
from allocation_app.domain.journal import DAYS, Decided, Entry
from allocation_app.domain.past import Past
from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.pseudonyms import (
    CodeBook,
    Codes,
    Kind,
    coded_change,
    coded_import,
    coded_mark,
)
from allocation_app.domain.snapshot import Snapshot
from allocation_app.domain.wordless import change_without_words

AMOUNTS = ("what", "to", "children", "n", DAYS)
"""What of an entry's detail is a code, an amount or days; the rest holds texts and identifiers."""


def past_without_words(past: Past, change: Callable[[Snapshot], Snapshot]) -> Past:
    """The past with its imports changed so, and its journal without what somebody wrote."""
    return replace(
        past,
        imports={number: change(each) for number, each in past.imports.items()},
        journal=tuple(map(_without_words, past.journal)),
    )


def coded_past(past: Past, book: CodeBook) -> Past:
    """The past by the codes of a book that has everybody of it (`with_everybody`)."""
    children = book.children
    return Past(
        imports={number: coded_import(each, book) for number, each in past.imports.items()},
        journal=tuple(_coded(_without_words(each), book) for each in past.journal),
        same_children={children[old]: children[new] for old, new in past.same_children.items()},
    )


def with_everybody(book: CodeBook, codes: Codes, past: Past) -> CodeBook:
    """The book with whom a past names and no import of the book has, and who wrote its journal."""
    ids = {*_children(past)}
    workers: dict[WorkerId, WorkerId] = dict(book.workers)
    for each in {*_workers(past)} - {*workers}:
        workers[each] = WorkerId(codes.code(Kind.WORKER, each))
    children = dict(book.children)
    for child in ids - {*children}:
        children[child] = ChildId(codes.code(Kind.CHILD, child))
    return replace(book, children=children, workers=workers)


def _changes(past: Past) -> Iterator[Staged]:
    for entry in past.journal:
        if entry.change is not None:
            yield from (entry.change.plan.gone, entry.change.plan.come)


def _children(past: Past) -> Iterator[ChildId]:
    for old, new in past.same_children.items():
        yield from (old, new)
    for staged in _changes(past):
        yield from (each.child for each in staged.moves)
        yield from (each.child for each in staged.pins)
        yield from (each.child for each in staged.oversight)
        yield from (each.child for each in staged.involvements)
        yield from (c for each in staged.marks for c in (each.child, each.other) if c is not None)
        yield from staged.unpinned
    for entry in past.journal:
        yield from (each.child for each in entry.decided)


def _workers(past: Past) -> Iterator[WorkerId]:
    for staged in _changes(past):
        named = (*(move.to for move in staged.moves), *(mark.worker for mark in staged.marks))
        yield from (each for each in named if each is not None)
        yield from (each.worker for each in staged.involvements)
        yield from (each.worker for each in staged.staffing)
    for entry in past.journal:
        yield _user(entry)
        yield from (w for each in entry.decided for w in (each.was, each.to) if w is not None)


def _user(entry: Entry) -> WorkerId:
    """Who wrote an entry, as a worker whom nobody else's identifier is taken for."""
    return WorkerId(f"user\0{entry.by}")


def _without_words(entry: Entry) -> Entry:
    detail = {name: entry.detail[name] for name in AMOUNTS if name in entry.detail}
    return replace(entry, detail=detail, change=_changed(entry.change, _bare))


def _bare(staged: Staged) -> Staged:
    return replace(
        staged,
        moves=tuple(replace(each, note="") for each in staged.moves),
        oversight=tuple(replace(each, note="") for each in staged.oversight),
        involvements=tuple(replace(each, note="") for each in staged.involvements),
        staffing=tuple(map(change_without_words, staged.staffing)),
        name="",
        notes="",
    )


def _changed(change: DeskChange | None, how: Callable[[Staged], Staged]) -> DeskChange | None:
    """What changes of the plan; the scenarios beside it go by names that somebody gave them."""
    if change is None:
        return None
    plan = replace(
        change.plan, gone=how(change.plan.gone), come=how(change.plan.come), name=None, notes=None
    )
    return DeskChange(plan=plan)


def _coded(entry: Entry, book: CodeBook) -> Entry:
    children, workers = book.children, book.workers

    def decided(of: Decided) -> Decided:
        return replace(
            of, child=children[of.child], was=_of(workers, of.was), to=_of(workers, of.to)
        )

    return replace(
        entry,
        by=workers[_user(entry)],
        change=_changed(entry.change, lambda staged: _coded_staged(staged, book)),
        decided=tuple(map(decided, entry.decided)),
    )


def _coded_staged(staged: Staged, book: CodeBook) -> Staged:
    children, workers = book.children, book.workers
    return replace(
        staged,
        moves=tuple(
            replace(each, child=children[each.child], to=_of(workers, each.to))
            for each in staged.moves
        ),
        pins=tuple(replace(each, child=children[each.child]) for each in staged.pins),
        oversight=tuple(replace(each, child=children[each.child]) for each in staged.oversight),
        marks=tuple(coded_mark(each, book) for each in staged.marks),
        involvements=tuple(
            replace(each, child=children[each.child], worker=workers[each.worker])
            for each in staged.involvements
        ),
        staffing=tuple(coded_change(each, book) for each in staged.staffing),
        unpinned=tuple(children[each] for each in staged.unpinned),
    )


def _of(codes: Mapping[WorkerId, WorkerId], known: WorkerId | None) -> WorkerId | None:
    return None if known is None else codes[known]
