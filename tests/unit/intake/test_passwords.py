"""Protected workbooks are unlocked in memory, by every way of locking that is in use."""

import base64
import hashlib
import io
import json
import os
import sys
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from books import AS_AT, CHILDREN, a_workbook
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from msoffcrypto.format.ooxml import OOXMLFile

from allocation_app.cli import main
from allocation_app.errors import InputError
from allocation_app.intake import read
from allocation_app.intake.opening.apart import Task, read_here
from allocation_app.intake.opening.limits import USUAL

PASSWORD = "Pŵer-1234"  # noqa: S105 - of files made here
CONTENT = """<office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>
 <table:table table:name="A"><table:table-row><table:table-cell office:value-type="string"
 ><text:p>Ann</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet>
 </office:body></office:document-content>"""
MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
MANIFEST = (
    '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{}</m:manifest>'
)


def locked(path: Path, password: str = PASSWORD) -> Path:
    """A workbook that Excel would ask a password for (agile encryption)."""
    plain = a_workbook(path.with_suffix(".plain"), Children=CHILDREN).read_bytes()
    with path.open("wb") as out:
        OOXMLFile(io.BytesIO(plain)).encrypt(password, out)
    path.with_suffix(".plain").unlink()
    return path


def an_ods(parts: dict[str, bytes], manifest: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", MIMETYPE)
        for name, content in parts.items():
            archive.writestr(name, content)
        archive.writestr("META-INF/manifest.xml", MANIFEST.format(manifest))
    return made.getvalue()


def text(content: bytes) -> str:
    return base64.b64encode(content).decode()


def deflated(content: bytes) -> bytes:
    return zlib.compress(content)[2:-4]


def cbc_ods() -> bytes:
    """Part by part, as LibreOffice has long written them."""
    salt, vector = os.urandom(16), os.urandom(16)
    start = hashlib.sha256(PASSWORD.encode()).digest()
    key = hashlib.pbkdf2_hmac("sha1", start, salt, 1_000, 32)
    packed = deflated(CONTENT.encode())
    padded = packed + bytes(15 - len(packed) % 16) + bytes([16 - len(packed) % 16])
    turned = Cipher(algorithms.AES(key), modes.CBC(vector)).encryptor()
    checksum = hashlib.sha256(packed[:1024]).digest()
    entry = (
        '<m:file-entry m:full-path="content.xml"><m:encryption-data'
        f' m:checksum-type="urn:x#sha256-1k" m:checksum="{text(checksum)}">'
        '<m:algorithm m:algorithm-name="urn:x#aes256-cbc"'
        f' m:initialisation-vector="{text(vector)}"/>'
        '<m:start-key-generation m:start-key-generation-name="urn:x#sha256"/>'
        '<m:key-derivation m:key-derivation-name="PBKDF2" m:key-size="32"'
        f' m:iteration-count="1000" m:salt="{text(salt)}"/></m:encryption-data></m:file-entry>'
    )
    return an_ods({"content.xml": turned.update(padded) + turned.finalize()}, entry)


def gcm_ods() -> bytes:
    """The whole package as one part, as ODF 1.4 has it."""
    salt, vector = os.urandom(16), os.urandom(12)
    start = hashlib.sha256(PASSWORD.encode()).digest()
    key = Argon2id(salt=salt, length=32, iterations=1, lanes=1, memory_cost=64).derive(start)
    plain = an_ods({"content.xml": CONTENT.encode()}, "")
    sealed = vector + AESGCM(key).encrypt(vector, deflated(plain), None)
    entry = (
        '<m:file-entry m:full-path="encrypted-package"><m:encryption-data>'
        '<m:algorithm m:algorithm-name="urn:x#aes256-gcm"'
        f' m:initialisation-vector="{text(vector)}"/>'
        '<m:start-key-generation m:start-key-generation-name="urn:x#sha256"/>'
        f'<m:key-derivation m:key-derivation-name="urn:x:argon2id" m:salt="{text(salt)}"'
        ' m:key-size="32" m:argon2-iterations="1" m:argon2-memory="64" m:argon2-lanes="1"/>'
        "</m:encryption-data></m:file-entry>"
    )
    return an_ods({"encrypted-package": sealed}, entry)


def blowfish_ods() -> bytes:
    """As OpenOffice wrote them until 2011."""
    entry = (
        '<m:file-entry m:full-path="content.xml"><m:encryption-data>'
        '<m:algorithm m:algorithm-name="Blowfish CFB" m:initialisation-vector="AAAAAAAAAAA="/>'
        '<m:key-derivation m:key-derivation-name="PBKDF2" m:iteration-count="1024" m:salt="AAAA"/>'
        "</m:encryption-data></m:file-entry>"
    )
    return an_ods({"content.xml": b"x" * 64}, entry)


def refusal(path: Path, password: str | None = None) -> str:
    with pytest.raises(InputError, match="file_password") as caught:
        read([path], passwords={} if password is None else {path.name: password})
    return caught.value.details["found"]


def test_that_a_protected_workbook_opens_with_its_password_only(tmp_path: Path) -> None:
    path = locked(tmp_path / "a.xlsx")
    assert refusal(path) == ""
    assert refusal(path, "pwer-1234") == "wrong"
    reading = read([path], as_at=AS_AT, passwords={"a.xlsx": PASSWORD})
    assert list(reading.snapshot.children) == ["007", "008"]
    assert reading.files[0].kind == "xlsx"


def test_that_what_only_excel_locks_needs_no_password(tmp_path: Path) -> None:
    path = locked(tmp_path / "a.xlsx", "VelvetSweatshop")
    assert list(read([path], as_at=AS_AT).snapshot.children) == ["007", "008"]


def test_that_a_password_given_for_an_open_workbook_does_not_matter(tmp_path: Path) -> None:
    path = a_workbook(tmp_path / "a.xlsx", Children=CHILDREN)
    assert read([path], as_at=AS_AT, passwords={"a.xlsx": "x"}).snapshot.children


def test_that_nothing_is_written_out_plain(tmp_path: Path) -> None:
    path = locked(tmp_path / "a.xlsx")
    read([path], as_at=AS_AT, passwords={"a.xlsx": PASSWORD})
    assert [found.name for found in tmp_path.iterdir()] == ["a.xlsx"]


@pytest.mark.parametrize("made", [cbc_ods(), gcm_ods()], ids=["part by part", "whole"])
def test_that_a_protected_ods_opens_with_its_password_only(made: bytes) -> None:
    task = Task(name="a.ods", content=made)
    found = {}
    for word in (None, "wrong", PASSWORD):
        answer = read_here(replace(task, password=word), lambda: None)
        found[word] = answer.refusal.details["found"] if answer.refusal else answer.kind
        values = [column.values for grid in answer.grids for column in grid.columns]
    assert found == {None: "", "wrong": "wrong", PASSWORD: "ods"}
    assert values == [["Ann"]]


def test_that_an_ods_locked_as_long_ago_is_said_to_be_unsupported() -> None:
    answer = read_here(Task(name="a", content=blowfish_ods(), password="x"), lambda: None)  # noqa: S106
    assert answer.refusal is not None
    assert answer.refusal.details["found"] == "unsupported"


def test_that_a_protected_ods_may_not_unpack_to_more_than_is_allowed() -> None:
    limits = replace(USUAL, unpacked=100)
    task = Task(name="a.ods", content=cbc_ods(), password=PASSWORD, limits=limits)
    answer = read_here(task, lambda: None)
    assert answer.refusal is not None
    assert answer.refusal.code == "file_too_big"


def test_that_a_command_takes_the_password_from_stdin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = locked(tmp_path / "a.xlsx")
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PASSWORD}\n"))
    assert main(["inspect", "--json", "--password-stdin", str(path)]) == 0
    out = capsys.readouterr().out
    assert json.loads(out)["files"][0]["kind"] == "xlsx"
    assert PASSWORD not in out
