"""Planning as JSON: who could take a child, and what a plan changes and breaks."""

from __future__ import annotations

from collections.abc import Sequence

from allocation_app.documents.values import Document, iso
from allocation_app.domain.candidates import Candidate, Candidates
from allocation_app.domain.caseloads import Caseloads
from allocation_app.domain.effects import StepEffect, TeamChange, TeamStanding
from allocation_app.domain.move_rules import Broken
from allocation_app.domain.plan import Step
from allocation_app.domain.recent import Recent
from allocation_app.domain.staffing import StaffChange
from allocation_app.wording import candidates as sentences
from allocation_app.wording import effects, move_rules, moves
from allocation_app.wording.names import Names, names_by_id


def candidates_document(found: Candidates) -> Document:
    """Every candidate with load before and after, as shares of capacity, and the signed parts."""
    return {
        "child": found.child,
        "candidates": [_candidate(each, found) for each in found.ranked],
        "excluded": [
            {"worker": each.worker, "rule": each.rule, "message": sentences.excluded(each.rule)}
            for each in found.excluded
        ],
        "away": [
            {
                **_candidate(each, found),
                "until": None if each.absence is None else iso(each.absence.end),
            }
            for each in found.away
        ],
    }


def _candidate(each: Candidate, found: Candidates) -> Document:
    return {
        "worker": each.worker,
        "before": each.before.utilisation,
        "after": each.after.utilisation,
        "band_before": each.before.band,
        "band_after": each.after.band,
        "parts": dict(each.parts),
        "score": each.score,
        "shortfall": each.shortfall,
        "place": each.place,
        "place_without_top": each.place_without_top,
        "reason": sentences.reason(each, found),
        "recent": None if each.recent is None else _recent(each.recent),
    }


def _recent(of: Recent) -> Document:
    """What somebody was given of the last cases, and what an even share would be."""
    return {
        "cases": of.cases,
        "points": of.points,
        "days": of.days,
        "expected": of.expected,
        "since": iso(of.since),
        "first_import": iso(of.first_import),
        "message": sentences.recent(of),
    }


def check_document(
    loads: Caseloads, broken: Sequence[Broken], change: TeamChange, done: Sequence[StepEffect]
) -> Document:
    """What a plan stages, which rules it breaks, and how things stand without and with it.

    ``done`` is what each step of it does. It is ok unless a hard rule is broken; the others are
    warnings, with those that were set aside.
    """
    plan = loads.plan
    names = names_by_id(loads.snapshot)
    set_aside = {(move.child, code) for move in plan.moves for code in move.overrides}
    before = moves.donors(loads)
    return {
        "ok": not any(each.is_hard for each in broken),
        "violations": [_broken(each, names) for each in broken if each.is_hard],
        "warnings": [
            {**_broken(each, names), "is_set_aside": (each.child, each.rule) in set_aside}
            for each in broken
            if not each.is_hard
        ],
        "steps": [
            {
                "about": _about(each.step),
                "message": moves.step(each.step, before, names),
                "day": iso(each.day),
                "effect": effects.line(each.effect, names),
            }
            for each in done
        ],
        "before": standing(change.before, 0),
        "after": standing(change.after, len(loads.moves)),
    }


def _broken(each: Broken, names: Names) -> Document:
    return {
        "rule": each.rule,
        "child": each.child,
        "worker": each.worker,
        "others": list(each.others),
        "amounts": dict(each.amounts),
        "day": iso(each.day),
        "missing": list(each.missing),
        "message": move_rules.sentence(each, names),
    }


def _about(step: Step) -> str:
    return step.worker if isinstance(step, StaffChange) else step.child


def standing(team: TeamStanding, moves: int) -> dict[str, float | None]:
    """A plan in five figures: worst load and spread as shares, children waiting, late, moved."""
    return {
        "max": team.worst,
        "range": team.spread,
        "unallocated": team.unallocated,
        "late": team.late,
        "moves": moves,
    }
