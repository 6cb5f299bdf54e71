"""The staff list, as teams keep it: one row a worker, or one for each absence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sample_data.generator.chance import happens
from sample_data.generator.layouts.cells import Cells, worker_cells, write_dates
from sample_data.generator.layouts.grid import Grid
from sample_data.generator.layouts.scene import Scene
from sample_data.generator.layouts.tables import TIDY, Column, Mess, lay_out

PLAIN = (
    "worker_id",
    "name",
    "role",
    "team",
    "fte",
    "newly",
    "agency",
    "started",
    "leaves",
    "absent_from",
    "absent_to",
    "absence_reason",
    "reduction",
    "reduction_reason",
    "reduction_from",
    "reduction_to",
    "supervised",
    "welsh",
)
ABSENCE = ("absent_from", "absent_to", "absence_reason")
DAYS_OFF = 5


def plain_staff(scene: Scene) -> Grid:
    """The staff list beside a caseload whose layout is the matter."""
    mess = TIDY
    if happens(scene.rng, 0.5):
        title = f"{scene.voice.words.staff_title} {scene.as_at:%d/%m/%Y}"
        mess = Mess(titles=(title,))
    return staff_grid(scene, PLAIN, mess)


def staff_grid(
    scene: Scene, fields: Sequence[str], mess: Mess, *, reversed_names: bool = False
) -> Grid:
    """A staff list with these columns, the first of them first."""
    voice = scene.voice
    rows = []
    for worker in scene.staff:
        cells = worker_cells(worker, voice)
        if reversed_names:
            cells["name"] = worker.name_reversed
        rows.append(cells)
    return staff_table(scene, fields, rows, mess)


def staff_table(scene: Scene, fields: Sequence[str], rows: list[Cells], mess: Mess) -> Grid:
    """The sheet of these rows."""
    voice = scene.voice
    write_dates(rows, voice)
    columns = [Column(field, voice.heading("worker", field)) for field in fields]
    return lay_out(voice.words.sheets["staff"], columns, rows, mess)


def rows_for_absences(scene: Scene) -> list[Cells]:
    """A row for each absence: some had another, which is over, and stand here twice."""
    found = []
    for worker in scene.staff:
        cells = worker_cells(worker, scene.voice)
        found.append(cells)
        if happens(scene.rng, 0.5):
            start = scene.as_at - timedelta(days=scene.rng.randint(120, 300))
            over = {**cells, "absent_from": start, "absent_to": start + timedelta(days=DAYS_OFF)}
            found.insert(len(found) - scene.rng.choice((0, 1)), over)
            over["absence_reason"] = scene.voice.words.absences.get("Sickness", "Sickness")
    return found
