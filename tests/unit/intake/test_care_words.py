"""Placements and powers that are said in passing, half, or together with others."""

from pathlib import Path

import pytest
from books import at, child, column_of

from allocation_app.domain.people import Gap, Placement
from allocation_app.intake import Code
from allocation_app.intake.care_words import placement_of, power_of

DOUBTFUL = (
    "Home",
    "Mum",
    "Gartref",
    "Returned home",
    "Step-parent",
    "SGO",
    "Shared care",
    "See notes",
    "Foster carer - previously with parents",
    "Residential - not with parents",
    "Foster carers + respite",
    "Foster placement, respite 1 weekend a month",
)
SPECIAL = {
    "Parent & baby unit": Placement.OTHER,
    "Uned mam a'i phlentyn": Placement.OTHER,
    "family & friends, reg 26": Placement.CONNECTED_TEMPORARY,
    "Kinship - awaiting panel": Placement.CONNECTED_TEMPORARY,
    "Nain a Taid (dros dro)": Placement.CONNECTED_TEMPORARY,
    "Asesiad hyfywedd": Placement.CONNECTED_TEMPORARY,
    "R26": Placement.CONNECTED_TEMPORARY,
    "Placed with parents - not yet assessed": Placement.PARENT_UNASSESSED,
    "P.W.P.": Placement.WITH_PARENT,
    "Respite carers": Placement.SHORT_BREAKS,
    "Children's home": Placement.OTHER,
}


@pytest.mark.parametrize("text", DOUBTFUL)
def test_that_what_may_be_a_special_placement_is_none_that_is_known(text: str) -> None:
    assert placement_of(text) is None


@pytest.mark.parametrize(("text", "placement"), SPECIAL.items())
def test_that_a_special_placement_is_known_in_the_words_of_teams(
    text: str, placement: Placement
) -> None:
    assert placement_of(text) is placement


def test_that_a_doubtful_placement_is_said_once_with_its_cell_and_not_told(tmp_path: Path) -> None:
    reading = column_of(tmp_path, "Placement type", "Home", "Home", "Foster care")
    told = [Gap.PLACEMENT in child(reading, f"C{n}").told for n in (1, 2, 3)]
    assert told == [False, False, True]
    assert at(reading, Code.PLACEMENT_UNCLEAR) == [(2, "E", "Home")]


@pytest.mark.parametrize(
    "text", ["S20 -> ICO", "S76, ICO", "ICO/CO", "Interim care order, was FCO"]
)
def test_that_two_powers_in_one_cell_are_none_that_is_known(text: str) -> None:
    assert power_of(text) is None


@pytest.mark.parametrize(
    ("text", "power"),
    [
        ("I.C.O.", "interim_care_order"),
        ("C.O.", "care_order"),
        ("Sec. 31", "care_order"),
        ("ICO (s.38)", "interim_care_order"),
        ("Interim care order (s31 proceedings)", "interim_care_order"),
        ("Sec 20", "other"),
        ("A.76", "other"),
    ],
)
def test_that_abbreviated_powers_are_understood(text: str, power: str) -> None:
    found = power_of(text)
    assert found is not None
    assert found.value == power
