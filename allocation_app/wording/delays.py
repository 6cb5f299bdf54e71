"""The allocation delays in words: what each asks, where that comes from, and its standing.

A delay rests on what a council publishes as its policy, or on nothing but what can be seen in the
import; then it says so. No limit is laid to anybody who has not set it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta

from allocation_app.domain.people import Status
from allocation_app.domain.policy import Policy
from allocation_app.domain.working_days import Unit
from allocation_app.wording import terms
from allocation_app.wording.translate import mark, tr

TEXTS: Mapping[str, str] = {
    "D1": mark(
        "Every open child has a named social worker. The council's aim is to name one within"
        " {allocate}; a child who is {never} never waits for one."
    ),
    "D2": mark(
        "A child under the duty worker, a team's name or a manager has no social worker and waits"
        " for one. A personal adviser alone can hold a care leaver, but no other child."
    ),
    "D3": mark("A new referral has its first social worker within {allocate}."),
    "D4": mark(
        "When one team has finished with a child (arrival in the next team, completed assessment,"
        " initial conference), the next team names a social worker within {allocate}."
    ),
    "D5": mark(
        "A child whose social worker has left, has not begun yet or is away for {long} or more"
        " needs another. A worker who leaves or goes away within {leaving} is near."
    ),
    "D6": mark("After a change of worker the new one sees the child within {contact}."),
    "D7": mark(
        "A child keeps its worker. With {many} or more workers in 12 months it is flagged; with"
        " one fewer it is near."
    ),
    "D8": mark("A child is visited by its own worker, not only by others in that worker's place."),
    "D9": mark(
        "A student holds no child. A child of these has a qualified social worker: {qualified}. A"
        " newly qualified worker holds a child of these only together with an experienced worker:"
        " {not_alone}."
    ),
    "D10": mark(
        "A care leaver has a personal adviser, and so has a looked-after child aged {age} or more."
    ),
    "D11": mark(
        "Nobody carries {over} of capacity or more, whatever the average is; from {stretched} it is"
        " near."
    ),
    "D12": mark("A visit, review, conference or assessment happens within its time."),
    "D13": mark(
        "What the rules need is on record and possible: no date after the day of the import, none"
        " before birth and none before what it follows."
    ),
    "D14": mark(
        "When the worker changes, the two overlap by a day or the new one is introduced. A change"
        " without either is shown for {handover}."
    ),
    "D15": mark("A child is in a team that takes children of its status."),
}

LOCAL_AIM = mark("Local aim, not law; set by the council")
NO_LIMIT = mark("Seen in the import; no limit in law is claimed")
LIVERPOOL = (
    "https://liverpoolcs.trixonline.co.uk/chapter/assessment-service-duty-allocation-and-closure"
)
CHANGES = (
    "https://cumberlandcs.trixonline.co.uk/chapter/allocation-of-work-and-transfer-between-teams"
)

SOURCES: Mapping[str, tuple[str, str, str]] = {
    "D1": (
        mark(
            "Liverpool, Assessment Service, Duty, Allocation and Closure, 2024 (24 hours); for"
            " children on the register, looked after or privately fostered: Cumberland, The"
            " Management of Unallocated Cases"
        ),
        LIVERPOOL,
        LOCAL_AIM,
    ),
    "D2": (
        mark(
            "Dudley: a case allocated only to a team is awaiting allocation, therefore unallocated"
        ),
        "http://dudleychildcare.proceduresonline.com/chapters/p_cin_allow_pol.html",
        LOCAL_AIM,
    ),
    "D3": (
        mark("Liverpool, Assessment Service, Duty, Allocation and Closure, 2024 (24 hours)"),
        LIVERPOOL,
        LOCAL_AIM,
    ),
    "D4": (
        mark(
            "Observed: a team's date and no worker since. The time to allocate is after Liverpool,"
            " Assessment Service, Duty, Allocation and Closure, 2024 (24 hours)"
        ),
        LIVERPOOL,
        LOCAL_AIM,
    ),
    "D5": (
        mark("Observed: the staff list gives a leaving date or an absence"),
        "",
        mark("No limit in law; shown so that cover is arranged"),
    ),
    "D6": (
        mark("Observed: the worker changed and no visit by the new one is on record since"),
        "",
        LOCAL_AIM,
    ),
    "D7": (
        mark(
            "Cumberland, Allocation of Work and Transfer between Teams: a change of worker only for"
            " good reason, and recorded"
        ),
        CHANGES,
        mark("Principle of a published policy; the number is set by the council, not by law"),
    ),
    "D8": (
        mark("Observed: the worker of the last visit is not the one who has the case"),
        "",
        NO_LIMIT,
    ),
    "D9": (
        mark(
            "Wales Safeguarding Procedures s4: the worker of a child on the register is qualified"
            " and registered; Wirral: newly qualified workers hold protection and court cases only"
            " jointly with an experienced worker"
        ),
        "https://safeguarding.wales/en/chi-i/chi-i-c4/c4-p3",
        mark("For children on the register, guidance; for others a local aim, set by the council"),
    ),
    "D10": (
        mark("Observed: advisers are recorded, and none for this young person"),
        "",
        mark("Seen in the import; no limit in law is claimed, and the age is set by the council"),
    ),
    "D11": (
        mark("Ministry of Justice Workload Measurement Tool: red from 110 % of capacity"),
        "",
        mark("No cap in law; weights and bands are set by the council"),
    ),
    "D13": (
        mark("Observed in the import"),
        "",
        mark("What is missing is never counted as in time"),
    ),
    "D14": (
        mark(
            "Bexley: a change is a significant event for a child and family; a joint handover visit"
        ),
        "http://bexley.proceduresonline.com/chapters/p_trans_alloc_teams.html",
        LOCAL_AIM,
    ),
    "D15": (
        mark("Observed: the child's status is none of those that the council says the team takes"),
        "",
        mark("The remit is set by the council; no limit in law is claimed"),
    ),
}
"""Citation, address and standing of each delay; a timescale (D12) has those of its rule."""


def text(delay: str, policy: Policy) -> str:
    """What a delay asks, in plain words, with the figures that the council has set."""
    return tr(
        TEXTS[delay],
        allocate=working_days(policy.ladder.allocate_within),
        never=listed(policy.ladder.never_unallocated, tr(" or ")),
        long=_days(policy.long_absence),
        leaving=_days(policy.leaving_soon),
        contact=working_days(policy.first_contact_within),
        many=policy.many_workers,
        qualified=listed(policy.qualified_only),
        not_alone=listed(policy.not_alone),
        age=policy.adviser_from_age,
        over=terms.percent(policy.bands.over),
        stretched=terms.percent(policy.bands.stretched),
        handover=_days(policy.handover_window),
    )


def listed(statuses: Iterable[Status], last: str = "") -> str:
    """Statuses in the vocabulary's order: "on the register, proceedings"; a dash for none."""
    wanted = frozenset(statuses)
    words = [terms.status(code) for code in Status if code in wanted]
    if last and len(words) > 1:
        return ", ".join(words[:-1]) + last + words[-1]
    return ", ".join(words) or "–"


def working_days(limit: int) -> str:
    """A limit in working days, "the same day" where there is none."""
    return tr("the same day") if limit == 0 else terms.amount(limit, Unit.WORKING_DAYS)


def _days(span: timedelta) -> str:
    weeks, rest = divmod(span.days, 7)
    if rest or not weeks:
        return terms.amount(span.days, Unit.DAYS)
    return terms.amount(weeks, Unit.WEEKS)
