"""What is judged by can be printed, copied, edited and given back."""

import json
from pathlib import Path

import pytest

from allocation_app import settings
from allocation_app.cli import DONE, WRONG_USAGE, main

Output = pytest.CaptureFixture[str]


def test_that_a_policy_is_printed_as_the_file_it_can_be_edited_in(
    capsys: Output, tmp_path: Path
) -> None:
    ours = tmp_path / "ours.toml"

    assert main(["policy", "--policy", "moj"]) == DONE
    ours.write_text(capsys.readouterr().out, encoding="utf-8")

    assert (
        settings.policy(ours).fingerprint
        == _document(capsys, "policy", "--policy", "moj")["fingerprint"]
    )


def test_that_a_policy_is_written_to_be_edited_and_read_again(
    capsys: Output, tmp_path: Path
) -> None:
    ours = tmp_path / "ours.toml"

    assert main(["policy", "--out", str(ours)]) == DONE
    assert capsys.readouterr().out == f"Written: {ours}\n"
    ours.write_text(ours.read_text("utf-8").replace("registered = 8", "registered = 9"), "utf-8")

    before, after = _document(capsys, "policy"), _document(capsys, "policy", "--policy", str(ours))
    assert (before["cases"]["registered"], after["cases"]["registered"]) == (8, 9)
    assert before["fingerprint"] != after["fingerprint"]


def test_that_a_broken_policy_is_refused_with_its_line(capsys: Output, tmp_path: Path) -> None:
    ours = tmp_path / "ours.toml"
    main(["policy", "--out", str(ours)])
    written = ours.read_text("utf-8").splitlines()
    wrong = next(n for n, line in enumerate(written) if line.startswith("sibling"))
    written[wrong] = "sibling = 6"
    ours.write_text("\n".join(written), "utf-8")
    capsys.readouterr()

    assert main(["policy", "--policy", str(ours)]) == WRONG_USAGE

    (said,) = capsys.readouterr().err.splitlines()
    assert f"ours.toml is not a policy file: line {wrong + 1}: " in said


def _document(capsys: Output, *words: str) -> dict[str, dict[str, object]]:
    """The JSON document that a command prints."""
    capsys.readouterr()
    assert main([*words, "--json"]) == DONE
    printed: dict[str, dict[str, object]] = json.loads(capsys.readouterr().out)
    return printed


def test_that_rules_are_printed_with_their_source_and_standing(capsys: Output) -> None:
    assert main(["rules"]) == DONE

    said = capsys.readouterr().out
    assert said.startswith("Rules: wales, version ")
    assert "W-CP-06   on   10 working days" in said
    assert "(read in the source)" in said
    assert "W-PLN-01  off " in said


def test_that_rules_are_given_as_data_with_those_that_no_spreadsheet_decides(
    capsys: Output,
) -> None:
    printed = _document(capsys, "rules", "--local", "walsall", "--local", "cumberland")

    known = {rule["id"]: rule for rule in printed["rules"]}
    assert {"W-CP-06", "A-ALL-02", "A-ALL-05"} <= set(known)
    assert all(rule["source"] and rule["standing"] for rule in known.values())
    assert {row["id"] for row in printed["left_out"]} >= {"W-CLA-08", "A-ALL-03", "A-ALL-04"}
    assert printed["name"] == "wales+walsall+cumberland"


@pytest.mark.parametrize(
    ("words", "name"),
    [((), "wales"), (("--rules", "england"), "england")],
    ids=["wales", "england"],
)
def test_that_a_copied_set_of_rules_reads_as_the_one_it_was_copied_from(
    capsys: Output, tmp_path: Path, words: tuple[str, ...], name: str
) -> None:
    ours = tmp_path / "ours.toml"

    assert main(["rules", *words, "--out", str(ours)]) == DONE

    assert capsys.readouterr().out == f"Written: {ours}\n"
    assert settings.rule_set(ours).rules == settings.rule_set(name).rules


def test_that_the_local_set_is_copied_where_one_is_named(capsys: Output, tmp_path: Path) -> None:
    ours, again = tmp_path / "ours.toml", tmp_path / "again.toml"

    assert main(["rules", "--local", "bexley", "--out", str(ours)]) == DONE
    assert main(["rules", "--local", str(ours), "--out", str(again)]) == DONE

    capsys.readouterr()
    assert settings.local_rules(ours).rules == settings.local_rules("bexley").rules
    assert again.read_text("utf-8") == ours.read_text("utf-8")


def test_that_a_council_changes_a_limit_without_code(capsys: Output, tmp_path: Path) -> None:
    ours = tmp_path / "ours.toml"
    main(["rules", "--out", str(ours)])
    ours.write_text(ours.read_text("utf-8").replace("limit = 10\n", "limit = 9\n", 1), "utf-8")

    before = _document(capsys, "rules")["rules"]
    after = _document(capsys, "rules", "--rules", str(ours))["rules"]

    assert [
        (was["limit"], now["limit"]) for was, now in zip(before, after, strict=True) if was != now
    ] == [(10, 9)]


def test_that_a_broken_set_of_rules_is_refused_with_line_and_reason(
    capsys: Output, tmp_path: Path
) -> None:
    ours = tmp_path / "ours.toml"
    main(["rules", "--out", str(ours)])
    written = ours.read_text("utf-8").splitlines()
    wrong = next(n for n, line in enumerate(written) if line.startswith("limit"))
    written[wrong] = "limit = 'soon'"
    ours.write_text("\n".join(written), "utf-8")

    for words in (["--rules", str(ours)], ["--local", str(ours)]):
        capsys.readouterr()
        assert main(["rules", *words]) == WRONG_USAGE
        (said,) = capsys.readouterr().err.splitlines()
        assert "ours.toml" in said
        assert f"line {wrong + 1}" in said


def test_that_a_local_rule_of_an_id_that_is_taken_is_refused_instead_of_left_aside(
    capsys: Output, tmp_path: Path
) -> None:
    ours = tmp_path / "ours.toml"
    main(["rules", "--local", "bexley", "--out", str(ours)])
    ours.write_text(ours.read_text("utf-8").replace("A-TRF-03", "W-CP-07"), "utf-8")
    capsys.readouterr()

    assert main(["rules", "--local", str(ours)]) == WRONG_USAGE
    assert "W-CP-07 stands in wales too" in capsys.readouterr().err


def test_that_a_file_of_rules_that_is_not_there_is_refused_in_a_line(capsys: Output) -> None:
    for words in (["--rules", "none.toml"], ["--local", "none.toml"]):
        assert main(["rules", *words]) == WRONG_USAGE
        (said,) = capsys.readouterr().err.splitlines()
        assert said.startswith("none.toml could not be opened")
