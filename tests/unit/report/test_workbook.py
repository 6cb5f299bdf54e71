"""The allocation workbook says what the review says, and is made to be handed round."""

import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from allocation_app.domain.findings import Told
from allocation_app.domain.people import Involvement, TeamId, WorkerId
from allocation_app.domain.review import Review
from allocation_app.domain.snapshot import Snapshot
from allocation_app.errors import AppError
from allocation_app.report import layout
from allocation_app.report.workbook import MOST_WORKER_SHEETS
from allocation_app.wording.problems import error_message
from tests.builders import write_workbook
from tests.unit.domain.builders import POLICY
from tests.unit.report.examples import AS_AT, WORKERS, a_review, a_snapshot

SHEETS = [
    *("Cover", "Contents", "Changes", "Allocations"),
    *("Unallocated", "Findings", "Balance", "Forecast"),
]
LAST = ["Choices", "Notes"]
OWN = ["Alun Morris", "Gwen Ellis", "Huw Pugh", "Nia Rees", "Sian Jones", "Tom O'Brien agency"]
Row = Mapping[str, object]


def rows(sheet: Worksheet) -> list[Row]:
    """The rows of a sheet's one table, by heading."""
    (table,) = sheet.tables.values()
    headings, *body = [[cell.value for cell in row] for row in sheet[table.ref]]
    return [dict(zip(map(str, headings), row, strict=True)) for row in body]


def facts(sheet: Worksheet) -> dict[object, object]:
    """The cover's labels and what stands beside each."""
    return {row[0].value: row[1].value for row in sheet.iter_rows(max_col=2)}


def written(review: Review, folder: Path, *, hide_names: bool = False) -> Workbook:
    write_workbook(review, (), folder / "book.xlsx", hide_names=hide_names)
    return load_workbook(folder / "book.xlsx", data_only=True)


def everything(book: Workbook) -> str:
    """All text of a workbook."""
    return "\n".join(
        str(value) for sheet in book for row in sheet.iter_rows(values_only=True) for value in row
    )


def test_that_the_sheets_come_in_the_order_people_ask_for(team: Review, tmp_path: Path) -> None:
    assert write_workbook(team, (), tmp_path / "book.xlsx") == (*SHEETS, *OWN, *LAST)


def test_that_every_child_has_one_row(team: Review, book: Workbook) -> None:
    listed = [row["Child ID"] for row in rows(book["Allocations"])]

    assert sorted(map(str, listed)) == sorted(team.snapshot.children)


def test_that_a_row_says_who_has_the_child_and_what_it_counts_for(
    team: Review, book: Workbook
) -> None:
    points = {
        line.child: line.points
        for worker in team.caseloads.loads
        for line in team.caseloads.case_points(worker)
        if line.is_held
    }
    for row in rows(book["Allocations"]):
        child = team.snapshot.children[str(row["Child ID"])]  # type: ignore[index]
        holder = team.caseloads.holder(child.id)
        assert row["Worker"] == (None if holder is None else holder.name)
        assert row["Points"] == points.get(child.id)
        assert row["Name"] == child.name


def test_that_the_unallocated_are_those_of_the_review_worst_first(
    team: Review, book: Workbook
) -> None:
    listed = rows(book["Unallocated"])

    assert [row["Child ID"] for row in listed] == [wait.child for wait in team.waits]
    assert [row["Working days waiting"] for row in listed] == [w.working_days for w in team.waits]


def test_that_a_child_whose_worker_could_not_be_read_is_not_unallocated(
    team: Review, book: Workbook
) -> None:
    (why,) = {
        row["Why unallocated"]
        for row in rows(book["Allocations"])
        if row["Child ID"] in team.caseloads.unreadable
    }
    assert why == "cannot tell: the worker's name could not be read"
    noted = {row["What"] for row in rows(book["Notes"]) if row["Part"] == "Import"}
    assert {f"child {child}" for child in team.caseloads.unreadable} <= noted


RANKS = {"late": 0, "flagged": 0, "cannot tell": 1, "due soon": 2, "near": 2}


def test_that_every_finding_stands_there_worst_first(team: Review, book: Workbook) -> None:
    states = [row["State"] for row in rows(book["Findings"])]

    assert len(states) == len(team.findings)
    assert states == sorted(states, key=lambda word: RANKS[word])


def test_that_balance_has_the_figures_of_the_review(team: Review, book: Workbook) -> None:
    by_name = {row["Worker"]: row for row in rows(book["Balance"])}

    assert set(by_name) == {worker.name for worker in team.caseloads.case_holders}
    assert "Gone Before" not in by_name
    for worker in WORKERS:
        if worker.name in by_name:
            load, row = team.caseloads.loads[worker.id], by_name[worker.name]
            assert row["Points"] == load.points
            assert row["Capacity"] == load.capacity
            assert row["Utilisation"] == (load.utilisation or "no capacity")
            assert row["In words"] == load.band
            mix = [count for heading, count in row.items() if heading.startswith("Mix: ")]
            assert sum(map(int, map(str, mix))) == len(load.children)


def test_that_the_cover_counts_children_families_and_what_is_late(
    team: Review, book: Workbook
) -> None:
    cover = facts(book["Cover"])

    assert cover["Children"] == len(team.snapshot.children)
    assert cover["Families"] == team.families
    assert cover["Children unallocated"] == len(team.waits)
    assert cover["Findings: late"] == sum(f.told is Told.LATE for f in team.findings)
    assert cover["Findings: flagged"] == sum(f.told is Told.FLAGGED for f in team.findings)
    assert cover["Late within four weeks"] == len(team.coming)
    assert cover["Source"] == "caseload.xlsx (SHA-256 abababababab…)"
    assert cover["Weights"] == (
        f"Example weights, version 1 ({POLICY.fingerprint}). Example weights - set your own."
    )


def test_that_the_council_s_own_weights_are_not_called_examples(tmp_path: Path) -> None:
    review = a_review()
    policy = replace(review.policy, is_example=False, name="Conwy")

    book = written(replace(review, caseloads=replace(review.caseloads, policy=policy)), tmp_path)

    assert facts(book["Cover"])["Weights"] == f"Conwy, version 1 ({policy.fingerprint})"


def test_that_totals_are_live_formulas(formulas: Workbook) -> None:
    cover = facts(formulas["Cover"])

    assert cover["Children"] == "=COUNTA(Allocations[Child ID])"
    assert "=SUM(Balance[Points])" in [cell.value for cell in formulas["Balance"]["C"]]
    sums = [row[0].value for row in formulas["Sian Jones"].iter_rows()]
    assert "=SUM(Worker_5[Points])" in sums


def test_that_hidden_names_are_nowhere_in_the_file(team: Review, tmp_path: Path) -> None:
    write_workbook(team, (), tmp_path / "book.xlsx", hide_names=True)

    with zipfile.ZipFile(tmp_path / "book.xlsx") as parts:
        text = b"".join(map(parts.read, parts.namelist())).decode()
    assert "Llewelyn" not in text
    assert ">C.L.<" in text.replace("C.L.D.", "C.L.")


def test_that_the_values_of_problems_stay_out_of_the_file(book: Workbook) -> None:
    assert "Zebedee" not in everything(book)
    counts = {row["What"]: row["Figure"] for row in rows(book["Notes"])}
    assert counts["problems of the kind “warning”"] == 1


def test_that_tables_have_names_of_their_own_and_headings_that_are_in_the_cells(
    formulas: Workbook,
) -> None:
    tables = [(sheet, table) for sheet in formulas for table in sheet.tables.values()]

    assert (
        len({table.displayName for _, table in tables})
        == len(tables)
        == len(OWN) + len(SHEETS) - 1 + len(LAST)
    )
    for sheet, table in tables:
        headings = [cell.value for cell in sheet[table.ref][0]]
        assert headings == [column.name for column in table.tableColumns]
        assert len(set(headings)) == len(headings)


def test_that_a_state_is_coloured_by_its_word(formulas: Workbook) -> None:
    coloured = {
        str(rule.formula[0])
        for ranges in formulas["Findings"].conditional_formatting
        for rule in ranges.rules
    }
    states = ("late", "flagged", "due soon", "near", "cannot tell", "in time")
    assert coloured == {f'"{word}"' for word in states}


def test_that_no_person_is_the_author(book: Workbook) -> None:
    about = book.properties

    assert about.title == "Allocation workbook, as at 13/05/2026"
    assert (about.creator, about.lastModifiedBy) == ("Caseload allocation", None)


def test_that_user_text_is_never_a_formula(formulas: Workbook) -> None:
    live = [
        str(cell.value)
        for sheet in formulas
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    assert live
    assert not any("HYPERLINK" in formula for formula in live)


def test_that_an_import_without_a_child_says_so_in_words(tmp_path: Path) -> None:
    book = written(a_review(Snapshot(as_at=AS_AT)), tmp_path)

    assert book.sheetnames == [*SHEETS, *LAST]
    assert [len(sheet.tables) for sheet in book] == [0, 1, 1, 0, 0, 0, 0, 0, 1, 1]
    assert facts(book["Cover"])["Children"] == 0
    assert "Nobody: every child has a named social worker." in everything(book)


def test_that_a_worker_without_cases_is_in_the_balance_and_has_no_sheet(tmp_path: Path) -> None:
    idle = replace(WORKERS[0], id=WorkerId("w9"), name="Idle Hands")

    book = written(a_review(a_snapshot(5, (*WORKERS, idle))), tmp_path)

    assert "Idle Hands" not in book.sheetnames
    assert "Idle Hands" in [row["Worker"] for row in rows(book["Balance"])]


def test_that_too_many_workers_for_a_sheet_each_are_all_in_the_balance(tmp_path: Path) -> None:
    review = a_review(a_snapshot(12))
    crowd = {
        WorkerId(f"c{n}"): replace(WORKERS[0], id=WorkerId(f"c{n}"), name=f"Crowd {n}")
        for n in range(MOST_WORKER_SHEETS + 1)
    }
    spells = tuple(
        replace(review.snapshot.spells[0], worker=worker, child=child)
        for worker, child in zip(crowd, list(review.snapshot.children) * 30, strict=False)
    )
    one_each = replace(review.snapshot, workers=crowd, spells=spells)
    few = written(a_review(one_each), tmp_path)
    assert len(few.sheetnames) == len(SHEETS) + len(LAST) + 12

    shared = replace(
        one_each,
        spells=tuple(replace(spell, involvement=Involvement.CO_WORKER) for spell in spells),
    )
    many = written(a_review(shared), tmp_path)
    assert many.sheetnames == [*SHEETS, *LAST]
    assert len(rows(many["Balance"])) == MOST_WORKER_SHEETS + 1


def test_that_more_rows_than_excel_has_are_refused(
    team: Review, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(layout, "MOST_ROWS", 50)

    with pytest.raises(AppError) as raised:
        write_workbook(team, (), tmp_path / "book.xlsx")

    assert error_message(raised.value).startswith("Allocations is too long")
    assert list(tmp_path.iterdir()) == []


def test_that_a_team_is_named_in_each_row_only_where_there_are_several(
    book: Workbook, tmp_path: Path
) -> None:
    assert "Team" not in rows(book["Allocations"])[0]
    snapshot = a_snapshot(4)
    child = next(iter(snapshot.children.values()))
    other = {child.id: replace(child, team=TeamId("Duty and Assessment"))}

    mixed = written(a_review(replace(snapshot, children={**snapshot.children, **other})), tmp_path)

    teams = {row["Child ID"]: row["Team"] for row in rows(mixed["Allocations"])}
    assert teams[child.id] == "Duty and Assessment"
    assert set(teams.values()) == {"Duty and Assessment", "North Team"}


def test_that_a_worker_s_sheet_gives_the_worst_state_and_the_first_date(
    team: Review, book: Workbook
) -> None:
    due: dict[object, list[date]] = {}
    for finding in team.findings:
        if finding.due is not None:
            due.setdefault(finding.child, []).append(finding.due)
    for row in rows(book["Sian Jones"]):
        if row["State"] == "late":
            assert row["Next date"] == datetime.combine(
                min(due[row["Child ID"]]), datetime.min.time()
            )
        if row["State"] is None:
            assert row["What is late or comes next"] == "No rule in force asks for a date."


def test_that_what_is_coming_stands_there_soonest_first_with_whose_it_is(
    team: Review, book: Workbook
) -> None:
    listed = rows(book["Forecast"])

    assert [row["Rule"] for row in listed] == [each.finding.rule for each in team.coming]
    assert [row["Week"] for row in listed] == [each.week for each in team.coming]
    for row, each in zip(listed, team.coming, strict=True):
        holder = None if each.holder is None else team.snapshot.workers[each.holder].name
        assert row["Worker"] == holder
        assert (row["Act by"] is None) is (row["Why act"] is None) is (each.act_by is None)
    assert {"no social worker"} <= {row["Why act"] for row in listed}


def test_that_a_share_in_doubt_is_a_range_with_its_reasons_and_a_reduction_has_its_own(
    team: Review, book: Workbook
) -> None:
    ranges = {row["Worker"]: row["Can be, %"] for row in rows(book["Balance"])}

    assert team.doubts
    for worker in team.caseloads.case_holders:
        doubt = team.doubts.get(worker.id)
        assert (ranges[worker.name] is None) is (doubt is None)
    pugh = everything_on(book["Huw Pugh"])
    assert "A range, because: " in pugh
    assert "no FTE; counted as full time" in pugh
    assert "times hours not taken by reductions: lead role: less 5 %" in everything_on(
        book["Tom O'Brien agency"]
    )


def everything_on(sheet: Worksheet) -> str:
    """All text of a sheet."""
    return "\n".join(str(value) for row in sheet.iter_rows(values_only=True) for value in row)


def test_that_what_is_not_checked_stands_in_the_notes_with_what_is_missing(
    team: Review, book: Workbook
) -> None:
    noted = {
        row["What"]: row["Explanation"]
        for row in rows(book["Notes"])
        if row["Part"] == "Not checked"
    }

    assert team.not_checked
    assert [str(what).split()[0] for what in noted] == [each.rule for each in team.not_checked]
    assert all(noted.values())
