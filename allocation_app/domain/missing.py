"""What is missing to judge a child: the worklist behind every "cannot tell"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from allocation_app.domain.findings import Finding, State
from allocation_app.domain.people import ChildId, EventKind, Gap, WorkerId


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingDetail:
    """A fact that nobody gives of a child (or of a worker), and the rules that can't do without.

    ``rules`` are ids of the rule set or codes of delays, in the order in which they were asked.
    """

    what: EventKind | Gap
    rules: tuple[str, ...]
    child: ChildId | None = None
    worker: WorkerId | None = None


def missing_details(findings: Sequence[Finding]) -> tuple[MissingDetail, ...]:
    """Every missing fact once for each child or worker, in the order of the findings."""
    rules: dict[tuple[ChildId | None, WorkerId | None, EventKind | Gap], dict[str, None]] = {}
    for finding in findings:
        if finding.state is State.CANNOT_TELL:
            for what in finding.missing:
                about = (finding.child, None if finding.child else finding.worker, what)
                rules.setdefault(about, {})[finding.rule] = None
    return tuple(
        MissingDetail(child=child, worker=worker, what=what, rules=tuple(asked))
        for (child, worker, what), asked in rules.items()
    )
