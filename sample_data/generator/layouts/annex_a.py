"""(e) Lists 6 to 9 of Ofsted's Annex A, in the form of 2019 or of 2024, and a staff list beside."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from sample_data.generator.chance import happens
from sample_data.generator.columns import Cell
from sample_data.generator.layouts.cells import EVENTS, FURTHER, holder_cell
from sample_data.generator.layouts.grid import Grid, Merge
from sample_data.generator.layouts.scene import Scene, forget_fact, forget_further
from sample_data.generator.layouts.staff_list import plain_staff
from sample_data.generator.records import Child

CARRIED = frozenset(
    {
        "referral",
        "seen",
        "registered",
        "review_conference",
        "visit",
        "seen_alone",
        "looked_after_start",
        "looked_after_review",
        "placement_start",
    }
)
ON_LIST = {"registered": "registered", "review_conference": "registered"} | dict.fromkeys(
    ("looked_after_start", "looked_after_review", "placement_start"), "looked_after"
)
"""Dates that stand on one list only, and the status of the children on it."""

STATUS_CODES = {
    "looked_after": "a) Looked after child",
    "registered": "b) Child Protection plan",
    "care_and_support": "c) Child in need plan",
    "assessment": "d) Open assessment",
}
COUNTED_AS = {
    "referral": "assessment",
    "proceedings": "care_and_support",
    "disabled": "care_and_support",
    "privately_fostered": "care_and_support",
}
"""Statuses for which Annex A has no code, and what such a child is entered as."""

ON_LIST_8, ON_LIST_9 = frozenset({"placement", "legal_status"}), frozenset({"adviser"})
WITH_PARENT = frozenset({"with_parent", "parent_unassessed"})

PLACED = {
    "with_parent": "i) P1: Placed with parents or person with parental responsibility",
    "short_breaks": "f) U6: Foster placement - not FFA",
}
ORDERED = {
    "interim_care_order": "a) C1: ICO",
    "care_order": "b) C2: FCO",
    "other": "f) V2: S20",
    None: None,
}
LONG_TERM = {
    True: "d) U4: Foster placement - long term",
    False: "f) U6: Foster placement - not FFA",
    None: "p) K2: Children’s Homes",
}
YES, NO = "a) Yes", "b) No"
DAYS_IN_A_YEAR = 365.25

Columns = Mapping[str, Callable[[Child], Cell]]


def annex_a(scene: Scene) -> list[Path]:
    """The four lists with the present caseload, each child on those that concern it."""
    form = scene.rng.choice((2019, 2024))
    names_advisers = form != 2019 and happens(scene.rng, 0.7)  # noqa: PLR2004 - the form's year
    reduce_to_annex_a(scene, names_advisers=names_advisers)
    everybody = [child for child in scene.children if child.statuses != {"care_leaver"}]
    leavers = [child for child in scene.children if child.statuses == {"care_leaver"}]
    registered = [child for child in everybody if "registered" in child.statuses]
    looked_after = [child for child in everybody if "looked_after" in child.statuses]
    who = _who(scene)
    about = {
        6: ("Children in Need", everybody, _list_6(who, scene)),
        7: ("Child protection", registered, _list_7(who, scene)),
        8: ("Children in care", looked_after, _list_8(who, scene)),
        9: ("Care leavers", leavers, _list_9(who, scene, names_advisers=names_advisers)),
    }
    grids = [_front(scene)]
    for number, (title, children, columns) in about.items():
        name = f"List_{number}" if form == 2019 else f"List {number}"  # noqa: PLR2004 - the form's year
        grid = Grid(name=name)
        if form == 2019:  # noqa: PLR2004 - the form's year
            grid.merges.append(Merge(0, 0, 0, len(columns) - 1))
            grid.add([f"List {number}: {title}"], is_bold=True)
        grid.add(list(columns), is_bold=True)
        for child in children:
            grid.add([value(child) for value in columns.values()])
        grids.append(grid)
    return [
        scene.save("Annex A", grids, "xlsx"),
        scene.save("Staff", [plain_staff(scene)], "xlsx"),
    ]


def reduce_to_annex_a(scene: Scene, *, names_advisers: bool) -> None:
    """Take away what these lists have no column for.

    There is no family, no date of allocation, no former worker and no co-worker. Of a child on the
    register the last visit stands there with whether the child was seen alone, and no visit to the
    home; of anybody else no visit but the one of a looked-after child, and when last seen. Who was
    placed with a parent before that parent was assessed, or with somebody approved for a time, has
    no code of its own; a list of care leavers alone may name advisers.
    """
    forget_further(scene, [field for field in FURTHER if field not in ON_LIST_8 | ON_LIST_9])
    for child in scene.children:
        child.family = child.allocated = child.co_worker = child.workers_in_year = None
        child.previous = child.previous_ended = child.conference_needed = None
        child.previous_is_duty = False
        child.statuses = frozenset(COUNTED_AS.get(one, one) for one in child.statuses)
        _keep_one_visit(child)
        for kind in EVENTS:
            if not _is_carried(kind, child):
                child.events.pop(kind, None)
                child.unreadable[kind] = ""
        if "looked_after" not in child.statuses:
            child.long_term = child.out_of_area = child.placements = None
            for fact in ON_LIST_8:
                forget_fact(child, fact)
        else:
            _reduce_placement(child)
        if not names_advisers or child.statuses != {"care_leaver"}:
            forget_fact(child, "adviser")
        elif child.worker is not None and child.worker.is_adviser:
            child.adviser = child.worker


def _reduce_placement(child: Child) -> None:
    """The code of a placement is one for where it is and for how long: of some it says one only."""
    if child.placement in WITH_PARENT:
        child.placement, child.long_term = "with_parent", None
    elif child.placement == "short_breaks":
        child.long_term = False
    else:
        child.placement = "other"


def _is_carried(kind: str, child: Child) -> bool:
    if kind not in CARRIED or child.statuses == {"care_leaver"}:
        return False
    if kind == "visit":
        return bool(child.statuses & {"registered", "looked_after"})
    if kind == "seen_alone":
        return "registered" in child.statuses and kind in child.events
    return ON_LIST.get(kind) is None or ON_LIST[kind] in child.statuses


def _keep_one_visit(child: Child) -> None:
    """Of a registered child there is one visit, the last, and whether that was alone."""
    if "registered" not in child.statuses:
        return
    alone = child.events.get("seen_alone")
    days = [
        child.events[kind] for kind in ("seen_alone", "home_visit", "visit") if kind in child.events
    ]
    for kind in ("seen_alone", "home_visit", "visit"):
        child.events.pop(kind, None)
        child.unreadable.pop(kind, None)
    if days:
        child.events["visit"] = max(days)
        if alone == max(days):
            child.events["seen_alone"] = max(days)


def _front(scene: Scene) -> Grid:
    grid = Grid(name="Front_Sheet")
    grid.add(["Child-level data: Annex A"], is_bold=True)
    grid.add([])
    grid.add(["Local authority", "Made-up council"])
    grid.add(["Position at", scene.as_at])
    return grid


def _who(scene: Scene) -> Columns:
    rng = scene.rng
    return {
        "Child Unique ID": lambda child: child.id,
        "Gender": lambda _: rng.choice(("a) Male", "b) Female")),
        "Ethnicity": lambda _: rng.choice(("a) WBRI", "s) REFU")),
        "Date of Birth": lambda child: child.born,
        "Age of Child (Years)": lambda child: _age(child.born, scene.as_at),
        "Does the Child have a Disability": lambda _: NO,
    }


def _age(born: date | None, as_at: date) -> Cell:
    if born is None:
        return None
    return -1 if born > as_at else int((as_at - born).days / DAYS_IN_A_YEAR)


def _held(scene: Scene) -> Columns:
    return {
        "Allocated Team": lambda child: child.team,
        "Allocated Worker": lambda child: holder_cell(child, scene.voice),
    }


def _event(kind: str) -> Callable[[Child], Cell]:
    return lambda child: child.unreadable.get(kind) or child.events.get(kind)


def _list_6(who: Columns, scene: Scene) -> Columns:
    return {
        **who,
        "CIN Start Date": _event("referral"),
        "Primary Need Code": lambda _: "N1 - Abuse or neglect",
        "Date Child Was Last Seen": _event("seen"),
        "CIN Closure Date": lambda child: child.closed,
        "Reason for Closure": lambda child: "RC7" if child.closed else None,
        "Case status": _case_status,
        **_held(scene),
    }


def _case_status(child: Child) -> str:
    if child.closed is not None:
        return "e) Closed episode"
    for status, code in STATUS_CODES.items():
        if status in child.statuses:
            return code
    return child.status_text


def _list_7(who: Columns, scene: Scene) -> Columns:
    return {
        **who,
        "Child Protection Plan Start Date": _event("registered"),
        "Initial Category of Abuse": lambda _: "a) Neglect",
        "Latest Category of Abuse": lambda _: "a) Neglect",
        "Date of the Last Statutory Visit": _event("visit"),
        "Was the Child Seen Alone?": _was_alone,
        "Date of latest review conference": _event("review_conference"),
        "Child Protection Plan End Date": lambda child: child.closed,
        "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months"
        " (Y/N)": lambda _: NO,
        "Number of Previous Child Protection Plans": lambda _: 0,
        **_held(scene),
    }


def _was_alone(child: Child) -> str | None:
    if "visit" not in child.events:
        return None
    return YES if "seen_alone" in child.events else NO


def _list_8(who: Columns, scene: Scene) -> Columns:
    return {
        **who,
        "Date Started to be Looked After": _event("looked_after_start"),
        "Child's Category of Need": lambda _: "N1 - Abuse or neglect",
        "Child's Legal Status": _legal_status,
        "Date of Latest Statutory Review": _event("looked_after_review"),
        "Date of Last Social Work Visit": _event("visit"),
        "What is the permanence plan for this child?": lambda _: "a) Return to family",
        "Number of Placements in the Last 12 months": lambda child: child.placements,
        "Date Ceased to be Looked After ": lambda child: child.closed,
        "Start Date of Most Recent Placement": _event("placement_start"),
        "Placement Type": lambda child: PLACED.get(
            child.placement or "", LONG_TERM[child.long_term]
        ),
        "Placement Provider": lambda _: "b) PR1: Own provision",
        "Placement postcode": lambda _: "LL11 9ZZ",
        "Placement Location": lambda child: "b) Out" if child.out_of_area else "a) In",
        "LA of Placement": lambda _: "WAL",
        **_held(scene),
    }


def _legal_status(child: Child) -> str | None:
    if child.placement == "short_breaks":
        return "g) V4: Short breaks"
    return ORDERED[child.legal_status]


def _list_9(who: Columns, scene: Scene, *, names_advisers: bool) -> Columns:
    rest: Columns = {
        "Eligibility Category": lambda _: "b) Former relevant child",
        "LA In Touch ": lambda _: YES,
        "Type of Accommodation": lambda _: "U: Independent living",
        "Suitability of Accommodation": lambda _: "a) Suitable",
        "Activity Status": lambda _: "F4",
    }
    if not names_advisers:
        return {**who, **_held(scene), **rest}
    voice = scene.voice
    return {
        **who,
        "Allocated Team": lambda child: child.team,
        "Allocated Worker": lambda child: (
            None if child.worker and child.worker.is_adviser else holder_cell(child, voice)
        ),
        "Allocated Personal Advisor": lambda child: (
            None if child.adviser is None else voice.name(child.adviser)
        ),
        **rest,
    }
