"""Protects a workbook with a password, as Excel does it: AES-256 (MS-OFFCRYPTO 2.3.4, agile).

All in memory: nothing is ever written out plain.
"""

from __future__ import annotations

import secrets
from io import BytesIO
from typing import Final

from allocation_app.errors import AppError

LONGEST: Final = 255  # UTF-16 units: Excel can't ask for a longer password
KEY_BYTES: Final = 32


def protected(content: bytes, password: str) -> bytes:
    """The workbook's bytes as a file that nobody opens without the password.

    Raises `AppError` (``password_too_long``) for one that Excel could not be told.
    """
    if len(password.encode("utf-16-le")) > 2 * LONGEST:
        raise AppError("password_too_long", limit=str(LONGEST))
    from msoffcrypto.method.container.ecma376_encrypted import (  # type: ignore[import-untyped]
        ECMA376Encrypted,
    )
    from msoffcrypto.method.ecma376_agile import (  # type: ignore[import-untyped]
        ECMA376Agile,
        _encrypt_aes_cbc,
        blkKey_encryptedKeyValue,
    )

    info, _ = ECMA376Agile.generate_encryption_parameters(password)
    # The library's own key is 16 random bytes made 32 long: AES-256 by its name alone.
    key, by = secrets.token_bytes(KEY_BYTES), info.encryptedKey
    hashed = ECMA376Agile._derive_iterated_hash_from_password(  # noqa: SLF001 - no other way
        password, by.saltValue, by.hashName, info.spinCount
    ).digest()
    wrapping = ECMA376Agile._derive_encryption_key(  # noqa: SLF001
        hashed, blkKey_encryptedKeyValue, by.hashName, by.keyBits
    )
    info.encryptedKeyValue = _encrypt_aes_cbc(key, wrapping, by.saltValue)
    data = ECMA376Agile.encrypt_payload(BytesIO(content), by, key, info.keyData.saltValue)
    told = ECMA376Agile.get_encryption_information(info, data, key)
    out = BytesIO()
    ECMA376Encrypted(data, told).write_to(out)
    made: bytes = out.getvalue()
    return made
