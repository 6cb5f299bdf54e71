"""Documents as PDF with tags."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from allocation_app.errors import AppError
from allocation_app.report.listing import Column
from allocation_app.report.looks import LATE, Style
from allocation_app.report.pages import (
    Bars,
    Block,
    Grid,
    Page,
    Paper,
    Said,
    Ticks,
    Tone,
    Words,
)
from allocation_app.report.tagged_pdf import pdf

MARKUP = '#panic("read") $x$ *bold* <b> = Title @ref // \\u{41} `raw` #{read("/etc/passwd")}'


def a_paper(*blocks: Block) -> Paper:
    return Paper(title="Packs", pages=[Page(title=MARKUP, blocks=blocks)], foot="", children=1)


def every_block() -> tuple[Block, ...]:
    grid = Grid(
        title="Loads",
        columns=[
            Column(heading="Worker", pairs={MARKUP: LATE}),
            Column(heading="Load", style=Style.SHARE),
        ],
        rows=[[MARKUP, 1.31], [("one", "two"), None]],
        bars=Bars(heading="of capacity", shares=[1.31, None], pairs=[LATE, LATE]),
    )
    return (
        *(Words(text=MARKUP, tone=tone) for tone in Tone),
        Said(lines=[(MARKUP, MARKUP), ("Last visit", date(2026, 11, 3)), ("Signed", None)]),
        grid,
        Grid(title="", columns=[Column(heading="Worker")], rows=[], nobody=MARKUP),
        Ticks(title="Checklist", lines=[MARKUP]),
    )


def text_of(content: bytes, folder: Path) -> str:
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("no pdftotext here")
    file = folder / "made.pdf"
    file.write_bytes(content)
    done = subprocess.run(
        [program, "-layout", "-q", str(file), "-"], check=True, capture_output=True, timeout=60
    )
    return done.stdout.decode()


def test_that_a_document_is_tagged_for_a_screen_reader_and_claims_the_standard() -> None:
    made = pdf(a_paper(*every_block()))
    assert made.startswith(b"%PDF-1.7")
    assert b"/StructTreeRoot" in made
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made


def test_that_a_document_is_tagged_but_claims_no_standard_where_a_letter_has_no_font() -> None:
    made = pdf(a_paper(Words(text="A name in \U000f0000")))
    assert b"/StructTreeRoot" in made
    assert b"pdfuaid" not in made


def test_that_a_sheet_on_which_nothing_begins_says_what_it_goes_on_with(tmp_path: Path) -> None:
    long = [Words(text="a line of a page that is longer than a sheet")] * 90
    pages = [Page(title="First", blocks=long), Page(title="Second", blocks=())]
    made = pdf(Paper(title="Packs", pages=pages, foot="", children=1))
    heads = [each.lstrip().splitlines()[0] for each in text_of(made, tmp_path).split("\f")[:-1]]
    assert [head.split("  ")[0] for head in heads] == ["Packs", "Packs · First", "Packs"]


def test_that_a_sheet_does_not_say_twice_what_document_it_is_of(tmp_path: Path) -> None:
    long = [Words(text="a line of a page that is longer than a sheet")] * 90
    made = pdf(Paper(title="Packs", pages=[Page(title="Packs", blocks=long)], foot="", children=1))
    heads = [each.lstrip().splitlines()[0] for each in text_of(made, tmp_path).split("\f")[:-1]]
    assert [head.split("  ")[0] for head in heads] == ["Packs", "Packs"]


def test_that_the_same_document_is_the_same_file() -> None:
    assert pdf(a_paper(*every_block())) == pdf(a_paper(*every_block()))


def test_that_markup_in_a_text_is_printed_and_never_done(tmp_path: Path) -> None:
    text = text_of(pdf(a_paper(Words(text=MARKUP))), tmp_path)
    assert '#panic("read") $x$ *bold* <b> = Title @ref // \\u{41} `raw`' in text


def test_that_each_sheet_says_which_of_how_many_it_is_and_how_many_children(
    tmp_path: Path,
) -> None:
    pages = [Page(title=f"Page of {name}", blocks=[]) for name in ("A.B.", "C.D.")]
    paper = Paper(title="Packs", pages=pages, foot="As at 13/05/2026", children=2)
    first, second = text_of(pdf(paper), tmp_path).rstrip("\f").split("\f")
    for number, sheet in enumerate((first, second), start=1):
        assert f"Page {number} of 2" in sheet
        assert "2 children · As at 13/05/2026" in sheet
        assert "Planning copy, not the record" in sheet


def test_that_a_document_without_the_library_is_refused_in_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(AppError) as refused:
        pdf(a_paper())
    assert refused.value.code == "pdf_missing"


def test_that_a_row_higher_than_a_sheet_goes_on_on_the_next(tmp_path: Path) -> None:
    columns = [Column(heading="Case"), Column(heading="Notes", widest=10, pairs={"late": LATE})]
    grid = Grid(title="", columns=columns, rows=[["000123", "word " * 3_000 + "end"]])
    text = text_of(pdf(a_paper(grid)), tmp_path)
    assert text.count("word") == 3_000
    assert "end" in text


def test_that_no_word_is_so_long_that_it_runs_off_the_sheet(tmp_path: Path) -> None:
    word = "y" * 3_000
    blocks = (Words(text=word), Said(lines=[("Notes", word)]), Ticks(title="", lines=[word]))
    text = text_of(pdf(a_paper(*blocks)), tmp_path)
    assert text.count("y") >= 9_000
