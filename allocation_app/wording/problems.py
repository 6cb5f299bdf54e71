"""What to say about bad input: each problem and each refusal, with what to do about it."""

from __future__ import annotations

from collections.abc import Mapping

from allocation_app.errors import AppError, Problem, Severity
from allocation_app.wording.translate import mark, tr

ERRORS: Mapping[str, str] = {
    "no_such_rules": mark("There are no rules named {name}. Choose one of: {known}."),
    "no_such_language": mark("There is no translation for {language} yet."),
    "policy_unreadable": mark("{file} could not be opened: {why}. Check the name and try again."),
    "policy_broken": mark("{file} is not a policy file: {why}. Mend that line and try again."),
    "sample_missing": mark("The sample data is not there. Make it with: run sample --out DIR"),
}
"""Refusals by code; the values are the details of the error."""

PROBLEMS: Mapping[str, str] = {}
"""Problems of the input by code; the values are those of the problem and its details."""

SEVERITIES: Mapping[Severity, str] = {
    Severity.ERROR: mark("error"),
    Severity.WARNING: mark("warning"),
    Severity.NOTE: mark("note"),
}


def message(problem: Problem) -> str:
    """What is the matter with one cell, row, sheet or file, and what was done about it."""
    return _said(
        PROBLEMS,
        problem.code,
        {"heading": problem.heading, "value": problem.value, "sheet": problem.sheet}
        | {"row": problem.row, "column": problem.column, "file": problem.file}
        | dict(problem.details),
    )


def error_message(error: AppError) -> str:
    """What an expected failure means, and what to do."""
    return _said(ERRORS, error.code, error.details)


def address(problem: Problem) -> str:
    """Where: "Children!D7", "row 7", a sheet's name, or nothing for a whole file."""
    cell = f"{problem.column}{problem.row or ''}" if problem.column else str(problem.row or "")
    if problem.row is not None and not problem.column:
        cell = tr("row {n}", n=problem.row)
    return "!".join(part for part in (problem.sheet, cell) if part)


def line(problem: Problem) -> str:
    """One line for a terminal or a list: severity, file, place, sentence."""
    where = " ".join(part for part in (problem.file, address(problem)) if part)
    severity = tr(SEVERITIES[problem.severity])
    return (
        f"{severity}: {where}: {message(problem)}" if where else f"{severity}: {message(problem)}"
    )


def _said(texts: Mapping[str, str], code: str, values: Mapping[str, object]) -> str:
    text = texts.get(code)
    return code if text is None else tr(text, **values)
