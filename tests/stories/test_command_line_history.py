"""What a workspace's imports come to over time, as `./run workspace history` prints it."""

import json
from contextlib import redirect_stdout
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path

import pytest

from allocation_app.cli import main
from allocation_app.settings.tables import text
from allocation_app.workspace.adding import add_import
from allocation_app.workspace.kept_settings import KeptRules, KeptSettings, keep_settings
from allocation_app.workspace.keys import LEAST, Passphrase
from allocation_app.workspace.session import How, open_workspace
from tests.stories.test_command_line import TEAM
from tests.stories.test_command_line_workspace import BY, WORDS, cheap, document, run

__all__ = ["cheap"]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory, cheap: None) -> Path:
    """A workspace with the same team on three days, of which the last comes after a gap."""
    del cheap
    path = tmp_path_factory.mktemp("history") / "team.allocation"
    assert run("create", str(path), BY).returncode == 0
    added = run("add", str(path), *map(str, TEAM), "--as-at", "2026-11-20", BY)
    assert added.returncode == 0, added.stderr
    workspace = open_workspace(path, Passphrase(text=WORDS), How(cost=LEAST))
    for day in (date(2026, 11, 13), date(2026, 12, 4)):
        add_import(workspace, replace(workspace.snapshot(1), as_at=day))
    workspace.close()
    return path


def test_that_each_import_is_told_by_its_figures(kept: Path) -> None:
    found = document("history", str(kept))
    first, second, third = found["imports"]
    assert [each["as_at"] for each in found["imports"]] == [
        "2026-11-13",
        "2026-11-20",
        "2026-12-04",
    ]
    assert (second["children"], second["families"], second["unallocated"]) == (150, 102, 12)
    assert second["sources"][0]["sha256"]
    assert first["changes"] is None
    assert second["changes"]["changed"] == 0
    assert (second["changes"]["is_gap"], third["changes"]["is_gap"]) == (False, True)
    assert found["gaps"] == [["2026-11-20", "2026-12-04"]]
    assert found["plans"] == [{"name": "", "moves": 0, "is_present": True}]
    assert found["journal"] == 4
    assert third["longest_wait"] - second["longest_wait"] == 10


def test_that_the_figures_are_those_of_a_review_of_the_same_files(kept: Path) -> None:
    out = StringIO()
    with redirect_stdout(out):
        assert main(["review", *map(str, TEAM), "--as-at", "2026-11-20", "--json"]) == 0
    looked = json.loads(out.getvalue())
    (told,) = (
        each for each in document("history", str(kept))["imports"] if each["as_at"] == "2026-11-20"
    )
    late = {each["child"] for each in looked["findings"] if each["state"] == "late" and each["due"]}
    assert told["unallocated"] == len(looked["unallocated"])
    assert told["late"] == len(late - {None})
    assert {name: told[name] for name in looked["balance"]} == looked["balance"]
    assert {each["worker"] for each in looked["sustained"]} == set()


def test_that_other_weights_are_those_asked_for(kept: Path) -> None:
    usual, other = (
        document("history", str(kept), *more)["imports"][-1]["max"]
        for more in ((), ("--policy", "moj"))
    )
    assert usual != other


def test_that_a_line_tells_each_import_in_words(kept: Path) -> None:
    by, *lines = run("history", str(kept), BY).stdout.splitlines()
    assert by.startswith("Rules: wales ")
    assert by.endswith("; weights: Example weights")
    assert len(lines) == 3
    start = "   1  Fri 20 Nov 2026: 150 children of 102 families; unallocated 12, of "
    assert lines[1].startswith(start)
    assert lines[1].endswith("; 0 changes of case holder")
    assert date(2026, 11, 20).isoformat() not in lines[1]


def test_that_it_is_counted_by_what_the_workspace_keeps_and_that_is_said(
    kept: Path, tmp_path: Path
) -> None:
    shipped, path = document("history", str(kept)), tmp_path / "mine.allocation"
    path.write_bytes(kept.read_bytes())
    workspace = open_workspace(path, Passphrase(text=WORDS), How(cost=LEAST))
    rules = KeptRules(country="england", local=("walsall",), off=("E-CP-02",))
    keep_settings(workspace, KeptSettings(policy=text("weights", "moj.toml"), rules=rules))
    workspace.close()

    own = document("history", str(path), "--local", "bexley")
    asked = document("history", str(path), "--rules", "wales", "--policy", "example")
    said = run("history", str(path), BY).stdout.splitlines()[0]

    assert own["rules"] == "england+walsall+bexley"
    assert "1 switched by hand" in own["rules_version"]
    assert "E-CP-02" not in own["imports"][0]["late_by_rule"]
    assert own["imports"][0]["max"] != shipped["imports"][0]["max"]
    assert (own["rules_kept"], own["policy_kept"]) == (True, True)
    assert (asked["rules_kept"], asked["policy_kept"]) == (False, False)
    assert {**asked, "journal": 0} == {**shipped, "journal": 0}
    assert said.count(", as the workspace keeps them") == 2


def test_that_one_import_is_shown_then_deleted_and_the_present_one_is_refused(
    kept: Path, tmp_path: Path
) -> None:
    path = tmp_path / "mine.allocation"
    path.write_bytes(kept.read_bytes())
    shown = run("prune", str(path), BY, "--import", "1")
    assert shown.returncode == 0
    assert shown.stdout.startswith("   1  Fri 20 Nov 2026: caseload_2026-11-20.xlsx and ")
    assert shown.stdout.endswith("; 150 children\n")
    assert len(document("history", str(path))["imports"]) == 3

    deleted = document("prune", str(path), "--import", "1", "--delete")
    refused = run("prune", str(path), BY, "--import", "3", "--delete")
    unknown = run("prune", str(path), BY, "--import", "1")

    (told,) = deleted["imports"]
    assert (deleted["deleted"], told["as_at"], told["children"]) == (True, "2026-11-20", 150)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "The plan stands on the import as at 2026-12-04" in refused.stderr
    assert "There are: 2 (2026-11-13), 3 (2026-12-04)." in unknown.stderr
    assert [each["import"] for each in document("history", str(path))["imports"]] == [2, 3]
    assert "1 import; as at Fri 20 Nov 2026" in run("journal", str(path), BY).stdout
    assert document("verify", str(path))["ok"]


def test_that_who_could_take_a_child_counts_what_the_imports_of_a_workspace_tell(
    kept: Path,
) -> None:
    """The same as of the files themselves, with the earlier ones beside them."""
    child = "4100056"
    found = document("candidates", str(kept), "--child", child)
    (*_, last) = found["candidates"]
    assert last["recent"]["first_import"] == "2026-11-13"
    assert "by the imports since that of 13 Nov 2026" in last["recent"]["message"]
    out = StringIO()
    with redirect_stdout(out):
        asked = ["candidates", *map(str, TEAM), "--as-at", "2026-12-04", "--child", child, "--json"]
        assert main([*asked, "--earlier", *map(str, TEAM)]) == 0
    beside = json.loads(out.getvalue())
    assert [each["worker"] for each in beside["candidates"]] == [
        each["worker"] for each in found["candidates"]
    ]
    assert run("candidates", str(kept), "--child", "nobody", BY).returncode == 2


def test_that_documents_of_all_that_is_kept_are_written(kept: Path, tmp_path: Path) -> None:
    out = tmp_path / "journal.csv"
    asked = ("--what", "journal", "--from", "2020-01-01", "--to", "2099-01-01", "--names", "codes")
    done = run("export", str(kept), *asked, "--out", str(out), BY)
    assert done.returncode == 0, done.stderr
    assert len(out.read_text("utf-8-sig").splitlines()) == 1 + 4  # made, and three imports


def test_that_an_empty_workspace_has_nothing_to_hand_round(tmp_path: Path) -> None:
    path = str(tmp_path / "new.allocation")
    assert run("create", path, BY).returncode == 0
    for asked in (("candidates", "--child", "1"), ("export", "--out", str(tmp_path / "a.xlsx"))):
        done = run(asked[0], path, *asked[1:], BY)
        assert done.returncode == 2
        assert done.stderr == "new.allocation has no import yet: add one first.\n"
