"""The workbook in another program: LibreOffice computes every formula again, and prints it.

The figures it comes to are those of the review; a manager who opens the file sees what the window
shows.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from allocation_app.documents.review import review_document
from allocation_app.documents.workers import worker_documents
from allocation_app.domain.findings import Told
from allocation_app.domain.one_team import narrowed
from allocation_app.domain.people import TeamId
from allocation_app.domain.review import Review, review
from allocation_app.report.balance_sheet import MEASURES
from tests.builders import a_council, write_workbook
from tests.stories.planned_team import the_sample, the_sample_planned
from tests.unit.report.examples import a_review

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = [
    pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed"),
    pytest.mark.timeout(300),
]

# Always compute on loading: by itself it would trust the results that the file carries.
RECOMPUTE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"
 oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def converted(file: Path, to: str, folder: Path) -> Path:
    """The file as LibreOffice saves it, in a profile of its own."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(RECOMPUTE, "utf-8")
    out = folder / to
    subprocess.run(
        [
            str(SOFFICE),
            "--headless",
            f"-env:UserInstallation={profile.as_uri()}",
            "--convert-to",
            to,
            "--outdir",
            str(out),
            str(file),
        ],
        check=True,
        capture_output=True,
        timeout=240,
    )
    return out / f"{file.stem}.{to}"


def one_team() -> Review:
    """One team of a council."""
    return narrowed(a_review(a_council()), TeamId("T3"))


@pytest.fixture(
    scope="module",
    params=[a_review, the_sample, the_sample_planned, one_team],
    ids=["example", "sample", "sample with a plan", "one team of a council"],
)
def team(request: pytest.FixtureRequest) -> Review:
    made: Review = request.param()
    return made


@pytest.fixture(scope="module")
def written(team: Review, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("workbook") / "book.xlsx"
    write_workbook(team, (), out)
    return out


@pytest.fixture(scope="module")
def recomputed(written: Path, tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    return load_workbook(
        converted(written, "xlsx", tmp_path_factory.mktemp("office")), data_only=True
    )


def live_cells(written: Path) -> Iterator[tuple[str, str]]:
    """Where the workbook has a formula: sheet and cell."""
    for sheet in load_workbook(written):
        for row in sheet.iter_rows():
            yield from ((sheet.title, cell.coordinate) for cell in row if cell.data_type == "f")


def test_that_every_formula_comes_to_what_the_file_says(
    written: Path, recomputed: Workbook
) -> None:
    shown = load_workbook(written, data_only=True)
    live = list(live_cells(written))

    assert len(live) >= 30
    for sheet, cell in live:
        expected = shown[sheet][cell].value
        assert recomputed[sheet][cell].value == pytest.approx(expected, abs=1e-6), (sheet, cell)


def test_that_the_totals_are_those_that_the_command_line_tells(
    team: Review, recomputed: Workbook
) -> None:
    told = json.loads(json.dumps(review_document(team, ())))
    cover = {row[0].value: row[1].value for row in recomputed["Cover"].iter_rows(max_col=2)}

    # Nobody asks the command line for a review of one team: these two are told of the whole import.
    ahead = told["coming"] if team.team is None else team.coming
    assert cover["Children"] == (told["children"] if team.team is None else len(team.children))
    assert cover["Families"] == told["families"]
    assert cover["Children unallocated"] == len(told["unallocated"])
    assert cover["Late within four weeks"] == len(ahead)
    assert cover["Changes in the plan"] == len(team.caseloads.plan.child_steps)
    for kind in set(Told) - {Told.IN_TIME}:
        label = f"Findings: {kind.replace('_', ' ')}"
        assert cover[label] == sum(finding.told is kind for finding in team.findings)
    late = sum(finding["state"] == "late" for finding in told["findings"])
    assert cover["Findings: late"] + cover["Findings: flagged"] == late
    assert len(table(recomputed["Unallocated"])) == len(told["unallocated"])
    assert len(table(recomputed["Findings"])) == len(told["findings"])
    assert len(table(recomputed["Forecast"])) == len(ahead)


def test_that_the_balance_is_that_of_the_command_line(team: Review, recomputed: Workbook) -> None:
    told = json.loads(json.dumps(review_document(team, ())))
    above = list(recomputed["Balance"].iter_rows(values_only=True))
    at = next(at for at, row in enumerate(above) if row[0] == "Over those with capacity")
    measures = above[at + 1][1:8]
    sums = {row[0]: row for row in above}
    rows = {row["Worker"]: row for row in table(recomputed["Balance"])}

    assert measures == pytest.approx([told["balance"][name] for name in MEASURES], abs=1e-6)
    assert set(rows) == {worker["name"] for worker in told["workers"]}
    for worker in told["workers"]:
        row = rows[worker["name"]]
        same = ("children", "families", "points", "capacity")
        assert [row[name.title()] for name in same] == [worker[name] for name in same]
        share = worker["utilisation"]
        assert row["Utilisation"] == ("no capacity" if share is None else pytest.approx(share))
        assert row["In words"] == worker["band"]
    assert sums["Sums"][1:5] == ("Children", "Points", "Capacity", "Utilisation")
    together = [
        sum(worker[name] for worker in told["workers"])
        for name in ("children", "points", "capacity")
    ]
    assert sums["Together"][1:4] == pytest.approx(together)
    assert sums["Together"][4] == pytest.approx(together[1] / together[2], abs=1e-6)
    assert sums["Beside: unallocated"][1] == len(told["unallocated"])


def test_that_the_loads_before_the_plan_are_those_without_it(
    team: Review, recomputed: Workbook
) -> None:
    plan = team.caseloads.plan
    rows = table(recomputed["Balance"])
    assert ("Before the plan" in rows[0]) is bool(plan.steps)
    before = review(plan.without_steps, team.policy, team.rules, team.calendar)
    told = {worker["name"]: worker["utilisation"] for worker in worker_documents(before)}
    for row in rows if plan.steps else ():
        share = told.get(row["Worker"], "joins")
        expected = {None: "no capacity", "joins": None}.get(share, share)
        assert row["Before the plan"] == (
            pytest.approx(expected) if isinstance(expected, float) else expected
        )


def table(sheet: Worksheet) -> list[dict[str, Any]]:
    """The rows of a sheet's one table, by heading; none where it says that there is nobody."""
    for made in sheet.tables.values():
        headings, *body = [[cell.value for cell in row] for row in sheet[made.ref]]
        return [dict(zip(map(str, headings), row, strict=True)) for row in body]
    return []


def test_that_each_worker_s_sheet_adds_up_to_the_load(team: Review, recomputed: Workbook) -> None:
    for worker in team.snapshot.workers.values():
        load = team.caseloads.loads[worker.id]
        name = worker.name.replace("[", "").replace("]", "")
        if name in recomputed.sheetnames:
            sums = summed(recomputed[name])
            assert sums["points of the children above"] == pytest.approx(load.points)
            if load.utilisation is not None:
                assert sums["capacity for cases"] == pytest.approx(load.capacity)
                share = next(value for label, value in sums.items() if "of capacity:" in label)
                assert share == pytest.approx(load.utilisation, abs=1e-6)


def summed(sheet: Worksheet) -> dict[str, object]:
    """The figures under a worker's table, by what is said of each."""
    rows = list(sheet.iter_rows(values_only=True))
    start = next(at for at, row in enumerate(rows) if row[0] == "How the percentage is made")
    return {str(row[1]): row[0] for row in rows[start + 1 :]}


def test_that_text_of_the_import_stays_text(written: Path, recomputed: Workbook) -> None:
    again = load_workbook(written)
    texts = [
        (sheet.title, cell.coordinate, cell.value)
        for sheet in again
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "s"
    ]
    assert len(texts) > 1_000
    for sheet, cell, text in texts:
        assert recomputed[sheet][cell].value == text


def test_that_it_prints_as_numbered_pages_that_name_their_sheet(
    team: Review, written: Path, tmp_path: Path
) -> None:
    pdftotext = shutil.which("pdftotext")
    printed = converted(written, "pdf", tmp_path)
    assert printed.read_bytes().startswith(b"%PDF")
    if pdftotext is None:
        pytest.skip("pdftotext is not installed")

    command = [pdftotext, "-layout", str(printed), "-"]
    text = subprocess.run(command, check=True, capture_output=True).stdout.decode()

    assert "###" not in text  # a figure that is wider than its column
    *pages, after = text.split("\f")
    assert after == ""
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page
        assert f"As at {team.snapshot.as_at:%d/%m/%Y}" in page
        assert "Planning copy, not the record" in page
