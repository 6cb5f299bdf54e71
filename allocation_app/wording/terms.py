"""The words for codes and amounts: states, bands, reasons, statuses, events, dates, shares."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum

from allocation_app.domain.caseloads import Reason
from allocation_app.domain.delays.without_worker import why_unreadable
from allocation_app.domain.findings import State, Told
from allocation_app.domain.people import (
    Child,
    EventKind,
    Gap,
    Involvement,
    LegalStatus,
    Placement,
    Role,
    Status,
    Worker,
)
from allocation_app.domain.policy import Band, CaseType, Part
from allocation_app.domain.working_days import Holiday, Unit
from allocation_app.wording.translate import WELSH, language, mark, tr, trn
from allocation_app.wording.visible import visible

TERMS: Mapping[StrEnum, str] = {
    State.LATE: mark("late"),
    State.DUE_SOON: mark("due soon"),
    State.IN_TIME: mark("in time"),
    State.CANNOT_TELL: mark("cannot tell"),
    Band.SPARE: mark("spare"),
    Band.FULL: mark("full"),
    Band.STRETCHED: mark("stretched"),
    Band.OVER: mark("over"),
    Part.SIBLING: mark("further sibling"),
    Part.CO_WORKED: mark("co-worked"),
    Part.OUT_OF_AREA: mark("out of area"),
    Part.NEW: mark("new to this worker"),
}

# Kinds that share a code with another enum (both are strings) each have a table of their own.
TOLD: Mapping[Told, str] = {
    Told.LATE: mark("late"),
    Told.FLAGGED: mark("flagged"),
    Told.CANNOT_TELL: mark("cannot tell"),
    Told.DUE_SOON: mark("due soon"),
    Told.NEAR: mark("near"),
    Told.IN_TIME: mark("in time"),
}
REASONS: Mapping[Reason, str] = {
    Reason.NO_WORKER: mark("no social worker named"),
    Reason.DUTY: mark("held by duty"),
    Reason.TEAM: mark("held by a team's name"),
    Reason.MANAGER: mark("held by a manager"),
    Reason.LEAVER: mark("worker has left"),
    Reason.NOT_STARTED: mark("worker has not begun yet"),
    Reason.PERSONAL_ADVISER: mark("held by a personal adviser only"),
}
INVOLVEMENTS: Mapping[Involvement, str] = {
    Involvement.CASE_HOLDER: mark("case holder"),
    Involvement.CO_WORKER: mark("co-worker"),
    Involvement.PERSONAL_ADVISER: mark("personal adviser"),
}
STATUSES: Mapping[Status, str] = {
    Status.REFERRAL: mark("referral"),
    Status.ASSESSMENT: mark("assessment"),
    Status.CARE_AND_SUPPORT: mark("care and support plan"),
    Status.REGISTERED: mark("on the register"),
    Status.PROCEEDINGS: mark("proceedings"),
    Status.LOOKED_AFTER: mark("looked after"),
    Status.CARE_LEAVER: mark("care leaver"),
    Status.DISABLED: mark("disabled child, long-term"),
    Status.PRIVATELY_FOSTERED: mark("privately fostered"),
    Status.UNKNOWN: mark("status not known"),
}
CASE_TYPES: Mapping[CaseType, str] = {
    CaseType.REFERRAL: mark("referral"),
    CaseType.ASSESSMENT: mark("assessment"),
    CaseType.CARE_AND_SUPPORT: mark("care and support plan"),
    CaseType.REGISTERED: mark("on the register"),
    CaseType.PROCEEDINGS: mark("proceedings"),
    CaseType.LOOKED_AFTER_NEW: mark("looked after, first year or unstable"),
    CaseType.LOOKED_AFTER_SETTLED: mark("looked after, settled"),
    CaseType.CARE_LEAVER: mark("care leaver"),
    CaseType.DISABLED: mark("disabled child, long-term"),
    CaseType.PRIVATELY_FOSTERED: mark("privately fostered"),
    CaseType.UNKNOWN: mark("status not known"),
}
ROLES: Mapping[Role, str] = {
    Role.SOCIAL_WORKER: mark("social worker"),
    Role.SENIOR_SOCIAL_WORKER: mark("senior social worker"),
    Role.PERSONAL_ADVISER: mark("personal adviser"),
    Role.SUPPORT_WORKER: mark("support worker"),
    Role.STUDENT: mark("student"),
    Role.MANAGER: mark("manager"),
    Role.DUTY: mark("duty"),
    Role.TEAM: mark("team"),
    Role.UNRECOGNISED: mark("role not recognised"),
}
EVENTS: Mapping[EventKind, str] = {
    EventKind.REFERRAL: mark("referral"),
    EventKind.REFERRAL_DECISION: mark("decision on the referral"),
    EventKind.ARRIVED_IN_TEAM: mark("arrival in the team"),
    EventKind.ASSESSMENT_START: mark("start of the assessment"),
    EventKind.ASSESSMENT_END: mark("completion of the assessment"),
    EventKind.STRATEGY_DISCUSSION: mark("strategy discussion"),
    EventKind.INITIAL_CONFERENCE: mark("initial conference"),
    EventKind.REGISTERED: mark("registration"),
    EventKind.REVIEW_CONFERENCE: mark("last review conference"),
    EventKind.CORE_GROUP: mark("last core group"),
    EventKind.SEEN: mark("last time seen"),
    EventKind.SEEN_ALONE: mark("last time seen alone"),
    EventKind.HOME_VISIT: mark("last home visit"),
    EventKind.VISIT: mark("last statutory visit"),
    EventKind.LOOKED_AFTER_START: mark("start of being looked after"),
    EventKind.PLACEMENT_START: mark("start of the placement"),
    EventKind.FIRST_LOOKED_AFTER_REVIEW: mark("first looked-after review"),
    EventKind.LOOKED_AFTER_REVIEW: mark("last looked-after review"),
    EventKind.REFERRAL_ACKNOWLEDGED: mark("acknowledgement of the referral"),
    EventKind.SECTION_47_DECISION: mark("decision that section 47 may apply"),
    EventKind.SECTION_47_START: mark("start of section 47 enquiries"),
    EventKind.PLAN_CIRCULATED: mark("circulation of the outline plan"),
    EventKind.BEDROOM_SEEN: mark("last time the bedroom was seen"),
    EventKind.CARE_ORDER: mark("making of the care order"),
    EventKind.CARE_PLAN: mark("Part 6 care and support plan"),
    EventKind.PARENT_ASSESSMENT: mark("assessment of the parent"),
    EventKind.CATEGORY_1_START: mark("becoming a category 1 young person"),
    EventKind.LEFT_CARE: mark("leaving care"),
    EventKind.PATHWAY_ASSESSMENT: mark("pathway assessment"),
    EventKind.PATHWAY_PLAN: mark("pathway plan"),
    EventKind.PATHWAY_PLAN_REVIEW: mark("last review of the pathway plan"),
    EventKind.GP_REGISTERED: mark("registration with a GP"),
    EventKind.DENTIST: mark("last time at a dentist"),
    EventKind.PLAN: mark("care and support plan"),
    EventKind.PLAN_REVIEW: mark("last review of the plan"),
    EventKind.PLAN_ENDED: mark("end of the plan"),
    EventKind.OUTCOME_REVIEW: mark("last review of outcomes"),
    EventKind.FILE_AUDITED: mark("audit of the transferred file"),
    EventKind.SUPERVISION: mark("last discussion in supervision"),
    EventKind.OVERSIGHT: mark("last management review while unallocated"),
    EventKind.INTRODUCTION: mark("introduction of the new worker"),
    EventKind.COURT_HEARING: mark("next or last court hearing"),
}
GAPS: Mapping[Gap, str] = {
    Gap.HOLDER: mark("the worker's name could not be read"),
    Gap.HOLDER_LEAVING_DATE: mark("the worker is not on the staff list"),
    Gap.HOLDER_ROLE: mark("the worker's role is not recognised"),
    Gap.STATUS: mark("no status that the tool knows"),
    Gap.DATE_OF_BIRTH: mark("no date of birth"),
    Gap.PLACEMENT_LONG_TERM: mark("not said whether the placement is to last to 18"),
    Gap.CONFERENCE_NEEDED: mark("not said whether a conference is needed"),
    Gap.FTE: mark("no FTE; counted as full time"),
    Gap.LAST_ALLOCATION_ENDED: mark("no date of referral, arrival or last worker's end"),
    Gap.CONTRADICTORY_STATUS: mark("the statuses contradict one another"),
    Gap.RIVAL_HOLDERS: mark("several workers are named as the case holder"),
    Gap.PLACEMENT: mark("not said with whom the child is placed"),
    Gap.LEGAL_STATUS: mark("no legal status"),
    Gap.VISITOR: mark("not said who made the last visit"),
    Gap.ADVISER: mark("no readable personal adviser"),
    Gap.WORKERS_IN_YEAR: mark("no count of workers in 12 months"),
    Gap.ALLOCATION_START: mark("not said since when the worker has the case"),
    Gap.PREVIOUS_WORKER: mark("not said when the previous worker ended"),
    Gap.TEAM_REMIT: mark("the remit of the team is not known"),
    Gap.FIRST_DAY: mark("no first day in post"),
    Gap.LANGUAGE: mark("not said which language the child speaks"),
}
PLACEMENTS: Mapping[Placement, str] = {
    Placement.PARENT_UNASSESSED: mark("with a parent who is not assessed yet"),
    Placement.WITH_PARENT: mark("with a parent"),
    Placement.CONNECTED_TEMPORARY: mark("with a connected person, approved for a time"),
    Placement.SHORT_BREAKS: mark("short breaks"),
    Placement.OTHER: mark("foster carers, residential or other"),
}
LEGAL_STATUSES: Mapping[LegalStatus, str] = {
    LegalStatus.INTERIM_CARE_ORDER: mark("interim care order"),
    LegalStatus.CARE_ORDER: mark("care order"),
    LegalStatus.OTHER: mark("no care order, interim or full"),
}
RUNGS: Mapping[str, str] = {
    "senior_manager_now": mark("senior manager, at once"),
    "senior_manager": mark("senior manager"),
    "weekly_review": mark("weekly review"),
    "group_manager": mark("group manager"),
    "none": mark("no step yet"),
    "cannot_tell": mark("cannot tell"),
}
WEEKDAYS = (
    mark("Mon"), mark("Tue"), mark("Wed"), mark("Thu"), mark("Fri"), mark("Sat"), mark("Sun"),
)  # fmt: skip
MONTHS = (
    mark("Jan"), mark("Feb"), mark("Mar"), mark("Apr"), mark("May"), mark("Jun"),
    mark("Jul"), mark("Aug"), mark("Sep"), mark("Oct"), mark("Nov"), mark("Dec"),
)  # fmt: skip


def term(code: State | Band | Part) -> str:
    """The word for a state, a band or a part of a child's points."""
    return tr(TERMS[code])


def told(code: Told) -> str:
    """The word by which a list tells a finding."""
    return tr(TOLD[code])


def reason(code: Reason) -> str:
    """Why a child counts as unallocated."""
    return tr(REASONS[code])


def involvement(code: Involvement) -> str:
    """In which capacity a worker is with a child."""
    return tr(INVOLVEMENTS[code])


def status(code: Status) -> str:
    """The word for a status."""
    return tr(STATUSES[code])


def statuses(child: Child) -> str:
    """All of a child's statuses, in the vocabulary's order; an unknown one as it was written."""
    words = [status(code) for code in Status if code in child.statuses]
    if Status.UNKNOWN in child.statuses and child.status_text:
        words.append(tr("“{text}”", text=child.status_text))
    return ", ".join(words)


def placement(code: Placement) -> str:
    """Where a looked-after child is placed."""
    return tr(PLACEMENTS[code])


def legal_status(code: LegalStatus) -> str:
    """Under which power a child is looked after."""
    return tr(LEGAL_STATUSES[code])


def case_type(code: CaseType) -> str:
    """The word for what a case weighs by."""
    return tr(CASE_TYPES[code])


def role(worker: Worker) -> str:
    """What a worker is, as far as the sources say."""
    if worker.role is None:
        return tr("role not given")
    word = role_name(worker.role)
    return tr("{role}, newly qualified", role=word) if worker.is_newly_qualified else word


def role_name(code: Role) -> str:
    """The word for a role."""
    return tr(ROLES[code])


def event(kind: EventKind) -> str:
    """The name of an event, as it stands after "date of the"."""
    return tr(EVENTS[kind])


UNTOLD = mark("cannot tell: {why}")


def untold_holder(child: Child) -> str:
    """That nobody can tell who holds a child, and why."""
    return tr(UNTOLD, why=missing(why_unreadable(child)))


def missing(what: EventKind | Gap) -> str:
    """What is not known, as a reason for "cannot tell"."""
    if isinstance(what, Gap):
        return tr(GAPS[what])
    return tr("no usable date for: {event}", event=event(what))


def escalation(code: str) -> str:
    """Who must be told, by the rung of the ladder; a council's own rung by its code."""
    return tr(RUNGS[code]) if code in RUNGS else visible(code.replace("_", " "))


def day(when: date | None) -> str:
    """A date as "Fri 1 May 2026", or a dash."""
    if when is None:
        return "–"
    return tr(
        "{weekday} {day} {month} {year}",
        weekday=tr(WEEKDAYS[when.weekday()]),
        day=when.day,
        month=tr(MONTHS[when.month - 1]),
        year=when.year,
    )


def plain_day(when: date) -> str:
    """A date as "1 May 2026"."""
    return tr(
        "{day} {month} {year}", day=when.day, month=tr(MONTHS[when.month - 1]), year=when.year
    )


def short_day(when: date | None) -> str:
    """A date as "Fri 1 May", for where the year is plain."""
    if when is None:
        return "–"
    return tr(
        "{weekday} {day} {month}",
        weekday=tr(WEEKDAYS[when.weekday()]),
        day=when.day,
        month=tr(MONTHS[when.month - 1]),
    )


def moment(at: str) -> str:
    """A time that is kept (ISO 8601) to the minute, "Mon 23 Nov 2026, 09:12"; as it stands else."""
    try:
        told = datetime.fromisoformat(at)
    except ValueError:
        return at
    return tr("{day}, {time}", day=day(told.date()), time=f"{told:%H:%M}")


def holiday(of: Holiday) -> str:
    """The name of a bank holiday, which the government publishes in both languages."""
    return of.name_cy if language() == WELSH else of.name


def percent(share: float | None) -> str:
    """A share as "131 %", never rounded up into a higher band; a dash without capacity."""
    if share is None:
        return "–"
    return tr("{n} %", n=whole_percent(share))


def whole_percent(share: float) -> int:
    """Whole per cent, rounded down, so that 109.9 % never reads as the 110 % of the next band."""
    return int(share * 100 + 1e-9)


def points(amount: float) -> str:
    """Points with one decimal place where there is one: "8", "4.8"."""
    return f"{amount:.1f}".removesuffix(".0")


def amount(n: int, unit: Unit) -> str:
    """A number of days, weeks or months, with its unit."""
    match unit:
        case Unit.WORKING_DAYS:
            return trn("{n} working day", "{n} working days", n)
        case Unit.WEEKS:
            return trn("{n} week", "{n} weeks", n)
        case Unit.MONTHS:
            return trn("{n} month", "{n} months", n)
        case Unit.DAYS:
            return trn("{n} day", "{n} days", n)


def limit(n: int, unit: Unit) -> str:
    """How long a rule gives: an amount, or "at once"."""
    return amount(n, unit) if n else tr("at once")


def children(n: int) -> str:
    """A number of children."""
    return trn("{n} child", "{n} children", n)


def families(n: int) -> str:
    """A number of families (sibling groups)."""
    return trn("{n} family", "{n} families", n)


def first_up(words: str) -> str:
    """Words as they begin a line: the first letter large, the others as they are."""
    return words[:1].upper() + words[1:]


def child_name(child: Child, *, hide_names: bool) -> str:
    """The child's name, or initials when names are hidden; without a name the identifier."""
    if not child.name:
        return child.id
    return (initials(child.name) or child.id) if hide_names else visible(child.name)


def initials(name: str) -> str:
    """Initials of a name: "Lowri ap Huw" is "L.a.H."."""
    return "".join(f"{word[0]}." for word in name.replace(",", " ").split() if word[0].isalpha())
