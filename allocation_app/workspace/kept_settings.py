"""What is set in a workspace for everybody who works with it: how long, by what, with which key."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from secrets import token_hex

from allocation_app.domain.journal import Deed
from allocation_app.domain.pseudonyms import Codes
from allocation_app.plain import made, plain
from allocation_app.settings.defaults import (
    IDLE_MINUTES,
    MONTHS,
    MOST_IDLE_MINUTES,
    MOST_MONTHS,
    Defaults,
)
from allocation_app.workspace.session import Workspace

CODES_KEY = "codes_key"
BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRules:
    """The choice of rules: a country's set by its name, or the ``text`` of a council's own file.

    ``local`` are the names of local sets, ``on`` and ``off`` the ids of rules switched by hand.
    """

    country: str = ""
    text: str = ""
    local: tuple[str, ...] = ()
    on: tuple[str, ...] = ()
    off: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptSettings:
    """What is set in a workspace.

    ``months`` is how long imports are kept, ``idle_minutes`` how long it stays open untouched.
    ``policy`` is the text of a policy file, "" for what ships; ``rules`` likewise None.
    ``profiles`` are the texts of mapping files, by their names.
    """

    months: int = MONTHS
    idle_minutes: int = IDLE_MINUTES
    policy: str = ""
    rules: KeptRules | None = None
    profiles: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse a time that is none: for ever is no retention."""
        if not 1 <= self.months <= MOST_MONTHS:
            raise ValueError(f"imports are kept from 1 to {MOST_MONTHS} months")
        if not 1 <= self.idle_minutes <= MOST_IDLE_MINUTES:
            raise ValueError(f"a workspace locks after 1 to {MOST_IDLE_MINUTES} minutes")


STANDING = KeptSettings()
_DEEDS = {"policy": Deed.POLICY, "rules": Deed.RULES}


def kept_settings(workspace: Workspace, standing: KeptSettings = STANDING) -> KeptSettings:
    """What is set; where nothing was set yet, what ``standing`` says (an IT department's)."""
    told = {name: json.loads(text) for name, text in workspace.texts("set:").items()}
    known = {name.removeprefix("set:"): each for name, each in told.items()}
    return made(KeptSettings, {**plain(standing), **known})


def in_force(workspace: Workspace, found: Defaults) -> KeptSettings:
    """What is set, within what the IT department has fixed or limited on this machine."""
    standing = KeptSettings(months=found.months_kept(None), idle_minutes=found.idle_minutes)
    told = kept_settings(workspace, standing)
    idle = min(told.idle_minutes, found.most_idle_minutes)
    return replace(
        told,
        months=found.months_kept(workspace.months_set),
        idle_minutes=standing.idle_minutes if "idle_minutes" in found.fixed else idle,
    )


def keep_settings(workspace: Workspace, new: KeptSettings) -> None:
    """Set it from now on, one entry of the journal for each that is another; raises as `record`."""
    old = kept_settings(workspace)
    for name in ("policy", "rules", "months", "idle_minutes", "profiles"):
        value = getattr(new, name)
        if value != getattr(old, name):
            told = json.dumps(plain(value), ensure_ascii=False)
            workspace.record(_DEEDS.get(name, Deed.SETTINGS), texts={f"set:{name}": told})


def kept_codes(workspace: Workspace) -> Codes:
    """The codes of this workspace, whose key is made where there is none yet; raises as `record`.

    Read only and without a key, they hold until it is closed.
    """
    if not workspace.text(CODES_KEY):
        workspace.record(Deed.SETTINGS, texts={CODES_KEY: token_hex(BYTES)})
    return Codes(key=bytes.fromhex(workspace.text(CODES_KEY)))
