"""Who could take a child: ranked by a sum that can be opened, with what stands in the way."""

import random
from datetime import timedelta

import pytest

from allocation_app.domain.candidates import (
    Candidate,
    Candidates,
    Part,
    candidates,
    order_without,
)
from allocation_app.domain.caseloads import Caseloads, caseloads
from allocation_app.domain.move_rules import Bar
from allocation_app.domain.people import Absence, ChildId, Role, Status, WorkerId
from allocation_app.domain.plan import Move, Plan
from allocation_app.domain.snapshot import Snapshot
from tests.bench.review_time import snapshot_of
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

DAY, WORTH = timedelta(days=1), POLICY.preferences
C1 = ChildId("C1")
WAITING = a_child(child="C1")


def loads_of(snapshot: Snapshot, *moves: Move) -> Caseloads:
    return caseloads(Plan(snapshot=snapshot, moves=moves), POLICY)


def found(snapshot: Snapshot, *moves: Move, child: str = "C1") -> Candidates:
    return candidates(loads_of(snapshot, *moves), ChildId(child))


def of(worker: str, among: Candidates) -> Candidate:
    (one,) = [each for each in (*among.ranked, *among.away) if each.worker == worker]
    return one


def order(among: Candidates) -> list[str]:
    return [each.worker for each in among.ranked]


def test_that_most_room_comes_first_and_equals_stand_by_their_ids() -> None:
    snapshot = a_snapshot(
        WAITING,
        a_child(child="C2"),
        *(a_worker(worker) for worker in ("W3", "W2", "W1")),
        a_worker("W4", fte=0.5),
        held={"C2": "W1"},
    )

    among = found(snapshot)

    assert order(among) == ["W2", "W3", "W1", "W4"]
    first = among.ranked[0]
    assert first.before.points == 0
    assert (first.after.points, first.after.children) == (5, (C1,))
    assert first.parts[Part.ROOM] == round(100 * (1 - 5 / 85), 4)
    assert [each.place for each in among.ranked] == [1, 2, 3, 4]
    assert among.ranked[0].shortfall == among.ranked[1].shortfall == 0
    last = among.ranked[-1]
    assert last.shortfall == round(first.score - last.score, 6)
    assert among.child == C1


@pytest.mark.parametrize("seed", range(3))
def test_that_the_parts_add_up_and_taking_one_does_what_after_says(seed: int) -> None:
    snapshot = snapshot_of(120, seed)
    draw = random.Random(seed)  # noqa: S311 - made-up people
    children = [*snapshot.children]
    moves = tuple(
        Move(child=child, to=draw.choice([None, *snapshot.workers]))
        for child in draw.sample(children, 10)
    )
    loads = loads_of(snapshot, *moves)
    for child in draw.sample(children, 30):
        among = candidates(loads, child)
        for each in among.ranked:
            assert each.score == pytest.approx(sum(each.parts.values()), abs=1e-6)
            taken = caseloads(
                loads.plan.with_move(Move(child=child, to=each.worker)), POLICY
            ).loads[each.worker]
            assert set(each.after.children) == set(taken.children)
            assert set(each.after.co_worked) == set(taken.co_worked)
            assert (each.after.points, each.after.utilisation, each.after.band) == (
                taken.points,
                taken.utilisation,
                taken.band,
            )
            assert (each.after.families, each.before) == (taken.families, loads.loads[each.worker])


def test_that_a_co_worker_who_takes_the_child_co_works_no_more() -> None:
    snapshot = a_snapshot(WAITING, a_worker("W1"), a_worker("W2"), co_work("C1", "W1"))

    after = of("W1", found(snapshot)).after

    assert (after.children, after.co_worked) == ((C1,), ())
    assert after == loads_of(snapshot, a_move("C1", "W1")).loads[WorkerId("W1")]


def test_that_whoever_holds_the_child_stays_as_loaded_and_may_get_it_back() -> None:
    snapshot = a_snapshot(WAITING, a_worker("W1"), a_worker("W2"), held={"C1": "W1"})

    stays = of("W1", found(snapshot))
    back = of("W1", found(snapshot, a_move("C1", "W2")))

    assert stays.before == stays.after
    assert stays.parts[Part.KNOWS_CHILD] == WORTH.knows_child
    assert Part.KNOWS_SIBLING not in stays.parts
    assert back.after == stays.after


def test_that_a_role_that_nobody_knows_comes_after_one_that_fits() -> None:
    snapshot = a_snapshot(
        a_child(Status.REGISTERED, child="C1"),
        a_worker("W1", role=Role.UNRECOGNISED),
        a_worker("W2"),
    )

    among = found(snapshot)

    assert order(among) == ["W2", "W1"]
    assert among.ranked[1].parts[Part.ROLE_IN_DOUBT] == WORTH.role_in_doubt


def test_that_who_held_the_child_or_holds_a_sibling_is_preferred() -> None:
    snapshot = a_snapshot(
        a_child(child="C1", family="F"),
        a_child(child="C2", family="F"),
        *(a_worker(worker) for worker in ("W1", "W2", "W3", "W4")),
        a_spell("C1", "W3", start=DAY_0 - 90 * DAY, end=DAY_0 - 9 * DAY),
        co_work("C1", "W4", start=DAY_0 - 90 * DAY, end=DAY_0 - 9 * DAY),
        held={"C2": "W2"},
    )

    among = found(snapshot)

    assert order(among) == ["W2", "W3", "W1", "W4"]
    assert Part.KNOWS_SIBLING in of("W2", among).parts
    assert Part.KNOWS_CHILD in of("W3", among).parts
    assert not {Part.KNOWS_CHILD, Part.KNOWS_SIBLING} & {*of("W4", among).parts}


@pytest.mark.parametrize(
    ("language", "is_welsh"),
    [
        ("Welsh", True),
        ("Cymraeg", True),
        ("Welsh / English", True),
        ("English", False),
        ("non-Welsh", False),
        ("", False),
    ],
)
def test_that_a_welsh_speaker_is_preferred_for_a_child_who_speaks_it(
    language: str, *, is_welsh: bool
) -> None:
    snapshot = a_snapshot(
        a_child(child="C1", language=language),
        a_worker("W1"),
        a_worker("W2", languages=frozenset({"Welsh", "English"})),
    )

    among = found(snapshot)

    assert order(among) == (["W2", "W1"] if is_welsh else ["W1", "W2"])
    assert (Part.WELSH in of("W2", among).parts) is is_welsh
    assert Part.WELSH not in of("W1", among).parts


def test_that_the_case_mix_tells_who_holds_more_of_the_kind_than_others() -> None:
    snapshot = a_snapshot(
        a_child(Status.REGISTERED, child="C1"),
        a_child(Status.REGISTERED, child="C2"),
        a_child(Status.CARE_LEAVER, child="C3"),
        a_worker("W1"),
        a_worker("W2"),
        a_worker("W3"),
        held={"C2": "W1", "C3": "W2"},
    )

    mixes = {each.worker: each.parts.get(Part.CASE_MIX, 0) for each in found(snapshot).ranked}

    assert mixes == {"W1": -0.5, "W2": 0.5, "W3": 0}


@pytest.mark.parametrize(
    ("status", "counts"),
    [
        (Status.REGISTERED, True),
        (Status.PROCEEDINGS, True),
        (Status.UNKNOWN, True),
        (Status.REFERRAL, False),
    ],
)
def test_that_somebody_newly_qualified_comes_later_for_what_none_holds_alone(
    status: Status, *, counts: bool
) -> None:
    snapshot = a_snapshot(
        a_child(status, child="C1"), a_worker("W1", is_newly_qualified=True), a_worker("W2")
    )

    among = found(snapshot)

    assert among.excluded == ()
    assert (Part.NEWLY_QUALIFIED in of("W1", among).parts) is counts


def test_that_new_cases_of_seven_days_count_against_somebody_each() -> None:
    snapshot = a_snapshot(
        *(a_child(child=child) for child in ("C1", "C2", "C3", "C4")),
        a_worker("W1"),
        a_spell("C2", "W1", start=DAY_0 - 6 * DAY),
        a_spell("C3", "W1", start=DAY_0 - 7 * DAY),
    )

    among = found(snapshot, a_move("C4", "W1"))

    (only,) = among.ranked
    assert only.new_cases == 2
    assert only.parts[Part.NEW_CASES] == 2 * WORTH.new_case


def test_that_of_two_who_score_alike_who_had_less_of_the_last_cases_comes_first() -> None:
    day = DAY_0 - 10 * DAY
    given = [a_spell("C2", "W1", start=day), a_spell("C2", "W3", start=day, end=DAY_0)]
    snapshot = a_snapshot(
        WAITING,
        a_child(child="C2", team="A"),
        a_worker("W1", fte=0.5),
        *(a_worker(worker) for worker in ("W2", "W3", "W4")),
        *given,
    )

    among = found(snapshot, a_move("C2", None))

    assert order(among) == ["W2", "W4", "W3", "W1"]
    scores = {each.worker: each.score for each in among.ranked}
    assert scores["W2"] == scores["W3"] == scores["W4"]
    recent = {each.worker: each.recent for each in among.ranked}
    assert recent["W3"] is not None
    assert (recent["W3"].cases, recent["W3"].points) == (1, 4)
    assert order_without(among.ranked, Part.ROOM) == ("W2", "W4", "W3", "W1")


def test_that_who_goes_soon_comes_later_and_who_is_away_stands_apart() -> None:
    def away(first: int, last: int) -> tuple[Absence, ...]:
        return (Absence(start=DAY_0 + first * DAY, end=DAY_0 + last * DAY),)

    snapshot = a_snapshot(
        WAITING,
        a_worker("W1", absences=away(-3, -1)),
        a_worker("W2", absences=away(15, 20)),
        a_worker("W3", absences=away(14, 20)),
        a_worker("W4", absences=away(14, 60)),
        a_worker("W5", last_day=DAY_0 + 14 * DAY),
        a_worker("W6", absences=away(-1, 4)),
        a_worker("W7", absences=away(-1, 40)),
    )

    among = found(snapshot)

    soon = {each.worker: each.parts.get(Part.AWAY_SOON, 0) for each in among.ranked}
    assert soon == {
        "W1": 0,
        "W2": 0,
        "W3": WORTH.away_soon,
        "W4": WORTH.going,
        "W5": WORTH.going,
    }
    (apart,) = among.away
    assert (apart.worker, apart.place, apart.shortfall) == ("W6", 1, 0)
    assert apart.absence == away(-1, 4)[0]
    assert [(each.worker, each.rule) for each in among.excluded] == [("W7", Bar.LONG_AWAY)]


def test_that_every_case_holder_is_ranked_away_or_excluded_by_a_rule() -> None:
    snapshot = a_snapshot(
        WAITING,
        a_worker("W1", last_day=DAY_0 - DAY),
        a_worker("W2", role=Role.STUDENT),
        a_worker("W3", role=Role.MANAGER),
        a_worker("W4"),
    )

    among = found(snapshot)

    assert [(each.worker, each.rule) for each in among.excluded] == [
        ("W1", Bar.HAS_LEFT),
        ("W2", Bar.NOT_CASE_HOLDER),
    ]
    assert order(among) == ["W4"]


def test_that_nobody_is_found_where_nobody_can_take_the_child() -> None:
    among = found(a_snapshot(WAITING, a_worker("W1", last_day=DAY_0 - DAY)))

    assert (among.ranked, among.away) == ((), ())


def test_that_without_its_largest_part_somebody_stands_where_it_was_said() -> None:
    snapshot = a_snapshot(
        a_child(child="C1", language="Welsh"),
        *(a_child(child=f"D{n}") for n in range(16)),
        a_worker("W1", languages=frozenset({"Welsh"})),
        a_worker("W2"),
        a_worker("W3"),
        a_spell("C1", "W1", start=DAY_0 - 90 * DAY, end=DAY_0 - 9 * DAY),
        held={f"D{n}": "W1" for n in range(16)},
    )

    among = found(snapshot)

    first = among.ranked[0]
    assert (first.worker, first.largest) == ("W2", (Part.ROOM,))
    assert of("W1", among).largest[:2] == (Part.KNOWS_CHILD, Part.ROOM)
    assert order_without(among.ranked, Part.ROOM)[0] == "W1"
    for each in among.ranked:
        without = order_without(among.ranked, each.largest[0])
        assert without.index(each.worker) + 1 == each.place_without_top
    assert {each.worker: each.place_without_top for each in among.ranked} == {
        "W1": 3,
        "W2": 2,
        "W3": 3,
    }


def test_that_somebody_of_whom_nothing_speaks_either_way_keeps_the_place() -> None:
    half = a_worker("W1", fte=5 / 85)

    (only,) = found(a_snapshot(WAITING, half)).ranked

    assert (dict(only.parts), only.largest, only.place_without_top) == ({}, (), 1)


def test_that_renaming_and_reordering_change_nothing() -> None:
    snapshot = snapshot_of(120)
    turned = Snapshot(
        as_at=snapshot.as_at,
        children=dict(reversed(snapshot.children.items())),
        workers=dict(reversed(snapshot.workers.items())),
        spells=snapshot.spells[::-1],
    )
    child = next(iter(snapshot.children))

    one, other = found(snapshot, child=child), found(turned, child=child)

    assert [(each.worker, each.score) for each in one.ranked] == [
        (each.worker, each.score) for each in other.ranked
    ]
    assert one.excluded == other.excluded


def test_that_everybody_of_a_council_is_ranked_or_excluded() -> None:
    loads = loads_of(snapshot_of(600))
    child = next(iter(loads.unallocated))

    among = candidates(loads, child)

    people = [each.worker for each in (*among.ranked, *among.away, *among.excluded)]
    assert len(people) == len(set(people))
    assert set(people) >= {worker.id for worker in loads.case_holders}
