"""The journal beside a workspace: what is written in it is found again, or said not to be."""

from pathlib import Path

import pytest

from allocation_app.domain.journal import Deed
from allocation_app.errors import AppError
from allocation_app.workspace.places import asides, journal_path
from allocation_app.workspace.verifying import verified
from tests.unit.workspace.builders import a_workspace, beside, left, noted, numbers, opened


def a_crash_after(folder: Path, n: int) -> Path:
    """A workspace that was left when so much was noted."""
    workspace = a_workspace(folder)
    for number in range(n):
        noted(workspace, number)
    return left(workspace)


def recovered(path: Path) -> tuple[list[int], str]:
    """What a crash left, and what is said of the journal; nothing is changed."""
    workspace = opened(path, reads=True)
    found = [int(each.detail["n"]) for each in workspace.recovered if each.deed is Deed.NOTED]
    problem = workspace.journal_problem
    workspace.close()
    return found, problem


def test_that_everything_noted_before_a_crash_is_found(tmp_path: Path) -> None:
    assert recovered(a_crash_after(tmp_path, 5)) == ([0, 1, 2, 3, 4], "")


def test_that_a_closed_workspace_has_no_journal_beside_it(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path)
    noted(workspace, 1)
    workspace.close()

    assert beside(workspace.path) == []
    assert numbers(opened(workspace.path, reads=True)) == [1]


@pytest.mark.parametrize("cut", [1, 7, 60])
def test_that_a_line_that_was_never_finished_is_passed_over(tmp_path: Path, cut: int) -> None:
    path = a_crash_after(tmp_path, 3)
    journal = journal_path(path)
    journal.write_bytes(journal.read_bytes()[:-cut])

    assert recovered(path) == ([0, 1], "")


def test_that_what_follows_an_unfinished_line_is_not_written_onto_it(tmp_path: Path) -> None:
    path = a_crash_after(tmp_path, 3)
    journal = journal_path(path)
    journal.write_bytes(journal.read_bytes()[:-9])
    after = opened(path, over=True)
    after.take_recovered()
    noted(after, 7)

    again = opened(left(after), over=True)
    again.take_recovered()
    assert numbers(again) == [0, 1, 7]


def test_that_a_damaged_line_ends_what_counts_and_the_rest_is_set_aside(tmp_path: Path) -> None:
    path = a_crash_after(tmp_path, 5)
    journal = journal_path(path)
    lines = journal.read_bytes().splitlines(keepends=True)
    lines[3] = lines[3][:20] + b"AAAA" + lines[3][24:]
    journal.write_bytes(b"".join(lines))

    assert recovered(path) == ([0, 1], "journal_damaged")
    assert asides(path) == ()  # nothing is changed by who only reads
    after = opened(path, over=True)
    after.take_recovered()
    (aside,) = asides(path)
    assert aside.read_bytes() == b"".join([lines[0], *lines[3:]])
    assert numbers(after) == [0, 1]


@pytest.mark.parametrize("spoil", ["gone", "twice", "swapped"])
def test_that_no_line_can_be_taken_out_doubled_or_moved_unseen(tmp_path: Path, spoil: str) -> None:
    path = a_crash_after(tmp_path, 5)
    journal = journal_path(path)
    start, *lines = journal.read_bytes().splitlines(keepends=True)
    match spoil:
        case "gone":
            del lines[2]
        case "twice":
            lines.insert(2, lines[1])
        case "swapped":
            lines[2], lines[3] = lines[3], lines[2]
    journal.write_bytes(b"".join([start, *lines]))

    assert recovered(path) == ([0, 1], "journal_damaged")


def test_that_the_first_line_can_not_be_taken_out_unseen(tmp_path: Path) -> None:
    path = a_crash_after(tmp_path, 3)
    journal = journal_path(path)
    start, _, *lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join([start, *lines]))

    assert recovered(path) == ([], "journal_damaged")


def test_that_an_empty_journal_is_said_to_be_damaged(tmp_path: Path) -> None:
    path = a_crash_after(tmp_path, 3)
    journal_path(path).write_bytes(b"")

    assert recovered(path) == ([], "journal_damaged")


def test_that_a_journal_counts_whose_file_was_written_a_moment_before_the_crash(
    tmp_path: Path,
) -> None:
    workspace = a_workspace(tmp_path)
    noted(workspace, 1)
    kept = journal_path(workspace.path).read_bytes()
    workspace.save()
    path = left(workspace)
    journal_path(path).write_bytes(kept)  # as if it had not been taken away any more

    assert recovered(path) == ([], "")
    assert numbers(opened(path, reads=True)) == [1]


def test_that_a_journal_of_another_state_is_said_and_kept(tmp_path: Path) -> None:
    path = a_crash_after(tmp_path, 2)
    older = path.read_bytes()
    after = opened(path, over=True)
    after.take_recovered()
    noted(after, 5)
    left(after)
    path.write_bytes(older)  # a synchronising program has brought back an earlier file
    kept = journal_path(path).read_bytes()

    assert recovered(path) == ([], "journal_apart")
    assert verified(opened(path, reads=True)).faults == ("journal_apart",)
    again = opened(path, over=True)
    noted(again, 6)
    again.close()
    assert [each.read_bytes() for each in asides(path)] == [kept]
    assert numbers(opened(path, reads=True)) == [6]


def test_that_a_journal_all_of_which_stands_in_the_file_is_no_matter(tmp_path: Path) -> None:
    path = a_crash_after(tmp_path, 2)
    older = journal_path(path).read_bytes()
    after = opened(path, over=True)
    after.take_recovered()
    noted(after, 5)
    after.close()
    journal_path(path).write_bytes(older)  # brought back, of a state that is long gone

    assert recovered(path) == ([], "")


def test_that_a_journal_of_another_workspace_is_said_and_kept(tmp_path: Path) -> None:
    other = a_crash_after(tmp_path, 2)
    mine = a_workspace(tmp_path, "mine.allocation")
    mine.close()
    journal_path(other).rename(journal_path(mine.path))

    assert recovered(mine.path) == ([], "journal_apart")


def test_that_a_journal_stands_where_a_new_workspace_is_made_is_kept(tmp_path: Path) -> None:
    path = a_crash_after(tmp_path, 2)
    kept = journal_path(path).read_bytes()
    path.unlink()
    path.with_name(".team.allocation.lock").unlink()

    a_workspace(tmp_path).close()

    assert [each.read_bytes() for each in asides(path)] == [kept]


def test_that_a_journal_says_nothing_in_clear(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path)
    workspace.record(Deed.NOTED, detail={"n": "Zebedee"}, texts={"policy": "Quince"})

    told = journal_path(left(workspace)).read_bytes()
    assert b"Zebedee" not in told
    assert b"Quince" not in told


def test_that_nothing_can_be_recorded_before_it_is_decided_what_a_crash_left(
    tmp_path: Path,
) -> None:
    workspace = opened(a_crash_after(tmp_path, 2), over=True)

    with pytest.raises(AppError, match="workspace_recovered"):
        noted(workspace, 9)
    with pytest.raises(AppError, match="workspace_recovered"):
        workspace.save()
    workspace.close()
    assert recovered(workspace.path) == ([0, 1], "")


def test_that_what_is_left_out_is_kept_in_the_journal_and_counts_for_nothing(
    tmp_path: Path,
) -> None:
    workspace = opened(a_crash_after(tmp_path, 2), over=True)
    workspace.decline_recovered()
    noted(workspace, 9)
    workspace.close()

    after = opened(workspace.path, reads=True)
    assert numbers(after) == [9]
    (declined,) = [each for each in after.journal() if each.deed is Deed.DECLINED]
    assert declined.detail["n"] == "2"
    assert '"n": "1"' in declined.detail["entries"]
    assert recovered(workspace.path) == ([], "")


def test_that_a_journal_of_which_the_file_has_a_part_only_is_said(tmp_path: Path) -> None:
    path = a_crash_after(tmp_path, 2)
    journal = journal_path(path)
    older = journal.read_bytes()
    journal.write_bytes(b"".join(older.splitlines(keepends=True)[:-1]))
    after = opened(path, over=True)
    after.take_recovered()
    after.save()
    after.close()
    journal.write_bytes(older)

    assert recovered(path) == ([], "journal_apart")
