"""A time looked back at: its start and end, the highest and lowest, what was done in it."""

from collections.abc import Sequence
from datetime import date, timedelta

from allocation_app.domain.holders import holders
from allocation_app.domain.journal import Deed
from allocation_app.domain.past import Past
from allocation_app.domain.people import EventKind, Status
from allocation_app.domain.period import Period
from allocation_app.domain.period_figures import Line, PeriodFigures, period_figures
from allocation_app.domain.snapshot import Snapshot
from allocation_app.domain.trends import Series, points, trend
from tests.unit.domain.builders import a_child, a_move, a_worker
from tests.unit.domain.pasts import BY, Journal, an_import, week

DAY = timedelta(days=1)


def looked(
    imports: Sequence[Snapshot], first: date, last: date, journal: Journal | None = None
) -> PeriodFigures:
    entries = () if journal is None else tuple(journal.entries)
    past = Past(imports=dict(enumerate(imports)), journal=entries)
    told, period = trend(points(imports, BY)), Period(first=first, last=last)
    return period_figures(told, holders(past), entries, period, BY.policy)


def waiting(*counts: int) -> list[Snapshot]:
    """An import a week with so many children without a worker."""
    every = [f"C{n}" for n in range(9)]
    return [
        an_import(at, {child: None if n < count else "W1" for n, child in enumerate(every)})
        for at, count in enumerate(counts)
    ]


def test_that_a_figure_has_its_start_its_end_its_lowest_and_highest() -> None:
    found = looked(waiting(2, 5, 1, 5, 3), week(0), week(4))
    assert found.lines[Series.UNALLOCATED] == Line(
        start=(week(0), 2), end=(week(4), 3), lowest=(week(2), 1), highest=(week(1), 5)
    )


def test_that_the_time_begins_with_the_last_import_before_it() -> None:
    found = looked(waiting(1, 2, 3, 4), week(1) + DAY, week(2) + DAY)
    assert found.imports == (week(1), week(2))
    assert found.lines[Series.UNALLOCATED].start == (week(1), 2)


def test_that_without_an_import_before_it_the_first_one_within_begins_it() -> None:
    found = looked(waiting(1, 2), week(-9), week(9))
    assert found.imports == (week(0), week(1))


def test_that_a_time_of_which_no_import_tells_has_no_figures() -> None:
    found = looked(waiting(1), week(-9), week(-5))
    assert found.imports == ()
    assert found.lines[Series.UNALLOCATED] == Line(start=None, end=None, lowest=None, highest=None)


def test_that_what_the_first_or_last_import_does_not_tell_has_no_start_or_end() -> None:
    found = looked([an_import(0, {}), *waiting(0, 1)[1:]], week(0), week(1))
    assert found.lines[Series.MAX].start is None
    assert found.lines[Series.MAX].end is not None
    back = looked([*waiting(1), an_import(1, {})], week(0), week(1))
    assert back.lines[Series.MAX].start is not None
    assert back.lines[Series.MAX].end is None


def test_that_changes_are_those_from_the_first_import_of_the_time_to_the_last() -> None:
    found = looked(waiting(0, 2, 1, 1), week(1), week(3))
    assert (found.total("allocated"), found.total("unallocated")) == (1, 0)


def test_that_gaps_between_its_imports_are_said() -> None:
    one, two, _, four = waiting(1, 1, 1, 1)
    assert looked([one, two, four], week(0), week(9)).gaps == ((week(1), week(3)),)


def test_that_changes_of_case_holder_are_told_by_the_reason_of_the_plan() -> None:
    journal = Journal()
    journal.imported(0)
    journal.staged(a_move("C1", "W2", reason="MANAGE"), a_move("C2", "W2"))
    journal.imported(1)
    before = an_import(0, {"C1": "W1", "C2": "W1", "C3": "W1"}, a_worker("W2"))
    after = an_import(1, {"C1": "W2", "C2": "W2", "C3": "W2"})
    found = looked([before, after], week(0), week(1), journal)
    assert (found.made, found.unexplained) == ({"MANAGE": 1, "": 1}, 1)


def test_that_moves_rules_set_aside_exports_and_undos_of_the_time_are_counted() -> None:
    journal = Journal()
    journal.imported(0)
    aside = {"overrides": ("M1", "M2"), "override_reason": "AGREED"}
    journal.staged(a_move("C1", "W2", reason="MANAGE", **aside))
    journal.staged(a_move("C2", "W2"))
    journal.undone()
    journal.done(Deed.EXPORTED, what="changes")
    journal.done(Deed.EXPORTED, what="changes")
    journal.done(Deed.STAGED)
    journal.imported(3)
    journal.staged(a_move("C3", "W2", reason="MANAGE"))
    found = looked([an_import(0, {"C1": "W1"})], week(0), week(1), journal)
    assert found.done.staged == {"MANAGE": 1, "": 1}
    assert found.done.overrides == {"M1": 1, "M2": 1}
    assert found.done.exports == {"changes": 2}
    assert found.done.undone == 1
    assert found.since == week(0) + DAY


def test_that_without_a_journal_nothing_is_said_to_have_been_done() -> None:
    found = looked(waiting(1), week(0), week(1))
    assert found.since is None
    assert found.done.staged == {}


def loaded(*children: int) -> list[Snapshot]:
    """An import a week in which one worker of a tenth of a post has so many children."""
    part = a_worker("W1", fte=0.1)
    return [
        an_import(at, {f"C{n}": "W1" for n in range(count)}, part)
        for at, count in enumerate(children)
    ]


def test_that_overload_that_lasts_up_to_the_end_of_the_time_is_told_with_its_begin() -> None:
    """It may have begun before the time, and what came after it is not looked at."""
    (found,) = looked(loaded(1, 9, 9, 9, 9, 9, 1), week(3), week(5)).lasting
    assert (found.worker, found.since, found.until) == ("W1", week(1), week(5))
    assert looked(loaded(1, 9, 9, 9, 9, 9, 1), week(3), week(6)).lasting == ()
    assert looked(loaded(9, 9), week(-9), week(-8)).known_since is None
    assert looked(loaded(9, 9), week(0), week(8)).known_since == week(0)


def test_that_what_is_late_is_told_by_rule_at_the_start_and_at_the_end() -> None:
    events = {EventKind.REFERRAL: week(0) - 60 * DAY}
    children = [
        a_child(Status.REFERRAL, child=f"C{n}", events=events, unrecorded=[]) for n in range(3)
    ]
    imports = [
        an_import(0, {"C0": None}, children[0]),
        an_import(1, dict.fromkeys(("C0", "C1", "C2")), *children),
    ]
    found = looked(imports, week(0), week(1)).late
    assert found
    assert {(start, end) for start, end in found.values()} <= {(1, 3), (0, 2)}
    assert looked(imports[:1], week(0), week(1)).late == {
        rule: (start, start) for rule, (start, _) in found.items() if start
    }
