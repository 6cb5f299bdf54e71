"""The truth about what is asked of nobody, since nobody records what it needs."""

from __future__ import annotations

from collections.abc import Collection, Iterator

NEEDS = {
    "D8": ("visitor",),
    "D10": ("adviser",),
    "D13": ("supervision",),
    "D15": ("team_remit",),
    "W-REF-02": ("referral_acknowledged",),
    "W-ASS-02": ("section_47_start",),
    "W-CP-01": ("plan_circulated",),
    "W-CP-08": ("bedroom_seen",),
    "W-CLA-05": ("placement",),
    "W-CLA-06": ("placement",),
    "W-CLA-07": ("placement",),
    "W-CLA-09": ("care_plan",),
    "W-CLA-10": ("placement", "parent_assessment"),
    "W-CL-01": ("pathway_assessment",),
    "W-CL-02": ("left_care", "pathway_assessment"),
    "W-HLT-01": ("gp_registered",),
    "W-HLT-02": ("dentist",),
    "E-CLA-05": ("placement",),
    "E-CLA-06": ("placement",),
    "E-CLA-07": ("placement",),
}
"""What most exports lack, by the rules and delays that can't be asked without."""
FOR = {"wales": ("D", "W-"), "england": ("D", "E-")}


def not_asked(country: str, recorded: Collection[str]) -> Iterator[tuple[str, list[str]]]:
    """Each rule that is asked of nobody, with what the import lacks."""
    if not {"workers_in_year", "previous"} & set(recorded):
        yield "D7", ["workers_in_year"]
    if "previous" not in recorded:
        yield "D14", ["previous_worker"]
    elif "introduction" not in recorded:
        yield "D14", ["introduction"]
    for rule, needs in NEEDS.items():
        lacks = [fact for fact in needs if fact not in recorded]
        if rule == "D10" and "adviser holds" in recorded:
            lacks = []
        if lacks and rule.startswith(FOR[country]):
            yield rule, lacks
