"""What is set in a workspace: it comes back, is told in the journal, and is never for ever."""

from pathlib import Path

import pytest

from allocation_app.domain.journal import TEXT, Deed
from allocation_app.workspace.kept_settings import (
    KeptRules,
    KeptSettings,
    keep_settings,
    kept_codes,
    kept_settings,
)
from tests.unit.workspace.weeks import a_workspace, opened

SET = KeptSettings(
    months=6,
    idle_minutes=5,
    policy="name = 'Ours'",
    rules=KeptRules(country="wales", local=("dudley",), off=("A-1",)),
    profiles={"weekly": "heading = 'Siân'"},
)


def test_that_what_is_set_comes_back_from_the_disk(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path)
    assert kept_settings(workspace) == KeptSettings()
    keep_settings(workspace, SET)
    codes = kept_codes(workspace)
    workspace.close()
    again = opened(workspace.path, is_read_only=True)
    assert (kept_settings(again), kept_codes(again)) == (SET, codes)


def test_that_only_what_is_another_is_written_down(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path)
    keep_settings(workspace, SET)
    last = workspace.last
    keep_settings(workspace, SET)
    assert workspace.last == last
    deeds = [entry.deed for entry in workspace.journal()]
    assert deeds == [Deed.CREATED, Deed.POLICY, Deed.RULES, *[Deed.SETTINGS] * 3]
    assert not any(name.startswith(TEXT) for e in workspace.journal() for name in e.facts)
    workspace.close()


def test_that_the_codes_are_the_same_for_whoever_opens_it(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path)
    assert kept_codes(workspace) == kept_codes(workspace)
    other = tmp_path / "other"
    other.mkdir()
    elsewhere = a_workspace(other)
    assert kept_codes(elsewhere) != kept_codes(workspace)
    workspace.close()
    elsewhere.close()


@pytest.mark.parametrize("told", [{"months": 0}, {"months": 121}, {"idle_minutes": 0}])
def test_that_no_import_is_kept_for_ever_and_nothing_stays_open(told: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"(from|after) 1 to"):
        KeptSettings(**told)  # type: ignore[arg-type]
