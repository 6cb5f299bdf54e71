"""Any two imports: small ones, in which everything that can differ does."""

from datetime import timedelta

from hypothesis import strategies as st

from allocation_app.domain.people import (
    Absence,
    Child,
    ChildId,
    EventKind,
    Involvement,
    Role,
    Spell,
    Status,
    Team,
    TeamId,
    Worker,
    WorkerId,
)
from allocation_app.domain.snapshot import Snapshot, Source
from tests.unit.domain.builders import DAY_0

DAYS = st.sampled_from([DAY_0 - timedelta(days=n) for n in (-9, 0, 40)])
TEAMS = st.sampled_from([None, TeamId("T1"), TeamId("T2")])


@st.composite
def children(draw: st.DrawFn, child: str) -> Child:
    kinds = draw(st.sets(st.sampled_from([EventKind.SEEN, EventKind.VISIT])))
    return Child(
        id=ChildId(child),
        name=draw(st.sampled_from(["", "Jac Thomas"])),
        team=draw(TEAMS),
        statuses=frozenset(
            draw(st.sets(st.sampled_from([Status.REGISTERED, Status.CARE_LEAVER]), min_size=1))
        ),
        status_text=draw(st.sampled_from(["", "CP"])),
        events={kind: DAY_0 for kind in kinds if draw(st.booleans())},
        recorded=frozenset(kinds),
        is_holder_readable=draw(st.booleans()),
        placements_in_year=draw(st.sampled_from([None, 2])),
    )


@st.composite
def workers(draw: st.DrawFn, worker: str) -> Worker:
    return Worker(
        id=WorkerId(worker),
        name=draw(st.sampled_from(["Ann", "Bob", "Cai"])),
        role=draw(st.sampled_from([None, Role.SOCIAL_WORKER, Role.DUTY, Role.PERSONAL_ADVISER])),
        team=draw(TEAMS),
        is_listed=draw(st.booleans()),
        last_day=draw(st.none() | DAYS),
        absences=draw(st.sampled_from([(), (Absence(start=DAY_0),)])),
    )


def ids(letter: str) -> st.SearchStrategy[set[str]]:
    return st.sets(st.sampled_from([f"{letter}{n}" for n in range(4)]), max_size=3)


@st.composite
def spells(draw: st.DrawFn, child: str, staff: list[str]) -> Spell:
    start = draw(st.sampled_from([None, DAY_0 - timedelta(days=50), DAY_0 - timedelta(days=99)]))
    return Spell(
        child=ChildId(child),
        worker=WorkerId(draw(st.sampled_from(staff))),
        start=start,
        end=draw(st.none() | DAYS),
        involvement=draw(st.sampled_from(Involvement)),
    )


@st.composite
def imports(draw: st.DrawFn) -> Snapshot:
    """An import of at most three children, three workers and two teams."""
    young = {ChildId(n): draw(children(n)) for n in sorted(draw(ids("C")))}
    staff = {WorkerId(n): draw(workers(n)) for n in sorted(draw(ids("W")))}
    held = [
        spell
        for child in young
        for spell in (draw(st.lists(spells(child, list(staff)), max_size=2)) if staff else ())
    ]
    return Snapshot(
        as_at=draw(DAYS),
        children=young,
        workers=staff,
        teams={
            TeamId(n): Team(id=TeamId(n), name=draw(st.sampled_from(["East", "West"])))
            for n in sorted(draw(st.sets(st.sampled_from(["T1", "T2"]))))
        },
        spells=tuple(draw(st.permutations(held))),
        sources=(Source(name="list.xlsx", sha256=draw(st.sampled_from(["a1", "b2"]))),),
    )


def facts(snapshot: Snapshot) -> tuple[object, ...]:
    """What an import says, whatever day and files it is from and however its rows are ordered."""
    return (
        dict(snapshot.children),
        dict(snapshot.workers),
        dict(snapshot.teams),
        sorted(snapshot.spells, key=repr),
    )
