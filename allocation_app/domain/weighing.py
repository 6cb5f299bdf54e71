"""What a case counts for with whom holds it, or works beside: its weight and what is added."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from allocation_app.domain.capacity import DECIMALS
from allocation_app.domain.people import Child, ChildId, Spell
from allocation_app.domain.policy import CaseType, Part, Policy
from allocation_app.domain.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePoints:
    """What one child counts for with one worker, and why: weight, parts, and their sum."""

    child: ChildId
    case_type: CaseType
    weight: float
    parts: Mapping[Part, float]
    points: float
    is_held: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Scales:
    """What a caseload is weighed on: the import, the weights, and who has held whom since when."""

    snapshot: Snapshot
    policy: Policy
    spells: Mapping[ChildId, Spell]

    def lines(self, held: Iterable[ChildId], co_worked: Iterable[ChildId]) -> Iterator[CasePoints]:
        """A line per child: of each family the heaviest case counts in full, further ones less."""
        weighed = [self._weighed(child) for child in held]
        weighed.sort(key=lambda case: (-case[2], case[0].id))
        met: set[str] = set()
        for child, case_type, weight in weighed:
            parts = self._parts(child, weight, is_further_sibling=child.family_key in met)
            met.add(child.family_key)
            yield _line(child, case_type, weight, parts)
        for child, case_type, weight in map(self._weighed, co_worked):
            parts = {
                Part.CO_WORKED: round(weight * self.policy.weights.co_worked - weight, DECIMALS)
            }
            yield _line(child, case_type, weight, parts, is_held=False)

    def _weighed(self, child_id: ChildId) -> tuple[Child, CaseType, float]:
        child = self.snapshot.children[child_id]
        case_type = self.policy.case_type(child, self.snapshot.as_at)
        return child, case_type, self.policy.weights.cases[case_type]

    def _parts(self, child: Child, weight: float, *, is_further_sibling: bool) -> dict[Part, float]:
        """What is added to (or, for a sibling, taken from) the weight of the case, by reason."""
        weights, parts = self.policy.weights, dict[Part, float]()
        if is_further_sibling:
            parts[Part.SIBLING] = round(weight * weights.sibling - weight, DECIMALS)
        if child.is_out_of_area:
            parts[Part.OUT_OF_AREA] = weights.out_of_area
        if self.spells[child.id].is_new(self.snapshot.as_at, weights.new_within):
            parts[Part.NEW] = weights.new
        return parts


def _line(
    child: Child,
    case_type: CaseType,
    weight: float,
    parts: Mapping[Part, float],
    *,
    is_held: bool = True,
) -> CasePoints:
    return CasePoints(
        child=child.id,
        case_type=case_type,
        weight=weight,
        parts=parts,
        points=round(weight + sum(parts.values()), DECIMALS),
        is_held=is_held,
    )
