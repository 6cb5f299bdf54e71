"""A plan without what somebody wrote: notes, reasons in free text, files that name a child.

For documents that show no names: a note can hold one, and a word about a worker's hours an illness.
Nothing that is counted or judged changes by it. Reasons that are codes stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator
from dataclasses import replace

from allocation_app.domain.file_names import names_a_child
from allocation_app.domain.language import is_welsh
from allocation_app.domain.people import Absence, Child, ChildId, FamilyId, Reduction, Worker
from allocation_app.domain.plan import Plan
from allocation_app.domain.policy import Policy
from allocation_app.domain.snapshot import Snapshot, Source
from allocation_app.domain.staffing import StaffChange

WELSH, OTHER_LANGUAGE = "Welsh", "other"
"""All that anything asks of a language that somebody wrote."""
SHORTEST_WORD = 3  # letters
_WORDS = re.compile(r"[^\W\d_]+")
Called = Callable[[Child], str]
"""What stands in place of a child's name: initials, or nothing."""


def plan_without_words(plan: Plan, called: Called) -> Plan:
    """The plan without notes, name and free text, on an import without them."""
    return replace(
        plan,
        snapshot=import_without_words(plan.snapshot, called),
        moves=tuple(replace(move, note="") for move in plan.moves),
        involvements=tuple(replace(each, note="") for each in plan.involvements),
        oversight=tuple(replace(review, note="") for review in plan.oversight),
        staffing=tuple(map(change_without_words, plan.staffing)),
        name="",
        notes="",
    )


def import_without_words(snapshot: Snapshot, called: Called) -> Snapshot:
    """The import without free text; its fingerprint is the same."""
    return replace(
        snapshot,
        children={
            child.id: replace(
                child,
                name=called(child),
                status_text="",
                language=_language(child.language),
            )
            for child in snapshot.children.values()
        },
        workers={worker.id: _worker(worker) for worker in snapshot.workers.values()},
        sources=tuple(
            Source(name="", sha256=source.sha256)
            if names_a_child(source.name, snapshot)
            else source
            for source in snapshot.sources
        ),
    )


def families_by_child(snapshot: Snapshot, called: Callable[[ChildId], str]) -> Snapshot:
    """The import with each family that goes by a name ``called`` by its first child in place of it.

    Many lists call a family by its surname, which is the children's own. What has no digit is taken
    for a name, and so is what has a word of any child's name in it.
    """
    words = {word for child in snapshot.children.values() for word in _letters(child.name)}
    first = dict[FamilyId, ChildId]()
    for child in snapshot.children.values():
        if child.family is not None:
            first[child.family] = min(child.id, first.get(child.family, child.id))
    named = {family for family in first if _is_name(family, words)}
    taken, instead = {*first} - named, dict[FamilyId, FamilyId]()
    for family in named:
        instead[family] = FamilyId(called(first[family]))
        while instead[family] in taken:
            instead[family] = FamilyId(f"{instead[family]}*")
    children = {
        child.id: replace(child, family=instead[child.family]) if child.family in instead else child
        for child in snapshot.children.values()
    }
    return replace(snapshot, children=children)


def _is_name(family: FamilyId, words: Container[str]) -> bool:
    is_number = any(sign.isdigit() for sign in family)
    return not is_number or any(word in words for word in _letters(family))


def _letters(text: str) -> Iterator[str]:
    """The words of a text that are long enough to name somebody ("F", "ID" say nobody)."""
    return (word.casefold() for word in _WORDS.findall(text) if len(word) >= SHORTEST_WORD)


def policy_without_words(policy: Policy) -> Policy:
    """The policy without the reasons of workers' reductions; it goes by its own fingerprint."""
    return replace(
        policy,
        reductions={worker: _reductions(some) for worker, some in policy.reductions.items()},
        known_as=policy.fingerprint,
    )


def _worker(worker: Worker) -> Worker:
    return replace(
        worker,
        absences=tuple(Absence(start=each.start, end=each.end) for each in worker.absences),
        reductions=_reductions(worker.reductions),
        languages=_languages(worker.languages),
    )


def change_without_words(change: StaffChange) -> StaffChange:
    """A change of staff without what somebody wrote."""
    joiner = change.joiner
    if joiner is not None:
        joiner = replace(
            joiner,
            languages=_languages(joiner.languages),
            protected=_reductions(joiner.protected),
        )
    return replace(change, reason="", joiner=joiner)


def _reductions(reductions: tuple[Reduction, ...]) -> tuple[Reduction, ...]:
    return tuple(replace(each, reason="") for each in reductions)


def _languages(languages: frozenset[str]) -> frozenset[str]:
    return frozenset(map(_language, languages))


def _language(written: str) -> str:
    if is_welsh(written):
        return WELSH
    return OTHER_LANGUAGE if written else ""
