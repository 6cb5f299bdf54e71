"""The command line: the same core without a window, for IT departments, nightly jobs and tests.

Messages go to stderr, what was asked for to stdout. Exit codes: 0 done, 1 the input could not be
used, 2 wrong usage, 3 cancelled or out of time. Never a traceback for what a user can cause.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from allocation_app.cli.asking import asks_for_frontier, asks_for_suggestion
from allocation_app.cli.edited import asks_for_edited
from allocation_app.cli.exporting import asks_for_export
from allocation_app.cli.files import inspect, sample
from allocation_app.cli.options import (
    DONE,
    EARLIER_CASES,
    NOT_USABLE,
    STOPPED,
    WRONG_USAGE,
    Parser,
    chooses_policy,
    chooses_rules,
    day,
    judges,
    prints_json,
    reads,
    takes_earlier,
    takes_plan,
)
from allocation_app.cli.output import drop_output, fail, print_json
from allocation_app.cli.planning import candidates, check
from allocation_app.cli.record import asks_for_record, asks_whose
from allocation_app.cli.reviewing import look
from allocation_app.cli.sets import policy, rules
from allocation_app.cli.suggesting import frontier, suggest
from allocation_app.cli.workspace import asks_for_workspace
from allocation_app.domain.forecast import WEEKS_AHEAD
from allocation_app.errors import AppError, InputError
from allocation_app.memory import leave_no_image
from allocation_app.progress import Cancelled
from allocation_app.wording.translate import mark, tr

__all__ = ["DONE", "NOT_USABLE", "STOPPED", "WRONG_USAGE", "main"]

MOST_WEEKS = 13
LAYOUTS = ("a", "b", "c", "d", "e", "f", "g")
"""The letters under which `sample` knows the layouts that people keep."""


def main(arguments: Sequence[str]) -> int:
    """Run one command; returns the exit code."""
    leave_no_image()
    options = _parser().parse_args(arguments)
    try:
        command: Callable[[argparse.Namespace], int] = options.command
        return _answered(command(options))
    except InputError as error:
        if getattr(options, "json", False):
            from allocation_app.documents import refusal

            print_json(refusal(error))
        return fail(error, NOT_USABLE)
    except AppError as error:
        return fail(error, WRONG_USAGE)
    except (Cancelled, KeyboardInterrupt):
        print(tr("Stopped before there was an answer."), file=sys.stderr)
        return STOPPED
    except BrokenPipeError:  # the reader of our output went away: `... | head`
        sys.stderr.close()
        return DONE
    except OSError as error:  # a full disk below our output, which says nothing of what was done
        drop_output()
        print(tr("The answer could not be written: {why}.", why=error.strerror), file=sys.stderr)
        return WRONG_USAGE


def _answered(code: int) -> int:
    """This exit code, once everything that was printed is written; raises `OSError`."""
    print(end="", flush=True)
    return code


def _asks_for_candidates(asked: Parser) -> None:
    reads(asked)
    judges(asked)
    asked.add_argument("--child", required=True, metavar="ID", help=tr("the child's identifier"))
    takes_plan(asked)
    takes_earlier(asked, EARLIER_CASES)
    asked.set_defaults(command=candidates)


def _asks_for_check(asked: Parser) -> None:
    reads(asked)
    judges(asked)
    takes_plan(asked, required=True)
    asked.set_defaults(command=check)


def _parser() -> Parser:
    parser = Parser(prog="run", description=tr("Who has which child, who waits, what is late."))
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    asked = commands.add_parser("inspect", help=tr("what the tool understands of a file"))
    reads(asked)
    asked.add_argument(
        "--save-mapping",
        type=Path,
        default=None,
        metavar="FILE",
        help=tr("write what each column was taken for, to correct and to give to --mapping"),
    )
    asked.set_defaults(command=inspect)

    asked = commands.add_parser("review", help=tr("who waits, what is late, who carries how much"))
    reads(asked)
    judges(asked)
    takes_plan(asked)
    asked.add_argument("--all", action="store_true", help=tr("what is in time, too"))
    asked.add_argument(
        "--weeks",
        type=int,
        choices=range(MOST_WEEKS + 1),
        default=WEEKS_AHEAD,
        metavar="N",
        help=tr("how many weeks to look ahead (default 4, 0: not at all)"),
    )
    takes_earlier(
        asked, mark("an earlier import, for overload that lasts; again for each (after the files)")
    )
    asked.set_defaults(command=look)

    _asks_for_candidates(
        commands.add_parser("candidates", help=tr("who could take a child, and why"))
    )
    _asks_for_check(
        commands.add_parser("check", help=tr("what a plan changes, and which rules it breaks"))
    )

    asked = commands.add_parser("suggest", help=tr("who could change worker, with proof and why"))
    asks_for_suggestion(asked)
    asked.set_defaults(command=suggest)

    asked = commands.add_parser("frontier", help=tr("what each number of changes would buy"))
    asks_for_frontier(asked)
    asked.set_defaults(command=frontier)

    asks_for_export(commands.add_parser("export", help=tr("write the workbook, a list or pages")))
    asks_for_record(commands.add_parser("exports", help=tr("the record of what was exported")))
    asks_whose(commands.add_parser("whose", help=tr("of whom a code in an export tells")))

    asks_for_edited(
        commands.add_parser("edited", help=tr("what an exported and edited workbook changes"))
    )

    asks_for_workspace(
        commands.add_parser("workspace", help=tr("imports and plans kept over time, encrypted"))
    )

    asked = commands.add_parser("rules", help=tr("the rules in force, with their sources"))
    chooses_rules(asked)
    asked.add_argument(
        "--out", type=Path, default=None, metavar="FILE.toml", help=tr("copy a set, to be edited")
    )
    prints_json(asked)
    asked.set_defaults(command=rules)

    asked = commands.add_parser("policy", help=tr("the weights and aims in force, to be edited"))
    chooses_policy(asked)
    asked.add_argument(
        "--out", type=Path, default=None, metavar="FILE.toml", help=tr("write them to a file")
    )
    prints_json(asked)
    asked.set_defaults(command=policy)

    asked = commands.add_parser("sample", help=tr("write made-up workbooks to try the tool on"))
    sizes = ("team", "service", "council", "county", "national")
    what = asked.add_mutually_exclusive_group()
    what.add_argument("--size", choices=sizes, default="team")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--out", type=Path, required=True, metavar="DIR")
    asked.add_argument("--as-at", type=day, default=None, metavar="YYYY-MM-DD")
    what.add_argument(
        "--layout",
        choices=LAYOUTS,
        help=tr(
            "the team set as people keep it, untidily: a row per child (a) or per involvement (b),"
            " a tab per worker (c), rows grouped under a worker (d), several lists (e), children"
            " and staff apart (f), staff lists of several kinds (g)"
        ),
    )
    asked.add_argument(
        "--language", choices=("en", "cy"), default="en", help=tr("the language of a --layout")
    )
    prints_json(asked)
    asked.set_defaults(command=sample)
    return parser
