"""What another policy would change of the figures that a manager reads, before it is in force."""

from __future__ import annotations

from dataclasses import dataclass

from allocation_app.domain.findings import Told
from allocation_app.domain.policy import Band, CaseType, Policy
from allocation_app.domain.review import Review
from allocation_app.domain.sensitivity import Flip, Sensitivity
from allocation_app.wording import terms, workload
from allocation_app.wording.translate import tr, trn


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """One figure, as it is and as it would be."""

    heading: str
    before: str
    after: str

    @property
    def is_changed(self) -> bool:
        """Whether the policy makes a difference to it."""
        return self.before != self.after


def effects(before: Review, after: Review) -> tuple[Effect, ...]:
    """The figures beside the panel."""
    pairs = (
        (tr("Most loaded"), _worst(before), _worst(after)),
        (tr("Over capacity"), _over(before), _over(after)),
        (tr("Spread"), _spread(before), _spread(after)),
        (tr("Unallocated"), _waiting(before), _waiting(after)),
        (tr("Things late"), _late(before), _late(after)),
    )
    return tuple(Effect(heading=heading, before=was, after=now) for heading, was, now in pairs)


def _worst(review: Review) -> str:
    return terms.percent(review.balance["max"])


def _spread(review: Review) -> str:
    return tr(
        "{least} to {most}",
        least=terms.percent(review.balance["min"]),
        most=terms.percent(review.balance["max"]),
    )


def _over(review: Review) -> str:
    loads = (review.caseloads.loads[worker.id] for worker in review.caseloads.case_holders)
    over = [load for load in loads if load.band is Band.OVER and load.utilisation is not None]
    return trn("{n} worker", "{n} workers", len(over))


def _waiting(review: Review) -> str:
    return terms.children(len(review.caseloads.unallocated))


def _late(review: Review) -> str:
    return str(sum(finding.told is Told.LATE for finding in review.findings))


def sensitivity_words(found: Sensitivity, review: Review) -> str:
    """Whose band turns with one weight a fifth higher or lower."""
    flips: dict[str, list[Flip]] = {}
    for flip in found.flips:
        flips.setdefault(review.snapshot.workers[flip.worker].name, []).append(flip)
    if not flips:
        return tr("No worker’s band turns with one weight 20 % higher or lower.")
    named = "; ".join(
        tr("{worker} ({weights})", worker=worker, weights=", ".join(_weights(some)))
        for worker, some in flips.items()
    )
    return trn(
        "Depends on the weights: the band of {n} worker turns with one of them 20 % higher or"
        " lower: {named}.",
        "Depends on the weights: the band of {n} workers turns with one of them 20 % higher or"
        " lower: {named}.",
        len(flips),
        named=named,
    )


def _weights(flips: list[Flip]) -> list[str]:
    named = (
        workload.short_case(flip.weight)
        if isinstance(flip.weight, CaseType)
        else terms.term(flip.weight)
        for flip in flips
    )
    return list(dict.fromkeys(named))


def about(policy: Policy) -> str:
    """Which scheme, which version, and what stands for its figures."""
    return tr(
        "{name}, version {version} · fingerprint {fingerprint}",
        name=policy.name,
        version=policy.version,
        fingerprint=policy.fingerprint,
    )
