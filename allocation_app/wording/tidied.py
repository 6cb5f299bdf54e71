"""What is deleted from a workspace, said before and after: old imports, a child everywhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from allocation_app.wording import terms
from allocation_app.wording.names import listed
from allocation_app.wording.translate import tr, trn

MOST = 6
"""So many names of files are told one by one."""


def due(n: int, months: int) -> str:
    """How many imports are past their time, and what becomes of them."""
    kept_for = trn("{n} month", "{n} months", months)
    return trn(
        "Imports are kept for {months} here. One is older. Deleting it takes away what it said of"
        " children, what the journal said of them then, and backups that are as old. The latest"
        " import and the plan stay.",
        "Imports are kept for {months} here. {n} are older. Deleting them takes away what they"
        " said of children, what the journal said of them then, and backups that are as old. The"
        " latest import and the plan stay.",
        n,
        months=kept_for,
    )


def present_due(months: int) -> str:
    """That the import that is shown is past its time, too."""
    return trn(
        "The import that is shown is older than the {n} month that imports are kept here. Import"
        " later data, or delete the workspace: this copy is not the record.",
        "The import that is shown is older than the {n} months that imports are kept here. Import"
        " later data, or delete the workspace: this copy is not the record.",
        months,
    )


def goes(day: date, files: Sequence[str], children: int, entries: int) -> str:
    """What goes with an import that is deleted, in a line."""
    parts_ = "; ".join(parts(files, children, entries))
    return tr("{day}: {parts}", day=terms.day(day), parts=parts_)


def parts(files: Sequence[str], children: int, entries: int) -> tuple[str, ...]:
    """The same, one by one."""
    said = trn(
        "what {n} entry of the journal said while it was open",
        "what {n} entries of the journal said while it was open",
        entries,
    )
    return tuple(filter(None, (listed(files), terms.children(children), said if entries else "")))


def import_goes() -> str:
    """What becomes of everything else when one import is deleted."""
    return tr(
        "Trends and holders are counted without it from then on. The plan, all other imports, and"
        " who did what and when stay. Backups that were made before hold it for 14 days more, in"
        " case this was a slip, then they go. The files that were read are not touched."
    )


def import_deleted(day: date) -> str:
    """That one import was deleted."""
    return tr("The import as at {day} was deleted.", day=terms.day(day))


def pruned(n: int) -> str:
    """How many imports were deleted."""
    return trn("{n} import was deleted.", "{n} imports were deleted.", n)


def found(counts: Mapping[str, int]) -> list[str]:
    """Where a child stands in a workspace, a line for each place that has any; see `Traces`."""
    return list(_found(counts))


def _found(counts: Mapping[str, int]) -> Iterator[str]:
    if n := counts["imports"]:
        yield trn("in {n} import", "in {n} imports", n)
    if n := counts["spells"]:
        yield trn("{n} spell with a worker", "{n} spells with workers", n)
    if n := counts["planned"]:
        yield trn("{n} line of the plan", "{n} lines of the plan and its scenarios", n)
    if n := counts["entries"]:
        yield trn("in {n} entry of the journal", "in {n} entries of the journal", n)
    if n := counts["rows"]:
        yield trn("{n} row or problem of the import", "{n} rows and problems of the import", n)
    if n := counts["texts"]:
        yield trn("in {n} other text", "in {n} other texts", n)


def nobody(file: str) -> str:
    """Why nothing was deleted of a child whom nobody knows by this number."""
    return tr(
        "Nothing was deleted. Backups of {file} are not looked into: where an earlier state may"
        " hold the child, delete its folder of backups yourself.",
        file=file,
    )


def copies_stay(names: Sequence[str]) -> str:
    """That copies beside the workspace may hold the child; none is touched; "" where none is."""
    if not names:
        return ""
    return trn(
        "A copy of this workspace stands in the same folder, may hold the child and is not touched:"
        " {names}. Open it and delete the child there too, or delete the file.",
        "{n} copies of this workspace stand in the same folder; each may hold the child, and none"
        " is touched: {names}. Open each and delete the child there too, or delete the files.",
        len(names),
        names=_some(names),
    )


def copies_open(names: Sequence[str]) -> str:
    """That copies beside it open by a former passphrase; "" where there are none."""
    if not names:
        return ""
    return trn(
        "A copy of it in the same folder opens by a former passphrase still: {names}.",
        "{n} copies of it in the same folder open by a former passphrase still: {names}.",
        len(names),
        names=_some(names),
    )


def passages(n: int) -> str:
    """How many texts there are that may mean the child and may not."""
    return trn(
        "{n} text that somebody wrote has part of the child’s name, the initials or a short number"
        " in it. It may mean somebody else, and stays as it is unless you say so.",
        "{n} texts that somebody wrote have part of the child’s name, the initials or a short"
        " number in them. They may mean somebody else, and stay as they are unless you say so.",
        n,
    )


def _some(names: Sequence[str]) -> str:
    """The first of them, and how many more."""
    told, more = ", ".join(names[:MOST]), len(names) - MOST
    return told if more <= 0 else tr("{names} and {n} more", names=told, n=str(more))


def backups_go(n: int) -> str:
    """What becomes of the backups, each of which may hold the child."""
    if not n:
        return tr("There are no backups that could hold the child.")
    return trn(
        "The backup is deleted, too: it may hold the child.",
        "All {n} backups are deleted, too: each may hold the child.",
        n,
    )
