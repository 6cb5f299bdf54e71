"""The time before in words: what an import comes to, what was done, what nobody can tell."""

from dataclasses import replace
from datetime import timedelta

import pytest

from allocation_app.documents.history import history_document
from allocation_app.domain.churn import Churn
from allocation_app.domain.desk_changes import DeskState
from allocation_app.domain.holders import holders
from allocation_app.domain.journal import Deed
from allocation_app.domain.past import Past
from allocation_app.domain.people import EventKind, Status
from allocation_app.domain.period import Period
from allocation_app.domain.period_figures import PeriodFigures, period_figures
from allocation_app.domain.snapshot import Snapshot
from allocation_app.domain.trends import Point, Series, Trend, points, trend
from allocation_app.wording import history
from tests.unit.domain.builders import DAY_0, a_child, a_move, a_worker
from tests.unit.domain.pasts import BY, WEEK, Journal, an_import, week


def looked(*imports: Snapshot, journal: Journal | None = None, weeks: int = 9) -> PeriodFigures:
    entries = () if journal is None else tuple(journal.entries)
    past = Past(imports=dict(enumerate(imports)), journal=entries)
    period = Period(first=week(0), last=week(weeks))
    told = trend(points(imports, BY))
    return period_figures(told, holders(past), entries, period, BY.policy)


def test_that_every_line_has_a_name() -> None:
    assert len({history.name(series) for series in Series}) == len(Series)


@pytest.mark.parametrize(
    ("series", "value", "said"),
    [
        (Series.MAX, 1.118, "111 %"),
        (Series.CV, 0.25, "0.250"),
        (Series.UNALLOCATED, 7, "7"),
        (Series.MEDIAN_WAIT, 7.5, "7.5"),
        (Series.LONGEST_WAIT, None, "cannot tell"),
    ],
)
def test_that_a_value_is_said_as_it_is_read(series: Series, value: float | None, said: str) -> None:
    assert history.value(series, value) == said


def test_that_an_import_is_told_in_a_line() -> None:
    waits = a_child(Status.REFERRAL, child="C1", events={EventKind.REFERRAL: DAY_0 - WEEK})
    blurred = a_child(child="C4", is_holder_readable=False)
    first = an_import(0, {"C1": None, "C2": None, "C3": "W1", "C4": None}, waits, blurred)
    (point,) = points([first], BY)
    assert history.told(point) == (
        "Tue 31 Mar 2026: 4 children of 4 families; unallocated 2, of 2 families; longest wait"
        " 5 working days; 1 wait of unknown length; cannot tell of 1 child; 1 with something late;"
        " heaviest load 4 %"
    )


def test_that_nobody_waiting_has_no_longest_wait_and_a_change_is_said() -> None:
    _, point = points([an_import(0, {"C1": "W1"}), an_import(1, {"C1": "W2"})], BY)
    assert "wait" not in history.told(point)
    assert history.told(point).endswith("; 1 change of case holder")


def test_that_only_a_long_time_between_two_imports_is_a_gap() -> None:
    assert history.gap(Churn(since=week(0), until=week(2))) == "gap of 14 days"
    assert history.gap(Churn(since=week(0), until=week(1))) == ""


def test_that_what_the_figures_cannot_tell_is_said() -> None:
    one = an_import(1, {"C1": "W1"})
    assert list(history.limits(looked())) == ["No import tells of this time: cannot tell."]
    assert list(history.limits(looked(one))) == [
        "By 1 import, as at 7 Apr 2026.",
        "How it stood before 7 Apr 2026, no import tells.",
        "How it stood after 7 Apr 2026, no import tells.",
    ]
    apart = [replace(one, as_at=week(0)), replace(one, as_at=week(3))]
    assert list(history.limits(looked(*apart, weeks=3))) == [
        "By 2 imports, as at 31 Mar 2026 to 21 Apr 2026.",
        "No import from 31 Mar 2026 to 21 Apr 2026: what was in between, nobody can tell.",
        "A change and its undoing between two imports are not seen.",
    ]


def test_that_rules_which_an_import_has_no_column_for_make_late_no_line() -> None:
    told = an_import(0, {"C1": "W1"})
    bare = an_import(1, {"C1": "W1"}, a_child(child="C1", unrecorded=EventKind))
    found = looked(told, bare, weeks=1)
    assert found.uneven
    assert list(history.limits(found))[1] == history.uneven(len(found.uneven))
    assert trend(points([told, bare], BY)).uneven == found.uneven
    same = looked(told, replace(told, as_at=week(1)), weeks=1)
    assert (same.uneven, len(list(history.limits(same)))) == ((), 2)
    assert history.uneven(1).startswith("1 rule was put to some")


def test_that_changes_are_told_by_reason_and_what_nobody_explained_last() -> None:
    journal = Journal()
    journal.imported(0)
    journal.staged(a_move("C1", "W2", reason="MANAGE"), a_move("C2", "W2"))
    journal.imported(1)
    before = an_import(0, {"C1": "W1", "C2": "W1", "C3": "W1"}, a_worker("W2"))
    after = an_import(1, {"C1": "W2", "C2": "W2", "C3": "W2"})
    assert list(history.reasons(looked(before, after, journal=journal))) == [
        "1: by the plan, no reason given",
        "1: managing caseloads",
        "1: not by this plan, no reason known",
    ]
    assert list(history.reasons(looked(before))) == []


def test_that_what_was_done_is_told_from_the_journal() -> None:
    journal = Journal()
    journal.imported(0)
    aside = {"overrides": ("M1",), "override_reason": "AGREED"}
    journal.staged(a_move("C1", "W2", reason="MANAGE", **aside))
    journal.staged(a_move("C2", "W2"))
    journal.undone()
    journal.done(Deed.EXPORTED, what="changes")
    journal.done(Deed.EXPORTED, what="sheet")
    journal.done(Deed.EXPORTED)
    found = looked(an_import(0, {"C1": "W1"}), journal=journal)
    assert list(history.done(found, {"changes": "Changes"})) == [
        "The journal begins on 1 Apr 2026.",
        "2 moves staged",
        "1 staged: no reason given",
        "1 staged: managing caseloads",
        "1 command undone",
        "1 rule set aside (M1: 1)",
        "1 exported: Changes",
        "1 exported: sheet",
        "1 exported: a document",
    ]


def test_that_without_a_journal_nobody_can_tell_what_was_done() -> None:
    found = looked(an_import(0, {"C1": "W1"}))
    assert list(history.done(found, {})) == [
        "No journal is kept: what was planned and exported, nobody can tell."
    ]
    early = replace(found, since=week(0) - timedelta(days=1))
    assert list(history.done(early, {})) == ["0 moves staged"]


def test_that_a_rule_nobody_was_asked_is_no_nought_in_json() -> None:
    late = a_child(Status.REFERRAL, child="C1", events={EventKind.REFERRAL: DAY_0 - 9 * WEEK})
    told = list(points([an_import(0, {"C1": None}, late), an_import(1, {"C1": None}, late)], BY))
    unasked = replace(told[1].figures, not_checked=("D1",))
    found = Trend(points=(told[0], Point(figures=unasked)))
    past = Past(imports={5: an_import(0, {}), 7: an_import(0, {}), 9: an_import(1, {})})
    document = history_document(past, found, DeskState(), BY)
    first, second = document["imports"]
    assert document["not_counted"] == [{"import": 5, "as_at": first["as_at"]}]
    assert (first["import"], second["import"]) == (7, 9)
    assert first["late_by_rule"]["D1"] == 1
    assert second["late_by_rule"]["D1"] is None


def test_that_overload_that_lasted_is_told_of_nobody_by_name_and_as_far_as_imports_go() -> None:
    part = a_worker("W1", fte=0.1)
    heavy = [an_import(n, {f"C{c}": "W1" for c in range(9)}, part) for n in (0, 1, 2, 3, 4, 5)]
    light = an_import(5, {"C1": "W1"}, part)
    assert history.lasting(looked(*heavy), BY.policy) == (
        "1 case holder was at 110 % or more at every import up to 5 May 2026 for 4 weeks or more,"
        " since 31 Mar 2026."
    )
    with_gap = history.lasting(looked(*heavy[:2], *heavy[4:]), BY.policy)
    assert with_gap.endswith(" What was in gaps between imports, nobody can tell.")
    assert history.lasting(looked(*heavy[:5], light), BY.policy) == (
        "Nobody was at 110 % or more at every import for 4 weeks up to 5 May 2026."
    )
    assert history.lasting(looked(*heavy[:3]), BY.policy) == (
        "Whether anybody was at 110 % or more for 4 weeks up to 14 Apr 2026, nobody can tell: the"
        " imports go back to 31 Mar 2026 only."
    )
    assert history.lasting(looked(), BY.policy) == ""


def test_that_a_rule_nobody_was_asked_is_no_nought() -> None:
    assert (history.late(None), history.late(0)) == ("not asked", "0")
