"""Text from a spreadsheet as it is shown: what would be invisible, or act, stands as a sign."""

from __future__ import annotations

import re

_HIDDEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_DELETE = 0x7F
_SIGNS = 0x2400


def visible(text: str) -> str:
    """Control characters as signs, and what turns the direction of text round as a mark.

    A line break stays; letters of every script, accents and joined emoji too.
    """
    return text if text.isprintable() else _HIDDEN.sub(_sign, text)


def _sign(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < ord(" "):
        return chr(_SIGNS + code)
    return "\u2421" if code == _DELETE else "\ufffd"
