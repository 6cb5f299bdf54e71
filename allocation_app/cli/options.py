"""The words that the commands of the command line share, and how wrong ones are refused."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import NoReturn

from typing_extensions import override

from allocation_app.settings.ladders import ladders
from allocation_app.settings.policies import PRESETS
from allocation_app.settings.rules import LOCAL
from allocation_app.wording.translate import mark, tr

DONE, NOT_USABLE, WRONG_USAGE, STOPPED = 0, 1, 2, 3


class Parser(argparse.ArgumentParser):
    """Says in one line what is wrong with the words of a command."""

    @override
    def error(self, message: str) -> NoReturn:
        print(f"{self.prog}: {message}", file=sys.stderr)
        print(tr("Try: {prog} --help", prog=self.prog), file=sys.stderr)
        sys.exit(WRONG_USAGE)


def reads(command: argparse.ArgumentParser) -> None:
    """The options of every command that reads workbooks."""
    command.add_argument("files", nargs="+", type=Path, metavar="FILE")
    command.add_argument(
        "--as-at",
        type=day,
        default=None,
        metavar="YYYY-MM-DD",
        help=tr("the day to look at (default: the file's own date, else today)"),
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
    command.set_defaults(password=None)
    command.add_argument(
        "--large",
        action="store_true",
        help=tr("allow a bigger import: up to 250 MB and a million rows a file"),
    )
    prints_json(command)


def judges(command: argparse.ArgumentParser) -> None:
    """The options of every command that judges what it reads: by which rules and figures."""
    chooses_rules(command)
    chooses_policy(command)


def chooses_rules(command: argparse.ArgumentParser) -> None:
    """The options that say which rules are in force."""
    command.add_argument(
        "--rules",
        default="wales",
        metavar="wales|england|FILE.toml",
        help=tr("the country whose timescales are asked, or a council's own copy of them"),
    )
    command.add_argument(
        "--local",
        action="append",
        default=[],
        metavar="NAME|FILE.toml",
        help=tr("local rules beside them, again for more: {names}", names=", ".join(LOCAL)),
    )


def chooses_policy(command: argparse.ArgumentParser) -> None:
    """The options that say which figures of the council are in force."""
    command.add_argument(
        "--policy",
        default="example",
        metavar="NAME|FILE.toml",
        help=tr("the council's own weights and aims, or one of: {names}", names=", ".join(PRESETS)),
    )
    command.add_argument(
        "--ladder",
        choices=tuple(ladders()),
        default=None,
        help=tr("whose steps of escalation count for a child without a worker"),
    )


def takes_plan(command: argparse.ArgumentParser, *, required: bool = False) -> None:
    """The option by which a plan stands on what is read, instead of the import alone."""
    command.add_argument(
        "--plan",
        type=Path,
        default=None,
        required=required,
        metavar="PLAN.json",
        help=tr("a plan that was saved on these very files"),
    )


EARLIER_CASES = mark(
    "an earlier import, for who was given the last cases; again for each (after the files)"
)


def takes_earlier(command: argparse.ArgumentParser, what_for: str) -> None:
    """The option by which earlier imports stand beside what is read."""
    command.add_argument(
        "--earlier",
        nargs="+",
        action="append",
        type=Path,
        default=[],
        metavar="FILE",
        help=tr(what_for),
    )


def prints_json(command: argparse.ArgumentParser) -> None:
    """The option by which a command prints one JSON document and nothing else."""
    command.add_argument("--json", action="store_true", help=tr("one JSON document on stdout"))


def day(text: str) -> date:
    """A day as the command line takes it: 2026-11-20."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = tr("{text} is not a date like 2026-11-20", text=text)
        raise argparse.ArgumentTypeError(message) from None
