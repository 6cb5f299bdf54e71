"""What teams call the columns that fewer of them keep, in English and in Welsh."""

from __future__ import annotations

from collections.abc import Mapping

Headings = Mapping[str, tuple[str, ...]]

FURTHER_EN: Headings = {
    "supervision": ("Last discussed in supervision", "Last case supervision", "Case supervision"),
    "oversight": ("Last management review", "Last management oversight", "Management oversight"),
    "introduction": ("Joint handover visit", "Introduction visit", "Handover visit"),
    "plan": ("Care and support plan date", "Date of care and support plan", "CASP date"),
    "plan_review": ("Last plan review", "Date of last plan review", "Last CASP review"),
    "outcome_review": ("Outcomes last reviewed", "Last outcome review"),
    "left_care": ("Date left care", "Left care", "Date ceased to be looked after"),
    "pathway_assessment": ("Pathway assessment", "Date of pathway assessment"),
    "pathway_plan": ("Pathway plan", "Pathway plan date", "Date of pathway plan"),
    "placement": ("Placement type", "Type of placement", "Current placement type"),
    "legal_status": ("Legal status", "Current legal status"),
    "care_order": ("Care order made", "Care order date", "Date of care order"),
    "care_plan": ("Part 6 plan", "Care plan date", "Date of care plan"),
    "gp_registered": ("GP registration date", "GP registered", "Registered with GP"),
    "dentist": ("Date of last dental check", "Dentist seen", "Last seen by dentist"),
    "adviser": ("Personal adviser", "Personal advisor", "PA name"),
    "visitor": ("Visited by", "Last visit by", "Last visited by", "Last seen by"),
    "bedroom_seen": ("Bedroom last seen", "Bedroom seen", "Date bedroom seen"),
}

FURTHER_CY: Headings = {
    "supervision": ("Trafodwyd ddiwethaf mewn goruchwyliaeth", "Trafodwyd mewn goruchwyliaeth"),
    "oversight": ("Adolygiad rheolwr diwethaf", "Goruchwyliaeth rheolwr ddiwethaf"),
    "introduction": ("Ymweliad trosglwyddo", "Ymweliad cyflwyno"),
    "plan": ("Dyddiad y cynllun gofal a chymorth", "Dyddiad cynllun gofal a chymorth"),
    "plan_review": ("Adolygiad diwethaf y cynllun", "Adolygiad cynllun gofal a chymorth diwethaf"),
    "outcome_review": ("Adolygiad canlyniadau diwethaf", "Dyddiad adolygu canlyniadau diwethaf"),
    "left_care": ("Dyddiad gadael gofal", "Gadawodd ofal"),
    "pathway_assessment": ("Asesiad llwybr", "Dyddiad yr asesiad llwybr"),
    "pathway_plan": ("Dyddiad cynllun llwybr", "Dyddiad y cynllun llwybr"),
    "placement": ("Math o leoliad", "Math y lleoliad"),
    "legal_status": ("Statws cyfreithiol", "Statws cyfreithiol presennol"),
    "care_order": ("Gorchymyn gofal", "Dyddiad y gorchymyn gofal"),
    "care_plan": ("Cynllun Rhan 6", "Dyddiad cynllun Rhan 6"),
    "gp_registered": ("Cofrestru gyda meddyg teulu", "Dyddiad cofrestru gyda meddyg teulu"),
    "dentist": ("Archwiliad deintyddol diwethaf", "Gwelwyd gan ddeintydd"),
    "adviser": ("Cynghorydd personol", "Ymgynghorydd personol"),
    "visitor": ("Ymwelwyd gan", "Ymweliad diwethaf gan"),
    "bedroom_seen": ("Gwelwyd yr ystafell wely", "Dyddiad gweld yr ystafell wely"),
}
