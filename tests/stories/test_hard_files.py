"""Every file that breaks readers: what is expected of it, opened as outside the tests.

A file opens with so many sheets of so many rows and columns, or is refused by a code. They lie
beside the checkout (../shared/spreadsheets) or where SHARED_SPREADSHEETS says.
"""

import os
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path

import pytest

from allocation_app.errors import InputError
from allocation_app.intake import Book, understand
from allocation_app.intake.cells import ErrorCell
from allocation_app.intake.opening.book import open_book
from allocation_app.intake.sheets import EPOCH_1904
from allocation_app.wording.problems import error_message, line

ROOT = Path(__file__).resolve().parents[2]
FILES = Path(os.environ.get("SHARED_SPREADSHEETS", ROOT.parent / "shared/spreadsheets"))
AS_AT = date(2021, 3, 31)

pytestmark = [
    pytest.mark.skipif(not FILES.is_dir(), reason=f"{FILES} is not here"),
    pytest.mark.usefixtures("apart"),
]

PASSWORDS = {
    "enc_rc4cryptoapi_password.xls": "Password1234_",
    "enc_xor_password_123456789012345.xls": "123456789012345",
    "enc_pass_protected.ods": "1234",
}
EMPTY = (0, 0)


@dataclass(frozen=True, kw_only=True)
class Opens:
    """A file that opens: its kind, how many sheets it shows, the first of them, what is said."""

    kind: str
    sheets: int
    first: list[tuple[int, int]]
    said: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Refused:
    """A file that is refused: by which code, and by what of its details."""

    code: str
    because: str = ""


def opens(kind: str, sheets: int, *first: tuple[int, int], **said: int) -> Opens:
    return Opens(kind=kind, sheets=sheets, first=list(first), said=said)


def refused(code: str, because: str = "") -> Refused:
    return Refused(code=code, because=because)


EXPECTED: dict[str, Opens | Refused] = {
    "hard/csv_Attendance.csv": opens("csv", 1, (25, 9)),
    "hard/csv_characters.csv": refused("file_encoding"),
    "hard/csv_duplicate-headers.csv": opens("csv", 1, (3, 5)),
    "hard/csv_issue-1009-semicolon.csv": opens("csv", 1, (2, 2)),
    "hard/csv_leading-zeros.csv": opens("csv", 1, (4, 1)),
    "hard/csv_mixedGLB.csv": opens("csv", 1, (136, 19)),
    "hard/csv_null_byte.csv": opens("csv", 1, (2, 3), nul_characters=1),
    "hard/csv_premiere.win1252.csv": opens("csv", 1, (2, 3), encoding_assumed=1),
    "hard/csv_sep.csv": opens("csv", 1, (2, 2)),
    "hard/csv_skip-rows-before-headers.csv": opens("csv", 1, (4, 2)),
    "hard/csv_sparse_with_column_errors.csv": opens("csv", 1, (2201, 4), encoding_assumed=1),
    "hard/csv_test_utf16_little.csv": opens("csv", 1, (3, 3)),
    "hard/csv_test_utf8_bom.csv": opens("csv", 1, (3, 3)),
    "hard/date_date_1904.xls": opens("xls", 1, (3, 2)),
    "hard/date_date_iso.xlsx": opens("xlsx", 1, (6, 1)),
    "hard/date_dates-leap-year-1900-xlsx.xlsx": opens("xlsx", 2, (8, 3), (11, 3)),
    "hard/date_test_numeric_date_format.csv": opens("csv", 1, (3, 1)),
    "hard/date_texty-dates-xlsx.xlsx": opens("xlsx", 1, (3, 1)),
    "hard/enc_ReadOnlyRecommended.xls": opens("xls", 3, (1, 1), EMPTY, sheet_empty=2),
    "hard/enc_pass_protected.ods": opens("ods", 2, (1, 10), sheet_empty=1),
    "hard/enc_rc4cryptoapi_password.xls": opens("xls", 1, (1, 2)),
    "hard/enc_xor_password_123456789012345.xls": opens("xls", 1, (420, 26)),
    "hard/fml_errors.xlsx": opens("xlsx", 3, (7, 1), EMPTY, sheet_empty=2),
    "hard/fml_large.xlsx": opens("xlsx", 1, (33, 11), sheet_hidden=2),
    "hard/fml_link-external-workbook-a.xlsx": opens("xlsx", 1, (1, 2)),
    "hard/fmt_LO7322.fods": opens("fods", 1, (33, 11)),
    "hard/fmt_Simple.xlsb": opens("xlsb", 3, (1, 1), EMPTY, sheet_empty=2),
    "hard/fmt_charset.ISO-8859-1.html.xls": opens("html", 1, (2, 4)),
    "hard/fmt_clusterfuzz-SFFuzzer-5937385319563264.xlsx": refused("file_damaged", "checksum"),
    "hard/fmt_duplicate-filename.xlsx": refused("file_damaged", "duplicate_parts"),
    "hard/fmt_has_x000D_.xlsx": opens("xlsx", 1, (1, 1)),
    "hard/fmt_iris-google-doc.xlsx": opens("xlsx", 1, (151, 5)),
    "hard/fmt_no-styles-or-sharedStrings-parts.xlsx": opens("xlsx", 1, (12, 3)),
    "hard/fmt_no_cell_ids.xlsx": opens("xlsx", 1, (2, 13)),
    "hard/fmt_nonstandard-xml-ns-prefix.xlsx": opens("xlsx", 1, (3, 2)),
    "hard/fmt_null_file.xlsx": refused("file_empty"),
    "hard/fmt_tilde-dollar-LoadPivotTables.xlsx": refused("file_locked", "lock"),
    "hard/fmt_too_small.xls": refused("file_kind", "unknown"),
    "hard/fmt_vba.xlsm": opens("xlsm", 3, EMPTY, sheet_empty=3, sheet_macros=1),
    "hard/fmt_xlmmacro.xlsm": opens("xlsx", 2, EMPTY, sheet_empty=2, sheet_no_cells=1),
    "hard/hdr_TablesWithDifferentHeaders.xlsx": opens("xlsx", 3, (2, 2), (2, 2), (3, 2)),
    "hard/hdr_any_sheets.xlsx": opens("xlsx", 1, (4, 2), sheet_hidden=2, sheet_no_cells=1),
    "hard/hdr_bian-anal-mca-2005-dols-eng-1011-0312-tab3.xlsm": opens("xlsx", 1, (41, 4)),
    "hard/hdr_enron-nested.xlsx": opens(
        "xlsx", 11, (176, 27), (94, 74), (48, 11), sheet_hidden=2, sheet_no_cells=1
    ),
    "hard/hdr_enron.xlsx": opens("xlsx", 1, (77, 40)),
    "hard/hdr_florida_data.ashx.xls": opens("xls", 5, (496, 115), (12, 1), (68, 9)),
    "hard/hdr_lu-performance-data-almanac.xlsx": opens(
        "xlsx", 56, EMPTY, sheet_empty=56, sheet_hidden=2
    ),
    "hard/hdr_skipping.xlsx": opens("xlsx", 3, (3, 2), (4, 2), (5, 2)),
    "hard/hdr_style-only-cells.xlsx": opens("xlsx", 1, (4, 5)),
    "hard/hdr_worked-examples.xlsx": opens("xlsx", 25, (4, 2), (5, 4), (4, 2)),
    "hard/size_57893-many-merges.xlsx": opens("xlsx", 1, EMPTY, sheet_empty=1),
    "hard/size_OOM_alloc3.xls": refused("file_damaged", "CalamineError"),
    "hard/size_issue.3255.xlsx": opens("xlsx", 1, (15, 3)),
    "hard/size_issue_174.xlsx": opens("xlsx", 1, (2, 11)),
    "hard/size_number_rows_repeated.ods": opens("ods", 3, (5, 2), (5, 2), (5, 2)),
    "hard/size_poc-shared-strings.xlsx": refused("file_too_big", "text"),
    "hard/size_poc-xmlbomb.xlsx": refused("file_damaged", "doctype"),
    "hard/size_xxe_in_schema.xlsx": opens("xlsx", 1, (2, 5)),
    "real/AnnexA_CiNCensus_Cleaner__2015-01-sample.xlsx": opens("xlsx", 15, (12, 1), (8, 4)),
    "real/AnnexA_CiNCensus_Cleaner__example-A-2005.xls": opens("xls", 15, (12, 1), (8, 4)),
    "real/AnnexA_CiNCensus_Cleaner__example-B-2004.xlsx": opens("xlsx", 15, (12, 1), (8, 4)),
    "real/D2I-Jupyter-Notebook-Tools__CINdetails.csv": opens("csv", 1, (102, 10)),
    "real/csc-validator-be-903__episodes.csv": opens("csv", 1, (5051, 13)),
    "real/csc-validator-be-903__header.csv": opens("csv", 1, (2676, 7)),
    "real/csc-validator-be-903__reviews.csv": opens("csv", 1, (12583, 4)),
    "real/csc-validator-be-903__sw_episodes.csv": opens("csv", 1, (2, 6)),
    "real/liia-tools__Annex_A.xlsx": opens("xlsx", 11, (6, 7), (6, 8), (7, 11)),
    "real/liia-tools__social_work_workforce_2022.xml": opens("census", 2, (31, 23), (2, 3)),
}


@lru_cache(maxsize=100)
def opened(name: str) -> Book | InputError:
    """A file, opened once for all tests, or why it is refused."""
    path = FILES / name
    try:
        return open_book(path, password=PASSWORDS.get(path.name))
    except InputError as error:
        return error


def cells(name: str, sheet: int = 0) -> list[list[object]]:
    """Every cell of a sheet."""
    book = opened(name)
    assert isinstance(book, Book)
    return [row for _, row in book.sheets[sheet].rows(len(book.sheets[sheet].cells))]


def test_that_every_file_is_in_the_table() -> None:
    there = {
        f"{path.parent.name}/{path.name}"
        for path in FILES.glob("*/*")
        if path.parent.name in {"hard", "real"} and path.name != "INDEX.csv"
    }
    assert there == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_that_a_file_opens_rightly_or_is_refused_for_its_reason(name: str) -> None:
    found, wanted = opened(name), EXPECTED[name]
    if isinstance(wanted, Refused):
        assert isinstance(found, InputError)
        because = [found.details.get(key, "") for key in ("what", "found", "why")]
        assert (found.code, wanted.because in because) == (wanted.code, True)
        return
    assert isinstance(found, Book)
    shapes = [sheet.cells.shape for sheet in found.sheets]
    assert (found.kind, len(shapes)) == (wanted.kind, wanted.sheets)
    assert shapes[: len(wanted.first)] == wanted.first
    assert Counter(problem.code for problem in found.problems) == wanted.said


@pytest.mark.parametrize("name", EXPECTED)
def test_that_whatever_comes_of_a_file_is_said_in_words_that_name_it(name: str) -> None:
    found = opened(name)
    if isinstance(found, Book):
        try:
            problems = understand([found], as_at=AS_AT).problems
        except InputError as error:
            found = error
        else:
            assert problems
            assert all(line(problem) for problem in problems)
            return
    sentence = error_message(found)
    assert Path(name).name in sentence
    assert "{" not in sentence
    assert sentence.count(".") >= 2  # what it means, and what to do


def test_that_error_cells_are_kept() -> None:
    assert [row[0] for row in cells("hard/fml_errors.xlsx")][:4] == [
        ErrorCell("#DIV/0!"),
        ErrorCell("#NAME?"),
        ErrorCell("#VALUE!"),
        ErrorCell("#NULL!"),
    ]


def test_that_days_count_from_1904_where_the_workbook_says_so() -> None:
    book = opened("hard/date_date_1904.xls")
    assert isinstance(book, Book)
    assert book.sheets[0].epoch == EPOCH_1904
    assert cells("hard/date_date_1904.xls")[0] == [date(2021, 1, 1), 15]


def test_that_dates_are_known_by_iso_text_and_by_formats_with_words_in_them() -> None:
    assert cells("hard/date_date_iso.xlsx")[0] == [date(2021, 1, 1)]
    assert cells("hard/date_texty-dates-xlsx.xlsx")[1] == [datetime(1985, 3, 11, 13, 0)]  # noqa: DTZ001
    duration = cells("hard/fmt_LO7322.fods")[0][4]
    assert duration == timedelta(days=12345, seconds=58656)


def test_that_escapes_and_encodings_become_what_they_stand_for() -> None:
    assert cells("hard/fmt_has_x000D_.xlsx") == [["ABC\r\nDEF"]]
    assert cells("hard/fmt_charset.ISO-8859-1.html.xls")[0] == ["À1", "B1", "ç1", "D1"]
    assert cells("hard/csv_test_utf16_little.csv")[2] == ["4", "5", "ʤ"]
    assert cells("hard/csv_leading-zeros.csv")[1][0] == "01"


def test_that_merged_cells_are_known() -> None:
    book = opened("hard/size_57893-many-merges.xlsx")
    assert isinstance(book, Book)
    assert len(book.sheets[0].merges) == 50_000


@pytest.mark.parametrize("name", sorted(PASSWORDS))
@pytest.mark.parametrize(("password", "found"), [(None, ""), ("not this", "wrong")])
def test_that_a_password_is_asked_for_and_a_wrong_one_said_to_be_wrong(
    name: str, password: str | None, found: str
) -> None:
    with pytest.raises(InputError, match="file_password") as caught:
        open_book(FILES / "hard" / name, password=password)
    assert caught.value.details["found"] == found
