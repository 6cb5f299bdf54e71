"""The overview as text for a message: the figures with what they count, and no child."""

from __future__ import annotations

from collections.abc import Iterable

from allocation_app.domain.people import TeamId
from allocation_app.domain.review import Review
from allocation_app.wording import moves
from allocation_app.wording.translate import tr
from allocation_app.wording.visible import visible


def summary(
    review: Review,
    *,
    team: TeamId | None,
    counted: str,
    figures: Iterable[tuple[str, str, str]],
    balance: str,
) -> str:
    """What the overview shows, line by line.

    ``figures`` are each a caption, a value and what it is made of, as they stand on the screen.
    """
    lines = [tr("Caseload allocation: {counted}", counted=counted)]
    known = None if team is None else review.snapshot.teams.get(team)
    if known is not None:
        lines.append(tr("Team: {team}", team=visible(known.name)))
    steps = review.caseloads.plan.steps
    if steps:
        lines.append(tr("As planned: {steps}.", steps=moves.count(len(steps))))
    lines.append("")
    for caption, value, detail in figures:
        said = tr("{caption}: {value}", caption=caption, value=value)
        lines.append(tr("{said} ({detail})", said=said, detail=detail) if detail else said)
    if balance:
        lines += ["", balance]
    lines += ["", tr("Planning copy, not the record.")]
    return "\n".join(lines)
