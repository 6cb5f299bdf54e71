"""(c) A tab per worker, the worker's name on the tab."""

from __future__ import annotations

from pathlib import Path

from sample_data.generator.chance import happens
from sample_data.generator.columns import Cell
from sample_data.generator.layouts.cells import Cells, child_cells, write_dates
from sample_data.generator.layouts.grid import Grid
from sample_data.generator.layouts.row_per_child import FIELDS
from sample_data.generator.layouts.scene import Scene, forget_unreadable_holders, further_kept
from sample_data.generator.layouts.staff_list import plain_staff
from sample_data.generator.layouts.tables import Mess, child_columns, lay_out
from sample_data.generator.records import Child, Holder, Worker

LONGEST_TAB = 31
FIELDS_ON_A_TAB = tuple(field for field in FIELDS if field not in {"worker", "worker_id"})


def tab_per_worker(scene: Scene) -> list[Path]:
    """A tab for each worker, for nobody, for duty and the team; the staff list beside them."""
    rng, voice = scene.rng, scene.voice
    words = voice.words
    forget_unreadable_holders(scene.children)
    further = further_kept(scene)
    facts = {child.id: child_cells(child, voice) for child in scene.children}
    write_dates(list(facts.values()), voice)
    columns = child_columns(voice, (*FIELDS_ON_A_TAB, *further))
    has_titles, has_totals = happens(rng, 0.5), happens(rng, 0.5)
    worker_is = rng.choice(words.worker_is)
    are_reversed = happens(rng, 0.3)
    grids = []
    for name, children in _tabs(scene, are_reversed=are_reversed):
        is_long = len(name) > LONGEST_TAB
        mess = Mess(
            titles=(f"{worker_is}: {name}",) if has_titles or is_long else (),
            total=words.total if has_totals else "",
        )
        rows: list[Cells] = [facts[child.id] for child in children]
        grids.append(lay_out(name[:LONGEST_TAB].strip(), columns, rows, mess))
    if happens(rng, 0.4):
        grids.insert(0, _summary(scene, grids))
    if happens(rng, 0.5):
        return [scene.save(words.sheets["caseload"], [*grids, plain_staff(scene)], "xlsx")]
    return [
        scene.save(words.sheets["staff"], [plain_staff(scene)], "xlsx"),
        scene.save(words.sheets["caseload"], grids, rng.choice(("xlsx", "ods"))),
    ]


def _tabs(scene: Scene, *, are_reversed: bool) -> list[tuple[str, list[Child]]]:
    """Name and children of each tab; those without children have one too."""
    words = scene.voice.words.sheets
    names: dict[str, str] = {}
    children: dict[str, list[Child]] = {}
    people: list[Worker] = [*scene.team.workers, *scene.team.leavers, *scene.team.managers]
    for worker in people:
        names[worker.id] = worker.name_reversed if are_reversed else worker.name
    for key in ("unallocated", "duty", "team"):
        names[key] = words[key]
    for child in scene.children:
        keys = {Holder.DUTY: "duty", Holder.TEAM: "team"}
        key = child.worker.id if child.worker else keys.get(child.holder, "unallocated")
        children.setdefault(key, []).append(child)
    managers = {manager.id for manager in scene.team.managers}
    return [
        (name, children.get(key, []))
        for key, name in names.items()
        if key in children or key not in managers
    ]


def _summary(scene: Scene, grids: list[Grid]) -> Grid:
    """The first tab: whose tabs follow, and how many children are on each."""
    words = scene.voice.words
    grid = Grid(name=words.sheets["summary"])
    grid.add([f"{words.title} {scene.as_at:%d/%m/%Y}"], is_bold=True)
    grid.add([scene.voice.heading("worker", "name"), words.count], is_bold=True)
    for one in grids:
        row: list[Cell] = [one.name, len(one.rows) - max(one.bold) - 1]
        grid.add(row)
    return grid
