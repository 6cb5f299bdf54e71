"""How the command line takes wrong usage: one line that says what is wrong, and the exit code."""

from pathlib import Path

import pytest

from allocation_app import cli
from allocation_app.cli import DONE, WRONG_USAGE, main

Output = pytest.CaptureFixture[str]


def exit_code(*arguments: str) -> int:
    """With which code the command line ends."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    return int(str(ended.value.code))


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ([], "COMMAND"),
        (["nonsense"], "nonsense"),
        (["review"], "FILE"),
        (["review", "x.xlsx", "--as-at", "20/11/2026"], "20/11/2026 is not a date like 2026-11-20"),
        (["review", "x.xlsx", "--as-at", "2026-02-30"], "2026-02-30 is not a date"),
        (["review", "x.xlsx", "--ladder", "snakes"], "snakes"),
        (["policy", "x.xlsx"], "x.xlsx"),
        (["review", "x.xlsx", "--nonsense"], "--nonsense"),
        (["review", "x.xlsx", "--weeks", "14"], "14"),
        (["review", "x.xlsx", "--weeks", "-1"], "-1"),
        (["export", "x.xlsx"], "--out"),
        (["export", "x.xlsx", "--out", "y.xlsx", "--language", "tlh"], "tlh"),
        (["suggest", "x.xlsx", "--max-moves", "-1"], "-1 is no number of changes"),
        (["suggest", "x.xlsx", "--max-moves", "some"], "some is no number of changes"),
        (["suggest", "x.xlsx", "--max-moves", "2", "--only-unallocated"], "not allowed with"),
        (["suggest", "x.xlsx", "--limit", "0"], "0 is no share of capacity in per cent"),
        (["suggest", "x.xlsx", "--limit", "much"], "much is no share of capacity in per cent"),
        (["suggest", "x.xlsx", "--time-limit", "-1"], "-1 is no number of seconds"),
        (["suggest", "x.xlsx", "--set-aside", "pinned"], "'pinned'"),
        (["frontier", "x.xlsx", "--moves", "1,b"], "b is no number of changes"),
        (["sample", "--out", "d", "--size", "galactic"], "galactic"),
        (["sample", "--out", "d", "--seed", "one"], "one"),
        (["sample", "--out", "d", "--layout", "h"], "'h'"),
        (["sample", "--out", "d", "--layout", "a", "--size", "service"], "--size"),
    ],
)
def test_that_wrong_usage_is_said_in_a_line_and_ends_with_2(
    capsys: Output, arguments: list[str], reason: str
) -> None:
    assert exit_code(*arguments) == WRONG_USAGE

    output = capsys.readouterr()
    assert output.out == ""
    assert reason in output.err
    assert "--help" in output.err.splitlines()[-1]
    assert "Traceback" not in output.err


NAMES = ("inspect", "review", "suggest", "frontier", "sample")


@pytest.mark.parametrize("arguments", [["--help"], *([name, "--help"] for name in NAMES)])
def test_that_help_is_output_and_no_failure(capsys: Output, arguments: list[str]) -> None:
    assert exit_code(*arguments) == DONE

    output = capsys.readouterr()
    assert output.out.startswith("usage: run")
    assert output.err == ""


def test_that_a_mapping_that_can_not_be_read_is_wrong_usage(capsys: Output, tmp_path: Path) -> None:
    (tmp_path / "ours.json").write_text("{", encoding="utf-8")
    assert main(["review", "x.xlsx", "--mapping", str(tmp_path / "ours.json")]) == WRONG_USAGE
    assert "ours.json can't be used as a mapping: line 1" in capsys.readouterr().err


def test_that_a_policy_that_can_not_be_read_is_wrong_usage(capsys: Output, tmp_path: Path) -> None:
    broken = tmp_path / "ours.toml"
    broken.write_text("name = ", encoding="utf-8")

    for name in (broken, tmp_path / "missing.toml"):
        assert main(["review", "x.xlsx", "--policy", str(name)]) == WRONG_USAGE
        output = capsys.readouterr()
        assert output.out == ""
        assert output.err.startswith(name.name)
        assert len(output.err.splitlines()) == 1


def test_that_rules_that_nobody_knows_are_wrong_usage(capsys: Output) -> None:
    assert main(["review", "x.xlsx", "--rules", "scotland"]) == WRONG_USAGE
    output = capsys.readouterr()
    assert output.out == ""
    assert "scotland" in output.err
    assert "wales" in output.err
    assert len(output.err.splitlines()) == 1


def test_that_the_exit_codes_are_those_of_the_design() -> None:
    assert (cli.DONE, cli.NOT_USABLE, cli.WRONG_USAGE, cli.STOPPED) == (0, 1, 2, 3)
