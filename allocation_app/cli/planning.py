"""The commands about a plan: who could take a child, and what a saved plan changes and breaks."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence

from allocation_app import settings
from allocation_app.cli.earlier import after_earlier
from allocation_app.cli.judging import judged_as_kept, policy_of, rules_of
from allocation_app.cli.options import DONE
from allocation_app.cli.output import print_json, print_problems
from allocation_app.cli.reviewing import planned
from allocation_app.domain.candidates import Candidate, Candidates
from allocation_app.domain.candidates import candidates as ranked_for
from allocation_app.domain.caseloads import Caseloads, caseloads
from allocation_app.domain.effects import Measured, StepEffect, TeamChange, plan_effect, step_effect
from allocation_app.domain.move_rules import Broken, broken_in_plan
from allocation_app.domain.people import ChildId
from allocation_app.domain.snapshot import Snapshot
from allocation_app.errors import AppError
from allocation_app.wording import candidates as sentences
from allocation_app.wording import effects, move_rules, moves, terms
from allocation_app.wording.names import names_by_id
from allocation_app.wording.translate import mark, tr


def candidates(options: argparse.Namespace) -> int:
    """Print every case holder ranked for a child, with why; and who can't take the child."""
    policy = policy_of(options)
    plan, problems = planned(options)
    plan = after_earlier(options, plan)
    child = ChildId(options.child.strip())
    if child not in plan.snapshot.children:
        raise AppError("no_such_child", child=child)
    _print_candidates(options, ranked_for(caseloads(plan, policy), child), plan.facts)
    if not options.json:
        print_problems(problems)
    return DONE


def candidates_kept(options: argparse.Namespace) -> int:
    """The same of a workspace: its present import with the plan on it, after all the others."""
    from allocation_app.cli.opening import to_read
    from allocation_app.workspace.kept_settings import kept_settings
    from allocation_app.workspace.looking_back import present_of

    with to_read(options) as workspace:
        by = judged_as_kept(options, kept_settings(workspace))
        if workspace.present is None:
            raise AppError("workspace_empty", file=options.workspace.name)
        snapshot, _ = present_of(workspace, workspace.present)
        plan = workspace.plans().present.on(snapshot).plan
    child = ChildId(options.child.strip())
    if child not in plan.snapshot.children:
        raise AppError("no_such_child", child=child)
    _print_candidates(options, ranked_for(caseloads(plan, by.policy), child), plan.facts)
    return DONE


def _print_candidates(options: argparse.Namespace, found: Candidates, facts: Snapshot) -> None:
    if options.json:
        from allocation_app.documents import candidates_document

        print_json(candidates_document(found))
        return
    for line in _candidates_text(found, facts):
        print(line)


def check(options: argparse.Namespace) -> int:
    """Print whether a plan breaks a hard rule, and how things stand without and with it."""
    rules, policy = rules_of(options), policy_of(options)
    plan, problems = planned(options)
    loads = caseloads(plan, policy)
    by = Measured(policy=policy, rules=rules, calendar=settings.calendar())
    change, broken = plan_effect(plan, by).team, broken_in_plan(plan, by)
    done = [step_effect(plan, step, by) for step in plan.steps]
    if options.json:
        from allocation_app.documents import check_document

        print_json(check_document(loads, broken, change, done))
        return DONE
    for line in _check_text(loads, broken, change, done):
        print(line)
    print_problems(problems)
    return DONE


def _check_text(
    loads: Caseloads, broken: Sequence[Broken], change: TeamChange, done: Sequence[StepEffect]
) -> Iterator[str]:
    """What is broken, each rule in a sentence; what is staged; and the figures."""
    plan, before = loads.plan, moves.donors(loads)
    names = names_by_id(loads.snapshot)
    why = {
        (move.child, code): move.override_reason for move in plan.moves for code in move.overrides
    }
    hard = [each for each in broken if each.is_hard]
    soft = [each for each in broken if not each.is_hard]
    for title, which in ((mark("Hard rules broken: {n}"), hard), (mark("Warnings: {n}"), soft)):
        yield tr(title, n=len(which))
        for each in which:
            said = move_rules.sentence(each, names)
            reason = why.get((each.child, each.rule))
            yield f"  {each.child:12} {_set_aside(said, reason)}"
    yield tr("Staged: {n}", n=len(plan.steps))
    for step in done:
        yield f"  {moves.about(step.step, names):12} {moves.step(step.step, before, names)}"
        yield f"  {'':12} {effects.step_line(step, loads.snapshot.as_at, names)}"
    yield from standing_lines(tr("Without and with the plan"), change, (0, len(loads.moves)))


def standing_lines(title: str, change: TeamChange, moves: tuple[int, int]) -> Iterator[str]:
    """The figures of a team before and after, a line each; ``moves`` is how many are staged."""
    from allocation_app.documents import standing

    yield title
    then, now = standing(change.before, moves[0]), standing(change.after, moves[1])
    for name, label in STANDING.items():
        yield f"  {tr(label):28} {_figure(name, then):>8} {_figure(name, now):>8}"


def _set_aside(said: str, reason: str | None) -> str:
    if reason is None:
        return said
    return tr("{said} Set aside: {reason}.", said=said, reason=moves.override_reason(reason))


STANDING: Mapping[str, str] = {
    "max": mark("most loaded"),
    "range": mark("from least to most loaded"),
    "unallocated": mark("without a worker"),
    "late": mark("late"),
    "moves": mark("moves"),
}


def _figure(name: str, standing: Mapping[str, float | None]) -> str:
    value = standing[name]
    return terms.percent(value) if name in {"max", "range"} else f"{value or 0:g}"


def _candidates_text(found: Candidates, snapshot: Snapshot) -> Iterator[str]:
    workers = snapshot.workers
    yield tr("Who could take {child} (score in points of share)", child=found.child)
    for each in found.ranked:
        yield from _candidate(each, found, snapshot)
    if found.away:
        yield tr("Away today")
    for each in found.away:
        yield from _candidate(each, found, snapshot)
    if found.excluded:
        yield tr("Can't take this child")
    for out in found.excluded:
        yield f"      {workers[out.worker].name:28} {sentences.excluded(out.rule)}"


def _candidate(each: Candidate, found: Candidates, snapshot: Snapshot) -> Iterator[str]:
    """Three lines each: the score with the loads, why, and what came to them of the last cases."""
    name = snapshot.workers[each.worker].name
    before, after = each.before, each.after
    yield (
        f"  {each.place:>3} {name:28} {sentences.signed(each.score):>7}"
        f" {terms.percent(before.utilisation):>6} > {terms.percent(after.utilisation):6}"
        f" {terms.term(after.band)}"
    )
    said = sentences.reason(each, found)
    away = "" if each.absence is None else f"{sentences.away(each.absence)}. "
    yield f"      {'':28} {away[:1].upper()}{away[1:]}{said}"
    if each.recent is not None:
        yield f"      {'':28} {sentences.recent(each.recent)}"
