"""Which siblings go along, and whom the rail lists while children are dragged."""

from allocation_app.domain.people import ChildId, TeamId, WorkerId
from allocation_app.domain.plan import Move
from allocation_app.domain.review import Review
from tests.builders import a_child, a_reading, a_snapshot, a_worker
from ui.rows.kin import going_along, stands_with, to_move
from ui.rows.receivers import Receiver, TeamLine, lines, load_after, own_team
from ui.store import PlanStore

SIONED, KOFI = WorkerId("W1"), WorkerId("W2")
LOWRI, HUW, MALI, OSIAN = (ChildId(each) for each in ("C01", "C02", "C03", "C04"))


def test_that_a_sibling_who_waits_as_well_goes_along_and_one_with_a_worker_stays(
    looked_at: Review,
) -> None:
    loads = looked_at.caseloads

    assert going_along(loads, [HUW]) == (LOWRI,)  # under duty, which is nobody's either
    assert going_along(loads, [MALI]) == ()
    assert going_along(loads, [HUW, LOWRI]) == ()


def test_that_siblings_with_the_same_worker_go_along(team: PlanStore) -> None:
    team.make(team.plan.with_move(Move(child=HUW, to=SIONED)))
    assert team.review is not None

    assert going_along(team.review.caseloads, [HUW]) == (MALI,)


def test_that_a_sibling_whose_worker_could_not_be_read_stays(store: PlanStore) -> None:
    unread = a_child("C2", family="F", is_holder_readable=False)
    store.open(a_reading(a_snapshot({}, waiting=[a_child("C1", family="F"), unread])))
    assert store.review is not None

    assert going_along(store.review.caseloads, [ChildId("C1")]) == ()


def test_that_nobody_is_moved_to_where_they_stand(looked_at: Review) -> None:
    loads = looked_at.caseloads

    assert stands_with(loads, MALI) == SIONED
    assert to_move(loads, [MALI, HUW], SIONED, with_family=False) == (HUW,)
    assert to_move(loads, [HUW], None, with_family=True) == (LOWRI,)  # from duty to nobody


def test_that_the_open_team_lists_its_workers_with_most_room_first(store: PlanStore) -> None:
    held = {"W1": [a_child("C1")], "W2": [a_child("C2"), a_child("C3")]}
    workers = [a_worker(f"W{n}", name=f"Worker {n}") for n in (1, 2, 3)]
    store.open(a_reading(a_snapshot(held, workers=workers)))
    assert store.review is not None

    listed = lines(store.review, None, "Nobody", "No team")

    assert [line.name for line in listed] == ["Nobody", "Worker 3", "Worker 1", "Worker 2"]


def test_that_other_teams_stand_closed_below_and_leavers_nowhere(looked_at: Review) -> None:
    listed = lines(looked_at, TeamId("T2"), "Nobody", "No team")

    assert [line.name for line in listed] == ["Nobody", "Disability", "Kofi Ahmed", "Assessment"]
    assert [line.is_open for line in listed if isinstance(line, TeamLine)] == [True, False]


def test_that_the_team_of_the_child_is_opened_else_that_of_its_worker(store: PlanStore) -> None:
    worker = a_worker("W1", team="T7")
    store.open(
        a_reading(
            a_snapshot(
                {"W1": [a_child("C1")]},
                workers=[worker],
                waiting=[a_child("C2", team="T9"), a_child("C3")],
            )
        )
    )
    assert store.review is not None

    assert own_team(store.review, [ChildId("C2"), ChildId("C1")]) == "T9"
    assert own_team(store.review, [ChildId("C3"), ChildId("C1")]) == "T7"
    assert own_team(store.review, [ChildId("C3")]) is None


def test_that_the_load_with_several_is_what_the_plan_with_them_has(team: PlanStore) -> None:
    assert team.review is not None
    ghost = load_after(team.review, KOFI, (HUW, LOWRI, OSIAN))

    for child in (HUW, LOWRI, OSIAN):
        team.make(team.plan.with_move(Move(child=child, to=KOFI)))

    assert ghost.points == team.review.caseloads.loads[KOFI].points
    assert set(ghost.children) == set(team.review.caseloads.loads[KOFI].children)


def test_that_nobody_has_no_load(looked_at: Review) -> None:
    nobody = lines(looked_at, None, "Nobody", "No team")[0]

    assert nobody == Receiver(worker=None, name="Nobody", load=None)
