"""What the workbook looks like on paper: a page wide, numbered, with nothing cut or torn apart."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from allocation_app.domain.review import Review
from allocation_app.report.fitting import width
from allocation_app.report.layout import (
    DIGIT,
    LINE_HEIGHT,
    PADDING,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    Book,
    keep_together,
    set_up_print,
)
from allocation_app.report.listing import Column, Listing
from allocation_app.report.looks import Style
from allocation_app.settings.writing import put_in_place
from tests.builders import a_council, write_workbook
from tests.unit.domain.builders import POLICY, RULES
from tests.unit.report.examples import AS_AT, a_review
from tests.unit.report.test_changes import PLAN, looked


def written(review: Review, folder: Path) -> Workbook:
    write_workbook(review, (), folder / "book.xlsx")
    return load_workbook(folder / "book.xlsx", data_only=True)


def test_that_every_sheet_is_set_up_for_paper(book: Workbook) -> None:
    for sheet in book:
        assert isinstance(sheet, Worksheet)
        assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth) == (9, True)
        assert sheet.oddFooter.right.text == "Page &P of &N"  # type: ignore[union-attr]
        foot = sheet.oddFooter.left.text  # type: ignore[union-attr]
        made = f"Rules: wales {RULES.version} · Weights: Example weights 1 ({POLICY.fingerprint})"
        assert re.fullmatch(r"(\d+ child(ren)? · )?As at 13/05/2026 · " + re.escape(made), foot)
        assert not sheet.merged_cells.ranges
        if sheet.title != "Cover":
            assert sheet.freeze_panes
            assert sheet.print_title_rows


def test_that_a_name_of_any_length_fits_the_foot_of_a_page(tmp_path: Path) -> None:
    review = a_review()
    policy = replace(review.policy, name="R&D " * 99)

    book = written(replace(review, caseloads=replace(review.caseloads, policy=policy)), tmp_path)

    foot = book["Cover"].oddFooter.left.text  # type: ignore[union-attr]
    assert "Weights: R&&D R&&D" in foot
    assert len(foot) < 200


@pytest.mark.parametrize(
    ("rows_above", "pages_high", "broken_before"),
    [(20, 0, []), (40, 1, []), (60, 0, [60])],
    ids=["room enough", "a little smaller", "a page of its own"],
)
def test_that_a_sum_is_printed_with_its_table_or_whole_on_the_next_page(
    rows_above: int, pages_high: int, broken_before: list[int]
) -> None:
    sheet = Book(AS_AT).add_sheet("Sheet")
    set_up_print(sheet, is_landscape=True, repeat=1, footer="")

    keep_together(sheet, rows_above + 1, (rows_above + 2) * LINE_HEIGHT, 140 * DIGIT)

    assert sheet.page_setup.fitToHeight == pages_high
    assert [found.id for found in sheet.row_breaks.brk] == broken_before


def laid_out(listing: Listing, folder: Path) -> Worksheet:
    """The sheet that a listing becomes."""
    book = Book(AS_AT)
    book.add_listing(book.add_sheet("Sheet"), listing)
    put_in_place(folder / "book.xlsx", book.packed())
    sheet = load_workbook(folder / "book.xlsx")["Sheet"]
    assert isinstance(sheet, Worksheet)
    return sheet


def a_listing(*columns: Column) -> Listing:
    """A listing of one row, numbered from 1."""
    return Listing(
        title="List",
        table="List",
        lead=[[("A lead.", Style.LEAD)]],
        columns=columns,
        rows=[range(1, len(columns) + 1)],
        nobody="",
        children=None,
    )


@pytest.mark.parametrize("is_open", [False, True])
def test_that_a_column_holds_the_longest_word_of_a_name(tmp_path: Path, *, is_open: bool) -> None:
    narrow = Column(heading="Worker", style=Style.LONG, widest=14, is_open=is_open)
    listing = replace(a_listing(narrow), rows=[["Jo Featherstonehaugh"]])

    wide = laid_out(listing, tmp_path).column_dimensions["A"].width

    assert width("Featherstonehaugh") + PADDING < wide < width("Jo Featherstonehaugh")
    assert laid_out(a_listing(narrow), tmp_path).column_dimensions["A"].width < wide


def test_that_columns_not_for_paper_stand_last_and_beyond_what_is_printed(tmp_path: Path) -> None:
    left_out = Column(heading="Family", is_printed=False)
    sheet = laid_out(a_listing(Column(heading="Child"), left_out, Column(heading="Day")), tmp_path)

    rows = list(sheet.iter_rows(values_only=True))
    assert rows[2][0] == "Not printed, for want of room: Family."
    assert rows[-2:] == [("Child", "Day", "Family"), (1, 3, 2)]
    assert sheet.print_area == f"'Sheet'!$A$1:$B${len(rows)}"


def test_that_a_list_that_fits_on_paper_is_printed_as_far_as_it_goes(tmp_path: Path) -> None:
    sheet = laid_out(a_listing(Column(heading="Child")), tmp_path)

    assert not sheet.print_area


def test_that_the_chart_is_printed_with_the_balance(tmp_path: Path) -> None:
    sheet = written(looked(PLAN), tmp_path)["Balance"]

    last = int(str(sheet.print_area).rpartition("$")[2])
    (chart,) = sheet._charts  # noqa: SLF001 - openpyxl says it nowhere else
    top = chart.anchor._from.row  # noqa: SLF001
    high = chart.anchor.ext.height / 12_700  # EMU to points
    assert (last - top) * 12.75 >= high
    wide = sum(each.width for letter, each in sheet.column_dimensions.items() if letter < "N")
    assert chart.anchor.ext.width / 12_700 <= wide * DIGIT


def test_that_a_heading_has_a_line_more_only_where_the_filter_would_cover_it(
    tmp_path: Path,
) -> None:
    short = laid_out(a_listing(Column(heading="Sheet", narrowest=20)), tmp_path)
    tight = laid_out(a_listing(Column(heading="Children")), tmp_path)

    assert short.row_dimensions[4].height < 2 * LINE_HEIGHT
    assert tight.row_dimensions[4].height > 2 * LINE_HEIGHT


def test_that_a_sentence_above_a_narrow_table_is_broken_where_paper_would_cut_it(
    tmp_path: Path,
) -> None:
    said = "word " * 40
    lead = [[(said.strip(), Style.LEAD)], [("short", Style.LABEL), (1, Style.COUNT)]]
    sheet = laid_out(replace(a_listing(Column(heading="Child")), lead=lead), tmp_path)

    above = [row[0] for row in sheet.iter_rows(min_row=2, max_row=7, values_only=True)]
    assert " ".join(map(str, above[:4])) == said.strip()
    assert all(len(str(line)) <= 60 for line in above[:4])
    assert above[4] == "short"


def test_that_the_chart_of_many_workers_shows_as_many_as_a_page_holds(tmp_path: Path) -> None:
    sheet = written(a_review(a_council(600, 170)), tmp_path)["Balance"]

    (chart,) = sheet._charts  # noqa: SLF001 - openpyxl says it nowhere else
    high = chart.anchor.ext.height / 12_700
    wide = sum(each.width for letter, each in sheet.column_dimensions.items() if letter < "M")
    assert high <= PAGE_HEIGHT / min(1, PAGE_WIDTH / (wide * DIGIT))
    shown = chart.series[0].val.numRef.f.rpartition("$")[2]
    assert 20 < int(shown) - int(sheet.tables["Balance"].ref.split(":")[0][1:]) < 60
