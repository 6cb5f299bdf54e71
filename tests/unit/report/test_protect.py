"""A protected workbook opens with its password alone, and is encrypted as strongly as it says."""

import base64
from io import BytesIO
from pathlib import Path

import msoffcrypto
import pytest
from defusedxml.ElementTree import fromstring
from openpyxl import load_workbook

from allocation_app.errors import AppError
from allocation_app.intake.opening.limits import USUAL
from allocation_app.intake.opening.passwords import unlocked
from allocation_app.report.exports import Naming, Order, Source, What, write
from allocation_app.report.protect import protected
from allocation_app.wording.problems import error_message
from tests.unit.report.examples import a_review

PASSWORD = 'Llŷn 👧 \\ "quoted" '  # noqa: S105 - a test's


@pytest.fixture(scope="module")
def plain(book_file: Path) -> bytes:
    return book_file.read_bytes()


def opened(content: bytes, password: str) -> bytes:
    """What is inside, with its integrity checked."""
    file, out = msoffcrypto.OfficeFile(BytesIO(content)), BytesIO()
    file.load_key(password=password, verify_password=True)
    file.decrypt(out, verify_integrity=True)
    return out.getvalue()


def test_that_it_opens_with_the_password_and_with_no_other(plain: bytes) -> None:
    made = protected(plain, PASSWORD)

    assert opened(made, PASSWORD) == plain
    with pytest.raises(msoffcrypto.exceptions.InvalidKeyError):
        opened(made, PASSWORD.strip())


def test_that_nothing_of_it_can_be_read_without(plain: bytes) -> None:
    made = protected(plain, PASSWORD)

    assert b"Llewelyn" not in made
    assert b"worksheets" not in made
    assert b"PK" not in made[:2]


def test_that_the_key_is_as_long_as_it_says_and_never_the_same(plain: bytes) -> None:
    keys = set()
    for _ in range(2):
        file = msoffcrypto.OfficeFile(BytesIO(protected(plain, PASSWORD)))
        file.load_key(password=PASSWORD)
        keys.add(bytes(file.secret_key))
        assert len(file.secret_key) == 32
        assert not bytes(file.secret_key).endswith(b"\x36" * 8)  # padded, not random

    assert len(keys) == 2


def test_that_it_says_aes_256_with_sha_512(plain: bytes) -> None:
    made = msoffcrypto.OfficeFile(BytesIO(protected(plain, PASSWORD)))
    stream = made.file.openstream("EncryptionInfo").read()[8:]
    told = fromstring(stream)[0].attrib

    assert (told["cipherAlgorithm"], told["keyBits"]) == ("AES", "256")
    assert told["hashAlgorithm"] == "SHA512"
    assert len(base64.b64decode(told["saltValue"])) == 16


def test_that_a_password_that_excel_cannot_be_told_is_refused(plain: bytes) -> None:
    assert opened(protected(plain, "x" * 255), "x" * 255) == plain
    with pytest.raises(AppError) as raised:
        protected(plain, "x" * 256)

    assert error_message(raised.value).startswith("The password is too long")


@pytest.mark.parametrize("what", [What.WORKBOOK, What.UNALLOCATED])
def test_that_an_export_with_a_password_is_read_again_by_the_tool(
    what: What, tmp_path: Path
) -> None:
    out = tmp_path / "book.xlsx"
    order = Order(what=what, naming=Naming.NAMES, password="secret")  # noqa: S106 - a test's

    write(order, Source(review=a_review()), out)

    content = unlocked("book.xlsx", out.read_bytes(), "secret", USUAL)
    assert "Words" in load_workbook(BytesIO(content)).sheetnames or what is What.WORKBOOK
    assert [each.name for each in tmp_path.iterdir()] == ["book.xlsx"]
