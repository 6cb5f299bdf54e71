"""Makes up a children's service from a seed, writes its spreadsheets and the truth about them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from sample_data.generator.allocation import Desk, allocate
from sample_data.generator.columns import CHILD_COLUMNS, WORKER_COLUMNS
from sample_data.generator.families import Maker, Numbers
from sample_data.generator.histories import Pace
from sample_data.generator.records import Child, Worker
from sample_data.generator.rows import child_rows, totals_row, worker_row
from sample_data.generator.sheets import CsvSheet, Sheet, WorkbookSheet, finished
from sample_data.generator.slips import slip
from sample_data.generator.staff import Hiring, Team, staffed_teams
from sample_data.generator.story import ALONE, PACE, Load, story_team, tell
from sample_data.generator.truth import Truth

Progress = Callable[[int, int], None]
"""Called with (children written, of all); it may raise to stop."""


@dataclass(frozen=True, slots=True)
class Size:
    """How many open children, workers in post and teams a set has."""

    children: int
    workers: int
    teams: int


SIZES = {
    "team": Size(150, 10, 1),
    "service": Size(600, 40, 5),
    "council": Size(2_500, 170, 20),
    "county": Size(12_000, 600, 45),
    "national": Size(420_000, 27_000, 3_000),
}
AS_CSV = frozenset({"national"})

FIRST_CHILD, FIRST_FAMILY = 4_100_000, 20_000
CLOSED = 0.03
WITHOUT_FAMILY = 0.02


def generate(size: str, seed: int, out: Path, *, as_at: date, progress: Progress) -> list[Path]:
    """Write the children's sheet, the staff list and ``truth.json``; as `sample_data.generate`."""
    wanted = SIZES[size]
    rng = Random(f"{size} {seed}")
    hiring = Hiring(rng, as_at)
    plan: list[Load] = []
    if wanted.teams == 1:
        team, plan = story_team(hiring, wanted.children)
        teams = [team]
    else:
        teams = staffed_teams(hiring, wanted.children, wanted.workers, wanted.teams)
    out.mkdir(parents=True, exist_ok=True)
    children_path, staff_path, truth_path = _paths(out, as_at, is_csv=size in AS_CSV)
    truth = Truth(as_at)
    maker = Maker(
        rng=rng,
        as_at=as_at,
        child_ids=Numbers(rng, FIRST_CHILD),
        family_ids=Numbers(rng, FIRST_FAMILY),
        pace=PACE if plan else Pace(),
    )
    with finished(_children_sheet(children_path, as_at)) as sheet:
        done = rows = 0
        for team in teams:
            children = _children_of(team, maker, plan)
            truth.add_children(children)
            truth.add_workers(_who_can_hold(team, children), children)
            for row in child_rows(children, rng, is_small=bool(plan)):
                sheet.append(row)
                rows += row[0] is not None
            done += team.children
            progress(done, wanted.children)
        sheet.append([None] * len(CHILD_COLUMNS))
        sheet.append(totals_row(rows))
    _write_staff(staff_path, (worker for team in teams for worker in team.listed), as_at)
    with truth_path.open("w", encoding="utf-8", newline="\n") as file:
        json.dump(truth.told(), file, indent=1, ensure_ascii=False)
        file.write("\n")
    return [children_path, staff_path, truth_path]


def _paths(out: Path, as_at: date, *, is_csv: bool) -> tuple[Path, Path, Path]:
    ending = "csv" if is_csv else "xlsx"
    return (
        out / f"caseload_{as_at:%Y-%m-%d}.{ending}",
        out / f"staff_{as_at:%Y-%m-%d}.{ending}",
        out / "truth.json",
    )


def _children_of(team: Team, maker: Maker, plan: list[Load]) -> list[Child]:
    """A team's children, held and waiting, and some whose case is closed; in the order of names."""
    rng, as_at = maker.rng, maker.as_at
    families = maker.families(team.name, team.children, team.shares, ALONE if plan else ())
    desk = Desk(team, maker)
    if plan:
        tell(desk, families, plan)
    else:
        allocate(desk, families)
    children = [child for family in families for child in family]
    for family in families:
        if len(family) == 1 and rng.random() < WITHOUT_FAMILY:
            family[0].family = None
    closed = sum(rng.random() < CLOSED for _ in children)
    for family in maker.families(team.name, closed, {"care_and_support": 1}):
        worker = rng.choice(team.workers)
        desk.leave_with(family, worker)
        closed_on = as_at - timedelta(days=rng.randint(2, 60))
        for child in family:
            child.closed = closed_on
        children.extend(family)
    slip(children, rng, as_at, once_each=bool(plan))
    return sorted(children, key=lambda child: (child.surname, child.forename, child.id))


def _who_can_hold(team: Team, children: list[Child]) -> list[Worker]:
    """Everybody on the list but managers, and whoever else holds or helps with a child."""
    met = {child.worker.id for child in children if child.worker and child.closed is None}
    return [*team.workers, *team.leavers, *(one for one in team.unlisted if one.id in met)]


def _children_sheet(path: Path, as_at: date) -> Sheet:
    if path.suffix == ".csv":
        return CsvSheet(path, CHILD_COLUMNS)
    titles = (
        f"Caseload report as at {as_at:%d/%m/%Y}",
        "Open cases and cases closed in the last 60 days. Synthetic data: no real child is in it.",
    )
    return WorkbookSheet(path, "Children", CHILD_COLUMNS, titles)


def _write_staff(path: Path, workers: Iterator[Worker], as_at: date) -> None:
    sheet: Sheet
    if path.suffix == ".csv":
        sheet = CsvSheet(path, WORKER_COLUMNS)
    else:
        titles = (f"Staff list as at {as_at:%d/%m/%Y}",)
        sheet = WorkbookSheet(path, "Workers", WORKER_COLUMNS, titles)
    with finished(sheet):
        for worker in workers:
            sheet.append(worker_row(worker))
