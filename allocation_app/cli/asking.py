"""The options by which the planner is asked, and the plan and request that they come to."""

from __future__ import annotations

import argparse
from collections.abc import Container, Iterable, Sequence
from datetime import date
from math import nan
from pathlib import Path

from allocation_app.cli.options import EARLIER_CASES, Parser, day, judges, reads, takes_earlier
from allocation_app.domain.people import ChildId, TeamId, WorkerId
from allocation_app.domain.plan import Pin, Plan
from allocation_app.domain.proposal import KEPT_RULES, MOST_LIMIT, OWN_TEAM, Ask, Request
from allocation_app.domain.staffing import DAY, StaffChange, StaffChangeKind
from allocation_app.errors import AppError
from allocation_app.wording.translate import tr

BUDGETS = (0, 1, 2, 3, 5, 8)
"""The numbers of changes that a frontier tells of, unless others are asked for."""


def asks_for_suggestion(asked: Parser) -> None:
    """The options of `suggest`."""
    _asks_planner(asked)
    what = asked.add_mutually_exclusive_group()
    what.add_argument(
        "--max-moves",
        type=_count,
        default=None,
        metavar="N",
        help=tr("at most so many children change worker (default: the fewest that are enough)"),
    )
    what.add_argument(
        "--only-unallocated", action="store_true", help=tr("nobody who has a worker is moved")
    )
    asked.add_argument(
        "--plan",
        dest="out",
        type=Path,
        default=None,
        metavar="OUT.json",
        help=tr("write what is suggested as a plan, for check, export and the window"),
    )


def asks_for_frontier(asked: Parser) -> None:
    """The options of `frontier`."""
    _asks_planner(asked)
    asked.add_argument(
        "--moves",
        type=_counts,
        default=BUDGETS,
        metavar="0,1,2,3,5,8",
        help=tr("the numbers of changes to tell of"),
    )


def asked_plan(plan: Plan, options: argparse.Namespace) -> Plan:
    """The plan with the pins and leavers that the options name; raises `AppError` for unknowns."""
    facts = plan.facts
    for child in map(ChildId, options.pin):
        _refuse_unknown("no_such_child", child, facts.children)
        plan = plan.with_pin(Pin(child=child))
    for change in _leavers(plan, options):
        _refuse_unknown("no_such_worker", change.worker, facts.workers)
        plan = plan.with_step(change)
    return plan


def asked_request(plan: Plan, options: argparse.Namespace) -> Request:
    """What the options ask for; raises `AppError` for workers and teams that are not there.

    So it does for a day before that of the import, on which nobody can be moved any more.
    Where somebody leaves and no day is named, it is asked about the day after their last one.
    """
    facts = plan.facts
    teams: set[str | None] = {worker.team for worker in facts.workers.values()}
    teams |= {child.team for child in facts.children.values()}
    if options.team is not None:
        _refuse_unknown("no_such_team", options.team, teams)
    among = frozenset(map(WorkerId, options.among)) or None
    for worker in sorted(among or ()):
        _refuse_unknown("no_such_worker", worker, facts.workers)
    last = max((each.day for each in _leavers(plan, options)), default=None)
    then = options.day or (None if last is None else max(last + DAY, facts.as_at))
    if options.day is not None and options.day < facts.as_at:
        raise AppError("day_before_import", day=str(options.day), as_at=str(facts.as_at))
    most = getattr(options, "max_moves", None)
    ask = Ask.PLACE if getattr(options, "only_unallocated", False) else Ask.SAFE
    return Request(
        ask=ask if most is None else Ask.REBALANCE,
        max_moves=most,
        among=among,
        team=None if options.team is None else TeamId(options.team),
        day=None if then == facts.as_at else then,
        limit=options.limit,
        is_no_one_worse=options.no_one_worse,
        set_aside=frozenset(options.set_aside) | ({OWN_TEAM} if options.across_teams else set()),
        seed=options.seed,
    )


def _asks_planner(asked: Parser) -> None:
    reads(asked)
    judges(asked)
    takes_earlier(asked, EARLIER_CASES)
    leaves = tr("somebody who leaves, with the last day in post; again for more")
    repeats(asked, "--pin", "CHILD", tr("a child who stays; again for more"))
    repeats(asked, "--leaver", "WORKER[=DATE]", leaves)
    repeats(asked, "--among", "WORKER", tr("only these are asked; again for more"))
    asked.add_argument("--team", metavar="TEAM", help=tr("whose team it is about (default: all)"))
    asked.add_argument(
        "--across-teams", action="store_true", help=tr("children may go to another team")
    )
    asked.add_argument(
        "--day",
        type=day,
        metavar="YYYY-MM-DD",
        help=tr("when the moves take effect (default: the day that is looked at)"),
    )
    asked.add_argument(
        "--limit",
        type=_percent,
        metavar="PERCENT",
        help=tr("nobody receives children beyond this share of capacity"),
    )
    asked.add_argument(
        "--no-one-worse", action="store_true", help=tr("nobody who is full ends higher than today")
    )
    rules = tr("a rule that may be broken, again for more: {names}", names=", ".join(KEPT_RULES))
    repeats(asked, "--set-aside", "RULE", rules, KEPT_RULES)
    asked.add_argument(
        "--on",
        dest="plan",
        type=Path,
        default=None,
        metavar="PLAN.json",
        help=tr("a saved plan that it is suggested on top of"),
    )
    asked.add_argument("--seed", type=int, default=0, help=tr("the same seed, the same answer"))
    asked.add_argument(
        "--time-limit",
        type=_seconds,
        default=None,
        metavar="S",
        help=tr("after so many seconds the best so far is printed, and the exit code is 3"),
    )


def repeats(
    asked: argparse.ArgumentParser,
    name: str,
    metavar: str,
    words: str,
    choices: Sequence[str] | None = None,
) -> None:
    """An option that can be given again."""
    asked.add_argument(
        name, metavar=metavar, help=words, choices=choices, action="append", default=[]
    )


def _leavers(plan: Plan, options: argparse.Namespace) -> Iterable[StaffChange]:
    for told in options.leaver:
        worker, _, last = told.partition("=")
        yield StaffChange(
            kind=StaffChangeKind.LEAVES,
            worker=WorkerId(worker.strip()),
            day=_last_day(last) if last else plan.snapshot.as_at,
        )


def _last_day(text: str) -> date:
    try:
        return day(text)
    except argparse.ArgumentTypeError as error:
        raise AppError("no_such_day", text=text) from error


def _refuse_unknown(code: str, asked: str, known: Container[str | None]) -> None:
    if asked not in known:
        raise AppError(code, **{code.removeprefix("no_such_"): asked})


def _count(text: str) -> int:
    """A number of changes: a whole one, 0 or more."""
    if not text.strip().isdecimal():
        raise argparse.ArgumentTypeError(tr("{text} is no number of changes", text=text))
    return int(text)


def _counts(text: str) -> tuple[int, ...]:
    return tuple(sorted({_count(each) for each in text.split(",")}))


def _percent(text: str) -> float:
    share = _number(text.removesuffix("%")) / 100
    if not 0 < share <= MOST_LIMIT:
        raise argparse.ArgumentTypeError(
            tr("{text} is no share of capacity in per cent", text=text)
        )
    return share


def _seconds(text: str) -> float:
    seconds = _number(text)
    if not seconds >= 0:
        raise argparse.ArgumentTypeError(tr("{text} is no number of seconds", text=text))
    return seconds


def _number(text: str) -> float:
    """A number, or none at all (which no bounds hold)."""
    try:
        return float(text)
    except ValueError:
        return nan
