"""What an edited workbook asks for, as JSON."""

from __future__ import annotations

from allocation_app.documents.values import Document, iso
from allocation_app.domain.edited import Cell, Difference, Edits, Unclear
from allocation_app.domain.plan import ChildStep, Move
from allocation_app.wording import edited as sentences
from allocation_app.wording.moves import Donors
from allocation_app.wording.names import Names


def edited_document(edits: Edits, before: Donors, names: Names) -> Document:
    """Every difference and every problem with its cells; what is to be known beside them."""
    return {
        "differences": [_difference(each, before, names) for each in edits.differences],
        "problems": [_problem(each, names) for each in edits.unclear],
        "missing": list(edits.missing),
        "is_plan_changed": edits.is_plan_changed,
        "is_plan_known": edits.is_plan_known,
        "remarks": sentences.remarks(edits),
    }


def _difference(of: Difference, before: Donors, names: Names) -> Document:
    return {
        "child": of.step.child,
        "cells": [_cell(each) for each in of.cells],
        "before": None if of.before is None else _step(of.before),
        "after": None if of.after is None else _step(of.after),
        "message": sentences.line(of, before, names),
    }


def _step(step: ChildStep) -> Document:
    common: Document = {
        "effective": iso(step.effective),
        "reason": step.reason,
        "note": step.note,
    }
    if isinstance(step, Move):
        return {
            "to": step.to,
            **common,
            "overrides": list(step.overrides),
            "override_reason": step.override_reason,
        }
    return {
        "worker": step.worker,
        "involvement": step.involvement,
        "is_end": step.is_end,
        **common,
    }


def _problem(of: Unclear, names: Names) -> Document:
    return {
        "code": of.trouble,
        "child": of.child,
        "cells": [_cell(each) for each in of.cells],
        "rule": None if of.broken is None else of.broken.rule,
        "message": sentences.sentence(of, names),
    }


def _cell(cell: Cell) -> Document:
    return {"sheet": cell.sheet, "cell": cell.at, "value": cell.text}
