"""What is done to meet a rule, and what is put on record so that it can answer."""

from __future__ import annotations

from collections.abc import Mapping

from allocation_app.domain.people import EventKind, Gap
from allocation_app.wording.translate import mark

DEEDS: Mapping[EventKind, str] = {
    EventKind.REFERRAL: mark("a referral"),
    EventKind.REFERRAL_DECISION: mark("a decision on the referral"),
    EventKind.ARRIVED_IN_TEAM: mark("the child's arrival in the next team"),
    EventKind.ASSESSMENT_START: mark("an assessment begun"),
    EventKind.ASSESSMENT_END: mark("an assessment completed"),
    EventKind.STRATEGY_DISCUSSION: mark("a strategy discussion held"),
    EventKind.INITIAL_CONFERENCE: mark("an initial conference held"),
    EventKind.REGISTERED: mark("a registration"),
    EventKind.REVIEW_CONFERENCE: mark("a review conference held"),
    EventKind.CORE_GROUP: mark("a core group held"),
    EventKind.SEEN: mark("the child seen"),
    EventKind.SEEN_ALONE: mark("the child seen alone"),
    EventKind.HOME_VISIT: mark("a home visit"),
    EventKind.VISIT: mark("a statutory visit"),
    EventKind.LOOKED_AFTER_START: mark("a start of being looked after"),
    EventKind.PLACEMENT_START: mark("a start of placement"),
    EventKind.FIRST_LOOKED_AFTER_REVIEW: mark("the first looked-after review held"),
    EventKind.LOOKED_AFTER_REVIEW: mark("a looked-after review held"),
    EventKind.REFERRAL_ACKNOWLEDGED: mark("an acknowledgement of the referral"),
    EventKind.SECTION_47_DECISION: mark("a decision that section 47 may apply"),
    EventKind.SECTION_47_START: mark("a start of section 47 enquiries"),
    EventKind.PLAN_CIRCULATED: mark("the outline plan sent round"),
    EventKind.BEDROOM_SEEN: mark("the bedroom seen"),
    EventKind.CARE_ORDER: mark("a care order"),
    EventKind.CARE_PLAN: mark("a Part 6 care and support plan"),
    EventKind.PARENT_ASSESSMENT: mark("an assessment of the parent"),
    EventKind.CATEGORY_1_START: mark("a start as a category 1 young person"),
    EventKind.LEFT_CARE: mark("a date of leaving care"),
    EventKind.PATHWAY_ASSESSMENT: mark("a pathway assessment"),
    EventKind.PATHWAY_PLAN: mark("a pathway plan"),
    EventKind.PATHWAY_PLAN_REVIEW: mark("a review of the pathway plan"),
    EventKind.GP_REGISTERED: mark("registration with a GP"),
    EventKind.DENTIST: mark("a visit to a dentist"),
    EventKind.PLAN: mark("a care and support plan"),
    EventKind.PLAN_REVIEW: mark("a review of the plan"),
    EventKind.PLAN_ENDED: mark("an end of the plan"),
    EventKind.OUTCOME_REVIEW: mark("a review of outcomes"),
    EventKind.FILE_AUDITED: mark("an audit of the file"),
    EventKind.SUPERVISION: mark("a discussion in supervision"),
    EventKind.OVERSIGHT: mark("a management review on record"),
    EventKind.INTRODUCTION: mark("an introduction of the new worker"),
    EventKind.COURT_HEARING: mark("a court hearing"),
}
"""Each event as what clears a rule: "A core group held on or after ... clears it."."""

FACTS: Mapping[Gap, str] = {
    Gap.HOLDER: mark("the worker's name so that it can be read"),
    Gap.HOLDER_LEAVING_DATE: mark("the worker's line on the staff list"),
    Gap.HOLDER_ROLE: mark("the worker's role on the staff list"),
    Gap.STATUS: mark("the child's status, or say on the Data page what the word means"),
    Gap.DATE_OF_BIRTH: mark("the date of birth"),
    Gap.PLACEMENT_LONG_TERM: mark("whether the placement is to last to 18"),
    Gap.CONFERENCE_NEEDED: mark("whether a conference is needed"),
    Gap.FTE: mark("the worker's FTE on the staff list"),
    Gap.LAST_ALLOCATION_ENDED: mark(
        "the date of referral, of arrival, or of the last worker's end"
    ),
    Gap.CONTRADICTORY_STATUS: mark("the status that is right: these can't be together, or not now"),
    Gap.RIVAL_HOLDERS: mark("the one worker who has the case"),
    Gap.PLACEMENT: mark("with whom the child is placed"),
    Gap.LEGAL_STATUS: mark("the legal status"),
    Gap.VISITOR: mark("who made the last visit"),
    Gap.ADVISER: mark("the personal adviser's name, or a blank where there is none"),
    Gap.WORKERS_IN_YEAR: mark("the number of workers in 12 months"),
    Gap.ALLOCATION_START: mark("the date since when the worker has the case"),
    Gap.PREVIOUS_WORKER: mark("the day on which the previous worker ended"),
    Gap.TEAM_REMIT: mark("the team's remit in the policy"),
    Gap.FIRST_DAY: mark("the worker's first day in post"),
    Gap.LANGUAGE: mark("the child's first language"),
}
"""Each fact as what is to be given: "Give the date of birth."."""
