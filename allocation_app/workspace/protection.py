"""How workspaces are protected on a machine: as its IT department has set it, else as usual."""

from __future__ import annotations

from allocation_app.errors import AppError
from allocation_app.settings.defaults import FILE, Defaults
from allocation_app.workspace import keys
from allocation_app.workspace.keys import Cost, public_part


def cost_set(found: Defaults) -> Cost:
    """What a guess at a passphrase costs."""
    told = found.protection
    if told is None:
        return keys.USUAL
    return Cost(memory=told.memory_mib * 1024, passes=told.passes, lanes=told.lanes)


def recovery_set(found: Defaults) -> bytes:
    """The public part of the council's recovery key, empty where it has set none.

    Raises `AppError` (``recovery_public_none``): nothing is made then that only one can open.
    """
    if found.recovery_key is None:
        return b""
    return public_part(found.recovery_key.encode(), file=FILE)


def recovery_given(found: Defaults, told: bytes, *, file: str) -> bytes:
    """The public part of a key that somebody gives for one workspace.

    Raises `AppError`: ``recovery_fixed`` where the council has fixed another one, and as
    `recovery_set`.
    """
    given = public_part(told, file=file)
    if "recovery_key" in found.fixed and given != recovery_set(found):
        raise AppError("recovery_fixed", file=file)
    return given
