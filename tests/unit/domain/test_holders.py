"""Whether whoever holds a child is the one to hold it, and to visit it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from allocation_app.domain.findings import State
from allocation_app.domain.people import (
    Child,
    EventKind,
    Gap,
    Involvement,
    Role,
    Spell,
    Status,
    Team,
    TeamId,
    Worker,
)
from allocation_app.domain.policy import Policy
from allocation_app.domain.snapshot import Snapshot
from tests.unit.domain.builders import (
    DAY_0,
    POLICY,
    a_child,
    a_move,
    a_snapshot,
    a_spell,
    a_worker,
    co_work,
    found,
)

DAY = timedelta(days=1)
VISIT = EventKind.VISIT
VISITOR, ADVISER = frozenset({Gap.VISITOR}), frozenset({Gap.ADVISER})
SIXTEEN = date(2010, 3, 31)
GROWN = date(2007, 1, 1)


def held(child: Child, *more: Child | Worker | Spell, **worker: object) -> Snapshot:
    return a_snapshot(child, a_worker(**worker), *more, held={"C1": "W1"})


def advises(child: str, worker: str, **fields: object) -> Spell:
    return a_spell(child, worker, involvement=Involvement.PERSONAL_ADVISER, **fields)


# ---- D8: seen, but not by the own worker


def visited(days_ago: int, by: str | None, **fields: object) -> Child:
    return a_child(events={VISIT: DAY_0 - days_ago * DAY}, visited_by=by, told=VISITOR, **fields)


@pytest.mark.parametrize(("days_ago", "is_flagged"), [(0, True), (20, True), (21, False)])
def test_that_a_visit_before_the_worker_began_is_anothers_by_right(
    *, days_ago: int, is_flagged: bool
) -> None:
    now = a_spell("C1", "W1", start=DAY_0 - 20 * DAY)

    said = found(a_snapshot(visited(days_ago, "W2"), a_worker(), now), "D8")

    seen = DAY_0 - days_ago * DAY
    expected = (State.LATE, seen, VISIT, None)
    assert [(each.state, each.trigger, each.trigger_event, each.due) for each in said] == [
        expected
    ] * is_flagged


def test_that_the_last_visit_of_any_kind_is_the_one_that_counts() -> None:
    events = {VISIT: DAY_0 - 9 * DAY, EventKind.SEEN_ALONE: DAY_0 - 2 * DAY}
    child = a_child(events=events, visited_by="W2", told=VISITOR)

    (flag,) = found(held(child), "D8")

    assert (flag.trigger, flag.trigger_event) == (DAY_0 - 2 * DAY, EventKind.SEEN_ALONE)


def test_that_a_visit_by_another_is_a_doubt_where_nobody_knows_since_when_the_worker_is() -> None:
    (unknown,) = found(a_snapshot(visited(3, "W2"), a_worker(), a_spell("C1", "W1")), "D8")

    assert (unknown.state, unknown.missing) == (State.CANNOT_TELL, (Gap.ALLOCATION_START,))


def test_that_nobody_asks_who_came_where_nobody_came_or_holds_the_child_or_is_told() -> None:
    never = a_child(told=VISITOR)
    untold = a_child(events={VISIT: DAY_0}, visited_by="W2")

    assert found(held(never), "D8") == []
    assert found(held(untold), "D8") == []
    assert found(a_snapshot(visited(3, "W2"), a_worker()), "D8") == []


def test_that_a_move_to_whoever_visited_last_mends_it() -> None:
    snapshot = held(visited(0, "W2"), a_worker("W2"))

    assert len(found(snapshot, "D8")) == 1
    assert found(snapshot, "D8", a_move("C1", "W2")) == []


# ---- D9: not the one to hold this child


@pytest.mark.parametrize("status", Status)
def test_that_a_student_holds_nobody(status: Status) -> None:
    (flag,) = found(held(a_child(status), role=Role.STUDENT), "D9")

    assert (flag.state, flag.child, flag.worker) == (State.LATE, "C1", None)


@pytest.mark.parametrize(
    ("statuses", "state"),
    [
        ([Status.ASSESSMENT], State.LATE),
        ([Status.REGISTERED], State.LATE),
        ([Status.PROCEEDINGS], State.LATE),
        ([Status.LOOKED_AFTER], State.LATE),
        ([Status.CARE_AND_SUPPORT, Status.LOOKED_AFTER], State.LATE),
        ([Status.CARE_AND_SUPPORT], None),
        ([Status.REFERRAL], None),
        ([Status.UNKNOWN], State.CANNOT_TELL),
        ([Status.UNKNOWN, Status.REGISTERED], State.LATE),
    ],
)
def test_that_a_support_worker_holds_only_whom_nobody_qualified_must_hold(
    statuses: list[Status], state: State | None
) -> None:
    said = found(held(a_child(*statuses), role=Role.SUPPORT_WORKER), "D9")

    assert [each.state for each in said] == ([] if state is None else [state])


@pytest.mark.parametrize(
    ("statuses", "state"),
    [
        ([Status.REGISTERED], State.LATE),
        ([Status.PROCEEDINGS], State.LATE),
        ([Status.LOOKED_AFTER], None),
        ([Status.UNKNOWN], State.CANNOT_TELL),
    ],
)
def test_that_a_newly_qualified_worker_is_not_alone_with_protection_and_court(
    statuses: list[Status], state: State | None
) -> None:
    said = found(held(a_child(*statuses), is_newly_qualified=True), "D9")

    assert [each.state for each in said] == ([] if state is None else [state])


@pytest.mark.parametrize(
    ("colleague", "state", "missing"),
    [
        ({}, None, ()),
        ({"role": Role.SENIOR_SOCIAL_WORKER}, None, ()),
        ({"is_newly_qualified": True}, State.LATE, ()),
        ({"role": Role.SUPPORT_WORKER}, State.LATE, ()),
        ({"last_day": DAY_0 - DAY}, State.LATE, ()),
        ({"role": None}, State.CANNOT_TELL, (Gap.HOLDER_ROLE,)),
        ({"role": Role.UNRECOGNISED}, State.CANNOT_TELL, (Gap.HOLDER_ROLE,)),
    ],
)
def test_that_an_experienced_colleague_beside_a_new_one_is_enough(
    colleague: dict[str, object], state: State | None, missing: tuple[Gap, ...]
) -> None:
    beside = (a_worker("W2", **colleague), co_work("C1", "W2"))

    said = found(held(a_child(Status.REGISTERED), *beside, is_newly_qualified=True), "D9")

    expected = [] if state is None else [(state, missing)]
    assert [(each.state, each.missing) for each in said] == expected


def test_that_a_colleague_who_was_beside_or_advises_is_nobody_beside() -> None:
    spells = (co_work("C1", "W2", end=DAY_0), advises("C1", "W2"))
    child = a_child(Status.REGISTERED)

    (flag,) = found(held(child, a_worker("W2"), *spells, is_newly_qualified=True), "D9")

    assert flag.state is State.LATE


@pytest.mark.parametrize("role", [None, Role.UNRECOGNISED])
def test_that_a_worker_without_a_known_role_is_said_once(role: Role | None) -> None:
    children = [a_child(Status.REGISTERED, child=f"C{n}") for n in range(3)]
    children.append(a_child(Status.CARE_AND_SUPPORT, child="C9"))
    everybody = {child.id: "W1" for child in children}

    (unknown,) = found(a_snapshot(*children, a_worker(role=role), held=everybody), "D9")

    assert (unknown.worker, unknown.child) == ("W1", None)
    assert unknown.missing == (Gap.HOLDER_ROLE,)


def test_that_no_role_is_asked_of_who_is_not_listed_or_holds_nobody_in_question() -> None:
    unlisted = {"role": None, "is_listed": False}

    assert found(held(a_child(Status.REGISTERED), **unlisted), "D9") == []
    assert found(held(a_child(Status.CARE_AND_SUPPORT), role=None), "D9") == []


def test_that_a_child_without_a_holder_has_no_wrong_one() -> None:
    assert found(held(a_child(Status.REGISTERED), role=Role.DUTY), "D9") == []


# ---- D10: no personal adviser


@pytest.mark.parametrize(
    ("status", "born", "state"),
    [
        (Status.LOOKED_AFTER, SIXTEEN, State.LATE),
        (Status.LOOKED_AFTER, SIXTEEN + DAY, None),
        (Status.LOOKED_AFTER, None, State.CANNOT_TELL),
        (Status.CARE_LEAVER, None, State.LATE),
        (Status.CARE_LEAVER, SIXTEEN, State.LATE),
        (Status.CARE_AND_SUPPORT, SIXTEEN, None),
        (Status.UNKNOWN, SIXTEEN, None),
    ],
)
def test_that_care_leavers_and_looked_after_children_of_sixteen_have_an_adviser(
    status: Status, born: date | None, state: State | None
) -> None:
    said = found(held(a_child(status, date_of_birth=born, told=ADVISER)), "D10")

    assert [each.state for each in said] == ([] if state is None else [state])


@pytest.mark.parametrize(
    ("adviser", "is_flagged"),
    [({}, False), ({"end": DAY_0 + DAY}, False), ({"end": DAY_0}, True)],
)
def test_that_an_adviser_is_one_while_the_involvement_is_open(
    *, adviser: dict[str, object], is_flagged: bool
) -> None:
    child = a_child(Status.CARE_LEAVER, told=ADVISER)
    pa = a_worker("PA", role=Role.PERSONAL_ADVISER)

    said = found(held(child, pa, advises("C1", "PA", **adviser)), "D10")

    assert [each.state for each in said] == [State.LATE] * is_flagged


@pytest.mark.parametrize(("fields", "is_flagged"), [({}, False), ({"last_day": DAY_0 - DAY}, True)])
def test_that_an_adviser_who_has_left_is_none_whether_beside_the_child_or_holding_it(
    *, fields: dict[str, object], is_flagged: bool
) -> None:
    child = a_child(Status.CARE_LEAVER, told=ADVISER)
    pa = a_worker("PA", role=Role.PERSONAL_ADVISER, **fields)

    beside = found(held(child, pa, advises("C1", "PA")), "D10")
    holding = found(a_snapshot(child, pa, held={"C1": "PA"}), "D10")

    assert [len(beside), len(holding)] == [is_flagged, is_flagged]


def test_that_nobody_is_asked_for_an_adviser_where_no_list_tells_of_any() -> None:
    assert found(held(a_child(Status.CARE_LEAVER)), "D10") == []


def test_that_where_spells_tell_of_advisers_no_spell_is_no_adviser() -> None:
    pa = a_worker("PA", role=None)
    other = (a_child(Status.CARE_LEAVER, child="C2"), advises("C2", "PA"), pa)

    (flag,) = found(held(a_child(Status.CARE_LEAVER), *other), "D10")

    assert (flag.child, flag.state) == ("C1", State.LATE)


def test_that_where_advisers_are_told_only_as_holders_nobody_can_tell_of_the_others() -> None:
    pa = a_worker("PA", role=Role.PERSONAL_ADVISER)
    other = (a_child(Status.CARE_LEAVER, child="C2"), a_spell("C2", "PA"), pa)

    (unknown,) = found(held(a_child(Status.CARE_LEAVER), *other), "D10")

    assert (unknown.child, unknown.missing) == ("C1", (Gap.ADVISER,))


def test_that_the_age_is_the_councils_setting() -> None:
    at_fifteen = replace(POLICY, adviser_from_age=15)
    child = a_child(Status.LOOKED_AFTER, date_of_birth=SIXTEEN + DAY, told=ADVISER)

    assert len(found(held(child), "D10", policy=at_fifteen)) == 1


# ---- D15: not for this team


def remit(*statuses: Status, of: str = "long-term team") -> Policy:
    return replace(POLICY, remits={of: frozenset(statuses)})


TEAM = Team(id=TeamId("T1"), name="Long-Term Team")


def in_team(*statuses: Status) -> Snapshot:
    snapshot = a_snapshot(a_child(*statuses, team=TEAM.id))
    return replace(snapshot, teams={TEAM.id: TEAM})


@pytest.mark.parametrize("of", ["long-term team", "t1"])
def test_that_a_team_is_known_by_its_name_or_its_id(of: str) -> None:
    policy = remit(Status.LOOKED_AFTER, of=of)

    (flag,) = found(in_team(Status.ASSESSMENT), "D15", policy=policy)

    assert flag.state is State.LATE
    assert found(in_team(Status.LOOKED_AFTER, Status.ASSESSMENT), "D15", policy=policy) == []


def test_that_of_a_team_without_a_remit_and_a_child_without_a_team_nothing_is_said() -> None:
    other = remit(Status.LOOKED_AFTER, of="another team")

    assert found(in_team(Status.ASSESSMENT), "D15", policy=other) == []
    assert found(in_team(Status.ASSESSMENT), "D15") == []
    assert found(a_snapshot(a_child()), "D15", policy=other) == []


def test_that_a_known_status_within_the_remit_needs_no_other() -> None:
    policy = remit(Status.LOOKED_AFTER)

    assert found(in_team(Status.UNKNOWN, Status.LOOKED_AFTER), "D15", policy=policy) == []
    (unknown,) = found(in_team(Status.UNKNOWN), "D15", policy=policy)
    assert unknown.missing == (Gap.STATUS,)


# ---- statuses that can't be


@pytest.mark.parametrize("role", [Role.SUPPORT_WORKER, Role.SOCIAL_WORKER])
def test_that_nobody_can_tell_the_right_holder_by_a_status_that_can_not_be(role: Role) -> None:
    adult = a_child(Status.REGISTERED, date_of_birth=GROWN)
    others = a_child(Status.REGISTERED, Status.PROCEEDINGS, date_of_birth=GROWN)

    (unknown,) = found(held(adult, role=role, is_newly_qualified=True), "D9")
    (flag,) = found(held(others, role=role, is_newly_qualified=True), "D9")

    assert unknown.missing == (Gap.CONTRADICTORY_STATUS,)
    assert flag.state is State.LATE


def test_that_nobody_can_tell_of_an_adviser_by_a_status_that_can_not_be() -> None:
    adult = a_child(Status.LOOKED_AFTER, date_of_birth=GROWN, told=ADVISER)
    left = a_child(Status.LOOKED_AFTER, Status.CARE_LEAVER, date_of_birth=GROWN, told=ADVISER)

    (unknown,) = found(held(adult), "D10")
    (flag,) = found(held(left), "D10")

    assert unknown.missing == (Gap.CONTRADICTORY_STATUS,)
    assert flag.state is State.LATE


@pytest.mark.parametrize("takes", [Status.LOOKED_AFTER, Status.ASSESSMENT])
def test_that_nobody_can_tell_the_right_team_by_a_status_that_can_not_be(takes: Status) -> None:
    both = in_team(Status.LOOKED_AFTER, Status.PRIVATELY_FOSTERED)

    (unknown,) = found(both, "D15", policy=remit(takes))

    assert unknown.missing == (Gap.CONTRADICTORY_STATUS,)
