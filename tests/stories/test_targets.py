"""What is written never takes the place of what was read, nor bears a child's name."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from allocation_app import settings
from allocation_app.cli import WRONG_USAGE, main
from allocation_app.domain.plan import Plan
from allocation_app.domain.review import Review, review
from allocation_app.errors import AppError
from allocation_app.intake import read
from allocation_app.report import problem_list
from tests.stories.test_command_line import TEAM


def looked_at(*paths: Path) -> Review:
    plan = Plan(snapshot=read(list(paths)).snapshot)
    return review(plan, settings.policy(), settings.rule_set(), settings.calendar())


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """The team's files, where an export may be put on top of them."""
    return [Path(shutil.copy(path, tmp_path)) for path in TEAM]


def test_that_an_export_never_takes_the_place_of_what_it_was_made_from(
    files: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    before = [path.read_bytes() for path in files]

    for out in files:
        words = ["export", *map(str, files), "--hide-names", "--out", str(out)]
        assert main(words) == WRONG_USAGE
        assert f"{out.name} is what was read" in capsys.readouterr().err

    assert [path.read_bytes() for path in files] == before


def test_that_the_list_of_problems_is_no_exception(files: list[Path], tmp_path: Path) -> None:
    looked = looked_at(*files)
    child = next(iter(looked.snapshot.children.values()))

    with pytest.raises(AppError) as raised:
        problem_list.write(looked, (), files[0])
    assert raised.value.code == "target_is_source"
    with pytest.raises(AppError) as raised:
        problem_list.write(looked, (), tmp_path / f"{child.name}.xlsx")
    assert raised.value.code == "name_in_file_name"


def test_that_any_other_file_is_replaced(files: list[Path], tmp_path: Path) -> None:
    looked = looked_at(*files)
    (tmp_path / "problems.xlsx").write_text("last week's")

    assert problem_list.write(replace(looked), (), tmp_path / "problems.xlsx")
