"""Overload that lasts four weeks is told; a dip, a gap that is too long and one Monday are not."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from allocation_app.domain.caseloads import caseloads
from allocation_app.domain.people import Role, Status, WorkerId
from allocation_app.domain.plan import Plan
from allocation_app.domain.policy import Bands
from allocation_app.domain.sustained import (
    Dated,
    Sustained,
    dated,
    dated_import,
    dated_imports,
    sustained_overload,
)
from tests.unit.domain.builders import DAY_0, POLICY, a_child, a_snapshot, a_worker

W1 = WorkerId("W1")
DAY = timedelta(days=1)


def history(*told: tuple[int, float | None]) -> list[Dated]:
    """Imports so many days after the first, with what each says of one worker."""
    return [
        Dated(as_at=DAY_0 + days * DAY, utilisation={} if share is None else {W1: share})
        for days, share in told
    ]


def weekly(*shares: float | None) -> list[Dated]:
    return history(*((7 * n, share) for n, share in enumerate(shares)))


def told(entries: Sequence[Dated]) -> list[tuple[int, int, int, tuple[tuple[int, int], ...]]]:
    """Since which day to which, over how many imports, with which gaps."""
    return [
        (
            (each.since - DAY_0).days,
            (each.until - DAY_0).days,
            each.imports,
            tuple(((a - DAY_0).days, (b - DAY_0).days) for a, b in each.gaps),
        )
        for each in sustained_overload(entries, POLICY)
    ]


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        (weekly(1.10, 1.10, 1.10, 1.10, 1.10), [(0, 28, 5, ())]),
        (weekly(1.2, 1.2, 1.2, 1.2), []),  # three weeks
        (weekly(1.2, 1.2, 1.09, 1.2, 1.2), []),  # a dip
        (weekly(1.2, 1.09, 1.2, 1.2, 1.2, 1.2, 1.2), [(14, 42, 5, ())]),  # begun anew
        (weekly(1.2, 1.2, 1.2, 1.2, 1.2, 1.0), []),  # over, and done with
        (weekly(1.2, 1.2, None, 1.2, 1.2, 1.2), []),  # no figure in between
        (history((0, 1.2), (10, 1.2), (20, 1.2), (28, 1.2)), [(0, 28, 4, ())]),
        (history((0, 1.2), (7, 1.2), (18, 1.2), (28, 1.2)), [(0, 28, 4, ((7, 18),))]),
        (history((0, 1.2), (28, 1.2)), [(0, 28, 2, ((0, 28),))]),
        (history((0, 1.2), (29, 1.2)), []),  # nobody can say
        (history((0, 1.2), (29, 1.2), (57, 1.2)), [(29, 57, 2, ((29, 57),))]),
        (history((0, 1.2)), []),
        ([], []),
    ],
)
def test_that_only_what_lasts_four_weeks_up_to_the_latest_import_is_told(
    entries: list[Dated], found: list[object]
) -> None:
    assert told(entries) == found


def test_that_the_order_of_the_history_does_not_matter_and_a_days_last_import_counts() -> None:
    entries = weekly(1.2, 1.2, 1.2, 1.2, 1.2)
    corrected = [*reversed(entries), Dated(as_at=DAY_0 + 14 * DAY, utilisation={W1: 1.0})]

    assert told(entries[::-1]) == [(0, 28, 5, ())]
    assert told(corrected) == []


def test_that_the_line_and_the_time_are_the_policys() -> None:
    entries = weekly(1.2, 1.2, 1.2)
    sooner = replace(POLICY, sustained=timedelta(weeks=2))
    higher = replace(sooner, bands=Bands(over=1.21))

    assert len(sustained_overload(entries, sooner)) == 1
    assert sustained_overload(entries, higher) == ()


def test_that_the_longest_overload_comes_first() -> None:
    shares = ({W1: 1.0, WorkerId("W2"): 1.2}, *[{W1: 1.3, WorkerId("W2"): 1.2}] * 5)
    entries = [
        Dated(as_at=DAY_0 + 7 * n * DAY, utilisation=share) for n, share in enumerate(shares)
    ]

    assert [each.worker for each in sustained_overload(entries, POLICY)] == ["W2", "W1"]


def test_that_an_import_is_an_entry_with_those_who_have_a_capacity() -> None:
    snapshot = a_snapshot(
        a_child(Status.REGISTERED),
        a_child(child="C2"),
        a_worker(),
        a_worker("W2", fte=0.0),
        a_worker("DUTY", role=Role.DUTY),
        held={"C1": "W1", "C2": "W2"},
    )

    entry = dated(caseloads(Plan(snapshot=snapshot), POLICY))

    assert entry == Dated(as_at=DAY_0, utilisation={W1: round(8 / 85, 6)})


def test_that_four_weekly_files_of_one_overloaded_worker_are_told_as_four_weeks() -> None:
    """From children to the finding: twelve registered children are 113 % of a full-timer."""
    entries = []
    for week in range(5):
        children = [a_child(Status.REGISTERED, child=f"C{n}") for n in range(12)]
        snapshot = a_snapshot(
            *children,
            a_worker(),
            held=dict.fromkeys((child.id for child in children), "W1"),
            as_at=DAY_0 + 7 * week * DAY,
        )
        entries.append(dated(caseloads(Plan(snapshot=snapshot), POLICY)))

    assert sustained_overload(entries, POLICY) == (
        Sustained(worker=W1, since=DAY_0, until=DAY_0 + 28 * DAY, imports=5, gaps=()),
    )
    assert sustained_overload(entries, POLICY)[0].weeks == 4


def test_that_who_goes_by_another_id_is_followed_over_the_imports() -> None:
    many = [a_child(Status.LOOKED_AFTER, child=f"C{n}") for n in range(40)]
    imports = [
        a_snapshot(
            *many,
            a_worker(key, name="Ann Lee"),
            held={child.id: key for child in many},
            as_at=DAY_0 + 7 * n * DAY,
        )
        for n, key in enumerate(("W1", "77", "77", "W1", "W1"))
    ]
    found = dated_imports(imports[::-1], POLICY)
    assert [entry.as_at for entry in found] == [each.as_at for each in imports]
    (over,) = sustained_overload(found, POLICY)
    assert (over.worker, over.imports) == ("W1", 5)


def test_that_one_more_import_is_counted_alone() -> None:
    imports = [a_snapshot(as_at=DAY_0 + n * 7 * DAY) for n in range(30)]
    dated_imports(imports[:-1], POLICY)
    before = dated_import.cache_info().misses

    dated_imports(imports, POLICY)

    assert dated_import.cache_info().misses == before + 1
