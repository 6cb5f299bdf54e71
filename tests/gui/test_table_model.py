"""Rows as a table shows them: texts, order, filter."""

from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from allocation_app.domain.findings import State
from ui import theme
from ui.table_model import CODE_ROLE, RIGHT, ROW_ROLE, SORT_ROLE, Column, TableModel, fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    id: str
    name: str
    days: int | None = None


EIRA = Person(id="1", name="Eira Llŷr", days=2)
OSIAN = Person(id="2", name="Osian Jones", days=None)
ZARA = Person(id="3", name="Ångström Zara", days=11)


@pytest.fixture
def model() -> TableModel[Person]:
    made = TableModel(
        [
            Column[Person](
                "Child",
                lambda person: person.name,
                is_bold=lambda person: person.days is not None,
                picture=lambda person: "clock" if person.days else None,
            ),
            Column[Person](
                "Days\nwaiting",
                lambda person: "–" if person.days is None else str(person.days),
                sort=lambda person: person.days,
                align=RIGHT,
                tip=lambda person: f"{person.days} working days",
                tone=lambda person: "late" if person.days else None,
                code=lambda _: State.LATE,
                about="Working days without a worker",
            ),
        ],
        key=lambda person: person.id,
    )
    made.show([ZARA, EIRA, OSIAN])
    return made


def names(model: TableModel[Person]) -> list[str]:
    return [row.name.split()[0] for row in model.rows()]


def resets(model: TableModel[Person]) -> list[str]:
    told: list[str] = []
    model.modelReset.connect(lambda: told.append("reset"))
    model.dataChanged.connect(lambda first, last: told.append(f"{first.row()}-{last.row()}"))
    return told


def test_that_rows_stand_in_the_order_given_until_sorted(model: TableModel[Person]) -> None:
    assert names(model) == ["Ångström", "Eira", "Osian"]


def test_that_the_model_keeps_qts_own_rules(
    model: TableModel[Person], qtmodeltester: QtBot
) -> None:
    qtmodeltester.check(model)


def test_that_a_cell_gives_its_text_its_sort_key_and_its_row(model: TableModel[Person]) -> None:
    cell = model.index(0, 1)

    roles = (Qt.ItemDataRole.DisplayRole, SORT_ROLE, ROW_ROLE, CODE_ROLE)
    assert [cell.data(role) for role in roles] == ["11", 11, ZARA, State.LATE]


def test_that_a_cell_says_why_and_in_which_colour(model: TableModel[Person]) -> None:
    cell = model.index(0, 1)

    assert cell.data(Qt.ItemDataRole.ToolTipRole) == "11 working days"
    assert cell.data(Qt.ItemDataRole.ForegroundRole) == theme.colour("late")
    assert cell.data(Qt.ItemDataRole.TextAlignmentRole) == RIGHT


def test_that_only_some_texts_are_bold_or_have_a_picture(model: TableModel[Person]) -> None:
    assert model.index(0, 0).data(Qt.ItemDataRole.FontRole).bold()
    assert model.index(2, 0).data(Qt.ItemDataRole.FontRole) is None
    assert not model.index(0, 0).data(Qt.ItemDataRole.DecorationRole).isNull()
    assert model.index(2, 0).data(Qt.ItemDataRole.DecorationRole) is None


def test_that_a_heading_explains_itself(model: TableModel[Person]) -> None:
    def heading(column: int, role: Qt.ItemDataRole) -> object:
        return model.headerData(column, Qt.Orientation.Horizontal, role)

    assert heading(1, Qt.ItemDataRole.DisplayRole) == "Days\nwaiting"
    assert heading(1, Qt.ItemDataRole.ToolTipRole) == "Working days without a worker"
    assert heading(0, Qt.ItemDataRole.ToolTipRole) == "Child"


def test_that_numbers_sort_as_numbers(model: TableModel[Person]) -> None:
    model.sort(1)

    assert names(model) == ["Eira", "Ångström", "Osian"]


def test_that_what_is_not_known_sorts_last_both_ways(model: TableModel[Person]) -> None:
    model.sort(1, Qt.SortOrder.DescendingOrder)

    assert names(model) == ["Ångström", "Eira", "Osian"]


def test_that_names_sort_without_their_accents(model: TableModel[Person]) -> None:
    model.sort(0)

    assert names(model) == ["Ångström", "Eira", "Osian"]


def test_that_the_order_given_comes_back(model: TableModel[Person]) -> None:
    model.sort(0, Qt.SortOrder.DescendingOrder)
    model.sort(-1)

    assert names(model) == ["Ångström", "Eira", "Osian"]


@pytest.mark.parametrize("words", ["llyr", "LLŶR eira", "2 eira"])
def test_that_a_filter_asks_for_all_words_without_case_and_accents(
    model: TableModel[Person], words: str
) -> None:
    model.filter(words)

    assert names(model) == ["Eira"]


def test_that_an_empty_filter_shows_everybody(model: TableModel[Person]) -> None:
    model.filter("nobody")
    assert names(model) == []

    model.filter("  ")
    assert names(model) == ["Ångström", "Eira", "Osian"]


def test_that_the_same_rows_repaint_only_what_changed(model: TableModel[Person]) -> None:
    told = resets(model)

    model.show([ZARA, replace(EIRA, days=3), OSIAN])

    assert told == ["1-1"]


def test_that_other_rows_start_the_table_anew(model: TableModel[Person]) -> None:
    told = resets(model)

    model.show([ZARA, EIRA])

    assert told == ["reset"]


def test_that_a_row_is_found_by_its_key(model: TableModel[Person]) -> None:
    assert (model.place("1"), model.place("9")) == (1, None)


def test_that_touching_a_table_repaints_all_of_it(model: TableModel[Person]) -> None:
    told = resets(model)

    model.touch()

    assert told == ["0-2"]


@pytest.mark.parametrize(
    ("shown", "typed"),
    [
        ("Siân Gŵyn", "sian gwyn"),
        ("Sia\u0302n", "siân"),
        ("O’Neill", "o'neill"),
        ("O'Neill", "ONEILL"),
        ("Łukasz Søren", "lukasz soren"),
        ("De\xa0Souza", "de souza"),
        ("Smith–Jones", "smith-jones"),
        ("Ann\x07e", "anne"),
        ("0042", "0042"),
        ("0042", "42"),
    ],
)
def test_that_a_text_is_found_however_it_is_typed(shown: str, typed: str) -> None:
    assert fold(typed).split()
    assert all(word in fold(shown) for word in fold(typed).split())


def test_that_a_number_is_found_as_it_is_written_alone() -> None:
    assert fold("0042") not in fold("42")
