"""(b) A row per involvement: several workers of a child, past and present, and other agencies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from sample_data.generator.chance import happens
from sample_data.generator.columns import Cell
from sample_data.generator.layouts.cells import (
    EVENTS,
    FURTHER,
    OTHERS,
    WHO,
    Cells,
    child_cells,
    holder_cell,
    write_dates,
)
from sample_data.generator.layouts.grid import Grid
from sample_data.generator.layouts.row_per_child import WORKBOOKS
from sample_data.generator.layouts.scene import Scene, forget_further
from sample_data.generator.layouts.staff_list import plain_staff
from sample_data.generator.layouts.tables import TIDY, Column, any_mess, child_columns, lay_out
from sample_data.generator.layouts.voice import Voice
from sample_data.generator.records import Child, Holder, Worker

CASE_HOLDERS = frozenset({"Social Worker", "Senior Social Worker"})
OPEN_ENDS: tuple[Cell, ...] = (None, date(2300, 1, 1), date(9999, 12, 31), date(1900, 1, 1))
"""What systems write for an end that has not come."""

FACTS = (
    *WHO,
    *EVENTS,
    *(field for field in OTHERS if field != "workers_in_year"),
    *(field for field in FURTHER if field != "adviser"),
)
HELD_BEFORE, ANOTHER_AGENCY, HELPED_BEFORE, TWO_HOLDERS = 0.4, 0.5, 0.1, 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """A row: who was with a child, as what, from when to when (``end`` None: still)."""

    worker: Cell
    start: date | None
    end: date | None = None
    involvement: str = "holder"
    agency: str = ""
    holds: bool = True
    worker_id: str | None = None


def row_per_spell(scene: Scene) -> list[Path]:
    """Involvements beside a list of children, or with the child's facts on each row."""
    rng, voice = scene.rng, scene.voice
    words = voice.words.sheets
    if not any(map(_has_adviser_beside, scene.open_children)):
        forget_further(scene, ["adviser"])
    for child in scene.children:
        _give_past(child, scene)
    is_repeated = happens(rng, 0.4)
    open_end = rng.choice(OPEN_ENDS)
    if happens(rng, TWO_HOLDERS):
        _let_two_hold(scene)
    rows: list[Cells] = []
    facts = {child.id: child_cells(child, voice) for child in scene.children}
    for child in scene.children:
        spells = list(_spells(child, scene))
        spells = rng.sample(spells, len(spells))
        if is_repeated and not spells:
            spells = [Spell(worker=voice.nobody(), start=None)]
        is_counted = any(spell.holds for spell in spells)
        is_counted = is_counted and child.holder is not Holder.UNREADABLE
        named = 0 if is_counted else None
        child.workers_in_year = len(child.rivals) or named  # by whoever reads these rows
        rows.extend(_cells(spell, facts[child.id], voice, open_end) for spell in spells)
    if not is_repeated:
        rng.shuffle(rows)
    grids = [_spell_sheet(scene, rows, is_repeated=is_repeated), plain_staff(scene)]
    if not is_repeated:
        kept = list(facts.values())
        write_dates(kept, voice)
        columns = child_columns(voice, FACTS)
        grids.append(lay_out(words["children"], columns, kept, TIDY))
    rng.shuffle(grids)
    if happens(rng, 0.3):
        return [scene.save(grid.name, [grid], rng.choice(WORKBOOKS)) for grid in grids]
    return [scene.save(words["spells"], grids, rng.choice(WORKBOOKS))]


def _spell_sheet(scene: Scene, rows: Sequence[Cells], *, is_repeated: bool) -> Grid:
    rng, voice = scene.rng, scene.voice
    fields = ["worker", "involvement", "start", "end", "holds", "worker_id"]
    kind = "spell beside facts" if is_repeated else "spell"
    columns = [Column(field, voice.heading(kind, field)) for field in rng.sample(fields, 6)]
    if is_repeated:
        columns = [*child_columns(voice, FACTS[1:]), *columns]
    columns.insert(0, Column("id", voice.heading("child", "id")))
    mess = any_mess(voice, scene.as_at, len(rows), can_merge=False)
    return lay_out(voice.words.sheets["spells"], columns, rows, mess)


def _cells(spell: Spell, facts: Cells, voice: Voice, open_end: Cell) -> Cells:
    words = voice.words
    said = words.involvements.get(spell.involvement, ())
    is_somebody = spell.start is not None
    return {
        **facts,
        "worker": spell.worker,
        "worker_id": spell.worker_id if happens(voice.rng, 0.8) else None,
        "involvement": (spell.agency or voice.rng.choice(said)) if is_somebody else None,
        "start": spell.start,
        "end": (spell.end or open_end) if is_somebody else None,
        "holds": voice.yes_no(spell.holds) if is_somebody else None,
    }


def _spells(child: Child, scene: Scene) -> Iterator[Spell]:
    """Every row of a child, its holder's among them if it has one."""
    rng, voice, as_at = scene.rng, scene.voice, scene.as_at
    begun = _begun(child, scene)
    is_named = child.holder is not Holder.NOBODY or child.worker is not None
    if is_named and not child.rivals:
        yield Spell(
            worker=holder_cell(child, voice),
            worker_id=_id(child.worker),
            start=child.allocated or begun,
            end=child.closed,
            involvement="adviser" if child.worker and child.worker.is_adviser else "holder",
        )
    for number, rival in enumerate(child.rivals):
        yield Spell(
            worker=voice.name(rival),
            worker_id=_id(rival),
            start=as_at - timedelta(days=rng.randint(3, 30) + 40 * number),
        )
    yield from _history(child, begun, scene)
    if child.co_worker is not None:
        yield Spell(
            worker=voice.name(child.co_worker),
            worker_id=_id(child.co_worker),
            start=begun,
            involvement="co_worker",
            holds=False,
        )
    if child.adviser is not None and _has_adviser_beside(child):
        yield Spell(
            worker=voice.name(child.adviser),
            worker_id=_id(child.adviser),
            start=begun,
            involvement="adviser",
            holds=False,
        )
    if happens(rng, HELPED_BEFORE):
        yield Spell(
            worker=voice.name(rng.choice(scene.team.former)),
            start=begun,
            end=as_at - timedelta(days=1),
            involvement="co_worker",
            holds=False,
        )
    if happens(rng, ANOTHER_AGENCY):
        agency, names = rng.choice(list(voice.words.agencies.items()))
        worker = rng.choice(names)
        yield Spell(worker=worker, start=begun, involvement="agency", agency=agency, holds=False)


def _has_adviser_beside(child: Child) -> bool:
    return child.adviser is not None and child.adviser is not child.worker


def _begun(child: Child, scene: Scene) -> date:
    begun = child.events.get("referral") or scene.as_at - timedelta(days=200)
    return min(begun, scene.as_at - timedelta(days=1))


def _give_past(child: Child, scene: Scene) -> None:
    """Let some have had a worker of whom only a list of spells tells."""
    rng, begun = scene.rng, _begun(child, scene)
    is_held = child.holder is Holder.PERSON and child.worker in scene.team.workers
    if child.previous_is_duty or not (child.previous_ended or is_held):
        return
    if not happens(rng, HELD_BEFORE):
        return
    worker, gap = rng.choice(scene.team.former), timedelta(days=rng.randint(0, 3))
    if child.previous_ended is not None:
        child.earlier.append((worker, min(begun, child.previous_ended) - gap))
    else:
        child.previous, child.previous_ended = worker, (child.allocated or begun) - gap


def _history(child: Child, begun: date, scene: Scene) -> Iterator[Spell]:
    """Who held the child before."""
    rng, voice = scene.rng, scene.voice
    ended = child.previous_ended
    if ended is not None:
        is_duty = child.previous_is_duty or child.previous is None
        name = rng.choice(voice.words.duty) if is_duty or not child.previous else None
        yield Spell(
            worker=name or voice.name(child.previous) if child.previous else name,
            worker_id=None if is_duty else _id(child.previous),
            start=min(begun, ended),
            end=ended,
        )
    for worker, ended in child.earlier:
        start = ended - timedelta(days=rng.randint(40, 200))
        yield Spell(worker=voice.name(worker), start=start, end=ended)


def _let_two_hold(scene: Scene) -> None:
    """Give one child a second open holder: by these spells nobody knows whose it is."""
    workers = [one for one in scene.team.workers if one.role in CASE_HOLDERS]
    fit = [
        child
        for child in scene.open_children
        if child.worker in workers and child.co_worker is None and child.previous is None
    ]
    child = scene.rng.choice(fit)
    second = scene.rng.choice([one for one in workers if one is not child.worker])
    if child.worker is not None:
        child.rivals = (child.worker, second)
    child.worker, child.holder, child.allocated = None, Holder.UNREADABLE, None


def _id(worker: Worker | None) -> str | None:
    return worker.id if worker is not None and worker.is_listed else None
