"""Day by day whether a child had a worker, as far as an import or several tell of it."""

from datetime import date

from allocation_app.domain.caseloads import Reason
from allocation_app.domain.people import Child, ChildId, EventKind, Role, Spell, Status, Worker
from allocation_app.domain.snapshot import Snapshot
from allocation_app.domain.standing import Standing, standings
from tests.unit.domain.builders import (
    DAY_0,
    a_child,
    a_snapshot,
    a_spell,
    a_worker,
    co_work,
)
from tests.unit.domain.histories import DAY, on_each_day, told

WAITING, HELD, NOT_OPEN, CANNOT_TELL = Standing
REFERRED = DAY_0 - 30 * DAY


def before(days: int) -> date:
    """So many days before `DAY_0`."""
    return DAY_0 - days * DAY


def runs(*people: Child | Worker | Spell, as_at: date = DAY_0) -> list[tuple[int, str, object]]:
    """How C1 stands by one import: since how many days before it, how, and with whom or why."""
    found = standings(told(a_snapshot(*people, as_at=as_at)), ChildId("C1"))
    return [
        ((DAY_0 - each.first).days, each.standing.value, each.worker or each.reason)
        for each in found
    ]


def a_new_case(**fields: object) -> Child:
    return a_child(Status.ASSESSMENT, events={EventKind.REFERRAL: REFERRED}, **fields)


def an_old_case(**fields: object) -> Child:
    return a_child(Status.CARE_AND_SUPPORT, events={EventKind.REFERRAL: REFERRED}, **fields)


def test_that_a_child_without_a_worker_waits_from_its_referral() -> None:
    assert runs(a_new_case()) == [
        (31, "not_open", None),
        (30, "waiting", Reason.NO_WORKER),
    ]


def test_that_the_last_day_of_a_worker_is_no_day_of_the_wait() -> None:
    closed = a_spell("C1", "W1", start=before(20), end=before(9))

    assert runs(an_old_case(), a_worker(), closed)[-2:] == [
        (20, "held", "W1"),
        (8, "waiting", Reason.NO_WORKER),
    ]


def test_that_a_leaver_holds_up_to_the_last_day_and_no_longer() -> None:
    leaver = a_worker(last_day=before(9))

    assert runs(an_old_case(), leaver, a_spell("C1", "W1", start=before(20)))[-2:] == [
        (20, "held", "W1"),
        (8, "waiting", Reason.LEAVER),
    ]


def test_that_a_leaver_to_whom_a_child_was_given_too_late_never_held_it() -> None:
    leaver = a_worker(last_day=before(20))
    closed = a_spell("C1", "W1", start=before(15), end=before(9))

    assert "held" not in {how for _, how, _ in runs(an_old_case(), leaver, closed)}


def test_that_nobody_holds_a_child_before_the_first_day_in_post() -> None:
    late = a_worker(first_day=before(5))

    assert runs(a_new_case(), late, a_spell("C1", "W1", start=before(20)))[-2:] == [
        (30, "waiting", Reason.NO_WORKER),
        (5, "held", "W1"),
    ]


def test_that_a_case_that_ends_on_the_day_of_the_import_waits_on_it() -> None:
    closed = a_spell("C1", "W1", start=before(9), end=DAY_0)

    assert runs(an_old_case(), a_worker(), closed)[-1] == (0, "waiting", Reason.NO_WORKER)


def test_that_the_days_between_two_workers_are_a_wait() -> None:
    spells = (
        a_spell("C1", "W1", start=before(20), end=before(12)),
        a_spell("C1", "W2", start=before(9)),
    )

    assert runs(an_old_case(), a_worker("W1"), a_worker("W2"), *spells)[-3:] == [
        (20, "held", "W1"),
        (11, "waiting", Reason.NO_WORKER),
        (9, "held", "W2"),
    ]


def test_that_a_worker_who_comes_on_the_day_after_leaves_no_day_between() -> None:
    spells = (
        a_spell("C1", "W1", start=before(20), end=before(10)),
        a_spell("C1", "W2", start=before(9)),
    )

    found = runs(an_old_case(), a_worker("W1"), a_worker("W2"), *spells)

    assert [how for _, how, _ in found] == ["not_open", "cannot_tell", "held", "held"]


def test_that_a_case_opened_anew_was_closed_until_its_referral() -> None:
    child = a_child(Status.ASSESSMENT, events={EventKind.REFERRAL: before(9)})
    closed = a_spell("C1", "W1", start=before(30), end=before(20))
    back = a_spell("C1", "W1", start=before(5))

    assert runs(child, a_worker(), closed)[-3:] == [
        (30, "held", "W1"),
        (19, "not_open", None),
        (9, "waiting", Reason.NO_WORKER),
    ]
    assert runs(child, a_worker(), closed, back)[-3:] == [
        (19, "not_open", None),
        (9, "waiting", Reason.NO_WORKER),
        (5, "held", "W1"),
    ]


def test_that_a_referral_on_the_day_after_the_last_worker_leaves_no_day_closed() -> None:
    child = a_child(Status.ASSESSMENT, events={EventKind.REFERRAL: before(19)})
    closed = a_spell("C1", "W1", start=before(30), end=before(20))

    assert runs(child, a_worker(), closed)[-2:] == [
        (30, "held", "W1"),
        (19, "waiting", Reason.NO_WORKER),
    ]


def test_that_nobody_can_tell_of_the_days_before_the_first_worker_of_an_old_case() -> None:
    held = (a_worker(), a_spell("C1", "W1", start=before(9)))

    assert runs(an_old_case(), *held) == [
        (31, "not_open", None),
        (30, "cannot_tell", None),
        (9, "held", "W1"),
    ]
    assert runs(a_new_case(), *held)[1] == (30, "waiting", Reason.NO_WORKER)


def test_that_without_a_day_of_the_beginning_only_the_day_of_the_import_is_told() -> None:
    child = a_child(Status.ASSESSMENT)

    assert runs(child) == [(1, "cannot_tell", None), (0, "waiting", Reason.NO_WORKER)]
    assert runs(a_new_case(), a_worker(), a_spell("C1", "W1")) == [
        (31, "not_open", None),
        (30, "cannot_tell", None),
        (0, "held", "W1"),
    ]


def test_that_a_former_worker_of_whom_only_the_end_is_known_held_on_that_day() -> None:
    closed = a_spell("C1", "W1", end=before(9))
    now = a_spell("C1", "W2", start=before(5))

    assert runs(a_new_case(), a_worker("W1"), a_worker("W2"), closed, now)[1:] == [
        (30, "cannot_tell", None),
        (9, "held", "W1"),
        (8, "waiting", Reason.NO_WORKER),
        (5, "held", "W2"),
    ]


def test_that_days_before_a_worker_who_came_nobody_knows_when_are_no_wait() -> None:
    spells = (
        a_spell("C1", "W1", start=before(25), end=before(20)),
        a_spell("C1", "W2", end=before(9)),
    )

    found = runs(an_old_case(), a_worker("W1"), a_worker("W2"), *spells)

    assert found[-3:] == [
        (19, "cannot_tell", None),
        (9, "held", "W2"),
        (8, "waiting", Reason.NO_WORKER),
    ]


def test_that_of_two_who_hold_a_child_the_later_one_is_told() -> None:
    spells = (
        a_spell("C1", "W1", start=before(20), end=before(5)),
        a_spell("C1", "W2", start=before(9)),
    )

    assert runs(an_old_case(), a_worker("W1"), a_worker("W2"), *spells)[-1] == (9, "held", "W2")


def test_that_a_wait_between_two_workers_counts_from_a_referral_after_the_first() -> None:
    child = a_child(Status.ASSESSMENT, events={EventKind.REFERRAL: before(19)})
    spells = (
        a_spell("C1", "W1", start=before(30), end=before(20)),
        a_spell("C1", "W1", start=before(5)),
    )

    found = standings(told(a_snapshot(child, a_worker(), *spells)), ChildId("C1"))

    assert [each.since for each in found if each.standing is WAITING] == [before(19)]


def test_that_a_spell_within_another_changes_nothing() -> None:
    spells = (
        a_spell("C1", "W1", start=before(20), end=before(5)),
        a_spell("C1", "W2", start=before(15), end=before(10)),
    )

    found = runs(a_new_case(), a_worker("W1"), a_worker("W2"), *spells)

    assert [how for _, how, _ in found if how != "held"] == ["not_open", "waiting", "waiting"]
    assert found[-1] == (4, "waiting", Reason.NO_WORKER)


def test_that_a_tray_a_co_worker_and_a_mere_adviser_hold_no_child() -> None:
    others = (
        a_worker("D1", role=Role.DUTY),
        a_worker("P1", role=Role.PERSONAL_ADVISER),
        a_worker("W2"),
        a_spell("C1", "P1", start=before(25), end=before(20)),
        co_work("C1", "W2", start=before(25), end=before(20)),
        a_spell("C1", "D1", start=before(10)),
    )

    found = runs(an_old_case(), *others)

    assert found[-1][1:] == ("waiting", Reason.DUTY)
    assert "held" not in {how for _, how, _ in found}


def test_that_of_a_child_whose_worker_cannot_be_read_nobody_can_tell() -> None:
    assert runs(a_new_case(is_holder_readable=False)) == [
        (31, "not_open", None),
        (30, "cannot_tell", None),
    ]


def test_that_a_spell_that_is_to_begin_holds_on_the_day_of_the_import() -> None:
    ahead = a_spell("C1", "W1", start=DAY_0 + 3 * DAY)

    assert runs(an_old_case(), a_worker(), ahead)[-1] == (0, "held", "W1")


def waits_at(as_at: date, **fields: object) -> Snapshot:
    return a_snapshot(a_new_case(**fields), a_worker("W1"), as_at=as_at)


def held_at(as_at: date, since: date) -> Snapshot:
    return a_snapshot(a_new_case(), a_worker(), a_spell("C1", "W1", start=since), as_at=as_at)


def test_that_an_import_that_showed_otherwise_makes_the_days_since_uncertain() -> None:
    put_back = told(waits_at(before(14)), held_at(DAY_0, since=before(20)))
    then_held = told(held_at(before(14), since=before(20)), waits_at(DAY_0))

    days = on_each_day(put_back)
    assert (days[before(14)], days[before(13)], days[DAY_0]) == (WAITING, CANNOT_TELL, HELD)
    days = on_each_day(then_held)
    assert (days[before(14)], days[before(13)], days[DAY_0]) == (HELD, CANNOT_TELL, WAITING)


def test_that_an_import_of_the_day_on_which_a_worker_ended_decides_that_day() -> None:
    later = a_snapshot(
        a_new_case(),
        a_worker("W1"),
        a_worker("W2"),
        a_spell("C1", "W1", start=before(20), end=before(14)),
        a_spell("C1", "W2", start=before(9)),
    )

    days = on_each_day(told(waits_at(before(14)), later))

    assert [days[before(n)] for n in (15, 14, 13, 10, 9)] == [
        WAITING,  # by the import of the day after, which knows of no worker
        WAITING,
        WAITING,
        WAITING,
        HELD,
    ]


def test_that_one_day_that_another_import_denies_is_nobodys() -> None:
    later = a_snapshot(
        a_new_case(),
        a_worker("W1"),
        a_worker("W2"),
        a_spell("C1", "W1", end=before(14)),
        a_spell("C1", "W2", start=before(9)),
    )

    days = on_each_day(told(waits_at(before(14)), later))

    assert HELD not in {how for day, how in days.items() if day < before(9)}


def test_that_a_child_is_listed_from_one_import_to_another() -> None:
    nobody = a_snapshot(a_child(child="C2"), as_at=before(21))
    gone = a_snapshot(a_child(child="C2"), as_at=DAY_0)
    unread = a_snapshot(a_child(is_holder_readable=False), as_at=before(7))

    days = on_each_day(told(nobody, unread, gone))

    assert [days[before(n)] for n in (21, 20, 7, 6, 1, 0)] == [
        NOT_OPEN,
        CANNOT_TELL,
        CANNOT_TELL,
        CANNOT_TELL,
        CANNOT_TELL,
        NOT_OPEN,
    ]


def test_that_what_a_later_import_knows_fills_what_an_earlier_one_does_not() -> None:
    unread = a_snapshot(a_child(is_holder_readable=False), as_at=before(7))

    days = on_each_day(told(unread, held_at(DAY_0, since=before(20))))

    assert {days[before(n)] for n in range(21)} == {HELD}
