"""Lists as CSV and on the clipboard: figures exact, texts never sums."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO

import pytest

from allocation_app.report.clipboard import copied, copied_texts
from allocation_app.report.csv_file import csv_text, plain
from allocation_app.report.listing import Column, Listing
from allocation_app.report.looks import Style
from allocation_app.report.values import Formula, Link, Value, safe


def a_listing(value: Value, style: Style = Style.TEXT) -> Listing:
    return Listing(
        title="Loads",
        table="Loads",
        lead=[],
        columns=[
            Column(heading="=Case"),
            Column(heading="Value", style=style),
            Column(heading="Gone", is_shown=False),
            Column(heading="Not on paper", is_printed=False),
        ],
        rows=[["000123", value, "x", None]],
        nobody="",
        children=1,
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (date(2026, 11, 3), "2026-11-03"),
        (131, "131"),
        (-3, "-3"),
        (1.1816666666666666, "1.18166666666667"),
        (4_000_000.0, "4000000"),
        (1_234_567.5, "1234567.5"),
        (Formula(text="=1+1", result=0.1 + 0.2), "0.3"),
        (Link(text="=Sian", sheet="x"), "'=Sian"),
        (("one", "=two"), "one; '=two"),
        ("two\nlines", "two␊lines"),
    ],
)
def test_that_a_value_in_csv_is_exact_and_no_formula(value: Value, text: str) -> None:
    assert plain(value) == text


def test_that_csv_has_the_columns_that_are_shown_printed_or_not() -> None:
    rows = list(csv.reader(StringIO(csv_text(a_listing("x")))))
    assert rows == [["'=Case", "Value", "Not on paper"], ["000123", "x", ""]]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("\u200b=1", "'\u200b=1"),
        ("\ufeff=1", "'\ufeff=1"),
        ("\u00a0\u202e+1", "'\u00a0\ufffd+1"),
        ("\uff1d1", "'\uff1d1"),
        ("\ufe661", "'\ufe661"),
        ("\u22121", "'\u22121"),
        ('""=1', '\'""=1'),
        ("safe \u202e txt", "safe \ufffd txt"),
        ("a;=1", "a;'=1"),
        ('a; "=1', "a; '\"=1"),
        ("a;b;-c", "a;b;'-c"),
        ("a; b", "a; b"),
        ("_x003D_1", "_x003D_1"),
        ("x" * 40_000, "x" * 32_766 + "…"),
    ],
)
def test_that_a_text_begins_no_formula_whatever_stands_before_it(text: str, kept: str) -> None:
    assert safe(text) == kept


@pytest.mark.parametrize(
    ("value", "style", "text", "html"),
    [
        (1.182, Style.SHARE, "118.2%", "<td>118.2%</td>"),
        (None, Style.SHARE, "", "<td></td>"),
        (3, Style.COUNT, "3", "<td>3</td>"),
        ("<b>=1", Style.TEXT, "<b>=1", "&lt;b&gt;=1</td>"),
        ("=1", Style.TEXT, "'=1", "&#x27;=1</td>"),
    ],
)
def test_that_a_copied_list_is_a_table_in_both_forms(
    value: Value, style: Style, text: str, html: str
) -> None:
    made = copied(a_listing(value, style))
    assert made.text == f"'=Case\tValue\tNot on paper\n000123\t{text}\t"
    assert html in made.html
    assert "mso-number-format:'\\@'\">000123</td>" in made.html


def test_that_copied_texts_of_the_screen_keep_figures_and_zeros_apart() -> None:
    made = copied_texts(["Case", "Days"], [["000123", "12"], ["two\nlines", "118 %"]])
    assert made.text == "Case\tDays\n000123\t12\ntwo lines\t118 %"
    assert made.html.count("mso-number-format") == 2
