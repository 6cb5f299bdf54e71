"""What a move would break: each rule where it does, where it just does not, where none can tell."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from allocation_app.domain.effects import Measured
from allocation_app.domain.move_rules import (
    HARD,
    RULES,
    Broken,
    broken,
    broken_in_plan,
    broken_together,
)
from allocation_app.domain.people import (
    Absence,
    Child,
    ChildId,
    EventKind,
    Gap,
    Reduction,
    Role,
    Spell,
    Status,
    TeamId,
    Worker,
    WorkerId,
)
from allocation_app.domain.plan import Mark, MarkKind, Move, Pin, Plan
from allocation_app.domain.snapshot import Snapshot
from tests.unit.domain.builders import (
    CALENDAR,
    DAY_0,
    POLICY,
    a_child,
    a_move,
    a_snapshot,
    a_spell,
    a_worker,
    co_work,
)
from tests.unit.domain.builders import (
    RULES as COUNTRY,
)

BY = Measured(policy=POLICY, rules=COUNTRY, calendar=CALENDAR)
DAY = timedelta(days=1)
SOON, LONG = POLICY.leaving_soon, POLICY.long_absence
C1, C2, W2, W3 = ChildId("C1"), ChildId("C2"), WorkerId("W2"), WorkerId("W3")
MOVE = a_move("C1", "W2")
NOBODY = a_move("C1", None)


def team(*people: Child | Worker | Spell, **held: str) -> Snapshot:
    """C1 with W1, and W2 to whom it is to go, unless these are given otherwise."""
    known = {each.id: each for each in (a_child(), a_worker("W1"), a_worker("W2"))}
    known |= {each.id: each for each in people if not isinstance(each, Spell)}
    spells = [each for each in people if isinstance(each, Spell)]
    return a_snapshot(*known.values(), *spells, held={"C1": "W1"} | held)


def said(
    rule: str, snapshot: Snapshot, move: Move = MOVE, by: Measured = BY, **planned: object
) -> Broken | None:
    """What this rule says of the move, None where it is not broken."""
    found = broken(Plan(snapshot=snapshot, **planned), move, by)
    told = [each for each in found if each.rule == rule]
    assert len(told) <= 1
    assert all(each.is_hard is (each.rule in HARD and not each.missing) for each in found)
    assert all((each.child, each.worker) == (move.child, move.to) for each in found)
    return told[0] if told else None


GOING = a_worker("W1", last_day=DAY_0 + 90 * DAY)
"""With whom no child is pinned by default: they leave."""


def with_child(*statuses: Status, **fields: object) -> Snapshot:
    return team(a_child(*statuses, **fields))


def to(**fields: object) -> Snapshot:
    return team(a_worker("W2", **fields))


def a_pair(status: Status, **fields: object) -> Snapshot:
    """A child of this status on its way to such a worker."""
    return team(a_child(status), a_worker("W2", **fields))


def siblings(holder: str | None = "W1", **fields: object) -> Snapshot:
    """C1 and a sibling, C2."""
    brother = a_child(child="C2", family="F", **fields)
    held = {} if holder is None else {"C2": holder}
    return team(a_child(family="F"), brother, a_worker("W3"), **held)


WELSH = frozenset({"Welsh"})
T1 = TeamId("T1")


def welsh(child: str = "Welsh", **fields: object) -> Snapshot:
    """A Welsh-speaking child on its way to W2, while W3 speaks Welsh."""
    speaker = {"languages": frozenset({"English", "Welsh"}), "team": T1} | fields
    return team(a_child(language=child), a_worker("W2", team=T1), a_worker("W3", **speaker))


def reviewed(days: int, kind: EventKind = EventKind.REVIEW_CONFERENCE) -> Snapshot:
    """A registered child with a key event so many days from the day of the import."""
    return with_child(Status.CARE_AND_SUPPORT, events={kind: DAY_0 + days * DAY})


def past(*workers: str) -> Snapshot:
    """A child who had these workers in the last year, before W1."""
    gone = [
        a_spell("C1", worker, start=DAY_0 - 300 * DAY, end=DAY_0 - 200 * DAY) for worker in workers
    ]
    return team(GOING, *[a_worker(worker) for worker in workers], *gone)


WEIGHT = POLICY.weights.cases["care_and_support"] + POLICY.weights.new
LINE = POLICY.bands.over


def room_of(utilisation: float) -> float:
    """The FTE with which one new child is this share of capacity."""
    return WEIGHT / utilisation / (POLICY.points_full_time - POLICY.points_stable)


BREAKS: list[tuple[str, Snapshot]] = [
    ("has_left", to(last_day=DAY_0 - DAY)),
    ("not_started", to(first_day=DAY_0 + DAY)),
    ("long_away", to(absences=(Absence(start=DAY_0),))),
    ("long_away", to(absences=(Absence(start=DAY_0, end=DAY_0 + LONG - DAY),))),
    ("not_case_holder", to(role=Role.MANAGER)),
    ("not_case_holder", to(role=Role.DUTY)),
    ("not_case_holder", to(role=Role.STUDENT)),
    ("not_case_holder", to(role=Role.PERSONAL_ADVISER)),
    ("not_case_holder", a_pair(Status.REGISTERED, role=Role.SUPPORT_WORKER)),
    ("over", to(fte=room_of(LINE))),
    ("over", to(reductions=(Reduction(share=1.0),))),
    ("newly_qualified_alone", a_pair(Status.REGISTERED, is_newly_qualified=True)),
    ("siblings", siblings("W1")),
    ("siblings", siblings("W3")),
    ("siblings", siblings(None)),
    ("language", welsh()),
    ("language", welsh("Cymraeg a Saesneg")),
    ("key_event", reviewed(-14)),
    ("key_event", reviewed(14)),
    ("key_event", reviewed(-3, EventKind.PLACEMENT_START)),
    ("key_event", reviewed(14, EventKind.COURT_HEARING)),
    ("churn", team(GOING, a_child(workers_in_year=POLICY.many_workers))),
    ("churn", past("W3", "W4")),
    ("away_soon", to(absences=(Absence(start=DAY_0, end=DAY_0 + DAY),))),
    ("away_soon", to(absences=(Absence(start=DAY_0 + SOON),))),
    ("leaving_soon", to(last_day=DAY_0)),
    ("leaving_soon", to(last_day=DAY_0 + SOON)),
]


@pytest.mark.parametrize(("rule", "snapshot"), BREAKS)
def test_that_a_move_breaks_a_rule(rule: str, snapshot: Snapshot) -> None:
    told = said(rule, snapshot)

    assert told is not None
    assert told.missing == ()
    assert told.is_hard is (rule in HARD)


@pytest.mark.parametrize(
    ("rule", "snapshot"),
    [
        ("has_left", to(last_day=DAY_0)),
        ("has_left", team(a_worker("W2"))),
        ("not_started", to(first_day=DAY_0)),
        ("long_away", to(absences=(Absence(start=DAY_0, end=DAY_0 + LONG - 2 * DAY),))),
        ("long_away", to(absences=(Absence(start=DAY_0 + DAY),))),
        ("not_case_holder", a_pair(Status.CARE_LEAVER, role=Role.PERSONAL_ADVISER)),
        ("not_case_holder", a_pair(Status.CARE_AND_SUPPORT, role=Role.SUPPORT_WORKER)),
        ("not_case_holder", a_pair(Status.CARE_AND_SUPPORT, role=None)),
        ("over", to(fte=room_of(LINE - 0.01))),
        ("over", to(last_day=DAY_0 - DAY)),
        ("newly_qualified_alone", a_pair(Status.REFERRAL, is_newly_qualified=True)),
        ("newly_qualified_alone", a_pair(Status.REGISTERED)),
        ("siblings", siblings("W2")),
        ("siblings", team(a_child(child="C2", family="F"), C2="W1")),
        ("language", welsh("English")),
        ("language", welsh("")),
        ("language", welsh("Non-Welsh")),
        ("language", welsh(languages=frozenset({"Polish"}))),
        ("language", welsh(team=TeamId("T2"))),
        ("language", welsh(fte=room_of(2.0))),
        ("language", welsh(role=Role.DUTY)),
        ("key_event", reviewed(-15)),
        ("key_event", reviewed(15)),
        ("key_event", reviewed(0, EventKind.VISIT)),
        ("key_event", with_child(Status.PROCEEDINGS)),
        ("key_event", with_child(Status.PROCEEDINGS, unrecorded=[EventKind.COURT_HEARING])),
        ("churn", with_child(workers_in_year=POLICY.many_workers - 1)),
        ("churn", past("W2", "W4")),
        ("away_soon", to(absences=(Absence(start=DAY_0 + DAY, end=DAY_0 + 2 * DAY),))),
        ("away_soon", to(absences=(Absence(start=DAY_0 + SOON + DAY),))),
        ("away_soon", to(absences=(Absence(start=DAY_0),))),
        ("leaving_soon", to(last_day=DAY_0 - DAY)),
        ("leaving_soon", to(last_day=DAY_0 + SOON + DAY)),
    ],
)
def test_that_a_move_just_does_not_break_a_rule(rule: str, snapshot: Snapshot) -> None:
    assert said(rule, snapshot) is None


COUNTED = frozenset({Gap.WORKERS_IN_YEAR})
UNSURE = a_worker("W3", role=None)


@pytest.mark.parametrize(
    ("rule", "snapshot", "gap"),
    [
        ("has_left", to(is_listed=False), Gap.HOLDER_LEAVING_DATE),
        ("not_case_holder", a_pair(Status.REGISTERED, role=None), Gap.HOLDER_ROLE),
        ("not_case_holder", a_pair(Status.UNKNOWN, role=Role.UNRECOGNISED), Gap.HOLDER_ROLE),
        ("not_case_holder", a_pair(Status.UNKNOWN, role=Role.PERSONAL_ADVISER), Gap.STATUS),
        ("not_case_holder", a_pair(Status.UNKNOWN, role=Role.SUPPORT_WORKER), Gap.STATUS),
        ("over", to(fte=None), Gap.FTE),
        ("newly_qualified_alone", a_pair(Status.UNKNOWN, is_newly_qualified=True), Gap.STATUS),
        (
            "newly_qualified_alone",
            team(
                a_child(Status.REGISTERED),
                a_worker("W2", is_newly_qualified=True),
                UNSURE,
                co_work("C1", "W3"),
            ),
            Gap.HOLDER_ROLE,
        ),
        ("siblings", siblings(None, is_holder_readable=False), Gap.HOLDER),
        (
            "key_event",
            with_child(Status.REGISTERED, unrecorded=[EventKind.REVIEW_CONFERENCE]),
            EventKind.REVIEW_CONFERENCE,
        ),
        (
            "key_event",
            team(
                a_child(Status.PROCEEDINGS, unrecorded=[EventKind.COURT_HEARING]),
                a_child(child="C2"),
            ),
            EventKind.COURT_HEARING,
        ),
        ("churn", team(a_child(child="C2", told=COUNTED)), Gap.WORKERS_IN_YEAR),
    ],
)
def test_that_what_nobody_can_tell_warns_and_does_not_stop(
    rule: str, snapshot: Snapshot, gap: Gap | EventKind
) -> None:
    told = said(rule, snapshot)

    assert told is not None
    assert gap in told.missing
    assert not told.is_hard


# ---- pins and marks


def test_that_a_pinned_child_stays_until_the_pin_is_lifted_or_has_run_out() -> None:
    pin = Pin(child=C1, until=DAY_0)
    later = replace(MOVE, effective=DAY_0 + DAY)

    assert said("pinned", team(), pins=(pin,)) is not None
    assert said("pinned", team(), NOBODY, pins=(pin,)) is not None
    assert said("pinned", team(), later, pins=(pin,)) is None
    assert said("pinned", team()) is None


def test_that_a_worker_who_is_marked_does_not_get_the_child() -> None:
    mark = Mark(kind=MarkKind.MUST_NOT, child=C1, worker=W2)

    assert said("must_not", team(), marks=(mark,)) is not None
    assert said("must_not", team(), NOBODY, marks=(mark,)) is None
    assert said("must_not", team(a_worker("W3")), a_move("C1", "W3"), marks=(mark,)) is None


def test_that_a_welsh_speaker_who_must_not_have_the_child_is_no_other_choice() -> None:
    mark = Mark(kind=MarkKind.MUST_NOT, child=C1, worker=W3)

    assert said("language", welsh(), marks=(mark,)) is None
    assert said("language", welsh(), a_move("C1", "W3")) is None


@pytest.mark.parametrize("pair", [(C1, C2), (C2, C1)])
def test_that_children_to_be_kept_apart_do_not_meet(pair: tuple[ChildId, ChildId]) -> None:
    mark = Mark(kind=MarkKind.KEEP_APART, child=pair[0], other=pair[1])

    told = said("keep_apart", siblings("W2"), marks=(mark,))

    assert told is not None
    assert told.others == (C2,)
    assert said("keep_apart", siblings("W1"), marks=(mark,)) is None
    assert said("keep_apart", siblings(None), NOBODY, marks=(mark,)) is None
    assert said("siblings", siblings("W1"), marks=(mark,)) is None
    doubtful = said("keep_apart", siblings(None, is_holder_readable=False), marks=(mark,))
    assert doubtful is not None
    assert (doubtful.missing, doubtful.is_hard) == ((Gap.HOLDER,), False)


def test_that_children_to_be_kept_together_are_not_split() -> None:
    mark = Mark(kind=MarkKind.KEEP_TOGETHER, child=C2, other=C1)
    unread = team(a_child(child="C2", is_holder_readable=False))

    told = said("keep_together", team(a_child(child="C2"), C2="W1"), marks=(mark,))

    assert told is not None
    assert (told.others, told.is_hard) == ((C2,), False)
    assert said("keep_together", team(a_child(child="C2"), C2="W2"), marks=(mark,)) is None
    doubtful = said("keep_together", unread, marks=(mark,))
    assert doubtful is not None
    assert doubtful.missing == (Gap.HOLDER,)


# ---- what is no change of worker, and what is one


def test_that_a_first_allocation_is_no_change_of_worker() -> None:
    child = a_child(events={EventKind.REVIEW_CONFERENCE: DAY_0}, workers_in_year=9)
    waiting = a_snapshot(child, a_worker("W2"))

    assert said("key_event", waiting) is None
    assert said("churn", waiting) is None
    assert said("key_event", team(child)) is not None
    assert said("churn", team(child, GOING)) is not None


def test_that_a_child_who_must_never_wait_is_not_left_without_a_worker() -> None:
    registered = with_child(Status.REGISTERED)

    assert said("never_waits", registered, NOBODY) is not None
    assert said("never_waits", registered) is None
    assert said("never_waits", team(), NOBODY) is None
    assert said("never_waits", a_snapshot(a_child(Status.REGISTERED)), NOBODY) is None
    unknown = said("never_waits", with_child(Status.UNKNOWN), NOBODY)
    assert unknown is not None
    assert unknown.missing == (Gap.STATUS,)


def test_that_a_move_to_nobody_asks_nothing_of_a_worker() -> None:
    assert broken(Plan(snapshot=team()), NOBODY, BY) == ()


def test_that_a_move_to_the_present_worker_breaks_nothing() -> None:
    plan = Plan(snapshot=siblings("W3"), pins=(Pin(child=C1),))

    assert broken(plan, a_move("C1", "W1"), BY) == ()


def test_that_the_next_conference_counts_when_it_is_due() -> None:
    events = {
        EventKind.INITIAL_CONFERENCE: DAY_0 - 85 * DAY,
        EventKind.REGISTERED: DAY_0 - 85 * DAY,
    }

    told = said("key_event", with_child(Status.REGISTERED, events=events))

    assert told is not None
    assert told.event is EventKind.REVIEW_CONFERENCE
    assert told.day is not None
    assert told.amounts == {"days": (told.day - DAY_0).days}
    assert 0 <= told.amounts["days"] <= 14


@pytest.mark.parametrize("effective", [None, DAY_0 - 30 * DAY, DAY_0])
def test_that_the_day_of_a_move_is_the_import_s_at_the_earliest(effective: date | None) -> None:
    move = replace(MOVE, effective=effective)

    assert said("not_started", to(first_day=DAY_0), move) is None
    assert said("not_started", to(first_day=DAY_0 + DAY), move) is not None
    assert said("not_started", to(first_day=DAY_0 + DAY), replace(MOVE, effective=DAY_0 + DAY)) is (
        None
    )


# ---- several moves


def test_that_a_family_that_moves_at_once_is_not_split() -> None:
    plan, family = Plan(snapshot=siblings("W1")), (MOVE, a_move("C2", "W2"))

    assert [each.rule for each in broken(plan, MOVE, BY)] == ["siblings"]
    assert broken_together(plan, family, BY) == ()
    assert broken_in_plan(replace(plan, moves=family), BY) == ()
    assert [each.child for each in broken_in_plan(replace(plan, moves=(MOVE,)), BY)] == [C1]


def test_that_every_rule_says_in_its_docstring_what_it_asks() -> None:
    assert all(rule.__doc__ and rule.__name__ == code for code, rule in RULES.items())
    by_marks = {"must_not", "keep_apart", "keep_together", "pinned", "never_waits"}
    assert {rule for rule, _ in BREAKS} | by_marks == RULES.keys()
