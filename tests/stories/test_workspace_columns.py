"""What was decided about columns in the window counts for a nightly job, too."""

from dataclasses import replace
from pathlib import Path

from allocation_app.intake.mapping import Mapping, TableMapping
from allocation_app.intake.profiles import profile_texts
from allocation_app.workspace.kept_settings import keep_settings, kept_settings
from allocation_app.workspace.keys import Passphrase
from allocation_app.workspace.session import create, open_workspace
from tests.stories.test_command_line_workspace import BY, WORDS, document, run


def test_that_columns_are_read_as_was_decided_in_the_window(tmp_path: Path) -> None:
    path = tmp_path / "team.allocation"
    create(path, Passphrase(text=WORDS)).close()
    export = tmp_path / "odd.csv"
    export.write_text("Zed,Who,Since\n900,Sam Hall,01/11/2026\n901,,\n", "utf-8")
    words = ("add", str(path), str(export), "--as-at", "2026-11-27")
    assert run(*words, BY).returncode == 1

    decided = Mapping(
        tables=(
            TableMapping(
                headings=("Zed", "Who", "Since"),
                layout="children",
                columns={"zed": "child_id", "who": "worker", "since": "allocated"},
            ),
        )
    )
    workspace = open_workspace(path, Passphrase(text=WORDS))
    kept = replace(kept_settings(workspace), profiles=profile_texts(decided))
    keep_settings(workspace, kept)
    workspace.close()

    assert document(*words)["outcome"] == "new"
    assert document("history", str(path))["imports"][-1]["children"] == 2
