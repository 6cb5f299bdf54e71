"""Wherever a workspace is to be kept: it is kept there whole, or a sentence says why not.

Nothing else may come of it: no other error, no half of a file, nothing that is left beside it, and
no wait for what never comes.
"""

import os
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from allocation_app.errors import AppError
from allocation_app.settings.writing import PREFIX
from allocation_app.wording.problems import error_message
from allocation_app.workspace.adding import add_import
from allocation_app.workspace.keys import LEAST, Passphrase
from allocation_app.workspace.session import How, create, open_workspace
from allocation_app.workspace.verifying import verified
from tests.builders import a_child, a_snapshot, a_worker

BY = Passphrase(text="ŵyth")
END = ".allocation"
NAMES = {
    "spaces": "our own team",
    "a space before and after": " team ",
    "a name with a circumflex": "tîm Siân Ŵyn",
    "the same in two pieces": unicodedata.normalize("NFD", "tîm Siân Ŵyn"),
    "letters from right to left": "فريق",
    "a picture": "team 🧒",
    "an apostrophe": "Siân’s and O'Brien's",
    "quotation marks": '"team"',
    "what a shell would read": "$HOME;rm -rf `x` & %PATH% !",
    "what a search would read": "team[1]*?{a,b}",
    "a dash first": "-team",
    "a tilde first": "~team",
    "a dot first": ".team",
    "dots only": "…...",
    "a tab and a new line": "team\tof\nours",
    "a name of Windows": "CON",
    "the ending twice": f"team{END}",
    "as long as a name can be": "t" * (255 - len(END)),
    "longer than a name can be": "t" * 256,
    "long enough for what stands beside it": "t" * 180,
    "a share, as Windows writes it": "\\\\server\\share\\team",
    "a drive, as Windows writes it": "C:\\Users\\ŵ\\team",
    "bytes that are no text": os.fsdecode(b"team \xff\xfe"),
    "nothing before the ending": "",
    "a percent sign": "100 % of {file}",
}


def _long(folder: Path) -> Path:
    deep = folder.joinpath(*["a folder with a long name of fifty letters and more"] * 6)
    deep.mkdir(parents=True)
    return deep / f"team{END}"


def _too_long(folder: Path) -> Path:
    return folder.joinpath(*["x" * 200] * 30) / f"team{END}"


def _in_a_file(folder: Path) -> Path:
    (folder / "file").write_text("a file", "utf-8")
    return folder / "file" / f"team{END}"


def _a_folder(folder: Path) -> Path:
    (folder / f"team{END}").mkdir()
    return folder / f"team{END}"


def _another_file(folder: Path) -> Path:
    (folder / f"team{END}").write_text("somebody’s letter", "utf-8")
    return folder / f"team{END}"


def _an_empty_file(folder: Path) -> Path:
    (folder / f"team{END}").touch()
    return folder / f"team{END}"


def _read_only_folder(folder: Path) -> Path:
    (folder / "fixed").mkdir(mode=0o500)
    return folder / "fixed" / f"team{END}"


def _linked_folder(folder: Path) -> Path:
    (folder / "there").mkdir()
    (folder / "here").symlink_to(folder / "there", target_is_directory=True)
    return folder / "here" / f"team{END}"


def _link_to_nothing(folder: Path) -> Path:
    (folder / f"team{END}").symlink_to(folder / "nothing")
    return folder / f"team{END}"


def _link_to_itself(folder: Path) -> Path:
    (folder / f"team{END}").symlink_to(folder / f"team{END}")
    return folder / f"team{END}"


def _a_pipe(folder: Path) -> Path:
    os.mkfifo(folder / f"team{END}")
    return folder / f"team{END}"


def _open_elsewhere(folder: Path) -> Path:
    path = folder / f"team{END}"
    other = create(path, BY, cost=LEAST)
    HELD.append(other)
    return path


HELD: list[object] = []
PLACES: dict[str, Callable[[Path], Path]] = {
    "more than 260 letters": _long,
    "more than any path can have": _too_long,
    "no such folder": lambda folder: folder / "nowhere" / f"team{END}",
    "within a file": _in_a_file,
    "a folder": _a_folder,
    "another file": _another_file,
    "an empty file": _an_empty_file,
    "a folder that is read only": _read_only_folder,
    "a folder by a link": _linked_folder,
    "a link to nothing": _link_to_nothing,
    "a link to itself": _link_to_itself,
    "a pipe": _a_pipe,
    "open elsewhere": _open_elsewhere,
    "the folder itself": lambda folder: folder,
    "by way of the folder above": lambda folder: folder / ".." / folder.name / f"team{END}",
    "a share that is not there": lambda _: Path(f"//no-server/share/team{END}"),
    "where the system keeps its own": lambda _: Path(f"/proc/1/team{END}"),
} | {name: lambda folder, n=name: folder / f"{NAMES[n]}{END}" for name in NAMES}  # type: ignore[misc]


def outcome(path: Path) -> str:
    """What comes of keeping an import there, and of opening it again: ``kept``, or a sentence."""
    snapshot = a_snapshot({"w1": [a_child("1001")]}, workers=[a_worker("w1")])
    try:
        made = create(path, BY, cost=LEAST)
        add_import(made, snapshot)
        made.close()
        opened = open_workspace(path, BY, How(is_read_only=True))
    except AppError as error:
        return error_message(error)
    assert verified(opened).is_whole
    opened.close()
    return "kept"


@pytest.mark.timeout(60)
@pytest.mark.parametrize("place", PLACES)
def test_that_a_workspace_is_kept_or_a_sentence_says_why_not(tmp_path: Path, place: str) -> None:
    if os.name == "nt" and place in {"a pipe", "where the system keeps its own"}:
        pytest.skip("there is no such thing on Windows")
    path = PLACES[place](tmp_path)
    before = {each: each.read_bytes() for each in tmp_path.rglob("*") if each.is_file()}

    said = outcome(path)

    assert said == "kept" or len(said.split()) > 4, said
    assert "{" not in said.replace("{file}", "") or "{file}" in path.name
    if said != "kept":
        known = {each: each.read_bytes() for each in tmp_path.rglob("*") if each.is_file()}
        assert known == before
    assert not list(tmp_path.rglob(f"{PREFIX}*"))
    HELD.clear()


@pytest.mark.timeout(60)
@pytest.mark.parametrize("place", [each for each in PLACES if each not in NAMES])
def test_that_a_place_without_a_workspace_is_not_opened(tmp_path: Path, place: str) -> None:
    if os.name == "nt" and place in {"a pipe", "where the system keeps its own"}:
        pytest.skip("there is no such thing on Windows")
    path = PLACES[place](tmp_path)

    for how in (How(), How(is_read_only=True)):
        if place == "open elsewhere" and how.is_read_only:
            open_workspace(path, BY, how).close()
            continue
        with pytest.raises(AppError) as refused:
            open_workspace(path, BY, how)
        assert len(error_message(refused.value).split()) > 4
    HELD.clear()


def test_that_there_are_as_many_places_as_are_promised() -> None:
    assert len(PLACES) >= 40
