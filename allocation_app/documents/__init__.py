"""The JSON documents of the command line. Their words are an interface: add, never rename."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from allocation_app.domain.findings import Finding
from allocation_app.domain.people import Child, ChildId
from allocation_app.domain.policy import DECIMALS
from allocation_app.domain.review import Review
from allocation_app.domain.waiting import Wait
from allocation_app.errors import InputError, Problem, Severity
from allocation_app.intake import FileReading
from allocation_app.wording import findings as sentences
from allocation_app.wording import problems as problem_sentences

Document = dict[str, object]


def inspection(files: Iterable[FileReading], problems: Iterable[Problem]) -> Document:
    """What was understood of each file, sheet and column."""
    return {
        "files": [
            {
                "path": str(file.path),
                "kind": file.kind,
                "sheets": [
                    {
                        "name": sheet.name,
                        "header_row": sheet.header_row,
                        "rows": sheet.rows,
                        "layout": sheet.layout,
                        "worker_from": sheet.worker_from,
                        "columns": [
                            {
                                "heading": column.heading,
                                "field": column.field,
                                "how": column.how,
                                "confidence": column.confidence,
                                "samples": list(column.samples),
                                "suggestion": column.suggestion,
                                "key": column.key,
                                "date_order": column.date_order,
                                "is_order_assumed": column.is_order_assumed,
                            }
                            for column in sheet.columns
                        ],
                    }
                    for sheet in file.sheets
                ],
            }
            for file in files
        ],
        "problems": [problem_document(problem) for problem in problems],
    }


def review_document(review: Review, problems: Iterable[Problem]) -> Document:
    """Who waits, what is late, who carries how much."""
    loads, snapshot = review.caseloads, review.snapshot
    return {
        "as_at": snapshot.as_at.isoformat(),
        "rules": review.rules.name,
        "policy": {"name": review.policy.name, "version": review.policy.version},
        "children": len(snapshot.children),
        "families": review.families,
        "unallocated": [_wait(wait, snapshot.children[wait.child]) for wait in review.waits],
        "findings": [_finding(finding, review) for finding in review.findings],
        "workers": [
            {
                "worker": worker.id,
                "name": worker.name,
                "team": worker.team,
                "role": worker.role,
                "fte": worker.fte,
                "children": len(load.children),
                "families": load.families,
                "points": load.points,
                "capacity": load.capacity,
                "utilisation": load.utilisation,
                "band": load.band,
            }
            for worker in loads.case_holders
            for load in [loads.loads[worker.id]]
        ],
        "balance": {
            name: None if measure is None else round(measure, DECIMALS)
            for name, measure in review.balance.items()
        },
        "problems": [problem_document(problem) for problem in problems],
    }


def problem_document(problem: Problem) -> Document:
    """One problem of the input, with its sentence."""
    return {
        "file": problem.file,
        "sheet": problem.sheet,
        "row": problem.row,
        "column": problem.column,
        "heading": problem.heading,
        "value": problem.value,
        "code": problem.code,
        "severity": problem.severity,
        "message": problem_sentences.message(problem),
    }


def refusal(error: InputError) -> Document:
    """The document in place of any other when the input could not be used at all."""
    problem = Problem(
        code=error.code,
        severity=Severity.ERROR,
        file=error.details.get("file", ""),
        sheet=error.details.get("sheet", ""),
    )
    return {
        "problems": [
            problem_document(problem) | {"message": problem_sentences.error_message(error)}
        ]
    }


def _wait(wait: Wait, child: Child) -> Document:
    return {
        "child": wait.child,
        "family": child.family,
        "since": _iso(wait.since),
        "working_days": wait.working_days,
        "reason": wait.reason,
        "state": wait.state,
        "escalation": wait.escalation,
    }


def _finding(finding: Finding, review: Review) -> Document:
    return {
        "rule": finding.rule,
        "delay": finding.delay,
        "child": finding.child,
        "worker": finding.worker or _holder(review, finding.child),
        "state": finding.state,
        "trigger": _iso(finding.trigger),
        "due": _iso(finding.due),
        "over": finding.over,
        "unit": finding.unit,
        "missing": list(finding.missing),
        "message": sentences.sentence(finding, review),
    }


def _holder(review: Review, child: ChildId | None) -> str | None:
    holder = None if child is None else review.caseloads.holder(child)
    return None if holder is None else holder.id


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
