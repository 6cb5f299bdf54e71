"""D4: no flipped bit and no lost end of a workspace is ever read, and its backups are there."""

from base64 import b64decode
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest

from allocation_app.domain.journal import Deed
from allocation_app.errors import AppError
from allocation_app.workspace import backups, container, keys
from allocation_app.workspace.container import SUM
from allocation_app.workspace.keys import Passphrase
from allocation_app.workspace.session import create, open_workspace
from ui.opening import BROKEN

pytestmark = pytest.mark.timeout(3_600)

PASSPHRASE = Passphrase(text="a long walk")
PARTS = ("magic", "version", "length", "header", "wrapped", "nonce", "body", "tag", "sum")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A workspace as its bytes, the key of its data, and where each of its parts stands."""

    path: Path
    told: bytes
    key: bytes
    places: dict[str, range]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    path = tmp_path_factory.mktemp("kept") / "team.allocation"
    workspace = create(path, PASSPHRASE, cost=keys.LEAST)
    for number in range(30):
        workspace.record(Deed.NOTED, texts={"what": f"text {number}"})
    workspace.save()
    backups.make(path)
    workspace.close()
    told = path.read_bytes()
    sealed = container.unpacked(told)
    key = container.key_for(sealed.header, PASSPHRASE)
    end, size = len(sealed.start), len(told)
    wrapped = told.index(b'"passphrase":"') + len('"passphrase":"')
    assert b64decode(told[wrapped : wrapped + 80]) == sealed.header.passphrase
    starts = (0, 8, 10, 14, wrapped, end, end + 12, size - SUM - 16, size - SUM, size)
    ends = (8, 10, 14, end, wrapped + 80, end + 12, size - SUM - 16, size - SUM, size)
    places = {name: range(*each) for name, *each in zip(PARTS, starts, ends, strict=False)}
    return Kept(path=path, told=told, key=key, places=places)


def flipped(told: bytes, bit: int) -> bytes:
    changed = bytearray(told)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def refusal(told: bytes, key: bytes) -> str:
    """The code with which the bytes are refused; nothing of them is ever content."""
    with pytest.raises(AppError) as refused:
        container.opened(container.unpacked(told), key)
    return refused.value.code


def with_backups(path: Path, told: bytes) -> str:
    """The code with which a file is refused, as somebody meets it who opens it."""
    path.write_bytes(told)
    with pytest.raises(AppError) as refused:
        open_workspace(path, PASSPHRASE)
    assert path.read_bytes() == told
    assert sorted(each.name for each in path.parent.iterdir()) == [
        path.name,
        backups.folder_of(path).name,
    ]
    assert refused.value.code in BROKEN
    return refused.value.code


@pytest.mark.campaign(quick=450, ci=2_000)
def test_that_a_flipped_bit_is_found_wherever_it_is(rounds: int, kept: Kept) -> None:
    random = Random(4)  # noqa: S311 - seeded to be repeated
    for number in range(rounds):
        part = PARTS[number % len(PARTS)]
        bit = random.choice(kept.places[part]) * 8 + random.randrange(8)
        expected = "workspace_none" if part == "magic" else "workspace_damaged"
        assert refusal(flipped(kept.told, bit), kept.key) == expected, f"{part}: bit {bit}"


@pytest.mark.campaign(quick=450, ci=2_000)
def test_that_a_bit_that_somebody_flipped_who_made_the_sum_right_is_found(
    rounds: int, kept: Kept
) -> None:
    random = Random(5)  # noqa: S311 - seeded to be repeated
    body = kept.told[:-SUM]
    for number in range(rounds):
        part = PARTS[number % (len(PARTS) - 1)]
        changed = flipped(body, random.choice(kept.places[part]) * 8 + random.randrange(8))
        code = refusal(changed + sha256(changed).digest(), kept.key)
        allowed = {"workspace_damaged"}
        allowed |= {"magic": {"workspace_none"}, "version": {"workspace_newer"}}.get(part, set())
        assert code in allowed, part


@pytest.mark.campaign(quick=200, ci=500)
def test_that_a_file_whose_end_is_lost_is_found(rounds: int, kept: Kept) -> None:
    size = len(kept.told)
    lengths = range(size) if rounds > 2_000 else Random(6).sample(range(size), rounds)  # noqa: S311
    for length in lengths:
        code = refusal(kept.told[:length], kept.key)
        assert code == ("workspace_damaged" if length >= 8 else "workspace_none"), length


@pytest.mark.campaign(quick=50, ci=200)
def test_that_whoever_opens_a_spoilt_file_is_refused_and_finds_a_backup(
    rounds: int, kept: Kept
) -> None:
    random, first = Random(7), backups.kept(kept.path)[0]  # noqa: S311 - seeded to be repeated
    for number in range(rounds):
        told = kept.told
        if number % 2:
            part = PARTS[number // 2 % len(PARTS)]
            with_backups(kept.path, flipped(told, random.choice(kept.places[part]) * 8))
        else:
            with_backups(kept.path, told[: random.randrange(len(told))])

        if number % 10 == 0:
            beside = backups.restore(kept.path, first.path)
            again = open_workspace(beside, PASSPHRASE)
            assert again.text("what") == "text 29"
            again.close()
            beside.unlink()
