"""The words that stand in cells, in English and in Welsh, as different teams write them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Choice = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One language's words; where there are several, a file keeps to one or mixes them."""

    statuses: Mapping[str, Choice]
    joins: Choice
    placements: Mapping[str, Choice]
    orders: Mapping[str, Choice]
    roles: Mapping[str, Choice]
    yes_no: Sequence[tuple[str, str]]
    nobody: Choice
    duty: Choice
    not_told: Choice
    none: Choice
    months: Sequence[str]
    languages: Mapping[str, str]
    absences: Mapping[str, str]
    reasons: Mapping[str, str]
    worker_is: Choice
    title: str
    staff_title: str
    notes: Choice
    total: str
    count: str
    sheets: Mapping[str, str]
    groups: Mapping[str, str]
    involvements: Mapping[str, Choice]
    agencies: Mapping[str, Choice]


def _words(text: str) -> list[str]:
    return text.split()


ENGLISH = Words(
    statuses={
        "referral": ("Referral",),
        "assessment": ("Assessment", "Open assessment"),
        "care_and_support": ("Care and support plan", "Care & support", "Child in need"),
        "registered": ("Child Protection Register", "CPR", "Child protection", "CP"),
        "proceedings": ("PLO / court", "Care proceedings", "PLO"),
        "looked_after": ("Looked after", "CLA", "LAC", "Child looked after"),
        "care_leaver": ("Leaving care", "Care leaver"),
        "disabled": ("Disability", "Disabled child"),
        "privately_fostered": ("Private fostering", "Privately fostered"),
    },
    joins=(" / ", " + ", " and ", ", "),
    placements={
        "parent_unassessed": ("Placed with parents - assessment not complete",),
        "with_parent": ("Placed with parents", "Placement with parents", "P1"),
        "connected_temporary": ("Temporarily approved connected person",),
        "short_breaks": ("Short breaks", "Short break"),
        "other": ("Foster placement", "Foster care", "Residential home"),
    },
    orders={
        "interim_care_order": ("Interim care order", "ICO"),
        "care_order": ("Care order", "Full care order"),
        "other": ("Accommodated (s76)", "Section 76"),
    },
    roles={
        "Social Worker": ("Social Worker", "SW", "Children's Social Worker"),
        "Senior Social Worker": ("Senior Social Worker", "Senior Practitioner", "Senior SW"),
        "Personal Adviser": ("Personal Adviser", "Personal Advisor", "PA"),
        "Support Worker": ("Support Worker", "Family Support Worker"),
        "Student Social Worker": ("Student Social Worker", "Student"),
        "Team Manager": ("Team Manager", "TM"),
    },
    yes_no=(("Yes", "No"), ("Y", "N"), ("yes", "no"), ("TRUE", "FALSE")),
    nobody=("Unallocated", "TBC", "Awaiting allocation", "Not allocated"),
    duty=("Duty Worker", "Duty", "Duty social worker"),
    not_told=("tbc", "TBC", "n/a", "not known", "unknown"),
    none=("n/a", "None", "-", "N/A"),
    months=_words(
        "January February March April May June July August September October November December"
    ),
    languages={},
    absences={},
    reasons={},
    worker_is=("Worker", "Social worker", "Caseload"),
    title="Caseload report as at",
    staff_title="Staff list as at",
    notes=("Official - sensitive", "Source: case management system", "Please check with the team"),
    total="Total",
    count="Number of children",
    sheets={
        "children": "Children",
        "staff": "Staff",
        "unallocated": "Unallocated",
        "duty": "Duty",
        "team": "Team inbox",
        "summary": "Summary",
        "register": "Child protection",
        "looked_after": "Looked after",
        "visits": "Visits",
        "spells": "Involvements",
        "caseload": "Caseload",
    },
    groups={
        "child": "Child",
        "allocation": "Allocation",
        "assessment": "Referral and assessment",
        "register": "Child protection",
        "visits": "Visits",
        "looked_after": "Looked after children",
        "other": "Other",
    },
    involvements={
        "holder": ("Allocated case worker", "Case holder", "Social worker", "Allocated worker"),
        "co_worker": ("Co-worker", "Second worker", "Secondary worker"),
        "adviser": ("Personal adviser", "Personal Advisor"),
    },
    agencies={
        "School": ("Ysgol Bryn Coch", "St Anne's Primary School", "Hafod High School"),
        "Health visitor": ("Denise Pott (HV)", "Health Visiting Team"),
        "GP": ("Dr A Marsh", "Hillcrest Surgery"),
    },
)

WELSH = Words(
    statuses={
        "referral": ("Atgyfeiriad",),
        "assessment": ("Asesiad",),
        "care_and_support": ("Cynllun gofal a chymorth", "Gofal a chymorth"),
        "registered": ("Cofrestr amddiffyn plant", "Ar y gofrestr amddiffyn plant"),
        "proceedings": ("Achos llys", "PLO / llys"),
        "looked_after": ("Yn derbyn gofal", "Plentyn sy'n derbyn gofal", "Derbyn gofal"),
        "care_leaver": ("Gadael gofal", "Ymadawr gofal"),
        "disabled": ("Anabledd", "Plentyn anabl"),
        "privately_fostered": ("Maethu preifat",),
    },
    joins=(" / ", " + ", ", "),
    placements={
        "parent_unassessed": ("Gyda rhieni - heb ei asesu",),
        "with_parent": ("Gyda rhieni", "Lleoliad gyda rhieni"),
        "connected_temporary": ("Person cysylltiedig a gymeradwywyd dros dro",),
        "short_breaks": ("Seibiant byr",),
        "other": ("Gofal maeth", "Lleoliad maeth", "Cartref preswyl"),
    },
    orders={
        "interim_care_order": ("Gorchymyn gofal interim",),
        "care_order": ("Gorchymyn gofal",),
        "other": ("Adran 76", "Lletya (adran 76)"),
    },
    roles={
        "Social Worker": ("Gweithiwr Cymdeithasol", "Gweithiwr cymdeithasol plant"),
        "Senior Social Worker": ("Uwch Weithiwr Cymdeithasol", "Uwch Ymarferydd"),
        "Personal Adviser": ("Ymgynghorydd Personol", "Cynghorydd Personol"),
        "Support Worker": ("Gweithiwr Cymorth", "Gweithiwr Cefnogi"),
        "Student Social Worker": ("Myfyriwr Gwaith Cymdeithasol", "Myfyriwr"),
        "Team Manager": ("Rheolwr Tîm",),
    },
    yes_no=(("Ie", "Na"), ("Oes", "Nac oes"), ("Ydy", "Nac ydy"), ("Ydi", "Nac ydi")),
    nobody=("Heb ei ddyrannu", "Heb ei dyrannu", "Aros am ddyraniad", "I'w ddyrannu"),
    duty=("Dyletswydd", "Gweithiwr dyletswydd", "Gweithiwr Cymdeithasol ar Ddyletswydd"),
    not_told=("i'w gadarnhau", "ddim yn hysbys", "anhysbys", "amherthnasol"),
    none=("Dim", "amherthnasol", "-"),
    months=_words(
        "Ionawr Chwefror Mawrth Ebrill Mai Mehefin Gorffennaf Awst Medi Hydref Tachwedd Rhagfyr"
    ),
    languages={"English": "Saesneg", "Welsh": "Cymraeg", "Polish": "Pwyleg", "Arabic": "Arabeg"},
    absences={
        "Sickness": "Salwch",
        "Annual leave": "Gwyliau blynyddol",
        "Maternity": "Mamolaeth",
    },
    reasons={
        "Lead for practice education": "Arweinydd addysg ymarfer",
        "Trade union duties": "Dyletswyddau undeb llafur",
        "Phased return": "Dychwelyd yn raddol",
    },
    worker_is=("Gweithiwr", "Gweithiwr cymdeithasol"),
    title="Adroddiad llwyth achosion ar",
    staff_title="Rhestr staff ar",
    notes=("Swyddogol - sensitif", "Ffynhonnell: system rheoli achosion", "Gwiriwch gyda'r tîm"),
    total="Cyfanswm",
    count="Nifer y plant",
    sheets={
        "children": "Plant",
        "staff": "Staff",
        "unallocated": "Heb ei ddyrannu",
        "duty": "Dyletswydd",
        "team": "Blwch derbyn y tîm",
        "summary": "Crynodeb",
        "register": "Amddiffyn plant",
        "looked_after": "Derbyn gofal",
        "visits": "Ymweliadau",
        "spells": "Ymwneud",
        "caseload": "Llwyth achosion",
    },
    groups={
        "child": "Plentyn",
        "allocation": "Dyrannu",
        "assessment": "Atgyfeirio ac asesu",
        "register": "Amddiffyn plant",
        "visits": "Ymweliadau",
        "looked_after": "Plant sy'n derbyn gofal",
        "other": "Arall",
    },
    involvements={
        "holder": ("Gweithiwr achos", "Deiliad yr achos", "Gweithiwr cymdeithasol"),
        "co_worker": ("Cydweithiwr", "Ail weithiwr"),
        "adviser": ("Ymgynghorydd personol", "Cynghorydd personol"),
    },
    agencies={
        "Ysgol": ("Ysgol Bryn Coch", "Ysgol Gynradd Santes Ann", "Ysgol Uwchradd Hafod"),
        "Ymwelydd iechyd": ("Denise Pott (YI)", "Tîm Ymwelwyr Iechyd"),
        "Meddyg teulu": ("Dr A Marsh", "Meddygfa Pen y Bryn"),
    },
)

LANGUAGES: Mapping[str, Words] = {"en": ENGLISH, "cy": WELSH}
