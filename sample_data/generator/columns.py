"""The columns of the two sheets: a heading, and what stands under it for one child or worker."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sample_data.generator.further import KINDS
from sample_data.generator.records import Child, Holder, Worker

Cell = str | int | float | date | None

NOT_AVAILABLE = "#N/A"
DUTY = "Duty Worker"


def _yes_no(flag: bool | None) -> str | None:  # noqa: FBT001 - the flag is the value of a cell
    return None if flag is None else "Yes" if flag else "No"


def _event(kind: str) -> Callable[[Child], Cell]:
    return lambda child: child.unreadable.get(kind) or child.events.get(kind)


def _holder(child: Child) -> Cell:
    if child.worker is not None:
        return child.worker.name
    return {Holder.DUTY: DUTY, Holder.TEAM: child.team, Holder.UNREADABLE: NOT_AVAILABLE}.get(
        child.holder
    )


def _holder_id(child: Child) -> Cell:
    return child.worker.id if child.worker is not None and child.worker.is_listed else None


def _previous(child: Child) -> Cell:
    if child.previous_ended is None:
        return None
    return DUTY if child.previous_is_duty or child.previous is None else child.previous.name


def _visitor(child: Child) -> Cell:
    if child.visited_by_duty:
        return DUTY
    return child.visitor.name if child.visitor is not None else None


PLACED = {
    "parent_unassessed": "Placed with parents - assessment not complete",
    "with_parent": "Placed with parents",
    "connected_temporary": "Temporarily approved connected person",
    "short_breaks": "Short breaks",
    "other": "Foster placement",
}
"""What stands for each kind of placement."""

ORDERED = {
    "interim_care_order": "Interim care order",
    "care_order": "Care order",
    "other": "Accommodated (s76)",
}
"""What stands for each legal ground."""

CHILD_COLUMNS: dict[str, tuple[int, Callable[[Child], Cell]]] = {
    "Child ID": (10, lambda child: child.id),
    "Child name": (26, lambda child: child.name),
    "Date of birth": (12, lambda child: child.born),
    "Family ID": (10, lambda child: child.family),
    "Team": (32, lambda child: child.team),
    "Status": (24, lambda child: child.status_text),
    "Social worker": (26, _holder),
    "Worker ID": (10, _holder_id),
    "Date allocated": (12, lambda child: child.allocated),
    "Previous worker": (24, _previous),
    "Previous worker ended": (12, lambda child: child.previous_ended),
    "Co-worker": (24, lambda child: child.co_worker.name if child.co_worker else None),
    "Personal adviser": (24, lambda child: child.adviser.name if child.adviser else None),
    "Introduction visit": (12, _event("introduction")),
    "Last discussed in supervision": (12, _event("supervision")),
    "Last management oversight": (12, _event("oversight")),
    "Referral date": (12, _event("referral")),
    "Decision on referral": (12, _event("referral_decision")),
    "Arrived in team": (12, _event("arrived_in_team")),
    "Assessment completed": (12, _event("assessment_end")),
    "Strategy discussion": (12, _event("strategy_discussion")),
    "Conference needed": (11, lambda child: _yes_no(child.conference_needed)),
    "Initial conference": (12, _event("initial_conference")),
    "Date registered": (12, _event("registered")),
    "Last review conference": (12, _event("review_conference")),
    "Last core group": (12, _event("core_group")),
    "Last seen": (12, _event("seen")),
    "Last seen alone": (12, _event("seen_alone")),
    "Last home visit": (12, _event("home_visit")),
    "Bedroom seen": (12, _event("bedroom_seen")),
    "Last statutory visit": (12, _event("visit")),
    "Last visit by": (24, _visitor),
    "Looked after since": (12, _event("looked_after_start")),
    "Placement start": (12, _event("placement_start")),
    "Placement type": (24, lambda child: PLACED.get(child.placement or "")),
    "Legal status": (20, lambda child: ORDERED.get(child.legal_status or "")),
    "Care order date": (12, _event("care_order")),
    "Placement long term": (11, lambda child: _yes_no(child.long_term)),
    "First LAC review": (12, _event("first_looked_after_review")),
    "Last LAC review": (12, _event("looked_after_review")),
    "Care plan date": (12, _event("care_plan")),
    "GP registered": (12, _event("gp_registered")),
    "Last dental check": (12, _event("dentist")),
    "Left care": (12, _event("left_care")),
    "Pathway assessment": (12, _event("pathway_assessment")),
    "Pathway plan": (12, _event("pathway_plan")),
    "Care and support plan date": (12, _event("plan")),
    "Last plan review": (12, _event("plan_review")),
    "Last outcome review": (12, _event("outcome_review")),
    "Placements in 12 months": (12, lambda child: child.placements),
    "Workers in 12 months": (10, lambda child: child.workers_in_year),
    "Out of area": (8, lambda child: _yes_no(child.out_of_area)),
    "First language": (12, lambda child: child.language),
    "Closed on": (12, lambda child: child.closed),
}
"""Heading -> width in characters, and the value for a child."""

WORKER_COLUMNS: dict[str, tuple[int, Callable[[Worker], Cell]]] = {
    "Worker ID": (10, lambda worker: worker.id),
    "Name": (26, lambda worker: worker.name),
    "Role": (24, lambda worker: worker.role),
    "Team": (36, lambda worker: worker.team),
    "FTE": (6, lambda worker: worker.fte),
    "Newly qualified": (10, lambda worker: _yes_no(worker.is_newly_qualified)),
    "Agency": (8, lambda worker: _yes_no(worker.is_agency)),
    "Start date": (12, lambda worker: worker.started),
    "Leaving date": (12, lambda worker: worker.leaves),
    "Absent from": (12, lambda worker: worker.absent_from),
    "Absent to": (12, lambda worker: worker.absent_to),
    "Absence reason": (14, lambda worker: worker.absence_reason or None),
    "Reduction": (10, lambda worker: worker.reduction),
    "Reduction reason": (26, lambda worker: worker.reduction_reason or None),
    "Reduction from": (12, lambda worker: worker.reduction_from),
    "Reduction to": (12, lambda worker: worker.reduction_to),
    "Last supervision": (12, lambda worker: worker.supervised),
    "Welsh speaker": (9, lambda worker: _yes_no(worker.speaks_welsh)),
}
"""Heading -> width in characters, and the value for a worker."""

FURTHER = frozenset(
    {
        "Personal adviser",
        "Introduction visit",
        "Last discussed in supervision",
        "Last management oversight",
        "Bedroom seen",
        "Last visit by",
        "Placement type",
        "Legal status",
        "Care order date",
        "Care plan date",
        "GP registered",
        "Last dental check",
        "Left care",
        "Pathway assessment",
        "Pathway plan",
        "Care and support plan date",
        "Last plan review",
        "Last outcome review",
    }
)
"""Headings of what `further` writes: their slips of writing are by a chance of their own."""

DATE_HEADINGS = frozenset(
    {
        *(FURTHER - {"Personal adviser", "Last visit by", "Placement type", "Legal status"}),
        "Last supervision",
        "Date of birth",
        "Date allocated",
        "Previous worker ended",
        "Referral date",
        "Decision on referral",
        "Arrived in team",
        "Assessment completed",
        "Strategy discussion",
        "Initial conference",
        "Date registered",
        "Last review conference",
        "Last core group",
        "Last seen",
        "Last seen alone",
        "Last home visit",
        "Last statutory visit",
        "Looked after since",
        "Placement start",
        "First LAC review",
        "Last LAC review",
        "Closed on",
        "Start date",
        "Leaving date",
        "Absent from",
        "Absent to",
        "Reduction from",
        "Reduction to",
    }
)
"""Headings under which dates stand."""

RECORDED = frozenset(KINDS) | {"adviser", "visitor", "placement", "workers_in_year", "previous"}
"""What the sheet of children tells beside the dates that every rule needs."""
