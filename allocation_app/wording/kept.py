"""Whether what is done is kept, in words: on the bar below, and where something stands in the way.

A workspace is called by its file's name, which no child's name should stand in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from allocation_app.errors import AppError
from allocation_app.wording import problems, terms
from allocation_app.wording.translate import mark, tr


class Keeping(StrEnum):
    """How what is done now is kept."""

    NOWHERE = "nowhere"
    KEPT = "kept"
    UNDER_WAY = "under_way"
    FAILED = "failed"
    READ_ONLY = "read_only"
    LOCKED = "locked"
    LOCKED_UNKEPT = "locked_unkept"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What the bar below says of it. ``name`` is the workspace's, ``at`` when it was kept last."""

    how: Keeping = Keeping.NOWHERE
    name: str = ""
    at: str = ""


def kept(state: Kept) -> str:
    """The state of keeping, in words."""
    match state.how:
        case Keeping.NOWHERE:
            return tr("Not kept: no workspace")
        case Keeping.UNDER_WAY:
            return tr("{name} · being kept…", name=state.name)
        case Keeping.FAILED:
            return tr("{name} · not kept since {time}", name=state.name, time=state.at)
        case Keeping.READ_ONLY:
            return tr("{name} · read only, nothing is kept", name=state.name)
        case Keeping.LOCKED | Keeping.LOCKED_UNKEPT:
            return _locked(state)
        case _:
            return tr("{name} · kept {time}", name=state.name, time=state.at)


def _locked(state: Kept) -> str:
    if state.how is Keeping.LOCKED:
        return tr("{name} · locked", name=state.name)
    return tr("{name} · locked, not kept yet", name=state.name)


def way_on(state: Kept) -> str:
    """What choosing the words does."""
    match state.how:
        case Keeping.NOWHERE:
            return tr("Make a workspace, so that what is open and planned is kept")
        case Keeping.FAILED | Keeping.LOCKED_UNKEPT:
            return tr("Try again to keep what was done")
        case Keeping.READ_ONLY:
            return tr("Save a copy that keeps what is done here")
        case Keeping.LOCKED:
            return tr("Type the passphrase to go on")
        case _:
            return tr("All that is done is kept in this workspace, encrypted, as you do it")


def in_use(details: Mapping[str, str]) -> str:
    """Who has a workspace open, as far as the lock tells."""
    user, host, since = (details.get(each, "") for each in ("user", "host", "since"))
    who = user if user not in {"", "?"} else tr("Somebody")
    where = host if host not in {"", "?"} else tr("another computer")
    if not since:
        return tr("{who} has this workspace open on {where}.", who=who, where=where)
    return tr(
        "{who} has had this workspace open on {where} since {since}.",
        who=who,
        where=where,
        since=terms.moment(since),
    )


def is_there(file: str) -> str:
    """That a file of this name is there, which is never written over."""
    return problems.error_message(AppError("workspace_exists", file=file))


def refusal(error: AppError) -> str:
    """Why a workspace could not be opened, and what to do."""
    if error.code == "workspace_in_use":
        return in_use(error.details)
    details = dict(error.details)
    if "since" in details:
        details["since"] = terms.moment(details["since"])
    return problems.error_message(AppError(error.code, **details))


WAITS = {
    "target_failed": mark("{file} can’t be written ({why})"),
    "target_locked": mark("another program holds {file}, or you may not write there"),
    "target_folder_missing": mark("the folder of {file} is not there"),
}
"""What can pass by itself."""
STANDS = {
    "workspace_changed": mark("{file} was changed by somebody else since it was opened"),
    "workspace_taken": mark("{user} took {file} over on {host}"),
}
"""What stays so: nothing is ever written over that somebody else has written."""


def unkept(error: Exception) -> str:
    """Why not all of a locked workspace is kept, and the one way to have it kept."""
    code, details = ("", {}) if not isinstance(error, AppError) else (error.code, error.details)
    if code in STANDS:
        return tr(
            "Not everything is kept: {why}. Unlock it and save it as a copy; leave this computer on"
            " until then.",
            why=tr(STANDS[code], **details),
        )
    bug = tr("something went wrong in the program ({kind})", kind=code or type(error).__name__)
    return tr(
        "Not everything is kept yet: {why}. It is tried again by itself; leave this computer on"
        " until this page says that it is kept.",
        why=tr(WAITS[code], **details) if code in WAITS else bug,
    )


def backup(at: datetime, size: int) -> str:
    """A backup to go back to: when it was written, and its size."""
    when_told = terms.moment(at.astimezone().isoformat())
    return tr("Restore the state of {when} ({size}) beside it", when=when_told, size=in_mb(size))


def no_backup() -> str:
    """That there is no way back in this folder."""
    return tr("There is none beside it: ask whoever looks after your files for an earlier copy.")


def in_mb(n: int) -> str:
    """The size of a file, in words: "under 0.1 MB", "2.4 MB"."""
    told = n / 1_000_000
    return tr("under 0.1 MB") if told < 0.1 else tr("{n} MB", n=f"{told:.1f}")  # noqa: PLR2004
