"""Earlier states of a workspace beside it, thinned by age; each is a whole workspace file.

One is made of what stands in the file before it is written over for the first time on a day, or
an hour after the one before. It is named by the moment of its content, so that a state is kept
once. One of each hour is kept for a day, then one of each day for 14 days, of each week for 8
weeks, and of each month as far back as anything is kept. What was deleted for its age stands in the
earlier states for 14 days more, in case that was a slip or a wrong clock; then they go.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from stat import S_ISREG

from allocation_app.domain.working_days import add_months
from allocation_app.errors import AppError
from allocation_app.settings.defaults import MONTHS
from allocation_app.settings.writing import (
    PREFIX,
    SUFFIX,
    bring_to_disk,
    put_in_place,
    take_away_begun,
)
from allocation_app.workspace import disk
from allocation_app.workspace.container import MAGIC, Header
from allocation_app.workspace.places import asides

HOURS, DAYS, WEEKS = timedelta(hours=24), timedelta(days=14), timedelta(weeks=8)
EVERY = timedelta(hours=1)
_NAME = "%Y-%m-%dT%H%M%SZ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """An earlier state: ``at`` is when it was written (UTC), ``size`` its bytes."""

    path: Path
    at: datetime
    size: int


def folder_of(path: Path) -> Path:
    """Where the backups of a workspace are kept."""
    return path.with_name(f"{path.name}.backups")


def kept(path: Path) -> tuple[Backup, ...]:
    """The backups of a workspace, the latest first; files that are none are passed over."""
    found = []
    with suppress(OSError):
        for each in folder_of(path).iterdir():
            with suppress(OSError, ValueError):
                at = datetime.strptime(each.stem.rpartition("-")[0], _NAME).replace(tzinfo=UTC)
                if each.suffix == path.suffix:
                    found.append(Backup(path=each, at=at, size=each.stat().st_size))
    return tuple(sorted(found, key=lambda each: (each.at, each.path.name), reverse=True))


def due(path: Path, now: datetime) -> bool:
    """Whether what stands in the file is to be kept before it is written over.

    ``now`` has an offset: a day is one of the local calendar.
    """
    try:
        header = disk.header(path)
    except AppError:
        return False
    if _place(path, header).exists():
        return False
    written, made = datetime.fromisoformat(header.modified), datetime.fromisoformat(header.created)
    latest = next((each.at for each in kept(path) if each.at <= now), made)
    return written.astimezone(now.tzinfo).date() != now.date() or now - latest >= EVERY


def make(path: Path) -> None:
    """Keep what stands in the file; raises `AppError` (as `disk.read`, and ``backup_failed``).

    A copy and no link: whatever writes into the file spoils nothing of it.
    """
    sealed = disk.read(path)
    place = _place(path, sealed.header)
    try:
        if not place.parent.is_dir():
            place.parent.mkdir(mode=0o700)
            bring_to_disk(path.parent)
        take_away_begun(place)
        put_in_place(place, sealed.told)
    except (OSError, AppError) as error:
        why = error.details.get("why") if isinstance(error, AppError) else error.strerror
        raise AppError("backup_failed", file=path.name, why=why or type(error).__name__) from error


def thin(path: Path, now: datetime, months: int = MONTHS, pruned: datetime | None = None) -> None:
    """Take away what is kept no longer; the latest stays, and what can't be taken away now.

    ``pruned`` is when imports were last deleted for their age: 14 days later no state before it is
    kept.
    """
    found = kept(path)
    stays = {each.path for each in _staying(found, now, months)}
    gone_before = pruned if pruned is not None and now - pruned >= DAYS else None
    for each in found[1:]:
        if each.path not in stays or (gone_before is not None and each.at < gone_before):
            with suppress(OSError):
                each.path.unlink()


def before_writing(
    path: Path, now: datetime, months: int = MONTHS, pruned: datetime | None = None
) -> None:
    """Keep what stands in the file, where it is due, and nothing for longer than is set.

    See `thin`. Raises `AppError` as `make`; nothing is taken away then.
    """
    if due(path, now):
        make(path)
    thin(path, now, months, pruned)


def restore(path: Path, backup: Path) -> Path:
    """Put a backup beside the workspace, under a name that is free, and return its path.

    Nothing is written over. Raises `AppError` as `disk.read` and `put_in_place`.
    """
    sealed = disk.read(backup)
    day = datetime.fromisoformat(sealed.header.modified).date()
    base, number = f"{path.stem} ({day})", 1
    place = path.with_name(f"{base}{path.suffix}")
    while place.exists():
        number += 1
        place = path.with_name(f"{base} ({number}){path.suffix}")
    put_in_place(place, sealed.told)
    return place


def to_go(path: Path, header: Header) -> list[str]:
    """The names of all that may hold what must not be found again.

    That are the backups, also the one that is still to be made of the state of this header, and
    what was set aside of journals: nobody can tell who is in it. What a synchronising program has
    called otherwise is among them; what is none of ours is not.
    """
    found = {_place(path, header).name, *(each.name for each in asides(path))}
    with suppress(OSError):
        for each in folder_of(path).iterdir():
            with suppress(OSError):
                if _is_ours(each):
                    found.add(each.name)
    return sorted(found)


def take_away(path: Path, names: Collection[str]) -> None:
    """Take away those of these names that are there (see `to_go`).

    Raises `AppError` (``backups_left``: ``n``) where some could not be taken away.
    """
    folder, left = folder_of(path), 0
    there = [each for each in asides(path) if each.name in names]
    with suppress(OSError):
        there += [each for each in folder.iterdir() if each.name in names]
    for each in there:
        try:
            each.unlink(missing_ok=True)
        except OSError:
            left += 1
    with suppress(OSError):
        folder.rmdir()  # where nothing is in it any more
    if left:
        raise AppError("backups_left", file=folder.name, n=str(left))


def _is_ours(file: Path) -> bool:
    """Whether it is a workspace, whatever it is called, or one that was begun; raises `OSError`."""
    if file.name.startswith(PREFIX) and file.suffix == SUFFIX:
        return True
    if not S_ISREG(file.stat().st_mode):
        return False
    with file.open("rb") as told:
        return told.read(len(MAGIC)) == MAGIC


def _place(path: Path, header: Header) -> Path:
    at = datetime.fromisoformat(header.modified).astimezone(UTC)
    return folder_of(path) / f"{at:{_NAME}}-{header.state[:8]}{path.suffix}"


def _staying(found: Sequence[Backup], now: datetime, months: int) -> Iterator[Backup]:
    """The latest of each hour, day, week or month, whichever its age asks for."""
    known: set[str] = set()
    oldest = add_months(now.date(), -months)
    for each in found:  # the latest first
        age = now - each.at
        if each.at.date() < oldest:
            return
        if age <= HOURS:
            period = f"{each.at:%Y-%m-%dT%H}"
        elif age <= DAYS:
            period = f"{each.at:%Y-%m-%d}"
        elif age <= WEEKS:
            period = f"{each.at:%G-W%V}"
        else:
            period = f"{each.at:%Y-%m}"
        if period not in known:
            known.add(period)
            yield each
