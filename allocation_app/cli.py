"""The command line: the same core without a window, for IT departments, nightly jobs and tests.

Messages go to stderr, what was asked for to stdout. Exit codes: 0 done, 1 the input could not be
used, 2 wrong usage, 3 cancelled. Never a traceback for what a user can cause.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from typing_extensions import override

from allocation_app import settings
from allocation_app.domain.plan import Plan
from allocation_app.domain.review import Review, review
from allocation_app.errors import AppError, InputError, Problem, Severity
from allocation_app.progress import Cancelled
from allocation_app.wording import findings as sentences
from allocation_app.wording import problems as problem_sentences
from allocation_app.wording import terms
from allocation_app.wording.translate import languages, tr, use_language

if TYPE_CHECKING:  # it brings all that reads spreadsheets
    from allocation_app.intake import Book, FileReading, Mapping, Reading

DONE, NOT_USABLE, WRONG_USAGE, STOPPED = 0, 1, 2, 3
LAYOUTS = ("a", "b", "c", "d", "e", "f", "g")
"""The letters under which `sample` knows the layouts that people keep."""


def main(arguments: Sequence[str]) -> int:
    """Run one command; returns the exit code."""
    options = _parser().parse_args(arguments)
    try:
        command: Callable[[argparse.Namespace], int] = options.command
        return command(options)
    except InputError as error:
        if getattr(options, "json", False):
            from allocation_app.documents import refusal

            _print_json(refusal(error))
        return _fail(error, NOT_USABLE)
    except AppError as error:
        return _fail(error, WRONG_USAGE)
    except (Cancelled, KeyboardInterrupt):
        print(tr("Stopped."), file=sys.stderr)
        return STOPPED
    except BrokenPipeError:  # the reader of our output went away: `... | head`
        sys.stderr.close()
        return DONE


def _fail(error: AppError, code: int) -> int:
    print(problem_sentences.error_message(error), file=sys.stderr)
    return code


class _Parser(argparse.ArgumentParser):
    """Says in one line what is wrong with the words of a command."""

    @override
    def error(self, message: str) -> NoReturn:
        print(f"{self.prog}: {message}", file=sys.stderr)
        print(tr("Try: {prog} --help", prog=self.prog), file=sys.stderr)
        sys.exit(WRONG_USAGE)


def _parser() -> _Parser:
    parser = _Parser(prog="run", description=tr("Who has which child, who waits, what is late."))
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    inspect = commands.add_parser("inspect", help=tr("what the tool understands of a file"))
    _reads(inspect)
    inspect.add_argument(
        "--save-mapping",
        type=Path,
        default=None,
        metavar="FILE",
        help=tr("write what each column was taken for, to correct and to give to --mapping"),
    )
    inspect.set_defaults(command=_inspect)

    look = commands.add_parser("review", help=tr("who waits, what is late, who carries how much"))
    _reads(look)
    look.add_argument("--all", action="store_true", help=tr("what is in time, too"))
    look.set_defaults(command=_review)

    export = commands.add_parser("export", help=tr("write the allocation workbook"))
    _reads(export)
    export.add_argument("--out", type=Path, required=True, metavar="BOOK.xlsx")
    export.add_argument("--language", choices=languages(), default="en")
    export.add_argument("--hide-names", action="store_true", help=tr("initials, not names"))
    export.set_defaults(command=_export)

    sample = commands.add_parser("sample", help=tr("write made-up workbooks to try the tool on"))
    sizes = ("team", "service", "council", "county", "national")
    what = sample.add_mutually_exclusive_group()
    what.add_argument("--size", choices=sizes, default="team")
    sample.add_argument("--seed", type=int, default=1)
    sample.add_argument("--out", type=Path, required=True, metavar="DIR")
    sample.add_argument("--as-at", type=_day, default=None, metavar="YYYY-MM-DD")
    what.add_argument(
        "--layout",
        choices=LAYOUTS,
        help=tr(
            "the team set as people keep it, untidily: a row per child (a) or per involvement (b),"
            " a tab per worker (c), rows grouped under a worker (d), several lists (e), children"
            " and staff apart (f), staff lists of several kinds (g)"
        ),
    )
    sample.add_argument(
        "--language", choices=("en", "cy"), default="en", help=tr("the language of a --layout")
    )
    sample.add_argument("--json", action="store_true")
    sample.set_defaults(command=_sample)
    return parser


def _reads(command: argparse.ArgumentParser) -> None:
    """The options of every command that reads workbooks."""
    command.add_argument("files", nargs="+", type=Path, metavar="FILE")
    command.add_argument(
        "--as-at",
        type=_day,
        default=None,
        metavar="YYYY-MM-DD",
        help=tr("the day to look at (default: the file's own date, else today)"),
    )
    command.add_argument("--rules", choices=settings.RULE_SETS, default="wales")
    command.add_argument(
        "--policy", type=Path, default=None, metavar="FILE", help=tr("the council's own weights")
    )
    command.add_argument(
        "--mapping",
        type=Path,
        default=None,
        metavar="FILE",
        help=tr("what was decided about columns and words (see inspect --save-mapping)"),
    )
    command.add_argument(
        "--password-stdin",
        action="store_true",
        help=tr("read the password of protected files from stdin, one line"),
    )
    command.add_argument(
        "--large",
        action="store_true",
        help=tr("allow a bigger import: up to 250 MB and a million rows a file"),
    )
    command.add_argument("--json", action="store_true", help=tr("one JSON document on stdout"))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = tr("{text} is not a date like 2026-11-20", text=text)
        raise argparse.ArgumentTypeError(message) from None


def _open(options: argparse.Namespace) -> tuple[tuple[Book, ...], Mapping]:
    from allocation_app.intake import LARGE, USUAL, open_books
    from allocation_app.intake.mapping import NO_MAPPING
    from allocation_app.intake.profiles import read_profile

    mapping = NO_MAPPING if options.mapping is None else read_profile(options.mapping)
    password = sys.stdin.readline().rstrip("\r\n") if options.password_stdin else None
    books = open_books(
        options.files,
        passwords={} if password is None else {file.name: password for file in options.files},
        limits=LARGE if options.large else USUAL,
    )
    return books, mapping


def _read(options: argparse.Namespace) -> Reading:
    from allocation_app.intake import understand

    books, mapping = _open(options)
    return understand(books, as_at=options.as_at, mapping=mapping)


def _inspect(options: argparse.Namespace) -> int:
    from allocation_app.documents import inspection, refusal
    from allocation_app.intake import survey, understand

    books, mapping = _open(options)
    try:
        reading = understand(books, as_at=options.as_at, mapping=mapping)
    except InputError as error:
        files = survey(books, mapping)
        if options.json:
            _print_json({**inspection(files, ()), **refusal(error)})
            return NOT_USABLE
        _print_files(files)
        return _fail(error, NOT_USABLE)
    if options.save_mapping is not None:
        from allocation_app.intake.mapping import mapping_of
        from allocation_app.intake.profiles import write_profile

        write_profile(mapping_of(reading), options.save_mapping)
    if options.json:
        _print_json(inspection(reading.files, reading.problems))
        return DONE
    _print_files(reading.files)
    _print_problems(reading.problems)
    return DONE


def _print_files(files: Iterable[FileReading]) -> None:
    for file in files:
        print(f"{file.path.name}: {file.kind}")
        for sheet in file.sheets:
            used = [column for column in sheet.columns if column.field]
            print(
                tr(
                    "  {sheet}: {layout}, header in row {row}, {n} rows,"
                    " {used} of {all} columns used",
                    sheet=sheet.name,
                    layout=sheet.layout,
                    row="–" if sheet.header_row is None else sheet.header_row,
                    n=sheet.rows,
                    used=len(used),
                    all=len(sheet.columns),
                )
            )
            for column in sheet.columns:
                print(f"    {column.heading} -> {column.field or '–'}")


def _read_and_review(options: argparse.Namespace) -> tuple[Review, tuple[Problem, ...]]:
    rules, policy = settings.rule_set(options.rules), settings.policy(options.policy)
    reading = _read(options)
    looked = review(
        Plan(snapshot=reading.snapshot),
        policy,
        rules,
        settings.calendar(),
        in_time=getattr(options, "all", False),
    )
    return looked, reading.problems


def _review(options: argparse.Namespace) -> int:
    looked, problems = _read_and_review(options)
    if options.json:
        from allocation_app.documents import review_document

        _print_json(review_document(looked, problems))
        return DONE
    _print_review(looked)
    _print_problems(problems)
    return DONE


def _print_review(looked: Review) -> None:
    snapshot, loads = looked.snapshot, looked.caseloads
    print(
        tr(
            "As at {day}: {children}, {families}; rules: {rules} {version}; weights: {policy}",
            day=terms.day(snapshot.as_at),
            children=terms.children(len(snapshot.children)),
            families=terms.families(looked.families),
            rules=looked.rules.name,
            version=looked.rules.version,
            policy=looked.policy.name,
        )
    )
    print()
    print(tr("No social worker: {children}", children=terms.children(len(looked.waits))))
    for wait in looked.waits:
        days = "–" if wait.working_days is None else wait.working_days
        print(
            f"  {wait.child:12} {days!s:>5} {terms.term(wait.state):12}"
            f" {terms.reason(wait.reason)}; {terms.escalation(wait.escalation)}"
        )
    print()
    print(tr("Caseloads (points as a share of capacity)"))
    holders = [(worker, loads.loads[worker.id]) for worker in loads.case_holders]
    for worker, load in sorted(holders, key=lambda pair: -(pair[1].utilisation or 0)):
        print(
            f"  {worker.name:28} {terms.percent(load.utilisation):>6}"
            f" {terms.term(load.band):10} {len(load.children):>3} / {load.families}"
        )
    print()
    print(tr("Findings: {n}", n=len(looked.findings)))
    for finding in looked.findings:
        about = finding.child or finding.worker or ""
        print(
            f"  {terms.term(finding.state):12} {finding.rule:9} {about:12}"
            f" {sentences.sentence(finding, looked)}"
        )


def _print_problems(problems: Sequence[Problem]) -> None:
    for problem in problems:
        if problem.severity is not Severity.NOTE:
            print(problem_sentences.line(problem), file=sys.stderr)


def _export(options: argparse.Namespace) -> int:
    use_language(options.language)
    looked, problems = _read_and_review(options)
    from allocation_app.report.workbook import write

    sheets = write(looked, problems, options.out, hide_names=options.hide_names)
    if options.json:
        _print_json({"out": str(options.out), "sheets": sheets})
    else:
        print(tr("Written: {out}", out=options.out))
    return DONE


def _sample(options: argparse.Namespace) -> int:
    from sample_data import AS_AT, generate, generate_layout

    day = options.as_at or AS_AT
    if options.layout is None:
        written = generate(options.size, options.seed, options.out, as_at=day)
    else:
        written = generate_layout(
            options.layout, options.language, options.seed, options.out, as_at=day
        )
    if options.json:
        _print_json({"files": [str(path) for path in written]})
    else:
        for path in written:
            print(path)
    return DONE


def _print_json(document: object) -> None:
    json.dump(document, sys.stdout, ensure_ascii=False, indent=1)
    print()
