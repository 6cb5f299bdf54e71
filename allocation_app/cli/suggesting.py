"""The commands that ask the planner: what it suggests, and what more changes would buy."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from contextlib import suppress
from time import monotonic

from allocation_app import settings
from allocation_app.cli.asking import asked_plan, asked_request
from allocation_app.cli.earlier import after_earlier
from allocation_app.cli.judging import policy_of, rules_of
from allocation_app.cli.options import DONE, STOPPED
from allocation_app.cli.output import fail, print_json, print_problems
from allocation_app.cli.planning import standing_lines
from allocation_app.cli.reviewing import planned
from allocation_app.cli.stopping import stopping
from allocation_app.documents.suggesting import (
    Curve,
    Suggestion,
    frontier_document,
    suggestion_document,
)
from allocation_app.domain.ahead import on_day
from allocation_app.domain.effects import Measured, TeamChange, TeamStanding, team_standing
from allocation_app.domain.people import ChildId
from allocation_app.domain.plan import Move, Plan
from allocation_app.domain.proposal import FrontierPoint, Request
from allocation_app.domain.reasons import MoveReason, Suggested
from allocation_app.domain.staging import staged
from allocation_app.errors import AppError, Problem
from allocation_app.progress import Cancelled, Progress
from allocation_app.settings.plans import save_plan
from allocation_app.wording import effects, suggesting, terms
from allocation_app.wording import reasons as why
from allocation_app.wording.names import Names, names_by_id
from allocation_app.wording.translate import tr

UNFINISHED = frozenset({"planner_ended", "planner_memory", "suggestion_refused"})
"""The failures of the planner itself: nothing was wrong with what was asked."""


def suggest(options: argparse.Namespace) -> int:
    """Print which moves are suggested and why, how good that is, and what is short."""
    from allocation_app.planner import apart
    from allocation_app.planner.propose import propose

    began = monotonic()
    plan, request, by, problems = _asked(options)
    try:
        with stopping(options.time_limit) as progress, apart.solver() as solver:
            found = propose(plan, request, by, solver=solver, progress=progress)
            about = Suggested(plan=plan, request=request, moves=found.moves, by=by)
            explained = _explained(about, progress)
    except AppError as error:
        if error.code in UNFINISHED:
            return fail(error, STOPPED)
        raise
    if options.out is not None:
        save_plan(staged(plan, found.moves), options.out)
    told = Suggestion(
        proposal=found,
        donors={child: spell.worker for child, spell in about.before.spells.items()},
        reasons=explained,
        change=TeamChange(
            before=_standing(plan, (), request, by),
            after=_standing(plan, found.moves, request, by),
        ),
        staged=len(plan.moves),
        seconds=monotonic() - began,
    )
    names = names_by_id(plan.facts)
    if options.json:
        print_json(suggestion_document(told, names))
    else:
        for line in _suggestion_text(told, names):
            print(line)
        print_problems(problems)
    return STOPPED if told.is_stopped else DONE


def _explained(about: Suggested, progress: Progress) -> dict[ChildId, MoveReason]:
    """Why each move is made, as far as there is time to say it."""
    found: dict[ChildId, MoveReason] = {}
    with suppress(Cancelled):
        for done, move in enumerate(about.moves):
            progress(done, len(about.moves))
            found[move.child] = about.reason(move)
    return found


def frontier(options: argparse.Namespace) -> int:
    """Print the best for each number of changes, and after how many nothing more is gained."""
    from allocation_app.planner import apart
    from allocation_app.planner.propose import frontier as points_of

    began = monotonic()
    plan, request, by, problems = _asked(options)
    before = _standing(plan, (), request, by)
    found: list[tuple[FrontierPoint, TeamStanding]] = []
    is_stopped = False
    try:
        with stopping(options.time_limit) as progress, apart.solver() as solver:
            for point in points_of(
                plan, request, options.moves, by, solver=solver, progress=progress
            ):
                found.append((point, _standing(plan, point.proposal.moves, request, by)))
                is_stopped = is_stopped or point.proposal.is_stopped
    except Cancelled:
        is_stopped = True
        if not found:
            raise
    except AppError as error:
        if error.code in UNFINISHED:
            return fail(error, STOPPED)
        raise
    told = Curve(
        points=found,
        before=before,
        staged=len(plan.moves),
        is_stopped=is_stopped,
        seconds=monotonic() - began,
    )
    if options.json:
        print_json(frontier_document(told))
    else:
        for line in _frontier_text(told):
            print(line)
        print_problems(problems)
    return STOPPED if is_stopped else DONE


def _asked(
    options: argparse.Namespace,
) -> tuple[Plan, Request, Measured, tuple[Problem, ...]]:
    """The plan with what the options put into it, what is asked of it, and the measures."""
    rules, policy = rules_of(options), policy_of(options)
    read, problems = planned(options)
    plan = asked_plan(after_earlier(options, read), options)
    request = asked_request(plan, options)
    by = Measured(policy=policy, rules=rules, calendar=settings.calendar(), team=request.team)
    return plan, request, by, problems


def _standing(plan: Plan, moves: Sequence[Move], request: Request, by: Measured) -> TeamStanding:
    """The team with these moves, on the day that is asked about."""
    day = request.day or plan.snapshot.as_at
    return team_standing(on_day(staged(plan, moves), day), by)


def _suggestion_text(told: Suggestion, names: Names) -> Iterator[str]:
    found = told.proposal
    yield f"{suggesting.asked(found.request)}."
    yield told.message
    for move in found.moves:
        yield from _move(move, told, names)
    for child in found.unplaced:
        yield f"  {suggesting.not_placed(child, names)}"
    if found.shortage is not None:
        yield suggesting.shortage(found.shortage)
    yield from standing_lines(
        tr("Without and with what is suggested"),
        told.change,
        (told.staged, told.staged + len(found.moves)),
    )
    yield tr("It is a suggestion: nothing is changed by it.")


def _move(move: Move, told: Suggestion, names: Names) -> Iterator[str]:
    """From whom to whom, with the receiver's load before and after; then why."""
    reason = told.reasons.get(move.child)
    donor, worker = names.holder(told.donors.get(move.child)), names.holder(move.to)
    line = tr("{donor} → {worker}", donor=donor, worker=worker)
    if reason is None:
        yield f"  {move.child:12} {line}{_from(move)}"
        return
    yield f"  {move.child:12} {line} ({effects.shares(reason.before, reason.after)}){_from(move)}"
    yield f"  {'':12} {why.sentence(reason, names)}"


def _from(move: Move) -> str:
    if move.effective is None:
        return ""
    return tr(", from {day}", day=terms.short_day(move.effective))


def _frontier_text(told: Curve) -> Iterator[str]:
    proposals = [point.proposal for point, _ in told.points]
    if proposals and all(each.worst is None for each in proposals):
        yield suggesting.summary(proposals[0], None)
        return
    yield tr("Changes of worker, the lowest worst load, the spread then, and how sure that is")
    for point, after in told.points:
        found = point.proposal
        yield (
            f"  {point.moves:>4} {_tenths(found.worst):>8} {_tenths(after.spread):>8}"
            f" {suggesting.proof(found)}"
        )
    yield told.message


def _tenths(share: float | None) -> str:
    """A share with one decimal place: what one change more buys may be less than one per cent."""
    return terms.percent(None) if share is None else tr("{n} %", n=effects.tenths(share))
