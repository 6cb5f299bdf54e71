"""The facts that a column can bring, and how the cells of each are read."""

from __future__ import annotations

from enum import StrEnum

from allocation_app.domain.people import EventKind


class Field(StrEnum):
    """A fact about a child or a worker. The names are those of `ColumnReading.field`."""

    CHILD_ID = "child_id"
    CHILD_NAME = "child_name"
    CHILD_FORENAME = "child_forename"
    CHILD_SURNAME = "child_surname"
    DATE_OF_BIRTH = "date_of_birth"
    AGE = "age"
    FAMILY = "family"
    TEAM = "team"
    SERVICE = "service"
    STATUS = "status"
    CASE_TYPE = "case_type"
    CLOSED = "closed"
    WORKER = "worker"
    WORKER_ID = "worker_id"
    ALLOCATED = "allocated"
    ALLOCATION_ENDED = "allocation_ended"
    INVOLVEMENT = "involvement"
    IS_CASE_HOLDER = "is_case_holder"
    CHANGE_REASON = "change_reason"
    EPISODE_REASON = "episode_reason"
    PREVIOUS_WORKER = "previous_worker"
    PREVIOUS_WORKER_ENDED = "previous_worker_ended"
    CO_WORKER = "co_worker"
    PERSONAL_ADVISER = "personal_adviser"
    LANGUAGE = "language"
    OUT_OF_AREA = "out_of_area"
    CONFERENCE_NEEDED = "conference_needed"
    PLACEMENT_LONG_TERM = "placement_long_term"
    PLACEMENT_TYPE = "placement_type"
    LEGAL_STATUS = "legal_status"
    LEGAL_STATUS_START = "legal_status_start"
    VISITED_BY = "visited_by"
    PLACEMENTS_IN_YEAR = "placements_in_year"
    WORKERS_IN_YEAR = "workers_in_year"
    WAS_SEEN_ALONE = "was_seen_alone"
    WAS_BEDROOM_SEEN = "was_bedroom_seen"
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
    ROLE = "role"
    FTE = "fte"
    HOURS = "hours"
    NEWLY_QUALIFIED = "newly_qualified"
    PRACTICE_STATUS = "practice_status"
    AGENCY = "agency"
    FIRST_DAY = "first_day"
    LAST_DAY = "last_day"
    ABSENT_FROM = "absent_from"
    ABSENT_TO = "absent_to"
    ABSENCE_REASON = "absence_reason"
    IS_ABSENT = "is_absent"
    REDUCTION = "reduction"
    REDUCTION_REASON = "reduction_reason"
    REDUCTION_FROM = "reduction_from"
    REDUCTION_TO = "reduction_to"
    WELSH_SPEAKER = "welsh_speaker"
    LANGUAGES = "languages"
    LAST_SUPERVISION = "last_supervision"
    WORKER_FORENAME = "worker_forename"
    WORKER_SURNAME = "worker_surname"


EVENTS = {Field(kind.value): kind for kind in EventKind}

DATES = frozenset(
    {
        *EVENTS,
        Field.DATE_OF_BIRTH,
        Field.CLOSED,
        Field.ALLOCATED,
        Field.ALLOCATION_ENDED,
        Field.PREVIOUS_WORKER_ENDED,
        Field.FIRST_DAY,
        Field.LAST_DAY,
        Field.ABSENT_FROM,
        Field.ABSENT_TO,
        Field.REDUCTION_FROM,
        Field.REDUCTION_TO,
        Field.LAST_SUPERVISION,
        Field.LEGAL_STATUS_START,
    }
)
YES_NO = frozenset(
    {
        Field.IS_CASE_HOLDER,
        Field.IS_ABSENT,
        Field.OUT_OF_AREA,
        Field.CONFERENCE_NEEDED,
        Field.PLACEMENT_LONG_TERM,
        Field.WAS_SEEN_ALONE,
        Field.WAS_BEDROOM_SEEN,
        Field.NEWLY_QUALIFIED,
        Field.AGENCY,
        Field.WELSH_SPEAKER,
    }
)
COUNTS = frozenset({Field.PLACEMENTS_IN_YEAR, Field.WORKERS_IN_YEAR})
WORKER_NAMES = frozenset(
    {
        Field.WORKER,
        Field.PREVIOUS_WORKER,
        Field.CO_WORKER,
        Field.PERSONAL_ADVISER,
        Field.VISITED_BY,
    }
)
