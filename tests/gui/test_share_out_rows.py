"""What the planner is asked when children are shared out, and how its answer is listed."""

from allocation_app import settings
from allocation_app.domain.effects import Measured
from allocation_app.domain.people import ChildId, Status, Team, TeamId, WorkerId
from allocation_app.domain.plan import Move, Pin, Plan
from allocation_app.domain.proposal import OWN_TEAM, NotPlaced, Proposal
from allocation_app.domain.proposal import Status as Outcome
from allocation_app.domain.snapshot import Snapshot
from allocation_app.wording.names import names_of
from tests.builders import AS_AT, a_child, a_snapshot, a_worker
from ui.rows.share_out import Offer, offer, open_to, request_of

W1, W2, W3 = WorkerId("W1"), WorkerId("W2"), WorkerId("W3")
C1, C2, C3, C4, C5 = (ChildId(f"C{n}") for n in range(1, 6))
BY = Measured(policy=settings.policy(), rules=settings.rule_set(), calendar=settings.calendar())


def a_team() -> Snapshot:
    """Two siblings, a light child and a heavy one, one whose worker can't be read; two teams."""
    waiting = [
        a_child(C1, name="Lowri", family="P", team="T1"),
        a_child(C2, name="Huw", family="P", team="T1"),
        a_child(C3, name="Jac", team="T1", statuses=[Status.REFERRAL]),
        a_child(C4, name="Mali", team="T1", statuses=[Status.PROCEEDINGS]),
        a_child(C5, name="Osian", team="T1", is_holder_readable=False),
    ]
    return a_snapshot(
        workers=[
            a_worker(W1, name="Sioned", team="T1"),
            a_worker(W2, name="Kofi", team="T2"),
            a_worker(W3, name="Nia"),
        ],
        waiting=waiting,
        teams=[Team(id=TeamId("T1"), name="One"), Team(id=TeamId("T2"), name="Two")],
    )


def aside(among: set[WorkerId]) -> frozenset[str]:
    plan = Plan(snapshot=a_team())
    return request_of(plan, (C1,), frozenset(among), AS_AT, None).set_aside


def test_that_a_child_stays_in_its_team_unless_only_others_are_asked() -> None:
    assert aside({W1, W2}) == frozenset()
    assert aside({W2}) == {OWN_TEAM}
    assert aside({W2, W3}) == frozenset()


def test_that_the_day_of_the_import_is_no_day_of_its_own() -> None:
    plan = Plan(snapshot=a_team())

    assert request_of(plan, (C1,), frozenset({W1}), AS_AT, None).day is None


def test_that_what_was_staged_for_others_stays_and_for_these_is_open_again() -> None:
    moves = (Move(child=C1, to=W1), Move(child=C3, to=W2))

    assert open_to(Plan(snapshot=a_team(), moves=moves), (C1,)).moves == moves[1:]


def offered(plan: Plan, *moves: Move, unplaced: tuple[ChildId, ...] = ()) -> Offer:
    request = request_of(plan, (C1, C2, C3, C4, C5), frozenset({W1}), AS_AT, None)
    found = Proposal(
        request=request,
        status=Outcome.OPTIMAL,
        moves=moves,
        unplaced=tuple(NotPlaced(child=child, rules={"pinned": 1}) for child in unplaced),
    )
    return offer(found, plan, BY, names_of(plan.facts, hide_names=False))


def test_that_families_stand_together_and_the_heaviest_first() -> None:
    moves = [Move(child=child, to=W1) for child in (C1, C3, C4, C2)]

    found = offered(Plan(snapshot=a_team()), *moves)

    assert [move.child for move in found.moves] == [C4, C1, C2, C3]


def test_that_a_pin_and_a_worker_who_can_t_be_read_are_named_as_the_reason() -> None:
    plan = Plan(snapshot=a_team(), pins=(Pin(child=C1),))

    reasons = offered(plan, unplaced=(C1, C3)).reasons

    assert reasons[C1] == "Pinned: lift the pin first."
    assert reasons[C3].startswith("Jac gets no worker")
    assert reasons[C5] == "Cannot tell who has the child now."
