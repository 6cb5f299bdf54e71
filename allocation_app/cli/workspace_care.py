"""What keeps a workspace in order: its keys, its backups, what is deleted of it, what is set."""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from allocation_app.cli.opening import changes, names_one, passphrase, to_read, to_write
from allocation_app.cli.options import DONE, NOT_USABLE, prints_json
from allocation_app.cli.output import print_json
from allocation_app.domain.people import ChildId
from allocation_app.errors import AppError
from allocation_app.wording.translate import tr, trn

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - has no other name


def asks_for_care(commands: Commands) -> None:
    """The words of the commands."""
    one = commands.add_parser(
        "passphrase", help=tr("change the passphrase: the new one is the next line of stdin")
    )
    changes(one)
    one.set_defaults(command=change_passphrase)

    one = commands.add_parser("recovery-key", help=tr("make a recovery key: two files"))
    one.add_argument("private", type=Path, metavar="PRIVATE.pem")
    one.add_argument("public", type=Path, metavar="PUBLIC.pem")
    one.set_defaults(command=recovery_key)

    one = commands.add_parser("backups", help=tr("the earlier states that are kept of it"))
    names_one(one)
    prints_json(one)
    one.set_defaults(command=backups)

    one = commands.add_parser("restore", help=tr("put an earlier state beside it"))
    names_one(one)
    one.add_argument("--backup", required=True, metavar="NAME", help=tr("one of `backups`"))
    one.set_defaults(command=restore)

    one = commands.add_parser("prune", help=tr("which imports are older than is kept"))
    changes(one)
    one.add_argument(
        "--import",
        dest="imports",
        type=int,
        action="append",
        default=[],
        metavar="N",
        help=tr("this one instead, whatever its age, by its number in `history`; again for more"),
    )
    one.add_argument("--delete", action="store_true", help=tr("delete them, and save"))
    prints_json(one)
    one.set_defaults(command=prune)

    one = commands.add_parser("erase", help=tr("where a child stands in it"))
    changes(one)
    one.add_argument("--child", required=True, metavar="ID", help=tr("the child's identifier"))
    one.add_argument(
        "--delete", action="store_true", help=tr("delete the child everywhere, backups too")
    )
    one.add_argument(
        "--passages",
        action="store_true",
        help=tr("with part of the name, initials or a short number in the texts that are listed"),
    )
    prints_json(one)
    one.set_defaults(command=erase)

    one = commands.add_parser("settings", help=tr("what is set in it, and setting it"))
    changes(one)
    one.add_argument("--months", type=int, metavar="N", help=tr("how long imports are kept"))
    one.add_argument("--idle-minutes", type=int, metavar="N", help=tr("when the window locks"))
    prints_json(one)
    one.set_defaults(command=settings)


def change_passphrase(options: argparse.Namespace) -> int:
    """Protect it by another passphrase; the backups, which open by the former, are deleted."""
    from allocation_app.settings.defaults import defaults
    from allocation_app.wording import tidied
    from allocation_app.workspace.copies import copies
    from allocation_app.workspace.protection import cost_set

    with to_write(options) as workspace:
        workspace.change_passphrase(passphrase(), cost=cost_set(defaults()))
        left = copies(workspace.path, workspace.header.id)
    if left:
        print(tidied.copies_open(left), file=sys.stderr)
    return DONE


def recovery_key(options: argparse.Namespace) -> int:
    """Make a key pair: the private part for a safe, the public one for where workspaces are made.

    Raises `AppError` (``key_exists``, ``target_failed``): no key is ever written over. A private
    part without its public one is of no use to anybody: it is not left behind.
    """
    from allocation_app.workspace.keys import recovery_pair

    private, public = recovery_pair()
    for path in (options.private, options.public):
        if path.exists():
            raise AppError("key_exists", file=path.name)
    _write_new(options.private, private, 0o600)
    try:
        _write_new(options.public, public, 0o644)
    except AppError:
        options.private.unlink()
        raise
    return DONE


def backups(options: argparse.Namespace) -> int:
    """Print the earlier states, the latest first."""
    from allocation_app.workspace.backups import kept

    found = kept(options.workspace)
    if options.json:
        print_json(
            {
                "backups": [
                    {"name": each.path.name, "at": each.at.isoformat(), "bytes": each.size}
                    for each in found
                ]
            }
        )
        return DONE
    for each in found:
        print(f"{each.path.name}  {each.at.astimezone():%Y-%m-%d %H:%M}  {each.size}")
    if not found:
        print(tr("There is no earlier state of it yet."), file=sys.stderr)
    return DONE


def restore(options: argparse.Namespace) -> int:
    """Put an earlier state beside the workspace, never in its place; prints where."""
    from allocation_app.workspace import backups as earlier

    found = {each.path.name: each.path for each in earlier.kept(options.workspace)}
    if options.backup not in found:
        raise AppError("backup_unknown", file=options.workspace.name, given=options.backup)
    print(earlier.restore(options.workspace, found[options.backup]))
    return DONE


def prune(options: argparse.Namespace) -> int:
    """Print which imports are due to be deleted, and delete them where that was asked for."""
    from allocation_app.settings.defaults import defaults
    from allocation_app.workspace import retention
    from allocation_app.workspace.kept_settings import in_force

    if options.imports:
        return _prune_these(options)
    with (to_write if options.delete else to_read)(options) as workspace:
        months = in_force(workspace, defaults()).months
        due = retention.due(workspace, months, date.today())  # noqa: DTZ011 - her calendar's day
        if options.delete and due:
            retention.prune(workspace, [each.number for each in due])
        if options.delete:
            retention.thin_backups(workspace, months)
    if options.json:
        days = [each.as_at.isoformat() for each in due]
        print_json({"months": months, "due": days, "deleted": bool(options.delete and due)})
        return DONE
    for each in due:
        print(each.as_at.isoformat())
    said = trn("{n} import older than is kept", "{n} imports older than is kept", len(due))
    print(tr("{said}: deleted", said=said) if options.delete and due else said, file=sys.stderr)
    return DONE


def _prune_these(options: argparse.Namespace) -> int:
    """Print what goes with these imports, and delete them where that was asked for."""
    from allocation_app.documents.workspace import going_document
    from allocation_app.wording import tidied
    from allocation_app.workspace import retention

    with (to_write if options.delete else to_read)(options) as workspace:
        found = retention.going(workspace, options.imports)
        if options.delete:
            retention.prune(workspace, options.imports)
    if options.json:
        print_json({"imports": going_document(found), "deleted": options.delete})
        return DONE
    for each in found:
        files = [source.name for source in each.imported.sources]
        said = tidied.goes(each.imported.as_at, files, each.children, each.entries)
        print(f"{each.imported.number:4}  {said}")
    if options.delete:
        print(tidied.pruned(len(found)), file=sys.stderr)
    return DONE


def erase(options: argparse.Namespace) -> int:
    """Print where a child stands, and delete the child everywhere where that was asked for.

    A number that nobody has is more likely a slip than a child: it costs no backup.
    """
    from dataclasses import asdict

    from allocation_app.wording import tidied
    from allocation_app.workspace import erasing

    child = ChildId(options.child)
    with (to_write if options.delete else to_read)(options) as workspace:
        found = erasing.traces(workspace, child)
        is_deleted = options.delete and not found.is_none
        if is_deleted:
            found = erasing.erase(workspace, child, found.passages if options.passages else ())
    if options.json:
        print_json({**asdict(found), "deleted": is_deleted})
        return DONE if is_deleted or not options.delete else NOT_USABLE
    for each in tidied.found(asdict(found)) or [tr("This child stands nowhere in it.")]:
        print(each)
    if options.delete and not is_deleted:
        print(tidied.nobody(options.workspace.name), file=sys.stderr)
        return NOT_USABLE
    if found.passages and not (is_deleted and options.passages):
        print(tidied.passages(len(found.passages)))
        for passage in found.passages:
            print(f"  {passage}")
    said = tr("Deleted.") if is_deleted else tidied.backups_go(found.backups)
    for each in filter(None, (said, tidied.copies_stay(found.copies))):
        print(each, file=sys.stderr)
    return DONE


def settings(options: argparse.Namespace) -> int:
    """Print what is set, once what was asked for is set; within what the council allows."""
    from dataclasses import replace

    from allocation_app.settings.defaults import defaults
    from allocation_app.workspace.kept_settings import in_force, keep_settings, kept_settings

    found = defaults()
    asked = {"months": options.months, "idle_minutes": options.idle_minutes}
    wanted = {name: value for name, value in asked.items() if value is not None}
    with (to_write if wanted else to_read)(options) as workspace:
        if wanted:
            try:
                keep_settings(workspace, replace(kept_settings(workspace), **wanted))
            except ValueError as error:
                raise AppError("setting_impossible", why=str(error)) from None
        told = in_force(workspace, found)
    now = {"months": told.months, "idle_minutes": told.idle_minutes}
    if options.json:
        print_json(now)
        return DONE
    for name, value in now.items():
        print(f"{name:12} {value}")
    return DONE


def _write_new(path: Path, content: bytes, mode: int) -> None:
    """All of it, on the disk, or nothing."""
    how = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(path, how, mode), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        raise AppError("key_exists", file=path.name) from None
    except OSError as error:
        with suppress(OSError):
            path.unlink()
        why = error.strerror or type(error).__name__
        raise AppError("target_failed", file=path.name, why=why) from None
