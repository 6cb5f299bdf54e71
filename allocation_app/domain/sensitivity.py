"""What hangs on one weight: judged again with each a fifth higher and a fifth lower.

Weights are a convention. A band that turns with one of them "depends on the weights", and is to be
told so; one that stands whatever the weight can be relied on. Worked out when it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from allocation_app.domain.caseloads import Caseloads
from allocation_app.domain.people import WorkerId
from allocation_app.domain.policy import Band, CaseType, Part, Weights

FACTORS = (0.8, 1.2)
Weight = CaseType | Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Flip:
    """A worker who is in another band with this weight at so many times what it is."""

    weight: Weight
    factor: float
    worker: WorkerId
    before: Band
    after: Band


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensitivity:
    """What turns with one weight; empty where nothing does."""

    flips: tuple[Flip, ...]

    def depends_on_weights(self, worker: WorkerId) -> bool:
        """Whether this worker's band turns with any one weight."""
        return any(flip.worker == worker for flip in self.flips)


def depends_on_weights(loads: Caseloads, worker: WorkerId) -> bool:
    """Whether one worker's band turns with any one weight; asks nothing about the others."""
    band = loads.loads[worker].band
    return any(
        loads.reweighed(weights, (worker,))[worker].band is not band
        for _, _, weights in _varied(loads.policy.weights)
    )


def sensitivity(loads: Caseloads) -> Sensitivity:
    """Judge every case holder again with each weight 20 % up and down, one at a time."""
    before = {worker.id: loads.loads[worker.id] for worker in loads.case_holders}
    flips: list[Flip] = []
    for weight, factor, weights in _varied(loads.policy.weights):
        after = loads.reweighed(weights)
        flips += [
            Flip(
                weight=weight,
                factor=factor,
                worker=worker,
                before=before[worker].band,
                after=load.band,
            )
            for worker, load in after.items()
            if load.band is not before[worker].band
        ]
    return Sensitivity(flips=tuple(flips))


def _varied(weights: Weights) -> Iterator[tuple[Weight, float, Weights]]:
    """Each weight at each factor, the others as they are; a share is a whole at most."""
    for factor in FACTORS:
        for case, points in weights.cases.items():
            cases = {**weights.cases, case: points * factor}
            yield case, factor, replace(weights, cases=cases)
        sibling, co_worked = weights.sibling * factor, weights.co_worked * factor
        yield Part.SIBLING, factor, replace(weights, sibling=min(1.0, sibling))
        yield Part.CO_WORKED, factor, replace(weights, co_worked=min(1.0, co_worked))
        yield Part.OUT_OF_AREA, factor, replace(weights, out_of_area=weights.out_of_area * factor)
        yield Part.NEW, factor, replace(weights, new=weights.new * factor)
