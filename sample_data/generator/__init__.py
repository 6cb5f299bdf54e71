"""Makes up a children's service from a seed, writes its spreadsheets and the truth about them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from random import Random

from sample_data.generator.columns import CHILD_COLUMNS, RECORDED, WORKER_COLUMNS
from sample_data.generator.making import SIZES, children_of, service, who_can_hold
from sample_data.generator.records import Worker
from sample_data.generator.rows import child_rows, totals_row, worker_row
from sample_data.generator.sheets import CsvSheet, Sheet, WorkbookSheet, finished
from sample_data.generator.truth import Truth

Progress = Callable[[int, int], None]
"""Called with (children written, of all); it may raise to stop."""


AS_CSV = frozenset({"national"})


def generate(size: str, seed: int, out: Path, *, as_at: date, progress: Progress) -> list[Path]:
    """Write the children's sheet, the staff list and ``truth.json``; as `sample_data.generate`."""
    made = service(size, seed, as_at)
    number = SIZES[size].children
    out.mkdir(parents=True, exist_ok=True)
    children_path, staff_path, truth_path = _paths(out, as_at, is_csv=size in AS_CSV)
    truth = Truth(as_at, RECORDED, is_wales_only=size in AS_CSV)
    further = Random(made.key)
    with finished(_children_sheet(children_path, as_at)) as sheet:
        done = rows = 0
        for team in made.teams:
            children = children_of(team, made)
            truth.add_children(children)
            truth.add_workers(who_can_hold(team, children), children)
            for row in child_rows(children, made.maker.rng, further, is_small=made.is_small):
                sheet.append(row)
                rows += row[0] is not None
            done += team.children
            progress(done, number)
        sheet.append([None] * len(CHILD_COLUMNS))
        sheet.append(totals_row(rows))
    _write_staff(staff_path, (worker for team in made.teams for worker in team.listed), as_at)
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
