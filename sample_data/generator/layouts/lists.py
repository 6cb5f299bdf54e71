"""(e) Several lists joined by the child: a basic one, the register, looked after, visits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from sample_data.generator.chance import happens
from sample_data.generator.layouts.annex_a import annex_a
from sample_data.generator.layouts.cells import (
    ALLOCATION,
    EVENTS,
    FURTHER,
    IN_CARE,
    OTHERS,
    WHO,
    Cells,
    child_cells,
    write_dates,
)
from sample_data.generator.layouts.grid import Grid
from sample_data.generator.layouts.row_per_child import WORKBOOKS
from sample_data.generator.layouts.scene import Scene, further_kept
from sample_data.generator.layouts.staff_list import plain_staff
from sample_data.generator.layouts.tables import TIDY, Column, Mess, child_columns, lay_out
from sample_data.generator.records import Child

REGISTER = ("registered", "review_conference", "core_group", "bedroom_seen")
LOOKED_AFTER = (*EVENTS[13:], "long_term", "placements", "out_of_area", *IN_CARE)
VISITS = (*EVENTS[9:13], "visitor")
ELSEWHERE = {*REGISTER, *LOOKED_AFTER, *VISITS}
BASIC = (
    *WHO,
    *ALLOCATION,
    *(field for field in (*EVENTS, *OTHERS, *FURTHER) if field not in ELSEWHERE),
)


def lists(scene: Scene) -> list[Path]:
    """Lists of a team's own making, or those of a return, which is English only."""
    if not scene.voice.is_welsh and happens(scene.rng, 0.35):
        return annex_a(scene)
    return _joined_lists(scene)


def _joined_lists(scene: Scene) -> list[Path]:
    """Each list has the children whom it concerns; a child stands on several."""
    rng, voice = scene.rng, scene.voice
    words = voice.words.sheets
    further = further_kept(scene)
    facts = {child.id: child_cells(child, voice) for child in scene.children}
    write_dates(list(facts.values()), voice)

    def sheet(name: str, fields: Sequence[str], concerns: Callable[[Child], bool]) -> Grid:
        kept = [field for field in fields if field in further or field not in FURTHER]
        return _list(scene, name, kept, facts, concerns)

    grids = [
        sheet("children", BASIC, lambda _: True),
        sheet("register", ("id", "name", *REGISTER), _concerns("registered", REGISTER)),
        sheet(
            "looked_after",
            ("id", "name", "born", *LOOKED_AFTER),
            _concerns("looked_after", LOOKED_AFTER),
        ),
        sheet("visits", ("id", "name", *VISITS), lambda _: True),
        plain_staff(scene),
    ]
    if happens(rng, 0.3):
        rng.shuffle(grids)
    if happens(rng, 0.4):
        return [scene.save(grid.name, [grid], rng.choice(WORKBOOKS)) for grid in grids]
    return [scene.save(words["caseload"], grids, rng.choice(WORKBOOKS))]


def _concerns(status: str, fields: Sequence[str]) -> Callable[[Child], bool]:
    """Whether a child belongs on a list: by its status, or by a fact that would be lost."""

    def concerns(child: Child) -> bool:
        known = {*child.events, *child.unreadable}
        says = (child.long_term, child.placements, child.out_of_area, child.placement)
        has_more = status == "looked_after" and any(fact is not None for fact in says)
        return status in child.statuses or bool(known & set(fields)) or has_more

    return concerns


def _list(
    scene: Scene,
    name: str,
    fields: Sequence[str],
    facts: dict[str, Cells],
    concerns: Callable[[Child], bool],
) -> Grid:
    voice = scene.voice
    rows = [facts[child.id] for child in scene.children if concerns(child)]
    columns: list[Column] = child_columns(voice, fields)
    mess = TIDY
    if happens(scene.rng, 0.5):
        mess = Mess(titles=(f"{voice.words.title} {scene.as_at:%d/%m/%Y}",))
    return lay_out(voice.words.sheets[name], columns, rows, mess)
