"""A workspace file is read as it was written, or refused; whoever changed it."""

import json
import struct
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256

import pytest

from allocation_app.errors import AppError
from allocation_app.workspace import container
from allocation_app.workspace.container import Header
from allocation_app.workspace.keys import (
    LEAST,
    Cost,
    Passphrase,
    RecoveryKey,
    private_part,
    public_part,
    recovery_pair,
)

KEY, PASSPHRASE = b"k" * 32, Passphrase(text="a long walk")


def a_header() -> Header:
    header = Header(
        id="ab" * 16,
        state="cd" * 8,
        app="0.1.0",
        created="2026-11-02T09:00:00+00:00",
        modified="2026-11-22T17:05:00+00:00",
        last=7,
        salt=b"",
        cost=LEAST,
        passphrase=b"",
    )
    return container.with_passphrase(header, KEY, PASSPHRASE, LEAST)


def refusal(told: bytes) -> str:
    """The code with which a file is refused."""
    with pytest.raises(AppError) as refused:
        container.opened(container.unpacked(told), KEY)
    return refused.value.code


def unread(told: bytes) -> str:
    """The code with which a file is refused before any key is asked for."""
    with pytest.raises(AppError) as refused:
        container.unpacked(told)
    return refused.value.code


def summed(told: bytes) -> bytes:
    """The bytes with a right sum behind them, as somebody would write them who knows the format."""
    return told + sha256(told).digest()


def with_header(told: bytes, changed: Callable[[str], str], version: int = 1) -> bytes:
    """The file with other words in its header, and a right sum."""
    (length,) = struct.unpack_from(">I", told, 10)
    words = changed(told[14 : 14 + length].decode()).encode()
    return summed(
        struct.pack(">8sHI", b"CASELOAD", version, len(words)) + words + told[14 + length : -32]
    )


def changed(name: str, value: object) -> Callable[[str], str]:
    return lambda words: json.dumps({**json.loads(words), name: value})


def test_that_what_is_packed_is_read_again() -> None:
    private, public = recovery_pair()
    header = container.with_recovery(a_header(), KEY, public_part(public))

    sealed = container.unpacked(container.packed(header, KEY, b"content"))

    assert sealed.header == header
    assert container.opened(sealed, KEY) == b"content"
    assert container.key_for(sealed.header, PASSPHRASE) == KEY
    assert container.key_for(sealed.header, private_part(private)) == KEY


def test_that_the_beginning_alone_tells_the_header() -> None:
    told = container.packed(a_header(), KEY, bytes(100_000))

    assert container.beginning(told[: container.BEGINNING]) == a_header_of(told)


def a_header_of(told: bytes) -> Header:
    return container.unpacked(told).header


def test_that_no_two_files_are_encrypted_alike() -> None:
    header = a_header()

    assert container.packed(header, KEY, b"same") != container.packed(header, KEY, b"same")


def test_that_a_wrong_passphrase_is_told_from_a_damaged_file() -> None:
    with pytest.raises(AppError) as refused:
        container.key_for(a_header(), Passphrase(text="a long talk"))
    assert refused.value.code == "passphrase_wrong"


def test_that_a_workspace_without_a_recovery_key_says_that_it_has_none() -> None:
    with pytest.raises(AppError) as refused:
        container.key_for(a_header(), RecoveryKey(private=bytes(range(32))))
    assert refused.value.code == "recovery_none"


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (b"PK\x03\x04 a workbook", "workspace_none"),
        (b"CASELOA", "workspace_none"),
        (b"CASELOAD", "workspace_damaged"),
        (summed(b"CASELOAD"), "workspace_damaged"),
        (summed(struct.pack(">8sHI", b"CASELOAD", 1, 2**32 - 1)), "workspace_damaged"),
        (summed(struct.pack(">8sHI", b"CASELOAD", 0, 2) + b"{}"), "workspace_damaged"),
        (summed(struct.pack(">8sHI", b"CASELOAD", 2, 0)), "workspace_newer"),
        (struct.pack(">8sHI", b"CASELOAD", 2, 0) + bytes(32), "workspace_damaged"),
    ],
)
def test_that_a_file_that_can_not_be_read_says_why(told: bytes, code: str) -> None:
    assert unread(told) == code


def test_that_a_file_that_ends_with_its_header_is_damaged() -> None:
    told = container.packed(a_header(), KEY, b"content")
    (length,) = struct.unpack_from(">I", told, 10)

    assert unread(summed(told[: 14 + length + 20])) == "workspace_damaged"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("kdf", "pbkdf2"),
        ("id", "../../etc"),
        ("id", 5),
        ("state", ""),
        ("state", "a" * 66),
        ("app", None),
        ("created", "yesterday"),
        ("modified", "2026-11-22T17:05:00"),
        ("last", -1),
        ("last", True),
        ("last", 1.5),
        ("last", 2**60),
        ("salt", ""),
        ("salt", "not base64!"),
        ("salt", 5),
        ("passphrase", "AAAA"),
        ("recovery", "A" * 124),
        ("recovery_key", "A" * 43 + "="),
        ("cost", [1, 2]),
        ("cost", "123"),
        ("cost", 7),
        ("cost", ["19456", "2", "1"]),
        ("more", "than we know"),
    ],
)
def test_that_a_header_with_something_else_in_it_is_damaged(name: str, value: object) -> None:
    told = container.packed(a_header(), KEY, b"content")

    assert unread(with_header(told, changed(name, value))) == "workspace_damaged"


@pytest.mark.parametrize(
    "words",
    ["", "[]", "null", "7", "{", "{}", "[" * 60_000, '{"kdf": NaN}', '{"kdf": ["argon2id"]}'],
)
def test_that_a_header_that_is_none_is_damaged(words: str) -> None:
    told = container.packed(a_header(), KEY, b"content")

    assert unread(with_header(told, lambda _: words)) == "workspace_damaged"


def test_that_a_name_that_stands_twice_in_the_header_is_damage() -> None:
    told = container.packed(a_header(), KEY, b"content")

    twice = with_header(told, lambda words: words.replace('"last":7', '"last":7,"last":7'))

    assert unread(twice) == "workspace_damaged"


def test_that_a_file_of_a_later_version_is_newer_whatever_its_header_holds() -> None:
    told = container.packed(a_header(), KEY, b"content")

    assert unread(with_header(told, lambda _: "another kind", version=2)) == "workspace_newer"


def test_that_nobody_can_make_the_passphrase_cheaper_to_guess() -> None:
    told = container.packed(a_header(), KEY, b"content")
    cheap = [8, 1, 1]

    header = a_header_of(with_header(told, changed("cost", cheap)))
    with pytest.raises(AppError) as refused:
        container.key_for(header, PASSPHRASE)
    assert refused.value.code == "workspace_cost"


def test_that_a_cost_that_was_changed_within_what_is_allowed_opens_nothing() -> None:
    dearer = replace(a_header(), cost=Cost(memory=LEAST.memory, passes=3, lanes=1))
    header = container.with_passphrase(dearer, KEY, PASSPHRASE, dearer.cost)

    for lowered in (replace(header, cost=LEAST), replace(header, id="ff" * 16)):
        with pytest.raises(AppError) as refused:
            container.key_for(lowered, PASSPHRASE)
        assert refused.value.code == "passphrase_wrong"


def test_that_the_header_of_one_file_does_not_go_before_the_content_of_another() -> None:
    first, second = (container.packed(a_header(), KEY, told) for told in (b"one", b"two"))
    (length,) = struct.unpack_from(">I", first, 10)

    assert refusal(summed(first[: 14 + length] + second[14 + length : -32])) == "workspace_damaged"


def test_that_a_cheaper_passphrase_is_protected_anew_and_a_dearer_one_is_left() -> None:
    header, more = a_header(), Cost(memory=LEAST.memory, passes=3, lanes=1)

    better = container.upgraded(header, KEY, PASSPHRASE, more)

    assert better.cost == more
    assert better.salt != header.salt
    assert container.key_for(better, PASSPHRASE) == KEY
    assert container.upgraded(better, KEY, PASSPHRASE, LEAST) == better
