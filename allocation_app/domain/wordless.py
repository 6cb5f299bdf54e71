"""A plan without what somebody wrote: notes, reasons in free text, files that name a child.

For documents that show no names: a note can hold one, and a word about a worker's hours an illness.
Nothing that is counted or judged changes by it. Reasons that are codes stay.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from allocation_app.domain.file_names import names_a_child
from allocation_app.domain.language import is_welsh
from allocation_app.domain.people import Absence, Child, Reduction, Worker
from allocation_app.domain.plan import Plan
from allocation_app.domain.policy import Policy
from allocation_app.domain.snapshot import Snapshot, Source
from allocation_app.domain.staffing import StaffChange

WELSH, OTHER_LANGUAGE = "Welsh", "other"
"""All that anything asks of a language that somebody wrote."""
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
        staffing=tuple(map(_change, plan.staffing)),
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


def _change(change: StaffChange) -> StaffChange:
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
