"""What Ctrl+K finds: children and workers by name, number or code, actions by their words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.pseudonyms import INITIAL, LENGTH, LETTERS, Kind, Whose, code_book
from allocation_app.domain.review import Review
from allocation_app.errors import AppError
from allocation_app.settings.secret import codes_if_any
from allocation_app.wording import terms
from allocation_app.wording.translate import tr
from allocation_app.wording.visible import visible
from ui.table_model import fold

MOST = 12
_CODE = re.compile(rf"[{''.join(INITIAL.values())}][{LETTERS}]{{{LENGTH},}}", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Something found: what is shown, and the one thing that it leads to."""

    text: str
    kind: str
    child: ChildId | None = None
    worker: WorkerId | None = None
    action: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A hit and the folded text that it is found by."""

    hit: Hit
    sought: str


def entries(review: Review, *, hide_names: bool) -> tuple[Entry, ...]:
    """Every worker and child of a review; made once an import, not once a keystroke."""
    return (*_workers(review), *_children(review, hide_names=hide_names))


def hits(text: str, people: Iterable[Entry], actions: Iterable[Entry]) -> list[Hit]:
    """The best matches: every word occurs; what begins with the first one comes first."""
    words = fold(text).split()
    if not words:
        return [entry.hit for entry in actions][:MOST]
    found = [
        (_rank(entry.sought, words[0]), entry.hit)
        for entry in (*people, *actions)
        if all(word in entry.sought for word in words)
    ]
    found.sort(key=lambda pair: pair[0])
    return [hit for _, hit in found[:MOST]]


def _rank(sought: str, word: str) -> int:
    if sought.startswith(word):
        return 0
    return 1 if f" {word}" in sought else 2


def of_code(text: str, review: Review, people: Iterable[Entry]) -> list[Hit]:
    """Whom a code in an export tells of, as far as this installation has made codes."""
    found = _whose(text, review)
    if found is None:
        return []
    children, workers = review.snapshot.children, review.snapshot.workers

    def is_meant(hit: Hit) -> bool:
        if hit.child is not None:
            return found.id == (
                hit.child if found.kind is Kind.CHILD else children[hit.child].family
            )
        if hit.worker is not None:
            return found.id == (
                hit.worker if found.kind is Kind.WORKER else workers[hit.worker].team
            )
        return False

    kinds = {Kind.CHILD, Kind.FAMILY}
    own = (entry.hit for entry in people if (entry.hit.child is not None) is (found.kind in kinds))
    return [hit for hit in own if is_meant(hit)][:MOST]


def _whose(text: str, review: Review) -> Whose | None:
    if not _CODE.fullmatch("".join(text.split())):
        return None
    try:
        codes = codes_if_any()
    except AppError:  # whoever exports by codes is told
        return None
    return None if codes is None else code_book(codes, review.caseloads.plan).whose(text)


def action_entry(name: str, text: str, keys: str) -> Entry:
    """An action as something to find."""
    shown = f"{text}  ({keys})" if keys else text
    return Entry(hit=Hit(text=shown, kind=tr("action"), action=name), sought=fold(text))


def _workers(review: Review) -> Iterator[Entry]:
    for worker in review.snapshot.workers.values():
        held = len(review.caseloads.loads[worker.id].children)
        text = tr("{name} · {children}", name=visible(worker.name), children=terms.children(held))
        hit = Hit(text=text, kind=tr("worker"), worker=worker.id)
        yield Entry(hit=hit, sought=fold(f"{worker.name} {worker.id}"))


def _children(review: Review, *, hide_names: bool) -> Iterator[Entry]:
    for child in review.snapshot.children.values():
        name = terms.child_name(child, hide_names=hide_names)
        text = name if name == child.id else tr("{name} · {id}", name=name, id=child.id)
        hit = Hit(text=text, kind=tr("child"), child=child.id)
        yield Entry(hit=hit, sought=fold(f"{child.name} {child.id}"))
