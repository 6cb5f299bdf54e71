"""What is recorded reaches the disk, is never written over another's, and is never lost unsaid."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest

from allocation_app.domain.journal import Deed, Entry
from allocation_app.errors import AppError
from allocation_app.workspace import disk
from allocation_app.workspace.journal_file import Journal
from allocation_app.workspace.keys import Passphrase
from allocation_app.workspace.places import asides, journal_path, lock_path
from allocation_app.workspace.saving import SAVED_EVERY
from allocation_app.workspace.session import Workspace
from tests.builders import a_child, a_snapshot
from tests.unit.workspace.builders import a_workspace, beside, left, noted, numbers, opened

LOCK = ".team.allocation.lock"


def refusal(work: Callable[[], object]) -> str:
    with pytest.raises(AppError) as refused:
        work()
    return refused.value.code


def a_full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "write", full)


def of_two_writers(folder: Path) -> tuple[Workspace, Workspace]:
    """Two who both believe that the workspace is theirs: the lock between them was deleted."""
    first = a_workspace(folder)
    lock_path(first.path).unlink()
    return first, opened(first.path)


def test_that_what_is_recorded_is_on_the_disk_at_once(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path)
    noted(workspace, 1)

    assert workspace.unsaved == 0
    again = opened(left(workspace), over=True)
    assert len(again.recovered) == 1


def test_that_a_note_is_written_on_closing_though_nothing_else_was_done(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path)
    workspace.note("place", "here")
    workspace.close()
    again = opened(workspace.path)

    assert again.text("place") == "here"
    assert [entry.deed for entry in again.journal()] == [Deed.CREATED]


def test_that_what_a_full_disk_refused_counts_and_is_written_with_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = a_workspace(tmp_path)
    noted(workspace, 1)
    with monkeypatch.context() as full:
        a_full_disk(full)
        assert refusal(lambda: noted(workspace, 2)) == "target_failed"
        assert refusal(lambda: noted(workspace, 3)) == "target_failed"
        assert refusal(workspace.save) == "target_failed"
        assert refusal(workspace.close) == "target_failed"
        assert workspace.unsaved == 2
    noted(workspace, 4)

    assert workspace.unsaved == 0
    again = opened(left(workspace), over=True)
    again.take_recovered()
    assert numbers(again) == [1, 2, 3, 4]


def test_that_a_line_of_which_half_was_written_is_no_part_of_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = a_workspace(tmp_path)
    noted(workspace, 1)
    real = os.write
    with monkeypatch.context() as full:
        full.setattr(os, "write", lambda handle, told: real(handle, told[: len(told) // 2]))
        assert refusal(lambda: noted(workspace, 2)) == "target_failed"
    noted(workspace, 3)

    again = opened(left(workspace), over=True)
    again.take_recovered()
    assert (numbers(again), again.journal_problem) == ([1, 2, 3], "")


def test_that_an_import_that_could_not_be_saved_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = a_workspace(tmp_path)
    noted(workspace, 1)
    before = workspace.journal()
    with monkeypatch.context() as full:
        a_full_disk(full)
        assert refusal(lambda: workspace.add(a_snapshot(waiting=[a_child("A")]))) == "target_failed"

    assert (workspace.imports, workspace.journal(), workspace.unsaved) == ((), before, 0)
    assert workspace.add(a_snapshot(waiting=[a_child("B")])).number == 1
    assert journal_path(workspace.path).exists() is False


def test_that_work_that_fails_changes_nothing(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path)
    workspace.record(Deed.POLICY, texts={"policy": "one"})

    def work(image: object) -> int:
        image.execute("DELETE FROM texts")  # type: ignore[attr-defined]
        raise ValueError("half way")

    with pytest.raises(ValueError, match="half way"):
        workspace.rewrite(work, Deed.ERASED)
    assert workspace.text("policy") == "one"
    assert workspace.last == 2


def test_that_a_file_that_somebody_else_wrote_is_not_written_over(tmp_path: Path) -> None:
    first, second = of_two_writers(tmp_path)
    noted(second, 2)
    second.close()
    theirs = first.path.read_bytes()

    assert refusal(first.save) == "workspace_changed"
    noted(first, 1)
    assert refusal(first.close) == "workspace_changed"
    assert first.path.read_bytes() == theirs
    first.save_copy(tmp_path / "mine.allocation")
    first.close(saves=False)
    assert numbers(opened(first.path, reads=True)) == [2]
    assert numbers(opened(tmp_path / "mine.allocation")) == [1]


def test_that_who_was_taken_over_is_told_and_keeps_what_was_done(tmp_path: Path) -> None:
    first, second = of_two_writers(tmp_path)
    noted(second, 2)

    assert refusal(lambda: noted(first, 1)) == "workspace_taken"
    assert refusal(first.save) == "workspace_taken"
    assert first.unsaved == 1
    first.go_on_in(tmp_path / "mine.allocation")
    assert first.unsaved == 0
    noted(first, 3)
    first.close()
    second.close()
    assert numbers(opened(tmp_path / "mine.allocation", reads=True)) == [1, 3]
    assert numbers(opened(second.path, reads=True)) == [2]
    assert beside(second.path) == ["mine.allocation"]


@pytest.mark.parametrize("told", [b"", b"x" * 500, b"CASELOAD"])
def test_that_what_stands_there_in_its_place_is_not_written_over(
    tmp_path: Path, told: bytes
) -> None:
    workspace = a_workspace(tmp_path)
    workspace.path.write_bytes(told)

    assert refusal(workspace.save) == "workspace_changed"
    assert workspace.path.read_bytes() == told


def test_that_a_file_that_was_deleted_is_written_anew(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path)
    noted(workspace, 1)
    workspace.path.unlink()
    workspace.close()

    assert numbers(opened(workspace.path)) == [1]


def test_that_a_copy_is_never_written_over_a_file(tmp_path: Path) -> None:
    workspace, place = a_workspace(tmp_path), tmp_path / "notes.txt"
    place.write_text("mine", "utf-8")

    assert refusal(lambda: workspace.save_copy(place)) == "workspace_exists"
    assert refusal(lambda: workspace.go_on_in(place)) == "workspace_exists"
    assert place.read_text("utf-8") == "mine"
    assert beside(workspace.path) == [LOCK, "notes.txt"]
    noted(workspace, 1)


def test_that_a_second_opener_reads_what_the_first_has_done_so_far(tmp_path: Path) -> None:
    first = a_workspace(tmp_path)
    noted(first, 1)
    second = opened(first.path, reads=True)

    assert (numbers(second), second.recovered, second.unsaved) == ([1], (), 0)
    noted(second, 2)
    assert (numbers(second), second.unsaved) == ([1, 2], 1)
    assert refusal(second.save) == "workspace_read_only"
    second.close()
    noted(first, 3)
    assert numbers(first) == [1, 3]


def test_that_who_reads_changes_nothing_on_the_disk(tmp_path: Path) -> None:
    path = left(a_workspace(tmp_path))
    before = {each.name: each.read_bytes() for each in tmp_path.iterdir()}
    second = opened(path, reads=True)
    noted(second, 2)
    second.add(a_snapshot(waiting=[a_child("A")]))
    assert (len(second.imports), second.unsaved) == (1, 2)
    second.close()

    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == before


def test_that_a_second_opener_can_go_on_in_a_copy(tmp_path: Path) -> None:
    first = a_workspace(tmp_path)
    noted(first, 1)
    second = opened(first.path, reads=True)
    noted(second, 2)
    second.go_on_in(tmp_path / "copy.allocation")

    assert (second.is_read_only, second.unsaved) == (False, 0)
    noted(second, 3)
    second.close()
    first.close()
    assert numbers(opened(tmp_path / "copy.allocation")) == [1, 2, 3]
    assert numbers(opened(first.path)) == [1]


def test_that_what_a_crash_left_can_be_looked_at_by_who_reads_only(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path)
    noted(workspace, 1)
    second = opened(left(workspace), reads=True)

    assert (len(second.recovered), numbers(second)) == (1, [])
    second.take_recovered()
    assert (second.recovered, numbers(second)) == ((), [1])
    second.close()
    assert len(opened(workspace.path, reads=True).recovered) == 1


def test_that_a_workspace_saves_itself_now_and_then(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path)
    for number in range(SAVED_EVERY + 5):
        noted(workspace, number)
    assert workspace._behind is not None  # noqa: SLF001 - it is waited for, nothing else
    workspace._behind.join()  # noqa: SLF001

    assert disk.header(workspace.path).last >= SAVED_EVERY
    again = opened(left(workspace), over=True)
    again.take_recovered()
    assert numbers(again) == list(range(SAVED_EVERY + 5))


def test_that_what_is_recorded_while_it_is_saved_is_lost_by_nobody(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path)
    saves = [Thread(target=workspace.save) for _ in range(8)]
    for number, save in enumerate(saves):
        save.start()
        for part in range(10):
            noted(workspace, 10 * number + part)
    for save in saves:
        save.join()

    assert workspace.unsaved == 0
    again = opened(left(workspace), over=True)
    again.take_recovered()
    assert numbers(again) == list(range(80))


def test_that_another_passphrase_loses_nothing_of_the_journal(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path)
    noted(workspace, 1)
    kept = journal_path(workspace.path).read_bytes()
    workspace.change_passphrase(Passphrase(text="another one entirely"), cost=workspace.header.cost)
    noted(workspace, 2)
    after = journal_path(workspace.path).read_bytes()
    path = left(workspace)
    again = opened(path, reads=True)
    assert numbers(again) == [1]
    assert [each.deed for each in again.recovered] == [Deed.PASSPHRASE, Deed.NOTED]

    journal_path(path).write_bytes(kept)  # as if the machine had stopped before it began anew
    again = opened(path, reads=True)
    assert (numbers(again), again.recovered, again.journal_problem) == ([1], (), "")
    assert after != kept


def test_that_the_key_is_wiped_when_it_is_closed(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path)
    key = workspace._key  # noqa: SLF001 - nobody else may see it
    assert any(key)
    workspace.close()
    workspace.close()  # a second time does nothing

    assert key == bytearray(32)


def test_that_a_workspace_taken_over_says_so_in_its_journal(tmp_path: Path) -> None:
    again = opened(left(a_workspace(tmp_path)), over=True)

    assert again.journal()[-1].deed is Deed.TAKEN_OVER
    assert set(again.journal()[-1].detail) == {"user", "host", "since"}
    assert again.unsaved == 0
    again.close()
    assert beside(again.path) == []


def test_that_a_workspace_that_can_not_be_opened_leaves_no_lock(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path)
    workspace.close()
    told = workspace.path.read_bytes()
    workspace.path.write_bytes(told[:-40])

    assert refusal(lambda: opened(workspace.path)) == "workspace_damaged"
    assert beside(workspace.path) == []
    assert refusal(lambda: opened(tmp_path / "gone.allocation")) == "workspace_missing"
    assert refusal(lambda: a_workspace(tmp_path)) == "workspace_exists"
    assert beside(workspace.path) == []


def test_that_the_journal_of_another_writer_is_never_replaced_unsaid(tmp_path: Path) -> None:
    first, second = of_two_writers(tmp_path)
    lock_path(first.path).unlink()  # nothing holds them apart now
    noted(first, 1)
    theirs = journal_path(first.path).read_bytes()
    noted(second, 2)

    assert [each.read_bytes() for each in asides(first.path)] == [theirs]
    again = opened(left(second), reads=True)
    assert [each.detail["n"] for each in again.recovered] == ["2"]


def test_that_nothing_is_set_aside_of_what_a_full_disk_left_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = a_workspace(tmp_path)
    noted(workspace, 1)
    real = os.fsync
    for fault in ("half", "all"):
        with monkeypatch.context() as full:
            if fault == "half":
                full.setattr(os, "write", lambda handle, told, w=os.write: w(handle, told[:9]))
            full.setattr(os, "fsync", lambda handle: (real(handle), _fail())[0])
            assert refusal(lambda: noted(workspace, 2)) == "target_failed"
        noted(workspace, 3)
    workspace.close()

    assert asides(workspace.path) == ()
    assert numbers(opened(workspace.path, reads=True)) == [1, 2, 3, 2, 3]


def _fail() -> None:
    raise OSError(errno.EIO, "Input/output error")


def test_that_a_journal_that_goes_away_while_it_is_added_to_is_begun_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = a_workspace(tmp_path)
    noted(workspace, 1)
    journal, add = journal_path(workspace.path), Journal.append

    def gone(self: Journal, entry: Entry) -> None:
        journal.unlink()
        add(self, entry)

    with monkeypatch.context() as taken:
        taken.setattr(Journal, "append", gone)
        noted(workspace, 2)

    assert workspace.unsaved == 0
    again = opened(left(workspace), over=True)
    again.take_recovered()
    assert numbers(again) == [1, 2]
