"""What an IT department sets: begun with, fixed, limited; a slip is refused with its line."""

from pathlib import Path

import pytest

from allocation_app.errors import AppError
from allocation_app.settings.defaults import NONE_SET, Protection, defaults

WHOLE = """\
[defaults]
idle_minutes = 5
folder = "/srv/workspaces"

[fixed]
language = "en"
recovery_key = "MCowBQYDK2VuAyEA"

[most]
idle_minutes = 15
retention_months = 6

[protection]
memory_mib = 512
passes = 4
lanes = 2
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "defaults.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_that_nothing_is_set_where_there_is_no_file(tmp_path: Path) -> None:
    assert defaults(tmp_path / "no" / "defaults.toml") == NONE_SET
    assert (NONE_SET.idle_minutes, NONE_SET.retention_months) == (15, 12)


def test_that_an_empty_file_sets_nothing(tmp_path: Path) -> None:
    assert defaults(written(tmp_path, "")) == NONE_SET


def test_that_what_is_set_is_in_force(tmp_path: Path) -> None:
    found = defaults(written(tmp_path, WHOLE))

    assert (found.idle_minutes, found.folder) == (5, Path("/srv/workspaces"))
    assert (found.language, found.recovery_key) == ("en", "MCowBQYDK2VuAyEA")
    assert (found.most_idle_minutes, found.most_retention_months) == (15, 6)
    assert found.protection == Protection(memory_mib=512, passes=4, lanes=2)
    assert found.fixed == {"language", "recovery_key"}


def test_that_what_the_tool_begins_with_is_within_what_can_be_set(tmp_path: Path) -> None:
    found = defaults(written(tmp_path, "[most]\nidle_minutes = 3\nretention_months = 2\n"))

    assert (found.idle_minutes, found.retention_months) == (3, 2)


@pytest.mark.parametrize(
    ("text", "told", "kept"),
    [
        ("", None, 12),
        ("", 24, 24),
        ("[most]\nretention_months = 6\n", None, 6),
        ("[most]\nretention_months = 6\n", 24, 6),
        ("[most]\nretention_months = 6\n", 3, 3),
        ("[defaults]\nretention_months = 8\n", 24, 24),
        ("[fixed]\nretention_months = 8\n", 3, 8),
    ],
)
def test_that_nothing_is_kept_longer_than_the_council_allows(
    tmp_path: Path, text: str, told: int | None, kept: int
) -> None:
    assert defaults(written(tmp_path, text)).months_kept(told) == kept


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("[defaults]\nidle_minute = 5\n", 2, "idle_minute is not known here"),
        ("\n[default]\n", 2, "default is not known here"),
        ("[defaults]\nidle_minutes = 0\n", 2, "0 is not from 1 to 240"),
        ("[defaults]\nidle_minutes = 2.5\n", 2, "2.5 is not a whole number"),
        ("[defaults]\nidle_minutes = true\n", 2, "True is not a number"),
        ("[most]\nidle_minutes = 3\n[fixed]\nidle_minutes = 5\n", 4, "5 is not from 1 to 3"),
        ("[defaults]\nlanguage = 'fr'\n", 2, "'fr' is neither en nor cy"),
        ("[defaults]\nfolder = 'here'\n", 2, "here is no whole path"),
        ("[defaults]\nrecovery_key = ' '\n", 2, "nothing stands between the quotation marks"),
        ("[defaults]\nrecovery_key = 7\n", 2, "7 is no text"),
        ("[fixed]\nretention_months = 121\n", 2, "121 is not from 1 to 120"),
        ("[protection]\npasses = 3\nlanes = 1\n", 1, "memory_mib is missing"),
        ("[protection]\nmemory_mib = 8\npasses = 3\nlanes = 1\n", 2, "8 is not from 19 to 2048"),
        ("[fixed]\nlanguage = 'en'\n[defaults]\nlanguage = 'en'\n", 2, "stands in [defaults] too"),
        ("[fixed]\nlanguage = en\n", 2, "Invalid value"),
    ],
)
def test_that_a_slip_is_refused_with_its_line(
    tmp_path: Path, text: str, line: int, why: str
) -> None:
    with pytest.raises(AppError) as refused:
        defaults(written(tmp_path, text))

    assert refused.value.code == "defaults_line_broken"
    assert refused.value.details["line"] == str(line)
    assert why in refused.value.details["why"]


def test_that_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "defaults.toml"
    path.write_bytes(b"\xff\xfe[\x00")

    with pytest.raises(AppError, match="defaults_broken"):
        defaults(path)


def test_that_a_folder_in_its_place_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "defaults.toml"
    path.mkdir()

    with pytest.raises(AppError, match="defaults_unreadable"):
        defaults(path)
