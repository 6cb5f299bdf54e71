"""Letting go of what was worked out: caches hold whole imports, with the names of children."""

from __future__ import annotations

import sys
from functools import lru_cache

_CACHE = type(lru_cache(lambda: None))
_OURS = ("allocation_app.", "ui.")
_OF_NOBODY = ("allocation_app.plain", "allocation_app.settings", "ui.theme")
"""They keep types, files that ship and icons: to make those anew takes the window's time."""


def forget_worked_out() -> None:
    """Empty every cache of the application; what is asked for again is worked out again."""
    for name, module in list(sys.modules.items()):
        if name.startswith(_OURS) and not name.startswith(_OF_NOBODY):
            for each in list(vars(module).values()):
                if isinstance(each, _CACHE):
                    each.cache_clear()
