"""What goes with a case from one worker to the next, as the facts have it."""

from datetime import date, timedelta

from allocation_app.domain.handover import Pack, contacts, packs
from allocation_app.domain.people import (
    Absence,
    ChildId,
    EventKind,
    Involvement,
    Role,
    Spell,
    Status,
    Worker,
    WorkerId,
)
from allocation_app.domain.plan import InvolvementChange, Move, Plan
from allocation_app.domain.review import review
from allocation_app.domain.snapshot import Snapshot
from tests.unit.domain.builders import (
    CALENDAR,
    DAY_0,
    POLICY,
    RULES,
    a_child,
    a_move,
    a_review,
    a_snapshot,
    a_spell,
    a_worker,
    co_work,
)

DAY = timedelta(days=1)
C1, C2, C3 = ChildId("C1"), ChildId("C2"), ChildId("C3")
FAMILY = a_snapshot(
    *(a_child(child=f"C{n}", family="F1") for n in (1, 2, 3)),
    a_child(child="C4"),
    *(a_worker(f"W{n}") for n in (1, 2, 3)),
    held={"C1": "W1", "C2": "W1", "C3": "W2", "C4": "W1"},
)


def handed(snapshot: Snapshot, *moves: Move) -> list[list[str]]:
    return [[each.child for each in pack.transfers] for pack in packs(a_review(snapshot, *moves))]


def the_pack(snapshot: Snapshot, *moves: Move) -> Pack:
    (pack,) = packs(a_review(snapshot, *moves))
    return pack


def given_by(donor: Worker, day: date | None = None) -> Pack:
    snapshot = a_snapshot(a_child(), donor, a_worker("W9"), a_spell("C1", donor.id))
    return the_pack(snapshot, a_move("C1", "W9", effective=day))


# ---- which packs there are


def test_that_a_plan_without_moves_hands_nothing_over() -> None:
    assert handed(FAMILY) == []


def test_that_siblings_who_go_together_have_one_pack() -> None:
    assert handed(FAMILY, a_move("C2", "W3"), a_move("C1", "W3")) == [["C1", "C2"]]


def test_that_siblings_from_different_workers_have_a_pack_each() -> None:
    assert handed(FAMILY, a_move("C1", "W3"), a_move("C3", "W3")) == [["C1"], ["C3"]]


def test_that_siblings_to_different_workers_have_a_pack_each() -> None:
    assert handed(FAMILY, a_move("C1", "W2"), a_move("C2", "W3")) == [["C1"], ["C2"]]


def test_that_siblings_who_go_on_different_days_have_a_pack_each() -> None:
    later = a_move("C2", "W3", effective=DAY_0 + DAY)
    assert handed(FAMILY, a_move("C1", "W3"), later) == [["C1"], ["C2"]]


def test_that_two_children_of_no_known_family_are_no_family() -> None:
    moved = [a_move("C4", "W3"), a_move("C1", "W3")]
    assert handed(FAMILY, *moved) == [["C1"], ["C4"]]


def test_that_a_move_to_whoever_has_the_child_hands_nothing_over() -> None:
    assert handed(FAMILY, a_move("C1", "W1")) == []


def test_that_packs_are_narrowed_to_those_of_the_children_named() -> None:
    made = a_review(FAMILY, a_move("C1", "W3"), a_move("C2", "W3"), a_move("C4", "W3"))
    (pack,) = packs(made, [C2])
    assert [each.child for each in pack.transfers] == [C1, C2]


def test_that_a_pack_names_the_siblings_who_stay() -> None:
    assert the_pack(FAMILY, a_move("C1", "W3"), a_move("C2", "W3")).siblings == (C3,)


# ---- from whom, and whether they are there


def test_that_a_child_nobody_has_comes_from_nobody() -> None:
    snapshot = a_snapshot(a_child(), a_worker("W9"))
    pack = the_pack(snapshot, a_move("C1", "W9"))
    assert (pack.donor, pack.is_met) == (None, False)


def test_that_a_worker_in_post_hands_over() -> None:
    assert given_by(a_worker("W1")).is_met


def test_that_a_duty_desk_hands_nothing_over() -> None:
    assert not given_by(a_worker("W1", role=Role.DUTY)).is_met


def test_that_whoever_has_left_hands_nothing_over() -> None:
    assert not given_by(a_worker("W1", last_day=DAY_0 - DAY)).is_met


def test_that_whoever_leaves_before_the_move_hands_over_while_still_there() -> None:
    pack = given_by(a_worker("W1", last_day=DAY_0 + DAY), date(2026, 4, 13))
    assert (pack.is_met, pack.joint_visit) == (True, (DAY_0 + DAY, DAY_0 + DAY))


def test_that_whoever_leaves_before_the_last_days_hands_nothing_over() -> None:
    pack = given_by(a_worker("W1", last_day=DAY_0 + DAY), date(2026, 6, 1))
    assert (pack.is_met, pack.joint_visit) == (False, None)


def test_that_whoever_is_away_hands_over_before_or_after_it() -> None:
    away = a_worker("W1", absences=(Absence(start=DAY_0 + DAY, end=date(2026, 4, 9)),))
    assert not given_by(away, date(2026, 4, 9)).is_met
    assert given_by(away, date(2026, 4, 14)).joint_visit == (date(2026, 4, 10), date(2026, 4, 13))


def test_that_whoever_is_away_today_hands_nothing_over_today() -> None:
    assert not given_by(a_worker("W1", absences=(Absence(start=DAY_0),))).is_met


def test_that_nobody_visits_with_a_worker_who_begins_on_the_day_of_the_move() -> None:
    day = date(2026, 4, 13)
    new = a_worker("W9", first_day=day)
    snapshot = a_snapshot(a_child(), a_worker("W1"), new, held={"C1": "W1"})
    pack = the_pack(snapshot, a_move("C1", "W9", effective=day))
    assert (pack.is_met, pack.joint_visit) == (True, None)


def test_that_nobody_visits_where_nobody_takes_over() -> None:
    snapshot = a_snapshot(a_child(), a_worker("W1"), held={"C1": "W1"})
    pack = the_pack(snapshot, a_move("C1", None, effective=date(2026, 4, 13)))
    assert (pack.is_met, pack.joint_visit) == (True, None)


def test_that_whoever_has_not_begun_hands_nothing_over() -> None:
    assert not given_by(a_worker("W1", first_day=DAY_0 + DAY)).is_met


# ---- the joint visit


def test_that_the_joint_visit_lies_between_the_import_and_the_move() -> None:
    friday = DAY_0 + 3 * DAY  # Good Friday: no working day
    assert given_by(a_worker("W1"), friday).joint_visit == (DAY_0 + DAY, DAY_0 + 2 * DAY)


def test_that_the_joint_visit_is_offered_for_ten_working_days_before_the_move() -> None:
    visit = given_by(a_worker("W1"), date(2026, 6, 1)).joint_visit
    assert visit == (date(2026, 5, 15), date(2026, 5, 29))  # Spring bank holiday on 25 May


def test_that_no_day_is_left_for_a_joint_visit_before_a_move_of_tomorrow() -> None:
    assert given_by(a_worker("W1"), DAY_0 + DAY).joint_visit is None
    assert given_by(a_worker("W1")).joint_visit is None


def test_that_a_move_without_a_day_says_so() -> None:
    assert given_by(a_worker("W1"), DAY_0).has_day
    pack = given_by(a_worker("W1"))
    assert (pack.day, pack.has_day) == (DAY_0, False)


# ---- what is told of each child


def test_that_each_kind_of_contact_is_told_with_the_date_of_the_import() -> None:
    child = a_child(
        events={EventKind.SEEN: DAY_0 - DAY, EventKind.VISIT: DAY_0 + DAY},
        unrecorded=[EventKind.HOME_VISIT],
    )
    told = {each.kind: (each.day, each.is_known) for each in contacts(child, DAY_0)}
    assert told == {
        EventKind.SEEN: (DAY_0 - DAY, True),
        EventKind.SEEN_ALONE: (None, False),
        EventKind.HOME_VISIT: (None, None),
        EventKind.VISIT: (DAY_0 + DAY, None),
    }


def test_that_only_key_events_near_the_day_of_the_move_are_told() -> None:
    child = a_child(Status.PROCEEDINGS, events={EventKind.COURT_HEARING: DAY_0 + 20 * DAY})
    snapshot = a_snapshot(child, a_worker("W1"), a_worker("W9"), held={"C1": "W1"})
    (today,) = the_pack(snapshot, a_move("C1", "W9")).transfers
    assert today.key_events == ()
    soon = a_move("C1", "W9", effective=DAY_0 + 10 * DAY)
    (later,) = the_pack(snapshot, soon).transfers
    assert [(each.kind, each.day) for each in later.key_events] == [
        (EventKind.COURT_HEARING, DAY_0 + 20 * DAY)
    ]


def test_that_a_child_who_waited_by_the_import_is_told_with_the_wait() -> None:
    referred = DAY_0 - 14 * DAY
    snapshot = a_snapshot(a_child(events={EventKind.REFERRAL: referred}), a_worker("W9"))
    (told,) = the_pack(snapshot, a_move("C1", "W9")).transfers
    assert told.wait is not None
    assert (told.wait.since, told.since) == (referred, None)


def test_that_a_child_who_was_held_is_told_since_when_and_without_a_wait() -> None:
    (told,) = the_pack(FAMILY, a_move("C4", "W3")).transfers
    assert (told.since, told.wait) == (date(2024, 1, 1), None)


def test_that_who_works_beside_is_told_unless_it_has_ended() -> None:
    snapshot = a_snapshot(
        a_child(),
        *(a_worker(f"W{n}") for n in (1, 2, 3, 9)),
        co_work("C1", "W2"),
        co_work("C1", "W3", end=DAY_0 - DAY),
        held={"C1": "W1"},
    )
    (told,) = the_pack(snapshot, a_move("C1", "W9")).transfers
    assert [each.worker for each in told.beside] == ["W2"]


def test_that_what_the_plan_changes_beside_the_worker_goes_with_its_child_alone() -> None:
    comes = InvolvementChange(
        child=C1, worker=WorkerId("W2"), involvement=Involvement.PERSONAL_ADVISER
    )
    plan = Plan(
        snapshot=FAMILY, moves=(a_move("C1", "W3"), a_move("C4", "W3")), involvements=(comes,)
    )
    first, other = packs(review(plan, POLICY, RULES, CALENDAR))
    assert first.transfers[0].changes == (comes,)
    assert first.transfers[0].beside == (
        Spell(child=C1, worker=comes.worker, start=DAY_0, involvement=comes.involvement),
    )
    assert other.transfers[0].changes == ()
