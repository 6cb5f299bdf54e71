"""Who carries too much, whatever the average says."""

from __future__ import annotations

from collections.abc import Iterator

from allocation_app.domain.caseloads import Load
from allocation_app.domain.delays.judged import Judged
from allocation_app.domain.findings import Finding, State
from allocation_app.domain.people import Gap
from allocation_app.domain.policy import Band


def d11_overload(judged: Judged) -> Iterator[Finding]:
    """A worker carries 110 % or more, whatever the average says."""
    workers, as_at = judged.caseloads.snapshot.workers, judged.as_at
    for load in judged.caseloads.loads.values():
        worker = workers[load.worker]
        if not worker.holds_cases or worker.has_left(as_at) or not worker.has_begun(as_at):
            continue
        if load.points == 0 or judged.policy.is_long_away(worker, as_at):
            continue  # an absent holder is D5
        if load.band is Band.OVER:
            yield _load_finding(load, State.LATE)
        elif load.is_fte_assumed:
            yield _load_finding(load, State.CANNOT_TELL, missing=(Gap.FTE,))
        elif load.band is Band.STRETCHED:
            yield _load_finding(load, State.DUE_SOON)
        else:
            yield _load_finding(load, State.IN_TIME)


def _load_finding(load: Load, state: State, missing: tuple[Gap, ...] = ()) -> Finding:
    amounts = {"points": load.points, "capacity": load.capacity}
    if load.utilisation is not None:
        amounts["utilisation"] = load.utilisation
    return Finding(
        rule="D11",
        delay="D11",
        state=state,
        worker=load.worker,
        missing=missing,
        amounts=amounts,
    )
