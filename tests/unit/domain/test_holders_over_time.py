"""Who had each child over all imports, since when, and why it changed where anybody knows."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from allocation_app.domain.caseloads import Reason
from allocation_app.domain.holders import Changes, Holders, HolderTime, holders
from allocation_app.domain.journal import Decided, Deed
from allocation_app.domain.past import Past
from allocation_app.domain.people import ChildId, Role, WorkerId
from allocation_app.domain.snapshot import Snapshot
from tests.unit.domain.builders import a_child, a_move, a_spell, a_worker
from tests.unit.domain.pasts import Journal, an_import, week

C1, W1, W2 = ChildId("C1"), WorkerId("W1"), WorkerId("W2")
DAY = timedelta(days=1)


def past(*imports: Snapshot, journal: Journal | None = None, **fields: object) -> Past:
    """Imports numbered from 0, as the weeks are."""
    entries = () if journal is None else tuple(journal.entries)
    return Past(imports=dict(enumerate(imports)), journal=entries, **fields)


def of_c1(*imports: Snapshot, journal: Journal | None = None) -> Sequence[HolderTime]:
    return holders(past(*imports, journal=journal)).of(C1)


def told(times: Sequence[HolderTime]) -> list[tuple[str | None, date | None, date | None]]:
    return [(each.worker, each.first_seen, each.last_seen) for each in times]


def test_that_imports_in_a_row_with_one_holder_are_one_time() -> None:
    (time,) = of_c1(*(an_import(n, {"C1": "W1"}) for n in range(3)))
    assert time == HolderTime(worker=W1, first_seen=week(0), last_seen=week(2))


def test_that_a_change_without_a_day_lies_between_two_imports() -> None:
    first, second = of_c1(an_import(0, {"C1": "W1"}), an_import(1, {"C1": "W2"}))
    assert (first.end, first.gone_by) == (None, week(1))
    assert (second.worker, second.start, second.seen_after) == (W2, None, week(0))
    assert (second.began, second.first_seen) == (week(1), week(1))


def test_that_a_recorded_start_ends_the_time_before_it() -> None:
    since = week(0) + DAY
    first, second = of_c1(
        an_import(0, {"C1": "W1"}), an_import(1, {"C1": "W2"}, starts={"C1": since})
    )
    assert (first.end, second.start, second.began) == (since, since, since)


def test_that_a_recorded_end_is_the_end() -> None:
    began, ended = week(-9), week(0) + 2 * DAY
    first, second = of_c1(
        an_import(0, {"C1": "W1"}, starts={"C1": began}),
        an_import(1, {"C1": "W2"}, a_worker("W1"), a_spell("C1", "W1", start=began, end=ended)),
    )
    assert (first.start, first.end, second.worker) == (began, ended, W2)


def test_that_a_record_tells_of_who_had_the_child_before_the_first_import() -> None:
    earlier = a_spell("C1", "W2", start=week(-20), end=week(-9))
    first, second = of_c1(an_import(0, {"C1": "W1"}, a_worker("W2"), earlier))
    assert first == HolderTime(worker=W2, start=week(-20), end=week(-9))
    assert second.worker == W1


def test_that_a_record_tells_of_who_had_the_child_between_two_imports() -> None:
    since = week(0) + 4 * DAY
    between = a_spell("C1", "W3", start=week(0) + DAY, end=since)
    found = of_c1(
        an_import(0, {"C1": "W1"}),
        an_import(1, {"C1": "W2"}, a_worker("W3"), between, starts={"C1": since}),
    )
    assert [each.worker for each in found] == [W1, "W3", W2]


def test_that_a_record_of_no_start_is_that_of_the_time_that_it_ends_in() -> None:
    ended = a_spell("C1", "W1", end=week(0) + DAY)
    found = of_c1(an_import(0, {"C1": "W1"}), an_import(1, {"C1": "W2"}, a_worker("W1"), ended))
    assert [each.worker for each in found] == [W1, W2]
    assert found[0].end == week(0) + DAY


def test_that_an_end_alone_is_told_in_its_place() -> None:
    ended = a_spell("C1", "W2", end=week(-3))
    found = of_c1(an_import(0, {"C1": "W1"}, a_worker("W2"), ended))
    assert [(each.worker, each.start, each.end) for each in found] == [
        (W2, None, week(-3)),
        (W1, None, None),
    ]


def test_that_somebody_who_has_a_child_again_has_had_it_twice() -> None:
    start = {"C1": week(-9)}
    found = of_c1(
        an_import(0, {"C1": "W1"}, starts=start),
        an_import(1, {"C1": "W2"}),
        an_import(2, {"C1": "W1"}, starts=start),
    )
    assert told(found) == [
        (W1, week(0), week(0)),
        (W2, week(1), week(1)),
        (W1, week(2), week(2)),
    ]
    assert [each.start for each in found] == [week(-9), None, None]


def test_that_a_start_to_come_does_not_make_one_time_two() -> None:
    (found,) = of_c1(an_import(0, {"C1": "W1"}, starts={"C1": week(3)}))
    assert found.start == week(3)


def test_that_a_time_without_a_worker_and_one_under_a_tray_say_so() -> None:
    found = of_c1(
        an_import(0, {"C1": None}),
        an_import(1, {"C1": "D"}, a_worker("D", role=Role.DUTY)),
        an_import(2, {"C1": "W1"}),
    )
    assert [(each.worker, each.unallocated, each.is_held) for each in found] == [
        (None, Reason.NO_WORKER, False),
        ("D", Reason.DUTY, False),
        (W1, None, True),
    ]


def test_that_a_recorded_time_under_a_tray_was_no_allocation() -> None:
    tray, earlier = a_worker("D", role=Role.DUTY), a_spell("C1", "D", start=week(-3), end=week(-1))
    found = of_c1(an_import(0, {"C1": "W1"}, tray, earlier))
    assert found[0].unallocated is Reason.DUTY


def test_that_who_has_left_since_had_the_child_while_they_were_there() -> None:
    gone = a_worker("W2", last_day=week(-1))
    earlier = a_spell("C1", "W2", start=week(-9), end=week(-1))
    assert of_c1(an_import(0, {"C1": "W1"}, gone, earlier))[0].is_held


def test_that_where_nobody_can_read_who_it_is_nobody_is_told() -> None:
    found = of_c1(
        an_import(0, {"C1": "W1"}),
        an_import(1, {"C1": None}, a_child(child="C1", is_holder_readable=False)),
        an_import(2, {"C1": "W1"}),
    )
    assert [(each.worker, each.is_readable) for each in found] == [
        (W1, True),
        (None, False),
        (W1, True),
    ]


def test_that_a_child_who_was_away_begins_anew() -> None:
    found = of_c1(
        an_import(0, {"C1": "W1"}), an_import(1, {"C2": "W1"}), an_import(2, {"C1": "W1"})
    )
    assert told(found) == [(W1, week(0), week(0)), (W1, week(2), week(2))]
    assert [each.gone_by for each in found] == [week(1), None]
    assert found[1].seen_after is None


def test_that_a_co_worker_is_no_holder() -> None:
    beside = replace(a_spell("C1", "W2", start=week(-2)), involvement="co_worker")
    assert [each.worker for each in of_c1(an_import(0, {"C1": "W1"}, a_worker("W2"), beside))] == [
        W1
    ]


def test_that_a_worker_has_the_latest_id_in_every_import() -> None:
    named = [
        an_import(n, {"C1": key}, a_worker(key, name="Ann Lee"))
        for n, key in enumerate(("77", "ann lee", "78"))
    ]
    found = holders(past(*named))
    assert told(found.of(C1)) == [("78", week(0), week(2))]
    assert found.names == {"78": "Ann Lee"}


def test_that_a_child_with_a_new_number_is_followed() -> None:
    found = holders(
        past(
            an_import(0, {"OLD": "W1"}),
            an_import(1, {"C1": "W1"}),
            same_children={ChildId("OLD"): C1},
        )
    )
    assert told(found.of(C1)) == [(W1, week(0), week(1))]
    assert found.of(ChildId("OLD")) == ()


def test_that_the_last_import_of_a_day_is_the_one_that_counts() -> None:
    assert told(of_c1(an_import(0, {"C1": "W1"}), an_import(0, {"C1": "W2"}))) == [
        (W2, week(0), week(0))
    ]


def changes(*held: str | None, months: int = 12, starts: date | None = None) -> Changes | None:
    first = {} if starts is None else {"C1": starts}
    weeks = [
        an_import(n, {"C1": each}, starts=first if n == 0 else None) for n, each in enumerate(held)
    ]
    return holders(past(*weeks)).changes(C1, months)


def test_that_changes_are_counted_since_the_first_that_is_known() -> None:
    found = changes("W1", "W2", None, "W3", "W3")
    assert found == Changes(count=2, since=week(0), until=week(4), is_whole=False)


def test_that_nobody_in_between_is_no_change() -> None:
    found = changes("W1", None, "W1")
    assert found is not None
    assert found.count == 0


def test_that_who_comes_after_a_leaver_is_a_change() -> None:
    after = HolderTime(worker=W2, first_seen=week(1))
    for reason, count in ((Reason.LEAVER, 1), (Reason.DUTY, 0)):
        before = HolderTime(worker=W1, first_seen=week(0), unallocated=reason)
        found = Holders(times={C1: (before, after)}, imports=(week(1),)).changes(C1)
        assert found is not None
        assert found.count == count


def test_that_changes_of_the_whole_time_are_told_where_the_record_goes_back_so_far() -> None:
    found = changes("W1", "W2", starts=week(-60))
    assert found is not None
    assert (found.count, found.is_whole, found.since) == (1, True, date(2025, 4, 7))


def test_that_what_lies_longer_ago_is_no_change_of_the_time() -> None:
    found = changes("W1", "W2", *["W2"] * 6, months=1)
    assert found is not None
    assert (found.count, found.is_whole) == (0, True)


def test_that_of_a_child_nobody_knows_no_changes_are_told() -> None:
    assert Holders().changes(C1) is None
    ended = HolderTime(worker=W1, end=week(0))
    assert Holders(times={C1: (ended,)}, imports=(week(0),)).changes(C1) is None


def made_by(journal: Journal, *imports: Snapshot) -> list[str | None]:
    return [each.made and each.made.move.reason for each in of_c1(*imports, journal=journal)]


MOVE = a_move("C1", "W2", reason="MANAGE")
BEFORE, AFTER = an_import(0, {"C1": "W1"}, a_worker("W2")), an_import(1, {"C1": "W2"})


def test_that_a_move_of_the_plan_that_was_made_says_who_when_and_why() -> None:
    facts = Decided(child=C1, was=W1, to=W2, waited=None, giver=(1.0, 0.9), taker=(0.5, 0.6))
    journal = Journal()
    journal.imported(0)
    journal.staged(MOVE, decided=[facts])
    journal.imported(1)
    made = of_c1(BEFORE, AFTER, journal=journal)[1].made
    assert made is not None
    assert (made.move, made.by, made.seq, made.decided) == (MOVE, "ann", 2, facts)
    assert (made.about, made.seen) == (week(0), week(1))


def test_that_a_move_that_was_undone_made_nothing() -> None:
    journal = Journal()
    journal.imported(0)
    journal.staged(MOVE)
    journal.undone()
    journal.imported(1)
    assert made_by(journal, BEFORE, AFTER) == [None, None]


def test_that_a_move_undone_and_redone_is_that_of_who_staged_it() -> None:
    journal = Journal()
    journal.imported(0)
    journal.staged(MOVE)
    journal.undone()
    journal.redone(MOVE)
    journal.imported(1)
    found = of_c1(BEFORE, AFTER, journal=journal)[1].made
    assert found is not None
    assert found.seq == 2


def test_that_a_move_staged_anew_is_that_of_the_last_time() -> None:
    journal = Journal()
    journal.imported(0)
    journal.staged(MOVE)
    journal.undone()
    journal.staged(MOVE)
    journal.imported(1)
    found = of_c1(BEFORE, AFTER, journal=journal)[1].made
    assert found is not None
    assert found.seq == 4


def test_that_a_move_to_another_worker_made_nothing() -> None:
    journal = Journal()
    journal.imported(0)
    journal.staged(a_move("C1", "W3", reason="MANAGE"))
    journal.imported(1)
    assert made_by(journal, BEFORE, AFTER) == [None, None]


def test_that_a_move_carried_over_an_import_is_still_that_of_its_first_entry() -> None:
    journal = Journal()
    journal.imported(0)
    journal.staged(MOVE)
    journal.imported(1, MOVE)
    journal.imported(2)
    same = replace(BEFORE, as_at=week(1))
    found = of_c1(BEFORE, same, replace(AFTER, as_at=week(2)), journal=journal)[1].made
    assert found is not None
    assert (found.seq, found.about, found.seen) == (2, week(0), week(2))


def test_that_a_move_carried_to_a_worker_with_another_id_is_still_that_of_its_first_entry() -> None:
    journal = Journal()
    journal.imported(0)
    journal.staged(MOVE)
    journal.imported(1, replace(MOVE, to=WorkerId("77")))
    journal.imported(2)
    ann = {"name": "Ann Lee"}
    imports = (
        an_import(0, {"C1": "W1"}, a_worker("W2", **ann)),
        an_import(1, {"C1": "W1"}, a_worker("77", **ann)),
        an_import(2, {"C1": "77"}, a_worker("77", **ann)),
    )
    found = of_c1(*imports, journal=journal)[1].made
    assert found is not None
    assert (found.seq, found.move.to) == (2, "77")


def test_that_a_move_that_an_import_brought_is_of_that_import() -> None:
    journal = Journal()
    journal.imported(0, MOVE)
    journal.imported(1)
    found = of_c1(BEFORE, AFTER, journal=journal)[1].made
    assert found is not None
    assert found.seq == 1


def test_that_what_the_first_import_shows_was_made_by_no_move() -> None:
    journal = Journal()
    journal.imported(0)
    journal.staged(MOVE)
    journal.imported(1)
    assert made_by(journal, replace(AFTER, as_at=week(0)), AFTER) == [None]


def test_that_a_move_staged_after_the_change_was_seen_made_nothing() -> None:
    journal = Journal()
    journal.imported(0)
    journal.imported(1)
    journal.staged(MOVE)
    journal.imported(2)
    assert made_by(journal, BEFORE, AFTER, replace(AFTER, as_at=week(2))) == [None, None]


def test_that_of_an_import_that_was_deleted_since_no_move_is_told() -> None:
    journal = Journal()
    journal.imported(0)
    journal.staged(MOVE)
    journal.imported(1)
    kept = Past(imports={1: AFTER}, journal=tuple(journal.entries))
    assert [each.made for each in holders(kept).of(C1)] == [None]


def test_that_an_entry_about_no_import_and_one_that_changes_no_plan_make_nothing() -> None:
    journal = Journal()
    journal.staged(MOVE)
    journal.entries[0] = replace(journal.entries[0], about=None)
    journal.done(Deed.UNLOCKED)
    journal.imported(1)
    assert made_by(journal, BEFORE, AFTER) == [None, None]


def test_that_a_move_to_nobody_tells_why_a_child_has_no_worker() -> None:
    journal = Journal()
    journal.imported(0)
    journal.staged(a_move("C1", None, reason="LEFTRL"))
    journal.imported(1)
    assert made_by(journal, BEFORE, an_import(1, {"C1": None})) == [None, "LEFTRL"]


def test_that_where_one_import_has_both_numbers_they_are_two_children() -> None:
    both = an_import(0, {"OLD": "W1", "C1": "W2"})
    found = holders(past(both, same_children={ChildId("OLD"): C1}))
    assert (told(found.of(C1)), found.of(ChildId("OLD"))[0].worker) == (
        [(W2, week(0), week(0))],
        W1,
    )
