"""What a team takes, as the council's policy says: looked up by the team's id or its name."""

from __future__ import annotations

from allocation_app.domain.people import Status, Team, TeamId
from allocation_app.domain.policy import Policy


def remit_of(policy: Policy, team: TeamId, known: Team | None) -> frozenset[Status] | None:
    """The statuses that a team takes; None where the policy does not say.

    Case tells nothing: a spreadsheet and a policy are typed by different people.
    """
    if not policy.remits:
        return None
    by_name = {name.casefold(): statuses for name, statuses in policy.remits.items()}
    names = (team, "" if known is None else known.name)
    return next((by_name[n.casefold()] for n in names if n.casefold() in by_name), None)
