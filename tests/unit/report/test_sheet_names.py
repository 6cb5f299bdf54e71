"""Sheets are named as Excel allows, each once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allocation_app.report.sheet_names import sheet_names


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("Siân Jones", "Siân Jones"),
        ("O'Brien [agency]", "O'Brien agency"),
        ("'quoted'", "quoted"),
        ("a/b\\c:d*e?f", "a b c d e f"),
        ("  ", "Worker"),
        ("History", "History (2)"),
        ("Jones " * 9, "Jones Jones Jones Jones Jones J"),
        ("notes", "notes (2)"),
    ],
)
def test_that_a_sheet_is_named_as_near_as_excel_allows(wanted: str, name: str) -> None:
    assert sheet_names([wanted], instead="Worker", taken=["Notes"]) == [name]


def test_that_workers_of_one_name_have_a_sheet_each() -> None:
    names = sheet_names(["Ann Rees", "ann rees", "Ann Rees"], instead="Worker")

    assert names == ["Ann Rees", "ann rees (2)", "Ann Rees (3)"]


@given(st.lists(st.text(), max_size=6))
def test_that_any_names_become_different_ones_that_excel_opens(wanted: list[str]) -> None:
    names = sheet_names(wanted, instead="Worker")

    assert len({name.casefold() for name in names}) == len(wanted)
    for name in names:
        assert 0 < len(name.encode("utf-16-le")) // 2 <= 31
        assert not set("[]:*?/\\") & set(name)
        assert name == name.strip("' ")
        assert not any(ord(letter) < 32 for letter in name)
