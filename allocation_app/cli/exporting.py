"""The command that writes what leaves the tool: the workbook, a list of it, or pages."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from allocation_app.cli.asking import repeats
from allocation_app.cli.earlier import earlier_imports
from allocation_app.cli.files import own_password
from allocation_app.cli.judging import judged_as_kept
from allocation_app.cli.opening import opens, to_read
from allocation_app.cli.options import (
    DONE,
    Parser,
    day,
    judges,
    prints_json,
    reads,
    takes_earlier,
    takes_plan,
)
from allocation_app.cli.output import print_json
from allocation_app.cli.reviewing import read_and_review
from allocation_app.domain.people import ChildId, TeamId, WorkerId
from allocation_app.domain.period import Period, month_of
from allocation_app.domain.review import review
from allocation_app.errors import AppError
from allocation_app.report.orders import (
    ABOUT_CHILDREN,
    ABOUT_WORKERS,
    OF_PERIODS,
    Form,
    Naming,
    Order,
    What,
    form_of,
)
from allocation_app.settings.exports_made import Made, record
from allocation_app.settings.secret import codes
from allocation_app.wording import terms
from allocation_app.wording.translate import languages, mark, tr, use_language

if TYPE_CHECKING:  # it brings all that writes
    from allocation_app.report.exports import Source

NAMED = {
    Naming.NAMES: mark("by name"),
    Naming.INITIALS: mark("by initials and case number"),
    Naming.CODES: mark("by codes"),
}


def asks_for_export(asked: Parser) -> None:
    """The options of `export`."""
    reads(asked)
    judges(asked)
    takes_plan(asked)
    _asks_for_document(asked)
    takes_earlier(
        asked, mark("an earlier import, for evidence and trends; again for each (after the files)")
    )
    asked.epilog = tr(
        "--password-stdin protects a workbook with the same password, or with that of a second"
        " line; where that is empty, with none."
    )
    asked.set_defaults(command=export)


def asks_for_export_kept(asked: argparse.ArgumentParser) -> None:
    """The options of `workspace export`: the same document of what is kept over time."""
    opens(asked)
    judges(asked)
    _asks_for_document(asked)
    prints_json(asked)
    asked.set_defaults(command=export_kept, password_stdin=False)


def _asks_for_document(asked: argparse.ArgumentParser) -> None:
    asked.add_argument(
        "--what",
        choices=[each.value for each in What],
        default=What.WORKBOOK.value,
        metavar="WHAT",
        help=tr("what to write (default workbook): {names}", names=", ".join(What)),
    )
    asked.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="FILE",
        help=tr("where to; its ending says in which form (.xlsx, .csv, .pdf)"),
    )
    asked.add_argument("--language", choices=languages(), default="en")
    _asks_about_whom(asked)
    _asks_when(asked)


def _asks_about_whom(asked: argparse.ArgumentParser) -> None:
    naming = asked.add_mutually_exclusive_group()
    naming.add_argument(
        "--names",
        choices=[each.value for each in Naming],
        default=None,
        metavar="names|initials|codes",
        help=tr("children by what (default: the workbook by names, all else by initials)"),
    )
    naming.add_argument(
        "--hide-names",
        dest="names",
        action="store_const",
        const=Naming.INITIALS.value,
        help=tr("initials, not names"),
    )
    asked.add_argument(
        "--name-workers", action="store_true", help=tr("board: workers by name, not by initials")
    )
    repeats(asked, "--child", "ID", tr("handover: only these children; again for more"))
    repeats(asked, "--worker", "ID", tr("worker: only these workers; again for more"))
    asked.add_argument("--team", metavar="TEAM", help=tr("only one team (default: all)"))


def _asks_when(asked: argparse.ArgumentParser) -> None:
    asked.add_argument(
        "--month",
        type=_month,
        default=None,
        metavar="YYYY-MM",
        help=tr(
            "{documents}: the month it is about (default: the last whole one)",
            documents=", ".join(sorted(OF_PERIODS)),
        ),
    )
    asked.add_argument(
        "--from",
        dest="first",
        type=day,
        default=None,
        metavar="YYYY-MM-DD",
        help=tr("there: the first day, in place of a month"),
    )
    asked.add_argument(
        "--to",
        dest="last",
        type=day,
        default=None,
        metavar="YYYY-MM-DD",
        help=tr("there: the last day (default: the day that is looked at)"),
    )


def export(options: argparse.Namespace) -> int:
    """Write what the options ask for, and keep on record that it was written."""
    form = form_of(What(options.what), options.out)
    use_language(options.language)
    looked, problems = read_and_review(options)
    earlier = earlier_imports(options, looked.snapshot)
    order = replace(_order(options, looked.snapshot.as_at), password=_password(options, form))
    from allocation_app.report.exports import Source

    known = codes() if order.naming is Naming.CODES else None
    source = Source(review=looked, problems=problems, earlier=earlier, codes=known)
    return _write(options, order, source)


def export_kept(options: argparse.Namespace) -> int:
    """Write a document of a workspace: the present import with the plan, and all that came before.

    Nothing is changed in the workspace: the export stands on this user's own record.
    """
    from allocation_app.intake.beside import together
    from allocation_app.report.exports import Source
    from allocation_app.workspace.kept_settings import CODES_KEY, kept_codes, kept_settings
    from allocation_app.workspace.looking_back import past_of, present_of

    form_of(What(options.what), options.out)
    use_language(options.language)
    with to_read(options) as workspace:
        if workspace.present is None:
            raise AppError("workspace_empty", file=options.workspace.name)
        kept, past = kept_settings(workspace), past_of(workspace)
        snapshot, earlier = present_of(workspace, workspace.present)
        plan = workspace.plans().present.on(snapshot).plan
        problems = together(snapshot, workspace.details(workspace.present)).problems
        known = kept_codes(workspace) if workspace.text(CODES_KEY) else None
    by = judged_as_kept(options, kept)
    looked = review(plan, by.policy, by.rules, by.calendar)
    order = _order(options, snapshot.as_at)
    if order.naming is Naming.CODES and known is None:
        known = codes()
    source = Source(review=looked, problems=problems, earlier=earlier, past=past, codes=known)
    return _write(options, order, source)


def _write(options: argparse.Namespace, order: Order, source: Source) -> int:
    """Write it, keep on record that it was written, and say so."""
    from allocation_app.report.exports import write

    form, looked = form_of(order.what, options.out), source.review
    written = write(order, source, options.out)
    if not _recorded(order, form, written.children, looked.snapshot.fingerprint):
        print(tr("{out} is written, but not on record.", out=options.out), file=sys.stderr)
    if options.json:
        from allocation_app.documents import export_document

        print_json(export_document(order, written, options.out))
        return DONE
    print(tr("Written: {out}", out=options.out))
    about = {"children": terms.children(written.children), "how": tr(NAMED[order.naming])}
    print(tr("{children}, {how}", **about) if written.children else tr("No child is named in it."))
    if order.password:
        print(tr("Protected: nobody can open it without the password."))
    return DONE


def _recorded(order: Order, form: Form, children: int, source: str) -> bool:
    """Put it on record; whether that could be done."""
    return record(
        Made(
            at=datetime.now().astimezone().isoformat(timespec="seconds"),
            what=order.what,
            to=form,
            children=children,
            naming=order.naming,
            is_protected=bool(order.password),
            source=source,
        )
    )


def _password(options: argparse.Namespace, form: Form) -> str:
    """What protects the workbook; says so where a form can't be protected."""
    asked = own_password(options)
    if asked and form is not Form.XLSX:
        said = tr("{file} is not protected: only workbooks (.xlsx) can be.", file=options.out.name)
        print(said, file=sys.stderr)
        return ""
    return asked


def _order(options: argparse.Namespace, as_at: date) -> Order:
    """What the options ask for; raises `AppError` for days that are no period."""
    _refuse_unused(options)
    usual = Naming.NAMES if options.what == What.WORKBOOK else Naming.INITIALS
    first, last = _period(options, as_at)
    return Order(
        what=What(options.what),
        naming=Naming(options.names or usual),
        first=first,
        last=last,
        children=tuple(map(ChildId, options.child)),
        workers=tuple(map(WorkerId, options.worker)),
        team=None if options.team is None else TeamId(options.team),
        are_workers_named=options.name_workers,
    )


def _refuse_unused(options: argparse.Namespace) -> None:
    """What would narrow nothing is refused: somebody would take the whole for a part of it."""
    narrowing = {
        "--child": (options.child, ABOUT_CHILDREN),
        "--worker": (options.worker, ABOUT_WORKERS),
        "--month": (options.month, OF_PERIODS),
        "--from": (options.first, OF_PERIODS),
        "--to": (options.last, OF_PERIODS),
        "--name-workers": (options.name_workers, frozenset({What.BOARD})),
    }
    for option, (given, documents) in narrowing.items():
        if given and options.what not in documents:
            raise AppError("option_unused", option=option, document=options.what)


def _period(options: argparse.Namespace, as_at: date) -> tuple[date | None, date | None]:
    """The first and last day of the period, neither where none is asked for."""
    first: date | None = options.first
    last: date | None = options.last
    if options.month is not None:
        if first or last:
            raise AppError("period_twice")
        month: Period = options.month
        return month.first, month.last
    if first is None:
        if last is not None:
            raise AppError("period_open")
        return None, None
    last = last or as_at
    if last < first:
        raise AppError("period_backwards", first=terms.day(first), last=terms.day(last))
    return first, last


def _month(text: str) -> Period:
    """A month as the command line takes it: 2026-10."""
    try:
        return month_of(date.fromisoformat(f"{text}-01"))
    except ValueError:
        message = tr("{text} is not a month like 2026-10", text=text)
        raise argparse.ArgumentTypeError(message) from None
