"""What a child's or a worker's cells say in one file, by field, untidiness included."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from sample_data.generator.chance import happens, pick
from sample_data.generator.columns import NOT_AVAILABLE, Cell
from sample_data.generator.layouts.voice import SHORT_FORMS, Voice
from sample_data.generator.records import Child, Holder, Worker

Cells = dict[str, Cell]

EVENTS = (
    "referral",
    "referral_decision",
    "arrived_in_team",
    "assessment_end",
    "strategy_discussion",
    "initial_conference",
    "registered",
    "review_conference",
    "core_group",
    "seen",
    "seen_alone",
    "home_visit",
    "visit",
    "looked_after_start",
    "placement_start",
    "first_looked_after_review",
    "looked_after_review",
)
WHO = ("id", "name", "born", "family", "team", "status")
ALLOCATION = ("worker", "worker_id", "allocated", "previous", "previous_ended", "co_worker")
OTHERS = (
    "conference_needed",
    "long_term",
    "placements",
    "workers_in_year",
    "out_of_area",
    "language",
    "closed",
)
AFTER_CARE = ("left_care", "pathway_assessment", "pathway_plan")
PLANS = ("plan", "plan_review", "outcome_review")
MANAGED = ("supervision", "oversight", "introduction")
IN_CARE = ("placement", "legal_status", "care_order", "care_plan", "gp_registered", "dentist")
FURTHER = (*MANAGED, *PLANS, *AFTER_CARE, *IN_CARE, "adviser", "visitor", "bedroom_seen")
"""What fewer teams keep."""
FURTHER_EVENTS = tuple(
    field for field in FURTHER if field not in {"placement", "legal_status", "adviser", "visitor"}
)
GROUPS: Mapping[str, tuple[str, ...]] = {
    "child": WHO,
    "allocation": (*ALLOCATION, *MANAGED, "adviser"),
    "assessment": (*EVENTS[:6], "conference_needed", *PLANS),
    "register": (*EVENTS[6:9], "bedroom_seen"),
    "visits": (*EVENTS[9:13], "visitor"),
    "looked_after": (*EVENTS[13:], "long_term", "placements", "out_of_area", *IN_CARE, *AFTER_CARE),
    "other": ("workers_in_year", "language", "closed"),
}
"""The columns of a child's row as a heading above them groups them."""

NUMBER_SLIP, WORKER_ID_GIVEN, SAID_TO_BE_NONE, TEXT_DATE = 0.15, 0.7, 0.1, 0.06
DAY_IS_CERTAIN = 13
FULL_TIME_HOURS = 37


def child_cells(child: Child, voice: Voice) -> Cells:
    """Everything that is known of a child, as cells."""
    rng = voice.rng
    cells: Cells = {
        "id": int(child.id) if happens(rng, NUMBER_SLIP) else child.id,
        "name": child.name,
        "forename": child.forename,
        "surname": child.surname,
        "born": child.born,
        "family": child.family or _nothing(voice),
        "team": voice.team(child.team),
        "status": voice.status(child),
        "worker": holder_cell(child, voice),
        "worker_id": _holder_id(child, voice),
        "allocated": child.allocated,
        "previous": _previous(child, voice),
        "previous_ended": child.previous_ended,
        "co_worker": voice.name(child.co_worker) if child.co_worker else _nothing(voice),
        "adviser": voice.name(child.adviser) if child.adviser else None,
        "visitor": _visitor(child, voice),
        "placement": voice.placement(child),
        "legal_status": voice.legal_status(child),
        "conference_needed": voice.yes_no(child.conference_needed),
        "long_term": voice.yes_no(child.long_term),
        "out_of_area": voice.yes_no(child.out_of_area),
        "placements": child.placements,
        "workers_in_year": child.workers_in_year,
        "language": voice.words.languages.get(child.language, child.language),
        "closed": child.closed,
    }
    for kind in (*EVENTS, *FURTHER_EVENTS):
        cells[kind] = voice.not_told() if kind in child.unreadable else child.events.get(kind)
    return cells


def _nothing(voice: Voice) -> str | None:
    """A blank cell, or a word that says it is one."""
    return voice.rng.choice(voice.words.none) if happens(voice.rng, SAID_TO_BE_NONE) else None


def holder_cell(child: Child, voice: Voice) -> Cell:
    """What stands in the cell of the social worker."""
    if child.worker is not None:
        return voice.name(child.worker)
    if child.holder is Holder.DUTY:
        return voice.rng.choice(voice.words.duty)
    if child.holder is Holder.TEAM:
        return voice.team(child.team)
    return NOT_AVAILABLE if child.holder is Holder.UNREADABLE else voice.nobody()


def _holder_id(child: Child, voice: Voice) -> Cell:
    if child.worker is None or not child.worker.is_listed:
        return None
    is_given = voice.always_gives_ids or happens(voice.rng, WORKER_ID_GIVEN)
    return child.worker.id if is_given else None


def _previous(child: Child, voice: Voice) -> Cell:
    if child.previous_ended is None:
        return None
    if child.previous_is_duty or child.previous is None:
        return voice.rng.choice(voice.words.duty)
    return voice.name(child.previous)


def _visitor(child: Child, voice: Voice) -> Cell:
    if child.visited_by_duty:
        return voice.rng.choice(voice.words.duty)
    return voice.name(child.visitor) if child.visitor else None


def worker_cells(worker: Worker, voice: Voice) -> Cells:
    """A worker's row of the staff list."""
    words = voice.words
    return {
        "worker_id": worker.id,
        "name": worker.name,
        "forename": worker.forename,
        "surname": worker.surname,
        "role": voice.role(worker.role),
        "team": voice.team(worker.team),
        "fte": worker.fte,
        "hours": None if worker.fte is None else round(worker.fte * FULL_TIME_HOURS, 2),
        "newly": voice.yes_no(worker.is_newly_qualified),
        "agency": voice.yes_no(worker.is_agency),
        "started": worker.started,
        "leaves": worker.leaves,
        "absent_from": worker.absent_from,
        "absent_to": worker.absent_to,
        "absence_reason": words.absences.get(worker.absence_reason, worker.absence_reason) or None,
        "reduction": worker.reduction,
        "reduction_reason": words.reasons.get(worker.reduction_reason, worker.reduction_reason)
        or None,
        "reduction_from": worker.reduction_from,
        "reduction_to": worker.reduction_to,
        "supervised": worker.supervised,
        "welsh": voice.yes_no(worker.speaks_welsh),
    }


def write_dates(rows: list[Cells], voice: Voice) -> None:
    """Write some columns' dates as text, and in others a few; what they say stays the same."""
    fields = dict.fromkeys(
        field for cells in rows for field, value in cells.items() if isinstance(value, date)
    )
    for field in fields:
        write = _date_writer(field, voice)
        for cells in rows:
            value = cells[field]
            if isinstance(value, date):
                cells[field] = write(value)


def _date_writer(field: str, voice: Voice) -> Callable[[date], Cell]:
    rng = voice.rng
    shares = {"short": 0.1, "year of two digits": 0.03, "words": 0.08, "iso": 0.04}
    style = pick(rng, shares, "dates")
    form = rng.choice(SHORT_FORMS)
    if style == "year of two digits" and field != "born":
        return lambda day: day.strftime("%d/%m/%y")
    if style == "short":
        return lambda day: day.strftime(form)
    if style == "iso":
        return lambda day: day.isoformat()
    if style == "words":
        return voice.day_in_words

    def now_and_then(day: date) -> Cell:
        if not happens(rng, TEXT_DATE):
            return day
        is_certain = day.day >= DAY_IS_CERTAIN
        return day.strftime(form) if is_certain and happens(rng, 0.5) else voice.day_in_words(day)

    return now_and_then
