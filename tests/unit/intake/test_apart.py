"""A file is read in a process of its own, and whatever happens to that one, there is an answer."""

import os
import pickle
from dataclasses import replace
from pathlib import Path

import pytest
from books import AS_AT, CHILDREN, a_text_file, a_workbook

from allocation_app.errors import InputError
from allocation_app.intake import open_books, read
from allocation_app.intake.cells import ErrorCell
from allocation_app.intake.opening.answers import Answer, decoded, encoded
from allocation_app.intake.opening.apart import Task, read_apart, read_here
from allocation_app.intake.opening.grids import grid_of, sheet_of
from allocation_app.intake.opening.limits import USUAL
from allocation_app.progress import Cancelled

ROWS = "Child ID,Name\n" + "".join(f"{n},Child {n}\n" for n in range(150_000))


def nothing() -> None:
    """Takes note of nothing."""


def has_children() -> bool:
    """Whether this process has another that it started."""
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return False
    return True


@pytest.mark.usefixtures("apart")
@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
def test_that_another_process_reads_what_this_one_would(tmp_path: Path, name: str) -> None:
    if name == "a.csv":
        path = a_text_file(tmp_path / name, "Child ID,Name\n007,Ann\n008,\n")
    else:
        path = a_workbook(tmp_path / name, Children=CHILDREN, Notes=(("a", 1, True, 1.5, "#N/A"),))
    task = Task(name=name, content=path.read_bytes())
    there, here = read_apart(task, nothing), read_here(task, nothing)
    assert there.kind == here.kind == path.suffix[1:]
    assert there.problems == here.problems
    assert [sheet_of(name, g).cells.to_numpy().tolist() for g in there.grids] == [
        sheet_of(name, g).cells.to_numpy().tolist() for g in here.grids
    ]
    assert open_books([path])[0].kind == there.kind


@pytest.mark.usefixtures("apart")
def test_that_a_refusal_comes_back_as_it_was_raised(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="file_damaged") as caught:
        read([a_text_file(tmp_path / "a.xlsx", "PK\x03\x04 and nothing more")], as_at=AS_AT)
    assert caught.value.details["file"] == "a.xlsx"


def test_that_cancelling_ends_the_other_process() -> None:
    ticks = 0

    def stop() -> None:
        nonlocal ticks
        ticks += 1
        raise Cancelled

    before = has_children()
    with pytest.raises(Cancelled):
        read_apart(Task(name="a.csv", content=ROWS.encode()), stop)
    assert ticks == 1
    assert not before
    assert not has_children()


def test_that_time_runs_out(capfd: pytest.CaptureFixture[str]) -> None:
    limits = replace(USUAL, seconds=0.0, seconds_per_megabyte=0.0)
    answer = read_apart(Task(name="a.csv", content=ROWS.encode(), limits=limits), nothing)
    assert answer.refusal is not None
    assert (answer.refusal.code, answer.refusal.details["what"]) == ("file_too_big", "time")
    assert not has_children()
    assert capfd.readouterr() == ("", "")


def test_that_memory_runs_out(capfd: pytest.CaptureFixture[str]) -> None:
    limits = replace(USUAL, memory=90_000_000)
    answer = read_apart(Task(name="a.csv", content=ROWS.encode() * 4, limits=limits), nothing)
    assert answer.refusal is not None
    assert (answer.refusal.code, answer.refusal.details["what"]) == ("file_too_big", "memory")
    assert capfd.readouterr() == ("", "")


def test_that_the_memory_that_was_used_is_told() -> None:
    answer = read_apart(Task(name="a.csv", content=b"Child ID,Name\n1,Ann\n"), nothing)
    assert 5_000_000 < answer.peak < 200_000_000


class _Evil:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (os.mkdir, ("made-by-an-answer",))


@pytest.mark.parametrize("evil", [_Evil(), Path("x"), ErrorCell("#N/A"), print])
def test_that_an_answer_makes_nothing_but_dates_and_times(
    evil: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(pickle.UnpicklingError):
        decoded(pickle.dumps({"kind": evil}))
    assert not list(tmp_path.iterdir())


def test_that_an_answer_whose_columns_do_not_fit_is_none() -> None:
    grid = grid_of("A", [("a", "b"), ("c", "d")])
    grid.columns[0].codes[1] = 7
    with pytest.raises(ValueError, match="do not fit"):
        decoded(encoded(Answer(grids=(grid,))))


@pytest.mark.parametrize("cell", [None, b"a", frozenset({"a"})])
def test_that_an_answer_with_a_cell_of_another_kind_is_none(cell: object) -> None:
    with pytest.raises(TypeError, match="another kind"):
        decoded(encoded(Answer(grids=(grid_of("A", [("a", cell)]),))))


def test_that_true_and_one_stay_apart_and_equal_texts_are_one() -> None:
    rows = [(True, "a"), (1, "b"), (1.0, "a"), ("1", "b")]
    (grid,) = decoded(encoded(Answer(grids=(grid_of("A", rows),)))).grids
    cells = sheet_of("f", grid).cells.to_numpy().tolist()
    assert [type(row[0]) for row in cells] == [bool, int, float, str]
    assert cells[0][1] is cells[2][1]


def test_that_rows_without_anything_are_left_out_and_the_others_keep_their_numbers() -> None:
    grid = grid_of("A", [("", ""), ("a", ""), (" ", "\t"), ("", "b")])
    sheet = sheet_of("f", grid)
    assert sheet.rows(9) == [(2, ["a", ""]), (4, ["", "b"])]
