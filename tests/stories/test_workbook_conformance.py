"""Every workbook is as ECMA-376 has it: Excel has nothing to repair, and nothing to write anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from openxml_audit import OpenXmlValidator

from allocation_app.domain.review import Review
from allocation_app.report.exports import LISTINGS, Naming, Order, Source, What, write
from tests.builders import a_council, write_workbook
from tests.stories.planned_team import the_sample, the_sample_planned
from tests.unit.report.examples import a_review

pytestmark = pytest.mark.timeout(120)


def found(file: Path) -> Counter[str]:
    """What the check has to say of a file, errors and warnings."""
    said = OpenXmlValidator(max_errors=0).validate(str(file)).errors
    return Counter(f"{each.severity}: {each.description}" for each in said)


@pytest.fixture(scope="module")
def of_nothing(tmp_path_factory: pytest.TempPathFactory) -> Counter[str]:
    """What it says of openpyxl's empty workbook."""
    out = tmp_path_factory.mktemp("empty") / "empty.xlsx"
    Workbook().save(out)
    return found(out)


@pytest.mark.parametrize(
    "made",
    [a_review, the_sample, the_sample_planned, lambda: a_review(a_council())],
    ids=["example", "sample", "sample with a plan", "council"],
)
def test_that_the_check_finds_no_more_than_in_an_empty_workbook(
    made: Callable[[], Review], of_nothing: Counter[str], tmp_path: Path
) -> None:
    write_workbook(made(), (), tmp_path / "book.xlsx")

    assert of_nothing  # else the check has not looked
    assert found(tmp_path / "book.xlsx") <= of_nothing


@pytest.mark.parametrize("what", LISTINGS)
def test_that_it_finds_no_more_in_a_list_by_itself(
    what: What, of_nothing: Counter[str], tmp_path: Path
) -> None:
    order = Order(what=what, naming=Naming.NAMES)

    write(order, Source(review=the_sample_planned()), tmp_path / "list.xlsx")

    assert found(tmp_path / "list.xlsx") <= of_nothing
