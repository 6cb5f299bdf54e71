"""The key of the codes is made once, and never written over."""

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from allocation_app.errors import AppError
from allocation_app.settings import secret
from allocation_app.wording.problems import error_message


@pytest.fixture(autouse=True)
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the key is kept, in a folder that is not there yet."""
    path = tmp_path / "own" / "codes.key"
    monkeypatch.setattr(secret, "key_file", lambda: path)
    return path


def test_that_the_key_is_made_when_it_is_first_asked_for_and_stays(key: Path) -> None:
    assert secret.codes_if_any() is None

    first = secret.codes()

    assert key.read_bytes() == first.key
    assert len(first.key) == 32
    assert secret.codes() == secret.codes_if_any() == first
    assert [each.name for each in key.parent.iterdir()] == ["codes.key"]


@pytest.mark.skipif(sys.platform == "win32", reason="there a folder's own list of users counts")
def test_that_nobody_else_may_read_the_key(key: Path) -> None:
    secret.codes()

    assert key.stat().st_mode & 0o777 == 0o600


def test_that_of_many_who_make_it_at_once_all_have_the_same() -> None:
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: secret.codes().key, range(32)))

    assert len(set(made)) == 1


def test_that_a_file_system_without_links_keeps_it_too(
    key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr(Path, "hardlink_to", refuse)

    assert secret.codes().key == key.read_bytes()


@pytest.mark.parametrize("content", [b"", b"short", bytes(33)])
def test_that_what_is_no_key_is_refused_and_left_as_it_is(key: Path, content: bytes) -> None:
    key.parent.mkdir()
    key.write_bytes(content)

    with pytest.raises(AppError) as refused:
        secret.codes()

    assert refused.value.code == "codes_key_broken"
    assert "backup" in error_message(refused.value)
    assert key.read_bytes() == content


def test_that_a_key_that_cannot_be_read_is_said(key: Path) -> None:
    key.mkdir(parents=True)

    with pytest.raises(AppError) as refused:
        secret.codes()

    assert refused.value.code == "codes_key_unreadable"


def test_that_a_key_that_cannot_be_kept_is_said(key: Path) -> None:
    key.parent.write_text("a file where the folder should be")

    with pytest.raises(AppError) as refused:
        secret.codes()

    assert refused.value.code in {"codes_key_unwritable", "codes_key_unreadable"}
    assert str(key) in error_message(refused.value)


def test_that_the_key_is_not_shown_with_the_codes() -> None:
    assert str(list(secret.codes().key)[:2]) not in repr(secret.codes())
    assert "key" not in repr(secret.codes())
    assert os.fsencode(repr(secret.codes())).find(secret.codes().key[:4]) == -1
