"""What was understood of files, and what is wrong with them, as JSON."""

from __future__ import annotations

from collections.abc import Iterable

from allocation_app.documents.values import Document
from allocation_app.errors import InputError, Problem, Severity
from allocation_app.intake import FileReading
from allocation_app.wording import problems as problem_sentences


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
