"""The command that judges what a workbook says: a review."""

from __future__ import annotations

import argparse
from pathlib import Path

from allocation_app import settings
from allocation_app.cli.earlier import lasting
from allocation_app.cli.files import read
from allocation_app.cli.judging import policy_of, rules_of
from allocation_app.cli.options import DONE
from allocation_app.cli.output import print_json, print_problems
from allocation_app.cli.text import review_text
from allocation_app.domain.forecast import forecast
from allocation_app.domain.plan import Plan
from allocation_app.domain.review import Review, review
from allocation_app.errors import Problem
from allocation_app.settings.plans import read_plan


def planned(options: argparse.Namespace) -> tuple[Plan, tuple[Problem, ...]]:
    """What the files say, with the plan on it where the options name one."""
    reading = read(options)
    path: Path | None = getattr(options, "plan", None)
    plan = Plan(snapshot=reading.snapshot) if path is None else read_plan(path, reading.snapshot)
    return plan, reading.problems


def read_and_review(options: argparse.Namespace) -> tuple[Review, tuple[Problem, ...]]:
    """What the files say, with the plan on it where the options name one, and its problems."""
    rules, policy = rules_of(options), policy_of(options)
    plan, problems = planned(options)
    in_time = getattr(options, "all", False)
    return review(plan, policy, rules, settings.calendar(), in_time=in_time), problems


def look(options: argparse.Namespace) -> int:
    """Print who waits, what is late and who carries how much."""
    looked, problems = read_and_review(options)
    overloads = lasting(options, looked.caseloads)
    if options.json:
        from allocation_app.documents import review_document

        print_json(review_document(looked, problems, weeks=options.weeks, overloads=overloads))
        return DONE
    loads = looked.caseloads
    ahead = forecast(loads.plan, looked.policy, looked.rules, looked.calendar, options.weeks)
    for line in review_text(looked, ahead, overloads):
        print(line)
    print_problems(problems)
    return DONE
