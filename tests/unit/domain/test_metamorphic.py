"""What must not matter to any finding: the order of rows, names, a stranger, which year it is."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from allocation_app import settings
from allocation_app.domain.facts import told_of_any
from allocation_app.domain.findings import Finding
from allocation_app.domain.people import (
    Child,
    ChildId,
    EventKind,
    Role,
    Spell,
    Status,
    Worker,
    WorkerId,
)
from allocation_app.domain.plan import Plan
from allocation_app.domain.review import review
from allocation_app.domain.snapshot import Snapshot
from tests.unit.domain.builders import CALENDAR, POLICY, a_child, a_worker

FIRST, LAST = date(2021, 6, 1), date(2021, 12, 31)
COUNTRIES = st.sampled_from(settings.RULE_SETS)
DAYS = st.dates(FIRST, LAST)
YEARS = 6
"""2021 and 2027 have the same weekdays, and from June to December the same bank holidays."""


@st.composite
def children(draw: st.DrawFn, child: str) -> Child:
    kinds = draw(st.sets(st.sampled_from(EventKind), max_size=12))
    return a_child(
        *draw(st.sets(st.sampled_from(Status), min_size=1, max_size=2)),
        child=child,
        family=draw(st.sampled_from([None, "F1"])),
        events={kind: draw(DAYS) for kind in sorted(kinds)},
        unrecorded=draw(st.sets(st.sampled_from(EventKind), max_size=2)) - kinds,
        date_of_birth=draw(
            st.sampled_from([None, date(2003, 9, 1), date(2012, 3, 5), date(2021, 10, 4)])
        ),
        is_conference_needed=draw(st.sampled_from([None, True, False])),
        is_placement_long_term=draw(st.sampled_from([None, True, False])),
        workers_in_year=draw(st.sampled_from([None, 1, 2, 3])),
    )


@st.composite
def workers(draw: st.DrawFn, worker: str) -> Worker:
    return a_worker(
        worker,
        role=draw(st.sampled_from([None, *Role])),
        fte=draw(st.sampled_from([None, 0.5, 1.0])),
        is_newly_qualified=draw(st.booleans()),
        is_listed=draw(st.booleans()),
        last_day=draw(st.none() | DAYS),
    )


@st.composite
def imports(draw: st.DrawFn) -> Snapshot:
    """Up to five children and three workers, as at a day in the second half of 2021."""
    young = [draw(children(f"C{n}")) for n in range(draw(st.integers(1, 5)))]
    staff = [draw(workers(f"W{n}")) for n in range(draw(st.integers(1, 3)))]
    spells = [
        Spell(child=child.id, worker=draw(st.sampled_from(staff)).id, start=start, end=end)
        for child in young
        for _ in range(draw(st.integers(0, 2)))
        for start, end in [draw(st.tuples(st.none() | DAYS, st.none() | DAYS))]
    ]
    return Snapshot(
        as_at=draw(DAYS),
        children={child.id: child for child in young},
        workers={worker.id: worker for worker in staff},
        spells=tuple(spells),
    )


def findings(snapshot: Snapshot, country: str) -> tuple[Finding, ...]:
    looked = review(
        Plan(snapshot=snapshot), POLICY, settings.rule_set(country), CALENDAR, in_time=True
    )
    return looked.findings


def counted(found: tuple[Finding, ...]) -> Counter[str]:
    """The findings in any order; one can't be hashed for the amounts in it."""
    return Counter(map(repr, found))


@given(snapshot=imports(), country=COUNTRIES, data=st.data())
def test_that_the_order_of_the_rows_matters_to_no_finding(
    snapshot: Snapshot, country: str, data: st.DataObject
) -> None:
    children_in_turn = data.draw(st.permutations(list(snapshot.children.items())))
    workers_in_turn = data.draw(st.permutations(list(snapshot.workers.items())))
    other = replace(snapshot, children=dict(children_in_turn), workers=dict(workers_in_turn))

    assert counted(findings(other, country)) == counted(findings(snapshot, country))


@given(snapshot=imports(), country=COUNTRIES)
def test_that_what_workers_are_called_matters_to_no_finding(
    snapshot: Snapshot, country: str
) -> None:
    renamed = {worker: WorkerId(f"other-{worker}") for worker in snapshot.workers}
    other = replace(
        snapshot,
        workers={
            new: replace(snapshot.workers[old], id=new, name=f"Z{old}")
            for old, new in renamed.items()
        },
        spells=tuple(replace(spell, worker=renamed[spell.worker]) for spell in snapshot.spells),
    )

    def named(finding: Finding) -> Finding:
        worker = finding.worker
        return finding if worker is None else replace(finding, worker=renamed[worker])

    before = tuple(map(named, findings(snapshot, country)))
    assert counted(findings(other, country)) == counted(before)


@given(snapshot=imports(), country=COUNTRIES, data=st.data())
def test_that_an_unrelated_child_changes_no_finding_of_the_others(
    snapshot: Snapshot, country: str, data: st.DataObject
) -> None:
    told = told_of_any(snapshot)  # a fact that nobody records is asked of nobody
    stranger = replace(data.draw(children("stranger")), family=None)
    stranger = replace(
        stranger,
        recorded=stranger.recorded & told,
        told=stranger.told & told,
        events={kind: day for kind, day in stranger.events.items() if kind in told},
    )
    other = replace(snapshot, children={**snapshot.children, ChildId("stranger"): stranger})

    kept = tuple(each for each in findings(other, country) if each.child != "stranger")
    assert counted(kept) == counted(findings(snapshot, country))


@given(snapshot=imports(), country=COUNTRIES)
def test_that_the_same_facts_six_years_later_fall_due_six_years_later(
    snapshot: Snapshot, country: str
) -> None:
    other = moved(snapshot, _years_later)

    now = [each for each in findings(snapshot, country) if _is_comparable(each)]
    then = [each for each in findings(other, country) if _is_comparable(each, YEARS)]
    shifted = tuple(_shifted(each) for each in now)
    assert counted(tuple(then)) == counted(shifted)


def moved(snapshot: Snapshot, later: Callable[[date], date]) -> Snapshot:
    """The same import with every date in it moved."""

    def maybe(day: date | None) -> date | None:
        return None if day is None else later(day)

    return replace(
        snapshot,
        as_at=later(snapshot.as_at),
        children={
            child.id: replace(
                child,
                date_of_birth=maybe(child.date_of_birth),
                events={kind: later(day) for kind, day in child.events.items()},
            )
            for child in snapshot.children.values()
        },
        workers={
            worker.id: replace(worker, last_day=maybe(worker.last_day))
            for worker in snapshot.workers.values()
        },
        spells=tuple(
            replace(spell, start=maybe(spell.start), end=maybe(spell.end))
            for spell in snapshot.spells
        ),
    )


def _years_later(day: date) -> date:
    return day.replace(year=day.year + YEARS)


def _is_comparable(finding: Finding, years: int = 0) -> bool:
    """Whether its dates lie where the two years are the same: not in the next spring."""
    return finding.due is None or finding.due <= date(LAST.year + years, 12, 31)


def _shifted(finding: Finding) -> Finding:
    return replace(
        finding,
        trigger=None if finding.trigger is None else _years_later(finding.trigger),
        due=None if finding.due is None else _years_later(finding.due),
    )


def test_that_two_years_are_the_same_where_they_are_compared() -> None:
    days = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]

    for day in days:
        assert CALENDAR.is_working_day(day) is CALENDAR.is_working_day(_years_later(day))
