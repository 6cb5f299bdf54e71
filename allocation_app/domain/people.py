"""Who is concerned: children, social workers, teams, and the spells in which one held another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import NewType

ChildId = NewType("ChildId", str)
WorkerId = NewType("WorkerId", str)
FamilyId = NewType("FamilyId", str)
TeamId = NewType("TeamId", str)


class Status(StrEnum):
    """Why a case is open. A child can have several at once (registered and looked after)."""

    REFERRAL = "referral"
    ASSESSMENT = "assessment"
    CARE_AND_SUPPORT = "care_and_support"
    REGISTERED = "registered"
    PROCEEDINGS = "proceedings"
    LOOKED_AFTER = "looked_after"
    CARE_LEAVER = "care_leaver"
    DISABLED = "disabled"
    PRIVATELY_FOSTERED = "privately_fostered"
    UNKNOWN = "unknown"


class EventKind(StrEnum):
    """Dated events that a spreadsheet records; a child carries the last known date of each.

    The next court hearing is that, where it is listed; it may lie ahead, and so may a plan's end.
    """

    REFERRAL = "referral"
    REFERRAL_DECISION = "referral_decision"
    ARRIVED_IN_TEAM = "arrived_in_team"
    ASSESSMENT_START = "assessment_start"
    ASSESSMENT_END = "assessment_end"
    STRATEGY_DISCUSSION = "strategy_discussion"
    INITIAL_CONFERENCE = "initial_conference"
    REGISTERED = "registered"
    REVIEW_CONFERENCE = "review_conference"
    CORE_GROUP = "core_group"
    SEEN = "seen"
    SEEN_ALONE = "seen_alone"
    HOME_VISIT = "home_visit"
    VISIT = "visit"
    LOOKED_AFTER_START = "looked_after_start"
    PLACEMENT_START = "placement_start"
    FIRST_LOOKED_AFTER_REVIEW = "first_looked_after_review"
    LOOKED_AFTER_REVIEW = "looked_after_review"
    REFERRAL_ACKNOWLEDGED = "referral_acknowledged"
    SECTION_47_DECISION = "section_47_decision"
    SECTION_47_START = "section_47_start"
    PLAN_CIRCULATED = "plan_circulated"
    BEDROOM_SEEN = "bedroom_seen"
    CARE_ORDER = "care_order"
    CARE_PLAN = "care_plan"
    PARENT_ASSESSMENT = "parent_assessment"
    CATEGORY_1_START = "category_1_start"
    LEFT_CARE = "left_care"
    PATHWAY_ASSESSMENT = "pathway_assessment"
    PATHWAY_PLAN = "pathway_plan"
    PATHWAY_PLAN_REVIEW = "pathway_plan_review"
    GP_REGISTERED = "gp_registered"
    DENTIST = "dentist"
    PLAN = "plan"
    PLAN_REVIEW = "plan_review"
    PLAN_ENDED = "plan_ended"
    OUTCOME_REVIEW = "outcome_review"
    FILE_AUDITED = "file_audited"
    SUPERVISION = "supervision"
    OVERSIGHT = "oversight"
    INTRODUCTION = "introduction"
    COURT_HEARING = "court_hearing"


class Gap(StrEnum):
    """Facts other than event dates that a rule may find missing."""

    HOLDER = "holder"
    HOLDER_LEAVING_DATE = "holder_leaving_date"
    HOLDER_ROLE = "holder_role"
    STATUS = "status"
    DATE_OF_BIRTH = "date_of_birth"
    PLACEMENT_LONG_TERM = "placement_long_term"
    CONFERENCE_NEEDED = "conference_needed"
    FTE = "fte"
    LAST_ALLOCATION_ENDED = "last_allocation_ended"
    CONTRADICTORY_STATUS = "contradictory_status"
    RIVAL_HOLDERS = "rival_holders"
    PLACEMENT = "placement"
    LEGAL_STATUS = "legal_status"
    VISITOR = "visitor"
    ADVISER = "adviser"
    WORKERS_IN_YEAR = "workers_in_year"
    ALLOCATION_START = "allocation_start"
    PREVIOUS_WORKER = "previous_worker"
    TEAM_REMIT = "team_remit"
    FIRST_DAY = "first_day"
    LANGUAGE = "language"


class Placement(StrEnum):
    """Where a looked-after child is placed, as far as visiting rules differ by it.

    After reg 31 and reg 62 of WSI 2015/1818 and reg 28 and reg 48 of SI 2010/959.
    """

    PARENT_UNASSESSED = "parent_unassessed"
    WITH_PARENT = "with_parent"
    CONNECTED_TEMPORARY = "connected_temporary"
    SHORT_BREAKS = "short_breaks"
    OTHER = "other"


class LegalStatus(StrEnum):
    """Under which power a child is looked after, as far as visiting rules differ by it."""

    INTERIM_CARE_ORDER = "interim_care_order"
    CARE_ORDER = "care_order"
    OTHER = "other"


class Role(StrEnum):
    """What somebody named as the holder of a case is. Duty and team are not people."""

    SOCIAL_WORKER = "social_worker"
    SENIOR_SOCIAL_WORKER = "senior_social_worker"
    PERSONAL_ADVISER = "personal_adviser"
    SUPPORT_WORKER = "support_worker"
    STUDENT = "student"
    MANAGER = "manager"
    DUTY = "duty"
    TEAM = "team"
    UNRECOGNISED = "unrecognised"

    @property
    def is_person(self) -> bool:
        """Whether a person stands behind the name (a duty tray or a team inbox is none)."""
        return self not in {Role.DUTY, Role.TEAM}

    @property
    def holds_cases(self) -> bool:
        """Whether a child under this name has a case holder.

        A manager, duty or team holder means that the child waits for allocation (Dudley; Kensington
        and Chelsea: a case allocated only to a team is unallocated).
        """
        return self not in {Role.DUTY, Role.TEAM, Role.MANAGER}


class Involvement(StrEnum):
    """In which capacity a worker is with a child."""

    CASE_HOLDER = "case_holder"
    CO_WORKER = "co_worker"
    PERSONAL_ADVISER = "personal_adviser"


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """A team, and the service above it where the source names one."""

    id: TeamId
    name: str
    service: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reduction:
    """A share (0 to 1) of contracted hours that is not there for cases, with its dates."""

    share: float
    reason: str = ""
    start: date | None = None
    end: date | None = None

    def __post_init__(self) -> None:
        """Refuse a share outside 0 to 1 and dates that run backwards."""
        if not 0 <= self.share <= 1:
            message = f"a reduction is a share from 0 to 1, not {self.share}"
            raise ValueError(message)
        _check_order(self.start, self.end)

    def covers(self, day: date) -> bool:
        """Whether it is in force on this day (open ends are open)."""
        return _covers(self.start, self.end, day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """A time away: first and last day, the last one unknown while no return is planned."""

    start: date
    end: date | None = None
    reason: str = ""

    def __post_init__(self) -> None:
        """Refuse dates that run backwards."""
        _check_order(self.start, self.end)

    def covers(self, day: date) -> bool:
        """Whether the worker is away on this day."""
        return _covers(self.start, self.end, day)

    def days(self) -> int | None:
        """Calendar days away, None while no return is planned."""
        return None if self.end is None else (self.end - self.start).days + 1

    def lasts(self, limit: timedelta) -> bool:
        """Whether it is at least so long; one without a planned return is."""
        days = self.days()
        return days is None or days >= limit.days


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """Contracted hours from a day on, as a share of full time."""

    start: date
    fte: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """Somebody (or some tray) under whose name children stand.

    ``fte`` is contracted hours as a share of full time, None where no source says; ``hours`` are
    changes of it with their days (see `fte_on`).
    ``is_listed`` tells a worker of the staff list from a name met only beside a child.
    ``last_day`` is the last day in post. ``is_supervision_recorded`` tells a blank cell (none was
    held) from a missing or unreadable one (nobody knows).
    """

    id: WorkerId
    name: str
    role: Role | None = None
    team: TeamId | None = None
    fte: float | None = None
    is_newly_qualified: bool = False
    is_agency: bool = False
    is_listed: bool = False
    first_day: date | None = None
    last_day: date | None = None
    absences: tuple[Absence, ...] = ()
    reductions: tuple[Reduction, ...] = ()
    languages: frozenset[str] = frozenset()
    last_supervision: date | None = None
    is_supervision_recorded: bool = False
    hours: tuple[Hours, ...] = ()

    def __post_init__(self) -> None:
        """Refuse contracted hours that no one has."""
        for fte in (self.fte, *(each.fte for each in self.hours)):
            if fte is not None and not 0 <= fte <= MOST_FTE:
                message = f"FTE is from 0 to {MOST_FTE}, not {fte}"
                raise ValueError(message)

    def fte_on(self, day: date) -> float | None:
        """Contracted hours on this day, as a share of full time; None where no source says."""
        begun = [each for each in self.hours if each.start <= day]
        return max(begun, key=lambda each: each.start).fte if begun else self.fte

    @property
    def holds_cases(self) -> bool:
        """Whether a child under this name has a case holder; an unstated role is taken as one."""
        return self.role is None or self.role.holds_cases

    @property
    def is_person(self) -> bool:
        """Whether a person stands behind the name."""
        return self.role is None or self.role.is_person

    def has_begun(self, day: date) -> bool:
        """Whether the first day in post has come by this day; one that no source gives has."""
        return self.first_day is None or self.first_day <= day

    def has_left(self, day: date) -> bool:
        """Whether the last day in post lies before this day."""
        return self.last_day is not None and self.last_day < day

    def absence_on(self, day: date) -> Absence | None:
        """The absence that covers this day, if any; of several the longest."""
        return max(
            (absence for absence in self.absences if absence.covers(day)),
            key=lambda absence: (absence.end is None, absence.days() or 0),
            default=None,
        )


MOST_FTE = 1.5  # a second contract happens; more than this is a typing slip


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """A child with an open case, as the sources describe it.

    ``statuses`` is never empty: a status that no source gives is ``UNKNOWN``.
    ``events`` holds the last known date of each kind of event.
    ``recorded`` names the kinds for which a source had a readable cell, blank or dated. A kind that
    is recorded and has no date has not happened; a kind that is not recorded is unknown, and rules
    that need it answer "cannot tell".
    ``told`` does the same for facts other than dates: those of which a source had a readable cell.
    ``visited_by`` is who made the last visit, ``rivals`` the workers between whom the sources do
    not decide; then ``is_holder_readable`` is False.
    ``is_holder_readable`` is False where the cell that names the worker could not be read, or where
    no source had such a column: such a child is not unallocated, nobody knows.
    ``withheld_birth`` stands in place of ``date_of_birth`` where that must not be shown (see
    `pseudonyms`): everything is counted by it (`born`), and nothing says it.
    """

    id: ChildId
    name: str = ""
    date_of_birth: date | None = None
    family: FamilyId | None = None
    team: TeamId | None = None
    statuses: frozenset[Status] = frozenset({Status.UNKNOWN})
    status_text: str = ""
    events: Mapping[EventKind, date] = field(default_factory=dict)
    recorded: frozenset[EventKind] = frozenset()
    is_holder_readable: bool = True
    language: str = ""
    is_out_of_area: bool | None = None
    is_conference_needed: bool | None = None
    is_placement_long_term: bool | None = None
    placements_in_year: int | None = None
    workers_in_year: int | None = None
    placement: Placement | None = None
    legal_status: LegalStatus | None = None
    visited_by: WorkerId | None = None
    rivals: tuple[WorkerId, ...] = ()
    told: frozenset[Gap] = frozenset()
    withheld_birth: date | None = None

    def __post_init__(self) -> None:
        """Refuse a child without a status: unknown is said, not left out."""
        if not self.statuses:
            message = f"child {self.id} has no status; use Status.UNKNOWN"
            raise ValueError(message)

    @property
    def family_key(self) -> str:
        """What siblings share; a child of no known family is a family of its own."""
        return self.family if self.family is not None else f"\0{self.id}"

    @property
    def is_holder_told(self) -> bool:
        """Whether the import tells under whose name the child stands, be it nobody's."""
        return self.is_holder_readable and not self.rivals

    @property
    def born(self) -> date | None:
        """The date of birth to count by, which may be one that is never shown."""
        return self.date_of_birth or self.withheld_birth

    def age(self, day: date) -> int | None:
        """Whole years on this day; below 0 before the expected date of birth."""
        born = self.born
        if born is None:
            return None
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def is_of_other_team(worker: Worker, child: Child) -> bool:
    """Whether they are known to be of different teams."""
    return None not in {worker.team, child.team} and worker.team != child.team


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """Who held whom, in which capacity, from when to when; without an ``end`` still running."""

    child: ChildId
    worker: WorkerId
    start: date | None = None
    end: date | None = None
    involvement: Involvement = Involvement.CASE_HOLDER

    def is_open(self, day: date) -> bool:
        """Whether the spell is still running on this day."""
        return self.end is None or self.end > day

    def is_new(self, day: date, window: timedelta) -> bool:
        """Whether it began within this window before the day; what is to begin will be new."""
        return self.start is not None and max(timedelta(0), day - self.start) < window


def _covers(start: date | None, end: date | None, day: date) -> bool:
    return (start is None or start <= day) and (end is None or day <= end)


def _check_order(start: date | None, end: date | None) -> None:
    if start is not None and end is not None and end < start:
        message = f"{start} to {end} runs backwards"
        raise ValueError(message)
