"""What a case of a rule is: one import and the one answer that the rule gives of it."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from allocation_app.domain.findings import State
from allocation_app.domain.people import EventKind, Gap
from allocation_app.domain.policy import Policy
from allocation_app.domain.rules import RuleSet
from allocation_app.domain.snapshot import Snapshot
from tests.unit.domain.builders import POLICY, WALES

DAY = timedelta(days=1)


class Kind(StrEnum):
    BREAKS = "breaks"
    JUST_DOES_NOT = "just does not"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True, kw_only=True)
class Case:
    """One import, and the one answer (or, where `state` is None, none) that a rule gives of it."""

    rule: str
    kind: Kind
    snapshot: Snapshot
    state: State | None
    due: date | None = None
    over: int | None = None
    missing: tuple[EventKind | Gap, ...] = ()
    policy: Policy = POLICY
    rules: RuleSet = WALES

    def __str__(self) -> str:
        return f"{self.rule} {self.kind}"
