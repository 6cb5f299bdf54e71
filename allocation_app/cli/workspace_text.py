"""What a workspace holds, in words, for somebody who reads it on a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from allocation_app.domain.effects import Measured
from allocation_app.domain.journal import Entry
from allocation_app.errors import Problem, Severity
from allocation_app.wording import carried as carrying
from allocation_app.wording import journal, reconciled, terms
from allocation_app.wording.names import Names
from allocation_app.wording.translate import mark, tr, trn

if TYPE_CHECKING:  # they bring cryptography
    from allocation_app.workspace.adding import Added
    from allocation_app.workspace.verifying import Verified

OUTCOMES = {
    "new": mark("Added: as at {day}. The plan stands on it now."),
    "same": mark("Nothing was changed: the import as at {day} stands there already."),
    "again": mark("Read again: as at {day}. It took its own place."),
    "older": mark("Added to the history: as at {day}. The plan stays on a later import."),
}


def added_text(added: Added, imports: int) -> Iterator[str]:
    """What became of an import, and of the plan that came along."""
    yield tr(OUTCOMES[added.outcome.value], day=terms.day(added.imported.as_at))
    if added.carried is not None:
        forgets = added.carried.forgets
        yield from carrying.sentences(added.carried.present, forgets_history=forgets)
    if added.found is not None and added.found.rows:
        yield reconciled.headline(added.found)
    if added.proposed:
        pairs = ", ".join(f"{each.old.id}={each.new.id}" for each in added.proposed)
        yield reconciled.may_be_same(len(added.proposed), pairs)
    yield trn("{n} import is kept.", "{n} imports are kept.", imports)


def problems_text(problems: Iterable[Problem]) -> str:
    """How many problems an import has, empty where it has none.

    Their words have cells in them, and what a nightly job prints ends in a log: the workspace keeps
    them, and --json tells them.
    """
    found = Counter(each.severity for each in problems)
    errors, doubts = found[Severity.ERROR], found[Severity.WARNING]
    if not errors + doubts:
        return ""
    return tr(
        "Problems to look at: {errors}, {doubts}. The Data page lists them, and so does --json.",
        errors=trn("{n} not used", "{n} not used", errors),
        doubts=trn("{n} in doubt", "{n} in doubt", doubts),
    )


def journal_lines(
    entries: Iterable[Entry], days: Mapping[int, date]
) -> Iterator[tuple[Entry, str]]:
    """Each entry in a line: when, by whom, what; of children and workers only identifiers."""
    by_id = Names(child=str, worker=str)
    for each in entries:
        day = None if each.about is None else days.get(each.about)
        said = journal.said(each, by_id, day=day)
        yield each, f"{each.seq:5}  {each.at}  {each.by}  {said}"


def counted_by(by: Measured, *, rules_kept: bool, policy_kept: bool) -> str:
    """By which rules and weights imports were counted, and which of them the workspace keeps."""

    def named(what: str, *, is_kept: bool) -> str:
        return tr("{what}, as the workspace keeps them", what=what) if is_kept else what

    rules = tr("{rules} {version}", rules=by.rules.name, version=by.rules.version)
    return tr(
        "Rules: {rules}; weights: {policy}",
        rules=named(rules, is_kept=rules_kept),
        policy=named(by.policy.name, is_kept=policy_kept),
    )


def verified_text(found: Verified) -> Iterator[str]:
    """Whether everything can be read, and how much there is; a line at a time."""
    if not found.is_whole:
        yield tr("Not whole: {faults}.", faults=", ".join(found.faults))
        return
    imports = trn("{n} import", "{n} imports", found.imports)
    plans = trn("{n} plan", "{n} plans", found.plans)
    entries = trn("{n} entry of the journal", "{n} entries of the journal", found.journal)
    yield tr(
        "All of it can be read: {imports}, {plans}, {entries}.",
        imports=imports,
        plans=plans,
        entries=entries,
    )
    if found.recovered:
        yield trn(
            "{n} more stands beside the file since a crash and does not count yet.",
            "{n} more stand beside the file since a crash and do not count yet.",
            found.recovered,
        )
