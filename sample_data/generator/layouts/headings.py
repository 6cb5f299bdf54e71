"""What teams call their columns, in English and in Welsh; the first of each is the plainest."""

from __future__ import annotations

from collections.abc import Mapping

from sample_data.generator.layouts.further_headings import FURTHER_CY, FURTHER_EN, Headings

CHILD_EN: Headings = {
    "id": ("Child ID", "Person ID", "Mosaic ID", "WCCIS ID", "Client ID", "Child's unique ID"),
    "name": ("Child name", "Name of child", "Child's name", "Child full name"),
    "forename": ("Child forename", "First name", "Forename"),
    "surname": ("Child surname", "Last name", "Surname"),
    "born": ("Date of birth", "DOB", "D.O.B.", "Date of Birth / EDD"),
    "family": ("Family ID", "Family number", "Family reference", "Sibling group"),
    "team": ("Team", "Allocated team", "Team name", "Responsible team"),
    "status": ("Status", "Case status", "Case type", "Type of case", "Current status"),
    "worker": (
        "Social worker",
        "Allocated worker",
        "Allocated social worker",
        "Case holder",
        "Caseworker",
        "Name of social worker",
    ),
    "worker_id": ("Worker ID", "Staff ID", "Social worker ID"),
    "allocated": ("Date allocated", "Allocation date", "Allocated on", "Date of allocation"),
    "previous": ("Previous worker", "Previous social worker", "Former worker"),
    "previous_ended": (
        "Previous worker ended",
        "Previous worker end date",
        "Date previous worker ended",
    ),
    "co_worker": ("Co-worker", "Second worker", "Secondary worker", "Joint worker"),
    "referral": ("Referral date", "Date of referral", "Date referred", "Referral received"),
    "referral_decision": (
        "Decision on referral",
        "Referral decision date",
        "Date of decision on referral",
    ),
    "arrived_in_team": (
        "Arrived in team",
        "Date arrived in team",
        "Date transferred to team",
        "Transferred into team",
    ),
    "assessment_end": (
        "Assessment completed",
        "Assessment end date",
        "Date assessment completed",
        "Assessment completion date",
    ),
    "strategy_discussion": (
        "Strategy discussion",
        "Date of strategy discussion",
        "Strategy discussion date",
        "Strategy meeting date",
    ),
    "conference_needed": ("Conference needed", "ICPC needed?", "Conference required (Y/N)"),
    "initial_conference": (
        "Initial conference",
        "ICPC date",
        "Date of initial conference",
        "Date of ICPC",
    ),
    "registered": (
        "Date registered",
        "Registration date",
        "Date placed on CPR",
        "Date of registration",
    ),
    "review_conference": (
        "Last review conference",
        "Date of last RCPC",
        "Last RCPC",
        "Latest review conference",
    ),
    "core_group": ("Last core group", "Date of last core group", "Last core group meeting"),
    "seen": ("Last seen", "Date last seen", "Child last seen"),
    "seen_alone": ("Last seen alone", "Date last seen alone", "Child last seen alone"),
    "home_visit": ("Last home visit", "Date of last home visit", "Last visit to home"),
    "visit": ("Last statutory visit", "Date of last statutory visit", "Last stat visit"),
    "looked_after_start": (
        "Looked after since",
        "LAC start date",
        "Date became looked after",
        "CLA start date",
    ),
    "placement_start": ("Placement start", "Placement start date", "Date of placement"),
    "long_term": ("Placement long term", "Long term placement", "Long-term placement?"),
    "first_looked_after_review": (
        "First LAC review",
        "Date of first LAC review",
        "First CLA review",
        "1st LAC review",
    ),
    "looked_after_review": (
        "Last LAC review",
        "Date of last LAC review",
        "Latest CLA review",
        "Last CLA review",
    ),
    "placements": (
        "Placements in 12 months",
        "Number of placements in last 12 months",
        "No. of placements in 12 months",
    ),
    "workers_in_year": ("Workers in 12 months", "Number of workers in last 12 months"),
    "out_of_area": ("Out of area", "Out of county", "Placed out of area"),
    "language": ("First language", "Preferred language", "Language"),
    "closed": ("Closed on", "Date closed", "Closure date", "Case closed date"),
    **FURTHER_EN,
}

CHILD_CY: Headings = {
    "id": ("Rhif adnabod y plentyn", "ID plentyn", "Rhif y plentyn", "Cyfeirnod y plentyn"),
    "name": ("Enw'r plentyn", "Enw plentyn", "Enw llawn y plentyn"),
    "forename": ("Enw cyntaf", "Enw cyntaf y plentyn"),
    "surname": ("Cyfenw", "Cyfenw'r plentyn"),
    "born": ("Dyddiad geni", "Dyddiad Geni"),
    "family": ("Rhif y teulu", "ID teulu", "Cyfeirnod y teulu"),
    "team": ("Tîm", "Enw'r tîm", "Tîm cyfrifol"),
    "status": ("Statws", "Statws yr achos", "Math o achos", "Statws achos"),
    "worker": (
        "Gweithiwr cymdeithasol",
        "Gweithiwr a ddyrannwyd",
        "Enw'r gweithiwr cymdeithasol",
        "Deiliad yr achos",
        "Gweithiwr achos",
    ),
    "worker_id": ("Rhif adnabod y gweithiwr", "ID gweithiwr", "Rhif staff"),
    "allocated": ("Dyddiad dyrannu", "Dyrannwyd ar", "Dyddiad y dyraniad"),
    "previous": ("Gweithiwr blaenorol", "Gweithiwr cymdeithasol blaenorol"),
    "previous_ended": (
        "Dyddiad gorffen y gweithiwr blaenorol",
        "Gweithiwr blaenorol wedi gorffen",
        "Diwedd y gweithiwr blaenorol",
    ),
    "co_worker": ("Cydweithiwr", "Ail weithiwr", "Cyd-weithiwr"),
    "referral": ("Dyddiad atgyfeirio", "Dyddiad yr atgyfeiriad", "Dyddiad derbyn yr atgyfeiriad"),
    "referral_decision": (
        "Penderfyniad ar yr atgyfeiriad",
        "Dyddiad y penderfyniad ar yr atgyfeiriad",
    ),
    "arrived_in_team": (
        "Dyddiad cyrraedd y tîm",
        "Cyrraedd y tîm",
        "Dyddiad trosglwyddo i'r tîm",
    ),
    "assessment_end": (
        "Dyddiad cwblhau'r asesiad",
        "Asesiad wedi'i gwblhau",
        "Diwedd yr asesiad",
    ),
    "strategy_discussion": ("Trafodaeth strategaeth", "Dyddiad y drafodaeth strategaeth"),
    "conference_needed": ("Angen cynhadledd", "Angen cynhadledd?"),
    "initial_conference": (
        "Cynhadledd gychwynnol",
        "Dyddiad y gynhadledd gychwynnol",
        "Cynhadledd amddiffyn plant gychwynnol",
    ),
    "registered": ("Dyddiad cofrestru", "Dyddiad rhoi ar y gofrestr"),
    "review_conference": (
        "Cynhadledd adolygu ddiwethaf",
        "Dyddiad y gynhadledd adolygu ddiwethaf",
    ),
    "core_group": ("Grŵp craidd diwethaf", "Dyddiad y grŵp craidd diwethaf"),
    "seen": ("Gwelwyd ddiwethaf", "Dyddiad gweld ddiwethaf", "Gwelwyd y plentyn ddiwethaf"),
    "seen_alone": (
        "Gwelwyd ddiwethaf ar ei ben ei hun",
        "Gwelwyd ar ei ben ei hun ddiwethaf",
    ),
    "home_visit": ("Ymweliad cartref diwethaf", "Dyddiad yr ymweliad cartref diwethaf"),
    "visit": ("Ymweliad statudol diwethaf", "Dyddiad yr ymweliad statudol diwethaf"),
    "looked_after_start": (
        "Derbyn gofal ers",
        "Dyddiad dechrau derbyn gofal",
        "Yn derbyn gofal ers",
    ),
    "placement_start": ("Dechrau'r lleoliad", "Dyddiad dechrau'r lleoliad", "Dechrau lleoliad"),
    "long_term": ("Lleoliad tymor hir", "Lleoliad hirdymor"),
    "first_looked_after_review": (
        "Adolygiad derbyn gofal cyntaf",
        "Adolygiad cyntaf plentyn sy'n derbyn gofal",
    ),
    "looked_after_review": (
        "Adolygiad derbyn gofal diwethaf",
        "Adolygiad diwethaf plentyn sy'n derbyn gofal",
    ),
    "placements": ("Lleoliadau mewn 12 mis", "Nifer y lleoliadau mewn 12 mis"),
    "workers_in_year": ("Gweithwyr mewn 12 mis", "Nifer y gweithwyr mewn 12 mis"),
    "out_of_area": ("Tu allan i'r ardal", "Y tu allan i'r sir", "Allan o'r ardal"),
    "language": ("Iaith gyntaf", "Dewis iaith", "Iaith"),
    "closed": ("Caewyd ar", "Dyddiad cau", "Dyddiad cau'r achos"),
    **FURTHER_CY,
}

WORKER_EN: Headings = {
    "worker_id": ("Worker ID", "Staff ID", "Employee ID", "Staff number"),
    "name": ("Name", "Worker name", "Staff name", "Name of worker", "Social worker"),
    "forename": ("Forename", "First name"),
    "surname": ("Surname", "Last name"),
    "role": ("Role", "Job title", "Post", "Position"),
    "team": ("Team", "Team name"),
    "fte": ("FTE", "WTE", "Full time equivalent"),
    "hours": ("Contracted hours", "Hours per week", "Weekly hours"),
    "newly": ("Newly qualified", "NQSW", "ASYE", "Newly qualified (Y/N)"),
    "agency": ("Agency", "Agency worker", "Agency (Y/N)"),
    "started": ("Start date", "Date started", "Date started in post"),
    "leaves": ("Leaving date", "Leave date", "Date of leaving", "Last day"),
    "absent_from": ("Absent from", "Absence start date", "Absence start", "Off since"),
    "absent_to": ("Absent to", "Absence end date", "Absence end", "Absent until"),
    "absence_reason": ("Absence reason", "Reason for absence", "Type of absence"),
    "reduction": ("Reduction", "Caseload reduction", "Protected time"),
    "reduction_reason": ("Reduction reason", "Reason for reduction"),
    "reduction_from": ("Reduction from", "Reduction start"),
    "reduction_to": ("Reduction to", "Reduction end"),
    "supervised": ("Last supervision", "Date of last supervision", "Last supervised"),
    "welsh": ("Welsh speaker", "Speaks Welsh", "Welsh speaking"),
}

WORKER_CY: Headings = {
    "worker_id": ("Rhif adnabod y gweithiwr", "ID gweithiwr", "Rhif staff"),
    "name": ("Enw", "Enw'r gweithiwr", "Enw staff"),
    "forename": ("Enw cyntaf",),
    "surname": ("Cyfenw",),
    "role": ("Rôl", "Swydd", "Teitl swydd"),
    "team": ("Tîm", "Enw'r tîm"),
    "fte": ("Cyfwerth ag amser llawn", "CALl"),
    "hours": ("Oriau contract", "Oriau'r wythnos", "Oriau wythnosol"),
    "newly": ("Newydd gymhwyso",),
    "agency": ("Asiantaeth", "Gweithiwr asiantaeth"),
    "started": ("Dyddiad dechrau", "Dyddiad cychwyn"),
    "leaves": ("Dyddiad gadael", "Diwrnod olaf"),
    "absent_from": ("Absennol o", "Dechrau absenoldeb", "Dyddiad dechrau absenoldeb"),
    "absent_to": ("Absennol hyd", "Diwedd absenoldeb", "Absennol tan"),
    "absence_reason": ("Rheswm dros absenoldeb", "Math o absenoldeb"),
    "reduction": ("Gostyngiad", "Gostyngiad llwyth achosion"),
    "reduction_reason": ("Rheswm dros y gostyngiad",),
    "reduction_from": ("Gostyngiad o", "Dechrau'r gostyngiad"),
    "reduction_to": ("Gostyngiad hyd", "Diwedd y gostyngiad"),
    "supervised": ("Goruchwyliaeth ddiwethaf", "Dyddiad yr oruchwyliaeth ddiwethaf"),
    "welsh": ("Siarad Cymraeg", "Siaradwr Cymraeg"),
}

SPELL_EN: Headings = {
    "id": CHILD_EN["id"],
    "worker": ("Worker", "Worker name", "Allocated worker", "Professional"),
    "worker_id": CHILD_EN["worker_id"],
    "involvement": ("Involvement type", "Involvement", "Relationship type", "Allocation type"),
    "start": ("Start date", "Involvement start date", "Allocation start date", "Started"),
    "end": ("End date", "Involvement end date", "Allocation end date", "Ended"),
    "holds": ("Case holder (Y/N)", "Is case holder", "Allocated case worker flag"),
}

SPELL_CY: Headings = {
    "id": CHILD_CY["id"],
    "worker": ("Gweithiwr", "Enw'r gweithiwr", "Gweithiwr a ddyrannwyd"),
    "worker_id": CHILD_CY["worker_id"],
    "involvement": ("Math o ymwneud", "Math o gyfranogiad", "Math o ddyraniad"),
    "start": ("Dyddiad dechrau", "Dyddiad dechrau'r dyraniad"),
    "end": ("Dyddiad gorffen", "Dyddiad gorffen y dyraniad"),
    "holds": ("Deiliad achos (I/N)", "Deiliad achos"),
}

DECOYS_EN = (
    "Next visit due",
    "Next LAC review due",
    "Team manager",
    "IRO",
    "School",
    "GP",
    "Notes",
    "Address",
    "Gender",
    "RAG",
)
DECOYS_CY = (
    "Ymweliad nesaf yn ddyledus",
    "Adolygiad nesaf yn ddyledus",
    "Rheolwr tîm",
    "Swyddog adolygu",
    "Ysgol",
    "Meddyg teulu",
    "Nodiadau",
    "Cyfeiriad",
    "Rhywedd",
    "Risg",
)
"""Columns beside those that are needed: next dates, other people, places, prose."""

SPELL_BESIDE_FACTS_EN: Headings = {
    **SPELL_EN,
    "start": ("Involvement start date", "Allocation start date"),
    "end": ("Involvement end date", "Allocation end date"),
}
SPELL_BESIDE_FACTS_CY: Headings = {
    **SPELL_CY,
    "start": ("Dyddiad dechrau'r dyraniad", "Dyddiad dechrau'r ymwneud"),
    "end": ("Dyddiad gorffen y dyraniad", "Dyddiad gorffen yr ymwneud"),
}
"""Beside a child's own dates a bare "Start date" could be that of a plan, so nobody writes it."""

ALL: Mapping[str, Mapping[str, Headings]] = {
    "en": {
        "child": CHILD_EN,
        "worker": WORKER_EN,
        "spell": SPELL_EN,
        "spell beside facts": SPELL_BESIDE_FACTS_EN,
    },
    "cy": {
        "child": CHILD_CY,
        "worker": WORKER_CY,
        "spell": SPELL_CY,
        "spell beside facts": SPELL_BESIDE_FACTS_CY,
    },
}
