"""(d) Rows grouped under a worker's name that stands once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sample_data.generator.chance import happens
from sample_data.generator.columns import NOT_AVAILABLE
from sample_data.generator.layouts.cells import FURTHER, Cells, child_cells, write_dates
from sample_data.generator.layouts.grid import Grid, Merge
from sample_data.generator.layouts.row_per_child import FIELDS
from sample_data.generator.layouts.scene import Scene
from sample_data.generator.layouts.staff_list import plain_staff
from sample_data.generator.layouts.tables import Column, child_columns
from sample_data.generator.records import Child, Holder

MERGED, BELOW, OWN_ROW = "merged", "blanks below", "a row of its own"
FIELDS_IN_A_GROUP = tuple(
    field for field in (*FIELDS, *FURTHER) if field not in {"worker", "worker_id"}
)


def grouped_rows(scene: Scene) -> list[Path]:
    """One table, each worker's children together under the name."""
    rng, voice = scene.rng, scene.voice
    words = voice.words
    how = rng.choice((MERGED, BELOW, OWN_ROW))
    closing = rng.choice(("count", "count", "blank", "both"))
    columns = child_columns(voice, FIELDS_IN_A_GROUP)
    if how != OWN_ROW:
        columns.insert(0, Column("worker", voice.heading("child", "worker")))
    facts = {child.id: child_cells(child, voice) for child in scene.children}
    write_dates(list(facts.values()), voice)
    grid = Grid(name=words.sheets["caseload"])
    if happens(rng, 0.6):
        grid.add([f"{words.title} {voice.day_in_words(scene.as_at)}"], is_bold=True)
    grid.add([column.heading for column in columns], is_bold=True)
    children = 0
    for name, held in _groups(scene):
        rows = [facts[child.id] for child in held]
        _add_group(grid, name, columns, rows, how)
        children += len(rows)
        if closing in {"count", "both"}:
            label = f"{name} {words.total}" if happens(rng, 0.7) else words.total
            grid.add([label, len(rows)], is_bold=False)
        if closing in {"blank", "both"}:
            grid.add([])
    if happens(rng, 0.6):
        grid.add([words.total, children])
    kind = "xlsx" if how == MERGED else rng.choice(("xlsx", "ods", "html"))
    if kind == "xlsx" and happens(rng, 0.5):
        return [scene.save(grid.name, [grid, plain_staff(scene)], kind)]
    return [
        scene.save(grid.name, [grid], kind),
        scene.save(words.sheets["staff"], [plain_staff(scene)], "xlsx"),
    ]


def _add_group(grid: Grid, name: str, columns: list[Column], rows: list[Cells], how: str) -> None:
    if how == OWN_ROW:
        grid.add([name, *[None] * (len(columns) - 1)], is_bold=True)
    top = len(grid.rows)
    for number, cells in enumerate(rows):
        said = {**cells, "worker": name if how != OWN_ROW and not number else None}
        grid.add([said.get(column.field) for column in columns])
    if how == MERGED and len(rows) > 1:
        grid.merges.append(Merge(top, 0, top + len(rows) - 1, 0))


def _groups(scene: Scene) -> Iterator[tuple[str, list[Child]]]:
    """The name and the children of each group that has any."""
    words = scene.voice.words
    names: dict[str, str] = {}
    groups: dict[str, list[Child]] = {}
    label = {
        Holder.DUTY: scene.rng.choice(words.duty),
        Holder.TEAM: scene.voice.team(scene.team.name),
        Holder.UNREADABLE: NOT_AVAILABLE,
        Holder.NOBODY: scene.rng.choice(words.nobody),
    }
    for child in scene.children:
        if child.worker is None:
            name = label[child.holder]
        else:
            name = names.setdefault(child.worker.id, scene.voice.name(child.worker))
        groups.setdefault(name, []).append(child)
    yield from sorted(groups.items(), key=lambda group: group[0].strip().casefold())
