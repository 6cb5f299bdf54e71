"""The words for what a column of a spreadsheet brings, by the codes of the intake."""

from __future__ import annotations

from collections.abc import Mapping

from allocation_app.domain.people import EventKind
from allocation_app.wording import terms
from allocation_app.wording.translate import mark, tr

FIELDS: Mapping[str, str] = {
    "child_id": mark("child's identifier"),
    "child_name": mark("child's name"),
    "child_forename": mark("child's forename"),
    "child_surname": mark("child's surname"),
    "date_of_birth": mark("date of birth"),
    "age": mark("age"),
    "family": mark("family identifier"),
    "team": mark("team"),
    "service": mark("service above the team"),
    "status": mark("status"),
    "case_type": mark("case type"),
    "closed": mark("date closed"),
    "worker": mark("social worker"),
    "worker_id": mark("worker's identifier"),
    "allocated": mark("date allocated"),
    "allocation_ended": mark("end of the allocation"),
    "involvement": mark("capacity of the worker"),
    "is_case_holder": mark("whether the worker holds the case"),
    "change_reason": mark("reason for the change of worker"),
    "episode_reason": mark("why the episode began"),
    "previous_worker": mark("previous worker"),
    "previous_worker_ended": mark("end of the previous worker"),
    "co_worker": mark("co-worker"),
    "personal_adviser": mark("personal adviser"),
    "language": mark("first language"),
    "out_of_area": mark("out of area"),
    "conference_needed": mark("whether a conference is needed"),
    "placement_long_term": mark("whether the placement is long-term"),
    "placement_type": mark("type of placement"),
    "legal_status": mark("legal status"),
    "legal_status_start": mark("start of the legal status"),
    "visited_by": mark("who made the last visit"),
    "placements_in_year": mark("placements in 12 months"),
    "workers_in_year": mark("workers in 12 months"),
    "was_seen_alone": mark("whether seen alone"),
    "was_bedroom_seen": mark("whether the bedroom was seen"),
    "role": mark("role"),
    "fte": mark("FTE"),
    "hours": mark("hours a week"),
    "newly_qualified": mark("newly qualified"),
    "practice_status": mark("status in practice (CFKSSstatus)"),
    "agency": mark("agency worker"),
    "first_day": mark("first day in post"),
    "last_day": mark("last day in post"),
    "absent_from": mark("first day away"),
    "absent_to": mark("last day away"),
    "absence_reason": mark("reason for the absence"),
    "is_absent": mark("whether away"),
    "reduction": mark("reduction of the caseload"),
    "reduction_reason": mark("reason for the reduction"),
    "reduction_from": mark("start of the reduction"),
    "reduction_to": mark("end of the reduction"),
    "welsh_speaker": mark("Welsh speaker"),
    "languages": mark("languages"),
    "last_supervision": mark("last supervision of the worker"),
    "worker_forename": mark("worker's forename"),
    "worker_surname": mark("worker's surname"),
}


def field(code: str) -> str:
    """The word for a field; an event's is that of the event."""
    if code in FIELDS:
        return tr(FIELDS[code])
    return terms.event(EventKind(code)) if code in set(EventKind) else code
