"""Who had a child, from when to when and why, as far as imports, records and the journal tell."""

from __future__ import annotations

from collections.abc import Iterator

from allocation_app.domain.holders import Changes, HolderTime
from allocation_app.domain.made import Made
from allocation_app.wording import journal, moves, terms
from allocation_app.wording.names import Names
from allocation_app.wording.translate import tr, trn


def who(of: HolderTime, names: Names) -> str:
    """Under whose name the child stood; why that was no allocation, where it was none."""
    if of.worker is None:
        return tr("no social worker") if of.is_readable else tr("could not be read")
    name = names.worker(of.worker)
    if of.unallocated is None:
        return name
    return tr("{name} ({why})", name=name, why=terms.reason(of.unallocated))


def began(of: HolderTime) -> str:
    """From when on: a day of the record, between two imports, or by the first that tells."""
    if of.start is not None:
        return terms.day(of.start)
    if of.first_seen is None:
        return tr("not known")
    if of.seen_after is not None:
        return tr(
            "between {first} and {last}",
            first=terms.plain_day(of.seen_after),
            last=terms.plain_day(of.first_seen),
        )
    return tr("{day} or before", day=terms.plain_day(of.first_seen))


def ended(of: HolderTime) -> str:
    """Until when: a day of the record, between two imports, or not over by the latest."""
    if of.end is not None:
        return terms.day(of.end)
    if of.last_seen is None:
        return tr("not known")
    if of.gone_by is None:
        return tr("now")
    return tr(
        "between {first} and {last}",
        first=terms.plain_day(of.last_seen),
        last=terms.plain_day(of.gone_by),
    )


def why(of: HolderTime) -> str:
    """Why it began: the plan's reason, or where it is seen; never a reason that nobody gave."""
    if of.made is not None:
        return "; ".join(_planned(of.made))
    if of.first_seen is None:
        return tr("by the record, no reason known")
    return tr("seen in the import of {day}, no reason known", day=terms.plain_day(of.first_seen))


def staged(of: Made) -> str:
    """Who staged the move that brought it about, and when; before a workspace, by when at least."""
    if of.decided is not None and of.decided.is_later:
        return tr("before {when}, by {user}", when=terms.moment(of.at), user=of.by)
    return tr("{when}, by {user}", when=terms.moment(of.at), user=of.by)


def _planned(of: Made) -> Iterator[str]:
    move = of.move
    yield moves.change_reason(move.reason) or tr("by the plan, no reason given")
    if move.overrides:
        reason = moves.override_reason(move.override_reason)
        yield tr("rule set aside: {why}", why=reason)


def facts(of: HolderTime, names: Names) -> str:
    """What was known when the move was staged, or that nobody can tell; empty without a move."""
    if of.made is None:
        return ""
    if of.made.decided is None:
        return tr("not known")
    return journal.decided(of.made.decided, names)


def changes(of: Changes | None) -> str:
    """How often the case holder changed: "2 since 6 Nov 2026", where less than the year is known.

    A dash where nothing is known.
    """
    if of is None:
        return "–"
    if of.is_whole:
        return trn("{n} in 12 months", "{n} in 12 months", of.count)
    return trn("{n} since {day}", "{n} since {day}", of.count, day=terms.plain_day(of.since))
