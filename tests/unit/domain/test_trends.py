"""What each import comes to, and the lines through them."""

from dataclasses import replace

import pytest

from allocation_app.domain.findings import State, Told
from allocation_app.domain.people import EventKind, Role, Status, TeamId, WorkerId
from allocation_app.domain.plan import Plan
from allocation_app.domain.review import review
from allocation_app.domain.snapshot import Snapshot
from allocation_app.domain.trends import (
    SERIES,
    Answers,
    Figures,
    Series,
    Trend,
    figures,
    points,
    trend,
    values,
)
from tests.unit.domain.builders import CALENDAR, DAY_0, POLICY, RULES, a_child, a_worker
from tests.unit.domain.pasts import BY, WEEK, an_import, week

W1 = WorkerId("W1")


def figures_of(snapshot: Snapshot) -> Figures:
    return figures(review(Plan(snapshot=snapshot), POLICY, RULES, CALENDAR))


def line(found: Trend, series: Series) -> list[float | None]:
    return [value for _, value in values(found, series)]


def test_that_children_and_families_without_a_worker_are_counted() -> None:
    kin = [a_child(child=each, family="F") for each in ("C1", "C2")]
    found = figures_of(an_import(0, {"C1": None, "C2": None, "C3": None, "C4": "W1"}, *kin))
    assert (found.children, found.families) == (4, 3)
    assert (found.unallocated, found.unallocated_families) == (3, 2)


def test_that_waits_are_told_in_working_days_and_unknown_ones_apart() -> None:
    known = [
        a_child(child=each, events={EventKind.REFERRAL: DAY_0 - weeks * WEEK})
        for each, weeks in (("C1", 1), ("C2", 2), ("C3", 4))
    ]
    found = figures_of(an_import(0, dict.fromkeys(("C1", "C2", "C3", "C4")), *known))
    assert (found.longest_wait, found.median_wait, found.waits_unknown) == (20, 10.0, 1)


def test_that_nobody_waiting_has_no_longest_wait() -> None:
    found = figures_of(an_import(0, {"C1": "W1"}))
    assert (found.longest_wait, found.median_wait, found.waits_unknown) == (None, None, 0)


def test_that_a_child_whose_worker_cannot_be_read_is_counted_apart() -> None:
    found = figures_of(an_import(0, {"C1": None}, a_child(child="C1", is_holder_readable=False)))
    assert (found.unallocated, found.unreadable) == (0, 1)


def test_that_each_rule_has_its_answers_by_what_they_tell() -> None:
    looked = review(
        Plan(
            snapshot=an_import(
                0,
                {"C1": None, "C2": "W1", "C3": "W1"},
                a_child(Status.REFERRAL, child="C1", events={EventKind.REFERRAL: DAY_0 - 3 * WEEK}),
                a_child(Status.REGISTERED, child="C2"),
            )
        ),
        POLICY,
        RULES,
        CALENDAR,
    )
    found = figures(looked)
    for told in Told:
        if told is not Told.IN_TIME:
            counted = sum(each.told is told for each in looked.findings)
            assert sum(getattr(each, told) for each in found.answers.values()) == counted
    assert found.answers["D1"].late == sum(
        each.rule == "D1" and each.state is State.LATE for each in looked.findings
    )
    assert found.late_children == len(looked.late_children) > 0


def test_that_a_rule_that_nobody_was_asked_has_no_answer_rather_than_none_late() -> None:
    found = figures_of(an_import(0, {"C1": "W1"}))
    assert "D8" in found.not_checked
    assert found.answer("D8") is None
    assert found.answer("D1") == Answers()


def test_that_what_each_case_holder_carries_is_kept() -> None:
    found = figures_of(
        an_import(0, {"C1": "W1", "C2": "D"}, a_worker("D", role=Role.DUTY), a_worker("W2"))
    )
    assert set(found.workers) == {"W1", "W2"}
    assert (found.workers[W1].children, found.workers[W1].families) == (1, 1)
    carried = found.workers[W1]
    assert carried.utilisation == pytest.approx(carried.points / carried.capacity, abs=1e-5)


def test_that_each_day_is_a_point_and_the_last_import_of_a_day_counts() -> None:
    first, again = an_import(0, {"C1": "W1"}), an_import(0, {"C1": "W1", "C2": "W1"})
    found = trend(points([first, again, an_import(1, {"C1": "W1"})], BY))
    assert [point.as_at for point in found.points] == [week(0), week(1)]
    assert line(found, Series.CHILDREN) == [2, 1]


def test_that_the_first_import_says_nothing_of_what_changed() -> None:
    found = trend(points([an_import(0, {"C1": "W1"}), an_import(1, {"C1": "W2"})], BY))
    assert line(found, Series.CHANGES) == [None, 1]
    assert line(found, Series.WORKERS_NEW) == [None, 1]


def test_that_every_line_can_be_told_of_every_import() -> None:
    found = trend(points([an_import(0, {}), an_import(1, {"C1": "W1"})], BY))
    assert set(SERIES) == set(Series)
    told = {series: line(found, series) for series in Series}
    assert told[Series.MAX][0] is None
    assert told[Series.LATE][0] == 0
    assert all(each[1] is not None for name, each in told.items() if "wait" not in name)


def test_that_known_figures_are_not_counted_again() -> None:
    one = an_import(0, {"C1": "W1"})
    known = replace(figures_of(one), children=99)
    found = trend(points([one], BY, {one.fingerprint: known}))
    assert line(found, Series.CHILDREN) == [99]


def test_that_of_one_team_its_children_and_workers_are_counted() -> None:
    team = {"team": TeamId("N")}
    one = an_import(
        0, {"C1": "W1", "C2": "W2"}, a_child(child="C1", **team), a_worker("W1", **team)
    )
    (found,) = points([one], replace(BY, team=TeamId("N")))
    assert found.figures.children == 1
    assert set(found.figures.workers) == {"W1"}


def test_that_more_than_ten_days_between_two_imports_are_a_gap() -> None:
    found = trend(points([an_import(n, {"C1": "W1"}) for n in (0, 1, 3)], BY))
    assert found.gaps == ((week(1), week(3)),)


def test_that_who_goes_by_another_id_has_one_line() -> None:
    named = [
        an_import(n, {"C1": key}, a_worker(key, name="Ann Lee"))
        for n, key in enumerate(("77", "ann lee", "77", "78"))
    ]
    found = trend(points(named, BY))
    assert [each and each.children for _, each in found.carried(WorkerId("78"))] == [1, 1, 1, 1]
    assert found.names == {"78": "Ann Lee"}
    assert line(found, Series.WORKERS_NEW) == [None, 0, 0, 0]


def test_that_who_is_gone_is_still_named_and_carries_nothing_since() -> None:
    found = trend(points([an_import(0, {"C1": "W1"}), an_import(1, {"C1": "W2"})], BY))
    assert found.names == {"W1": "W1", "W2": "W2"}
    assert [each is None for _, each in found.carried(W1)] == [False, True]


def test_that_a_namesake_is_not_who_was_case_holder_before_and_manages_now() -> None:
    before = an_import(0, {"C1": "W1"}, a_worker("W1", name="Ann Lee"))
    manager = a_worker("W1", name="Ann Lee", role=Role.MANAGER)
    now = an_import(1, {"C1": "W9"}, manager, a_worker("W9", name="Ann Lee"))
    found = trend(points([before, now], BY))
    assert [each is None for _, each in found.carried(WorkerId("W9"))] == [True, False]
    assert line(found, Series.WORKERS_NEW) == [None, 1]


def test_that_who_took_another_name_in_a_week_without_numbers_has_not_changed() -> None:
    for between in (("ann lee", "Ann Lee"), ("ann rees", "Ann Rees")):
        called = [("77", "Ann Lee"), between, ("77", "Ann Rees")]
        weeks = [
            an_import(n, {"C1": key}, a_worker(key, name=name))
            for n, (key, name) in enumerate(called)
        ]
        found = trend(points(weeks, BY))
        for series in (Series.CHANGES, Series.WORKERS_NEW, Series.WORKERS_GONE):
            assert line(found, series) == [None, 0, 0]
        assert [point.churn.stayed for point in found.points if point.churn] == [1, 1]
        assert [each and each.children for _, each in found.carried(WorkerId("77"))] == [1, 1, 1]


def test_that_overload_is_told_over_the_imports_whatever_id_somebody_goes_by() -> None:
    many = [f"C{n}" for n in range(40)]
    ids = ["W1", "77", "77", "W1", "W1"]
    weeks = [
        an_import(
            n,
            dict.fromkeys(many, key),
            a_worker(key, name="Ann Lee"),
            *(a_child(Status.LOOKED_AFTER, child=each) for each in many),
        )
        for n, key in enumerate(ids)
    ]
    (over,) = trend(points(weeks, BY)).overloads(POLICY)
    assert (over.worker, over.since, over.imports) == ("W1", week(0), 5)


def test_that_who_has_no_capacity_has_no_share_to_be_over() -> None:
    weeks = [an_import(n, {"C1": "W1"}, a_worker("W1", fte=0.0)) for n in range(5)]
    assert trend(points(weeks, BY)).overloads(POLICY) == ()


def test_that_rules_are_listed_those_most_often_late_first() -> None:
    late = a_child(Status.REFERRAL, child="C1", events={EventKind.REFERRAL: DAY_0 - 9 * WEEK})
    found = trend(points([an_import(0, {"C1": None}, late)], BY))
    counts = [found.points[0].figures.answers[rule] for rule in found.rules]
    sums = [each.late + each.flagged for each in counts]
    assert sums == sorted(sums, reverse=True)
    assert set(found.rules) == set(found.points[0].figures.answers)


def test_that_a_rule_that_only_some_imports_could_be_asked_is_named() -> None:
    first, after = points([an_import(n, {"C1": "W1"}) for n in range(2)], BY)
    asked = replace(first, figures=replace(first.figures, not_checked=("R1", "R2")))
    unasked = replace(after, figures=replace(after.figures, not_checked=("R2", "R3")))

    assert trend([asked, unasked]).uneven == ("R1", "R3")
    assert trend([asked, asked]).uneven == ()


def test_that_without_imports_there_is_no_line() -> None:
    assert trend(points([], BY)) == Trend()
