"""What is missing or contradictory makes a percentage a range, and putting it right narrows it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from allocation_app.domain.caseloads import caseloads
from allocation_app.domain.doubt import Doubt, DoubtReason, Range, doubt
from allocation_app.domain.people import Child, EventKind, Gap, Role, Spell, Status, Worker
from allocation_app.domain.plan import Move, Plan
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
)

DAY = timedelta(days=1)
HELD = {"C1": "W1"}
ADULT = DAY_0.replace(year=DAY_0.year - 18)
SETTLED = {EventKind.LOOKED_AFTER_START: DAY_0 - 400 * DAY}
UNBORN = {EventKind.LOOKED_AFTER_START: ADULT - DAY}


def doubts(snapshot: Snapshot, *moves: Move, policy: Policy = POLICY) -> dict[str, Doubt]:
    return dict(doubt(caseloads(Plan(snapshot=snapshot, moves=moves), policy)))


def points(snapshot: Snapshot, *moves: Move, policy: Policy = POLICY) -> dict[str, object]:
    """The ranges in points of full-timers, who have room for 85."""
    return {
        worker: (round(each.range.low * 85, 3), round(each.range.high * 85, 3))
        for worker, each in doubts(snapshot, *moves, policy=policy).items()
    }


# ---- what a case weighs


@pytest.mark.parametrize(
    ("child", "low", "high", "gaps"),
    [
        (a_child(Status.UNKNOWN), 3, 10, [Gap.STATUS]),
        (a_child(Status.UNKNOWN, Status.REGISTERED), 8, 10, [Gap.STATUS]),
        (a_child(Status.LOOKED_AFTER), 5, 8, [EventKind.LOOKED_AFTER_START]),
        (
            a_child(Status.LOOKED_AFTER, events=UNBORN, date_of_birth=DAY_0 - 90 * DAY),
            5,
            8,
            [EventKind.LOOKED_AFTER_START],
        ),
        (
            a_child(Status.LOOKED_AFTER, Status.CARE_AND_SUPPORT),
            5,
            8,
            [EventKind.LOOKED_AFTER_START],
        ),
        (
            a_child(Status.REGISTERED, date_of_birth=ADULT),
            3,
            10,
            [Gap.CONTRADICTORY_STATUS],
        ),
        (
            a_child(Status.LOOKED_AFTER, Status.DISABLED, events=SETTLED, date_of_birth=ADULT),
            3,
            10,
            [Gap.CONTRADICTORY_STATUS],
        ),
        (
            a_child(Status.LOOKED_AFTER, Status.PRIVATELY_FOSTERED, events=SETTLED),
            4,
            5,
            [Gap.CONTRADICTORY_STATUS],
        ),
        (
            a_child(Status.LOOKED_AFTER, Status.PRIVATELY_FOSTERED),
            4,
            8,
            [Gap.CONTRADICTORY_STATUS, EventKind.LOOKED_AFTER_START],
        ),
    ],
)
def test_that_a_weight_in_doubt_is_told_from_the_least_to_the_most(
    child: Child, low: float, high: float, gaps: list[EventKind | Gap]
) -> None:
    snapshot = a_snapshot(child, a_worker(), held=HELD)

    (told,) = doubts(snapshot).values()

    assert points(snapshot) == {"W1": (low, high)}
    assert told.reasons == tuple(DoubtReason(what=gap, child=child.id) for gap in gaps)


@pytest.mark.parametrize(
    "child",
    [
        a_child(Status.REGISTERED),
        a_child(Status.LOOKED_AFTER, events=SETTLED),
        a_child(Status.LOOKED_AFTER, placements_in_year=3),
        a_child(Status.LOOKED_AFTER, Status.PROCEEDINGS),
        a_child(Status.CARE_LEAVER, date_of_birth=ADULT),
        a_child(Status.CARE_AND_SUPPORT, date_of_birth=None),
    ],
)
def test_that_what_can_be_told_is_in_no_doubt(child: Child) -> None:
    """A start that is missing changes nothing beside proceedings, or after three placements."""
    assert doubts(a_snapshot(child, a_worker(), held=HELD)) == {}


def test_that_a_head_count_is_in_no_doubt_about_a_status() -> None:
    ones = dict.fromkeys(POLICY.weights.cases, 1.0)
    policy = replace(POLICY, weights=replace(POLICY.weights, cases=ones))

    assert doubts(a_snapshot(a_child(Status.UNKNOWN), a_worker(), held=HELD), policy=policy) == {}


def test_that_what_changes_no_figure_is_no_reason() -> None:
    ones = dict.fromkeys(POLICY.weights.cases, 1.0)
    policy = replace(POLICY, weights=replace(POLICY.weights, cases=ones))
    snapshot = a_snapshot(a_child(Status.UNKNOWN), a_worker(fte=None), held=HELD)

    assert [each.what for each in doubts(snapshot, policy=policy)["W1"].reasons] == [Gap.FTE]


def test_that_a_child_who_is_co_worked_is_in_doubt_by_its_half() -> None:
    snapshot = a_snapshot(a_child(Status.LOOKED_AFTER), a_worker(), co_work("C1", "W1"))

    assert points(snapshot) == {"W1": (2.5, 4)}


def test_that_a_sibling_in_doubt_is_discounted_as_in_the_caseload() -> None:
    """8 + 0.6 x 3 at the least; 10 + 0.6 x 8 at the most, where the other one weighs more."""
    siblings = [
        a_child(Status.REGISTERED, family="F"),
        a_child(Status.UNKNOWN, child="C2", family="F"),
    ]
    snapshot = a_snapshot(*siblings, a_worker(), held={"C1": "W1", "C2": "W1"})

    assert points(snapshot) == {"W1": (9.8, 14.8)}


# ---- who holds a child


def team(*workers: Worker, child: Child, spells: tuple[Spell, ...] = ()) -> Snapshot:
    return a_snapshot(child, *workers, *spells)


def unread(**fields: object) -> Child:
    return a_child(Status.REGISTERED, is_holder_readable=False, **fields)


def test_that_a_child_whose_holder_nobody_could_read_may_be_anybodys_of_its_team() -> None:
    """8 points, and one more where it is new to its worker."""
    snapshot = team(
        a_worker(team="T1"),
        a_worker("W2", team="T1"),
        a_worker("W3", team="T2"),
        a_worker("BOSS", team="T1", role=Role.MANAGER),
        a_worker("GONE", team="T1", last_day=DAY_0 - DAY),
        child=unread(team="T1"),
    )

    assert points(snapshot) == {"W1": (0, 9), "W2": (0, 9)}
    assert doubts(snapshot)["W1"].reasons == (DoubtReason(what=Gap.HOLDER, child="C1"),)


@pytest.mark.parametrize("own_team", [None, "T9"])
def test_that_without_a_team_or_with_nobody_in_it_the_child_may_be_anybodys(
    own_team: str | None,
) -> None:
    snapshot = team(a_worker(team="T1"), a_worker("W2", team="T2"), child=unread(team=own_team))

    assert points(snapshot) == {"W1": (0, 9), "W2": (0, 9)}


def test_that_a_child_with_rivals_may_be_theirs_and_nobody_elses() -> None:
    workers = [a_worker(name, team="T1") for name in ("W1", "W2", "W3")]
    child = unread(team="T1", rivals=("W1", "W2"))
    spells = (a_spell("C1", "W1"), a_spell("C1", "W2"))

    snapshot = team(*workers, child=child, spells=spells)

    assert points(snapshot) == {"W1": (0, 9), "W2": (0, 9)}
    assert doubts(snapshot)["W2"].reasons == (DoubtReason(what=Gap.RIVAL_HOLDERS, child="C1"),)


def test_that_a_move_settles_whose_the_child_is_but_not_what_it_weighs() -> None:
    child = a_child(Status.LOOKED_AFTER, is_holder_readable=False)
    snapshot = team(a_worker(), a_worker("W2"), child=child)

    assert points(snapshot, a_move("C1", "W2")) == {"W2": (6, 9)}


def test_that_where_the_case_is_never_new_nothing_is_added_for_it() -> None:
    weights = replace(POLICY.weights, new_within=timedelta(0))

    ranges = points(team(a_worker(), child=unread()), policy=replace(POLICY, weights=weights))

    assert ranges == {"W1": (0, 8)}


def test_that_a_sibling_of_whom_nobody_knows_who_holds_it_counts_as_a_sibling() -> None:
    """W1 holds one of three; two are read by nobody: 8 at the least, 8 + 2 x (4.8 + 1) at most."""
    family = [a_child(Status.REGISTERED, family="F"), unread(child="C2", family="F")]
    snapshot = a_snapshot(
        *family, unread(child="C3", family="F", team="T1"), a_worker(team="T1"), held=HELD
    )

    assert points(snapshot) == {"W1": (8, 19.6)}


def test_that_what_nobody_can_read_counts_at_the_most_that_it_may_weigh() -> None:
    child = a_child(Status.UNKNOWN, is_holder_readable=False)
    snapshot = team(a_worker(), child=child)

    (told,) = doubts(snapshot).values()

    assert points(snapshot) == {"W1": (0, 11)}
    assert [reason.what for reason in told.reasons] == [Gap.HOLDER, Gap.STATUS]


def test_that_siblings_in_doubt_here_and_there_are_put_together_at_their_most() -> None:
    """Held it weighs 3 to 10; with the unread one 10 and 0.6 x 8 and 1."""
    family = [a_child(Status.UNKNOWN, family="F"), unread(child="C2", family="F")]

    assert points(a_snapshot(*family, a_worker(), held=HELD)) == {"W1": (3, 15.8)}


def test_that_siblings_of_two_queues_are_put_together_beside_a_longer_one() -> None:
    """One is held, one the team's, others anybody's: 8 + 5.8 + 3 x 9 + 9 + 5.8."""
    family = [a_child(Status.REGISTERED, family="F"), unread(child="C2", family="F", team="T1")]
    others = [unread(child=f"X{n}") for n in range(3)]
    sibling = unread(child="C3", family="F9", team="T1")
    brother = unread(child="C4", family="F9")
    snapshot = a_snapshot(*family, *others, sibling, brother, a_worker(team="T1"), held=HELD)

    assert points(snapshot) == {"W1": (8, 55.6)}


def test_that_a_child_is_held_or_co_worked_but_not_both() -> None:
    snapshot = team(a_worker(), child=unread(), spells=(co_work("C1", "W1"),))

    assert points(snapshot) == {"W1": (4, 9)}


def test_that_co_working_may_count_for_more_than_a_further_sibling() -> None:
    """Further siblings at a fifth: held it adds 1.6 at the least, co-worked it counts 4."""
    weights = replace(POLICY.weights, sibling=0.2, new=0.0)
    policy = replace(POLICY, weights=weights)
    family = [a_child(Status.REGISTERED, family="F"), unread(child="C2", family="F")]
    snapshot = a_snapshot(*family, a_worker(), co_work("C2", "W1"), held=HELD)

    assert points(snapshot, policy=policy) == {"W1": (9.6, 12)}


def test_that_what_may_be_held_or_co_worked_is_taken_at_its_least_and_its_most() -> None:
    """Co-worked at 0.9 it is 2.7 or 9 beside the 8; held as a sibling at least 0.6."""
    weights = replace(POLICY.weights, sibling=0.2, co_worked=0.9, new=0.0)
    family = [
        a_child(Status.REGISTERED, family="F"),
        a_child(Status.UNKNOWN, child="C2", family="F", is_holder_readable=False),
    ]
    snapshot = a_snapshot(*family, a_worker(), co_work("C2", "W1"), held=HELD)

    (found,) = points(snapshot, policy=replace(POLICY, weights=weights)).values()

    assert found == (8.6, 18.6)  # never less than the 17 that it can come to


# ---- what a worker has room for


def test_that_an_fte_that_nobody_gives_is_a_fifth_to_full_time() -> None:
    snapshot = a_snapshot(a_child(), a_worker(fte=None), held=HELD)

    (told,) = doubts(snapshot).values()

    assert told.range == Range(low=round(4 / 85, 6), high=round(4 / 17, 6))
    assert told.reasons == (DoubtReason(what=Gap.FTE, worker="W1"),)


def test_that_the_range_of_an_fte_holds_what_is_assumed() -> None:
    policy = replace(POLICY, assumed_fte=1.2, least_fte=1.1)
    snapshot = a_snapshot(a_child(), a_worker(fte=None), held=HELD)

    (told,) = doubts(snapshot, policy=policy).values()

    assert told.range == Range(low=round(4 / 102, 6), high=round(4 / 93.5, 6))


def test_that_a_worker_without_cases_is_in_no_doubt_whatever_the_hours() -> None:
    assert doubts(a_snapshot(a_worker(fte=None))) == {}


def test_that_without_capacity_there_is_no_ratio_and_no_range() -> None:
    snapshot = a_snapshot(
        a_child(Status.UNKNOWN), a_worker(fte=None, last_day=DAY_0 - DAY), held=HELD
    )

    assert doubts(snapshot) == {}
