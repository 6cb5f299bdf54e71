"""A language in which every text that went through `tr` stands in brackets."""

from __future__ import annotations

from gettext import NullTranslations

from typing_extensions import override

OPEN, CLOSE = "⟦", "⟧"


class Marked(NullTranslations):
    """What is in no brackets can't be translated."""

    @override
    def gettext(self, message: str) -> str:
        return f"{OPEN}{message}{CLOSE}"

    @override
    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"{OPEN}{msgid1 if n == 1 else msgid2}{CLOSE}"
