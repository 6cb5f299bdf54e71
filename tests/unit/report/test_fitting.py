"""Columns and rows are fitted to text as Arial sets it."""

import pytest

from allocation_app.report.fitting import lines, width


@pytest.mark.parametrize(
    ("text", "room", "expected"),
    [
        ("", 10, 1),
        ("0123456789", 10, 1),
        ("01234 56789", 9, 2),
        ("Wales, Wales", 7, 2),
        ("one\ntwo", 20, 2),
        ("llanfairpwllgwyngyll" * 2, 10, 4),
    ],
)
def test_that_text_breaks_between_words_and_where_it_must(
    text: str, room: float, expected: int
) -> None:
    assert lines(text, room) == expected


def test_that_capitals_are_wider_than_small_letters() -> None:
    assert width("WWW") > width("www") > width("iii")


def test_that_the_longest_of_several_lines_decides() -> None:
    assert width("a\n0000000000\nb") == 10
