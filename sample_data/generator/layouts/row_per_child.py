"""(a) A row per child; (f) children in one file and staff in another; (g) staff lists of kinds."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sample_data.generator.chance import happens
from sample_data.generator.layouts.cells import (
    ALLOCATION,
    EVENTS,
    GROUPS,
    OTHERS,
    WHO,
    Cells,
    child_cells,
    write_dates,
)
from sample_data.generator.layouts.census import census
from sample_data.generator.layouts.grid import Grid
from sample_data.generator.layouts.scene import Scene, forget_events, further_kept
from sample_data.generator.layouts.staff_list import (
    ABSENCE,
    PLAIN,
    plain_staff,
    rows_for_absences,
    staff_grid,
    staff_table,
)
from sample_data.generator.layouts.tables import (
    TIDY,
    Mess,
    add_decoys,
    any_mess,
    child_columns,
    lay_out,
    named_groups,
)

FIELDS = (*WHO, *ALLOCATION, *EVENTS, *OTHERS)
NOT_KEPT = (
    "core_group",
    "home_visit",
    "arrived_in_team",
    "review_conference",
    "strategy_discussion",
)
"""Columns that some teams do not keep."""

ONE_TABLE = ("csv", "semicolon", "html", "tab", "iso")
WORKBOOKS = ("xlsx", "xlsx", "xlsx", "ods", "xml")


def row_per_child(scene: Scene) -> list[Path]:
    """One table with everything, its columns in any order; the staff list beside it."""
    rng = scene.rng
    kind = rng.choice((*WORKBOOKS, *ONE_TABLE))
    fields = [*FIELDS, *further_kept(scene)]
    if happens(rng, 0.4):
        left_out = rng.sample(NOT_KEPT, rng.choice((1, 2)))
        forget_events(scene.children, left_out)
        fields = [field for field in fields if field not in left_out]
    sheet = children_sheet(scene, fields, can_merge=kind in {"xlsx", "html"})
    words = scene.voice.words.sheets
    if kind in WORKBOOKS and happens(rng, 0.5):
        return [scene.save(words["caseload"], [sheet, plain_staff(scene)], kind)]
    return [
        scene.save(words["caseload"], [sheet], kind),
        scene.save(words["staff"], [plain_staff(scene)], rng.choice(WORKBOOKS)),
    ]


def children_sheet(scene: Scene, fields: Sequence[str], *, can_merge: bool) -> Grid:
    """A row per child, with a mess around it."""
    voice = scene.voice
    rows = [child_cells(child, voice) for child in scene.children]
    mess = any_mess(voice, scene.as_at, len(rows), can_merge=can_merge)
    columns = child_columns(voice, _in_any_order(scene, fields, are_grouped=mess.has_group_row))
    add_decoys(columns, rows, voice, scene.as_at)
    write_dates(rows, voice)
    grid = lay_out(voice.words.sheets["children"], columns, rows, mess)
    return named_groups(grid, voice.words.groups)


def _in_any_order(scene: Scene, fields: Sequence[str], *, are_grouped: bool) -> list[str]:
    """The columns in any order; under a row of groups those of one group stay together."""
    if not are_grouped:
        first = ["id", "name"] if happens(scene.rng, 0.6) else []
        rest = [field for field in fields if field not in first]
        return [*first, *scene.rng.sample(rest, len(rest))]
    found = []
    for group in scene.rng.sample(list(GROUPS), len(GROUPS)):
        own = [field for field in GROUPS[group] if field in fields]
        found += scene.rng.sample(own, len(own))
    return found


def plain_children(scene: Scene) -> Grid:
    """A row per child and nothing else, beside a staff list that is the matter."""
    voice = scene.voice
    fields = [*FIELDS, *further_kept(scene)]
    rows: list[Cells] = [child_cells(child, voice) for child in scene.children]
    write_dates(rows, voice)
    columns = child_columns(voice, fields)
    return lay_out(voice.words.sheets["children"], columns, rows, TIDY)


def two_files(scene: Scene) -> list[Path]:
    """(f) Two files of any two kinds, either of them first."""
    rng, words = scene.rng, scene.voice.words.sheets
    kinds = (*WORKBOOKS, *ONE_TABLE)
    staff = scene.save(words["staff"], [plain_staff(scene)], rng.choice(kinds))
    children = scene.save(words["children"], [plain_children(scene)], rng.choice(kinds))
    return rng.choice(([staff, children], [children, staff]))


def staff_lists(scene: Scene) -> list[Path]:
    """(g) A staff list of one of several kinds."""
    rng, words = scene.rng, scene.voice.words.sheets
    kind = rng.choice(("hours", "two names", "reversed", "absences", "short", "census"))
    fields = list(rng.sample(PLAIN, len(PLAIN)))
    if kind == "hours":
        fields[fields.index("fte")] = "hours"
    if kind == "two names":
        at = fields.index("name")
        fields[at : at + 1] = ["surname", "forename"]
    mess = Mess(titles=(f"{scene.voice.words.staff_title} {scene.as_at:%d/%m/%Y}",))
    if kind == "absences":
        rest = [field for field in fields if field not in ABSENCE]
        staff = staff_table(scene, [*rest, *ABSENCE], rows_for_absences(scene), mess)
    elif kind == "census":
        scene.voice.always_gives_ids = True
        staff = census(scene)
    elif kind == "short":
        staff = _short_list(scene, mess)
    else:
        staff = staff_grid(scene, fields, mess, reversed_names=kind == "reversed")
    return [
        scene.save(words["staff"], [staff], rng.choice(WORKBOOKS)),
        scene.save(words["children"], [plain_children(scene)], "xlsx"),
    ]


def _short_list(scene: Scene, mess: Mess) -> Grid:
    """Who they are and how much they work: nothing of absences, reductions or leaving."""
    for worker in [*scene.team.managers, *scene.team.workers, *scene.team.leavers]:
        worker.absent_from = worker.absent_to = worker.leaves = worker.started = None
        worker.reduction = worker.reduction_from = worker.reduction_to = None
        worker.is_newly_qualified = False
    return staff_grid(scene, ("name", "worker_id", "role", "fte", "team"), mess)
