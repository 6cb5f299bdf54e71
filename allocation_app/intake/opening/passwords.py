"""Unlocks workbooks that are protected by a password, in memory: nothing is written out plain.

Raises `InputError` ``file_password``: ``found`` "" where a password is needed, "wrong", or
"unsupported" where it is locked in a way that is not known here; ``file_damaged``.
"""

from __future__ import annotations

import io

from allocation_app.errors import InputError
from allocation_app.intake.opening.kinds import OLE, ZIP
from allocation_app.intake.opening.limits import Limits
from allocation_app.intake.opening.passwords_ods import is_locked_ods, unlocked_ods

EXCELS_OWN = "VelvetSweatshop"
"""Excel opens without asking what is locked by this: a workbook that is only to be read."""
LOCKED_PARTS = ("EncryptedPackage", "EncryptionInfo")


def unlocked(name: str, content: bytes, password: str | None, limits: Limits) -> bytes:
    """The bytes of the workbook itself; those that were given, if nothing locks them."""
    if content.startswith(ZIP) and is_locked_ods(content):
        return unlocked_ods(name, content, password, limits)
    if not content.startswith(OLE) or not _is_locked(name, content):
        return content
    tried = [EXCELS_OWN] if password is None else [password, EXCELS_OWN]
    for word in tried:
        opened = _opened(name, content, word)
        if opened is not None:
            return opened
    raise InputError("file_password", file=name, found="" if password is None else "wrong")


def _is_locked(name: str, content: bytes) -> bool:
    import olefile  # type: ignore[import-untyped]

    from allocation_app.intake.opening.error_cells_xls import is_locked

    try:
        with olefile.OleFileIO(io.BytesIO(content)) as ole:
            if any(ole.exists(part) for part in LOCKED_PARTS):
                return True
            part = next((part for part in ("Workbook", "Book") if ole.exists(part)), None)
            return part is not None and is_locked(ole.openstream(part).read())
    except Exception as error:  # olefile raises whatever it meets
        raise InputError("file_damaged", file=name, why=type(error).__name__) from error


def _opened(name: str, content: bytes, password: str) -> bytes | None:
    """The plain workbook; None where this is not its password."""
    import msoffcrypto  # type: ignore[import-untyped]
    from msoffcrypto.exceptions import (  # type: ignore[import-untyped]
        DecryptionError,
        FileFormatError,
        InvalidKeyError,
    )

    plain = io.BytesIO()
    try:
        locked = msoffcrypto.OfficeFile(io.BytesIO(content))
        locked.load_key(password=password)
        locked.decrypt(plain)
    except InvalidKeyError:
        return None
    except (DecryptionError, FileFormatError, NotImplementedError) as error:
        raise InputError("file_password", file=name, found="unsupported") from error
    except MemoryError:
        raise
    except Exception as error:  # it is made for honest files, and meets others here
        raise InputError("file_damaged", file=name, why=type(error).__name__) from error
    return plain.getvalue()
