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
