"""The same team otherwise: with other names, in another order, with more hours, with a stranger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from random import Random
from typing import Any, TypeVar

from paper import Paper
from second_planner import SecondPlanner
from teams import Case

from allocation_app.domain.people import Child, ChildId, FamilyId, WorkerId
from allocation_app.domain.proposal import Proposal

Named = TypeVar("Named")


def told(proposal: Proposal) -> list[object]:
    """Everything that is answered, as text and figures that stand in one order."""
    return [
        [[move.child, move.to, move.reason, str(move.effective)] for move in proposal.moves],
        [proposal.status.value, proposal.changes, proposal.worst, proposal.bound],
        [proposal.levels, proposal.gap, proposal.is_fewest, proposal.is_stopped],
        [
            [each.child, dict(sorted(each.rules.items())), list(each.needed), str(each.relaxations)]
            for each in proposal.unplaced
        ],
        str(proposal.shortage),
    ]


def loads_of(case: Case, proposal: Proposal) -> tuple[float, ...]:
    """The shares that the moves come to, on paper, from the heaviest down."""
    paper = Paper(case=case)
    after = paper.moved({each.child: each.to for each in proposal.moves if each.to is not None})
    capacities = SecondPlanner(paper=paper).capacities
    shares = (
        paper.points(worker, after, paper.children) / capacity
        for worker, capacity in zip(paper.receivers, capacities, strict=True)
    )
    return tuple(sorted((round(share, 6) for share in shares), reverse=True))


def more_hours(case: Case, workers: Sequence[WorkerId]) -> Case:
    """One of these works a fifth of a post more."""
    snapshot = case.plan.snapshot
    for name in workers:
        worker = snapshot.workers.get(name)
        if worker is not None and worker.fte is not None:
            more = replace(worker, fte=min(1.5, worker.fte + 0.2))
            new = replace(snapshot, workers={**snapshot.workers, name: more}, sources=())
            return replace(case, plan=replace(case.plan, snapshot=new))
    return case


def with_a_stranger(case: Case) -> Case:
    """Somebody's cell that can't be read is added: they are with nobody and wait for nobody."""
    snapshot = case.plan.snapshot
    stranger = Child(
        id=ChildId("CX"), family=FamilyId("FX"), workers_in_year=0, is_holder_readable=False
    )
    new = replace(snapshot, children={**snapshot.children, stranger.id: stranger}, sources=())
    return replace(case, plan=replace(case.plan, snapshot=new))


def shuffled(case: Case, draw: Random) -> Case:
    """The same rows in another order, and the same steps, pins and marks."""
    plan, snapshot = case.plan, case.plan.snapshot
    new = replace(
        snapshot,
        children=dict(_mixed(draw, list(snapshot.children.items()))),
        workers=dict(_mixed(draw, list(snapshot.workers.items()))),
        spells=tuple(_mixed(draw, list(snapshot.spells))),
        sources=(),
    )
    plan = replace(
        plan,
        snapshot=new,
        moves=tuple(_mixed(draw, list(plan.moves))),
        pins=tuple(_mixed(draw, list(plan.pins))),
        marks=tuple(_mixed(draw, list(plan.marks))),
        unpinned=tuple(_mixed(draw, list(plan.unpinned))),
    )
    return replace(case, plan=plan)


def renamed(case: Case, draw: Random) -> Case:
    """Every child, family and worker under another name, in another order of names."""
    plan = case.plan
    old = [*plan.snapshot.children, *plan.facts.workers]
    old += sorted({str(each.family) for each in plan.snapshot.children.values()})
    names = dict(zip(old, _mixed(draw, [f"X{n:03}" for n in range(len(old))]), strict=True))
    return replace(case, plan=_with_names(plan, names), request=_with_names(case.request, names))


def _mixed(draw: Random, rows: list[Named]) -> list[Named]:
    draw.shuffle(rows)
    return rows


def _with_names(value: Any, names: Mapping[str, str]) -> Any:  # noqa: ANN401 - any value there is
    """A value with every identifier in it replaced, however deep it stands."""
    if isinstance(value, str):
        return value if isinstance(value, Enum) else names.get(value, value)
    if isinstance(value, tuple | frozenset):
        return type(value)(_with_names(each, names) for each in value)
    if isinstance(value, Mapping):
        return {_with_names(k, names): _with_names(v, names) for k, v in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        changed = {each.name: getattr(value, each.name) for each in fields(value)}
        return replace(value, **{k: _with_names(v, names) for k, v in changed.items()})
    return value
