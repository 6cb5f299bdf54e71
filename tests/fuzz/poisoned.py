"""An import and a plan with a text of somebody else's in every field that holds one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from allocation_app.domain.people import (
    Absence,
    Child,
    ChildId,
    EventKind,
    FamilyId,
    Involvement,
    Reduction,
    Role,
    Spell,
    Status,
    Team,
    TeamId,
    Worker,
    WorkerId,
)
from allocation_app.domain.plan import (
    LONGEST_NOTE,
    InvolvementChange,
    Move,
    Oversight,
    Plan,
)
from allocation_app.domain.snapshot import Snapshot, Source
from allocation_app.domain.staffing import Joiner, StaffChange, StaffChangeKind
from allocation_app.errors import Problem, Severity

AS_AT = date(2026, 5, 13)
MARK = "Qz"
"""Stands behind each text with its number and field: where it comes out, it is known again."""


def marked(text: str, number: int, field: str) -> str:
    """The text of one field."""
    return f"{text}{MARK}{number}{field}Z"


def a_poisoned_plan(texts: Sequence[str]) -> Plan:
    """A child, a worker and a team of each text, moves and changes of staff with it beside them."""
    numbered = list(enumerate(texts))
    children = [_child(text, number) for number, text in numbered]
    workers = [_worker(text, number) for number, text in numbered]
    teams = [_team(text, number) for number, text in numbered]
    snapshot = Snapshot(
        as_at=AS_AT,
        children={child.id: child for child in children},
        workers={worker.id: worker for worker in workers},
        teams={team.id: team for team in teams},
        spells=_spells(children, workers),
        sources=tuple(Source(name=marked(t, n, "file"), sha256="ab" * 32) for n, t in numbered),
    )
    return Plan(
        snapshot=snapshot,
        moves=tuple(
            Move(child=child.id, to=worker.id, effective=AS_AT, note=_note(text, number))
            for (number, text), child, worker in zip(
                numbered, children, workers[1:] + workers[:1], strict=True
            )
            if number % 3 == 0
        ),
        oversight=tuple(
            Oversight(child=child.id, day=AS_AT, note=_note(text, number))
            for (number, text), child in zip(numbered, children, strict=True)
        ),
        involvements=(
            InvolvementChange(
                child=children[0].id,
                worker=workers[-1].id,
                involvement=Involvement.CO_WORKER,
                note=_note(texts[0], 0),
            ),
        ),
        staffing=tuple(_joiner(text, number) for number, text in numbered),
        name=texts[0],
        notes=texts[0],
    )


def problems(texts: Sequence[str]) -> list[Problem]:
    """A problem of the import with each text in every field."""
    return [
        Problem(
            code="date_unreadable",
            severity=Severity.ERROR,
            file=marked(text, number, "file"),
            sheet=marked(text, number, "sheet"),
            row=number + 2,
            column="D",
            heading=marked(text, number, "heading"),
            value=marked(text, number, "value"),
        )
        for number, text in enumerate(texts)
    ]


def _child(text: str, number: int) -> Child:
    """One whose status nobody knows, one who is registered, and one whose plan has ended."""
    status = (Status.REGISTERED, Status.UNKNOWN, Status.CARE_AND_SUPPORT)[number % 3]
    events = {EventKind.REFERRAL: AS_AT - timedelta(days=90), EventKind.VISIT: AS_AT}
    if status is Status.CARE_AND_SUPPORT:
        events |= {EventKind.PLAN: AS_AT - timedelta(days=60)}
        events |= {EventKind.PLAN_ENDED: AS_AT - timedelta(days=9)}
    return Child(
        id=ChildId(marked(text, number, "child")),
        name=marked(text, number, "name"),
        date_of_birth=AS_AT - timedelta(days=3000),
        family=FamilyId(marked(text, number, "family")),
        team=TeamId(marked(text, number, "team")),
        statuses=frozenset({status}),
        status_text=marked(text, number, "status"),
        language=marked(text, number, "language"),
        events=events,
        recorded=frozenset(EventKind),
    )


def _worker(text: str, number: int) -> Worker:
    return Worker(
        id=WorkerId(marked(text, number, "worker")),
        name=marked(text, number, "person"),
        role=Role.SOCIAL_WORKER,
        team=TeamId(marked(text, number, "team")),
        fte=1.0,
        is_listed=True,
        languages=frozenset({marked(text, number, "tongue")}),
        reductions=(Reduction(share=0.1, reason=marked(text, number, "reduced")),),
        absences=(Absence(start=AS_AT + timedelta(days=9), reason=marked(text, number, "absent")),),
    )


def _team(text: str, number: int) -> Team:
    return Team(
        id=TeamId(marked(text, number, "team")),
        name=marked(text, number, "teamname"),
        service=marked(text, number, "service"),
    )


def _spells(children: list[Child], workers: list[Worker]) -> tuple[Spell, ...]:
    """Every fourth child waits; the others have a worker, and one before."""
    held = zip(children, workers, strict=True)
    return tuple(
        spell
        for number, (child, worker) in enumerate(held)
        if number % 4
        for spell in (
            Spell(child=child.id, worker=worker.id, start=AS_AT - timedelta(days=30)),
            Spell(
                child=child.id,
                worker=workers[0].id,
                start=AS_AT - timedelta(days=90),
                end=AS_AT - timedelta(days=30),
            ),
        )
    )


def _note(text: str, number: int) -> str:
    """A note of a plan is one short line: what is not is refused there."""
    note = marked(text, number, "note")
    return note if len(note) <= LONGEST_NOTE and note.splitlines() == [note] else ""


def _joiner(text: str, number: int) -> StaffChange:
    return StaffChange(
        kind=StaffChangeKind.JOINS,
        worker=WorkerId(marked(text, number, "joining")),
        day=AS_AT + timedelta(days=7),
        reason=marked(text, number, "why"),
        joiner=Joiner(
            name=marked(text, number, "joiner"), team=TeamId(marked(text, number, "team"))
        ),
    )
