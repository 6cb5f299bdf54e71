"""What a worker's page says beside its sums: what the percentage means, and what it leaves out."""

from __future__ import annotations

from allocation_app.domain.policy import Band, Bands, Policy
from allocation_app.wording import effects, terms
from allocation_app.wording.translate import tr


def meaning(band: Band, bands: Bands) -> str:
    """From where to where a band reaches, in words."""
    full, stretched, over = (
        terms.percent(each) for each in (bands.full, bands.stretched, bands.over)
    )
    match band:
        case Band.SPARE:
            return tr("spare: less than {full} of capacity", full=full)
        case Band.FULL:
            return tr("full: from {full} to under {next} of capacity", full=full, next=stretched)
        case Band.STRETCHED:
            return tr("stretched: from {from_} to under {over}", from_=stretched, over=over)
        case Band.OVER:
            return tr("over: {over} of capacity or more", over=over)


def share_sum(points: float, capacity: float, share: float) -> str:
    """The division behind a percentage, and how it is rounded: as everywhere, down."""
    return tr(
        "{points} points ÷ {capacity} of capacity = {exact} %, shown as {share} (rounded down)",
        points=terms.points(points),
        capacity=terms.points(capacity),
        exact=effects.tenths(share),
        share=terms.percent(share),
    )


def without_share() -> str:
    """What it means that somebody has no percentage."""
    return tr("No capacity for cases, so no percentage: nothing more may be given.")


def not_counted(policy: Policy) -> tuple[str, ...]:
    """What the percentage leaves out, a sentence each."""
    weights = policy.weights
    return (
        tr(
            "The points say how much work a case of its kind is as a rule, by the council’s"
            " weights. They do not say how hard this child’s week is, and they score nobody’s work."
        ),
        tr(
            "Duty, training and travel are no points: they are taken off the capacity"
            " ({stable} points of a full-time post).",
            stable=terms.points(policy.points_stable),
        ),
        tr(
            "Working beside a case holder counts {share} of the case; being a personal adviser"
            " beside one counts nothing.",
            share=terms.percent(weights.co_worked),
        ),
        tr("Supervising others, court days and closed cases count nothing."),
    )


def by_whose_weights(policy: Policy) -> str:
    """Whose weights these are; those that ship as an example say so."""
    said = tr("Weights: {name}, version {version}.", name=policy.name, version=policy.version)
    return tr("{said} They are examples: set your own.", said=said) if policy.is_example else said
