"""Dialogs on made-up people; all data are digits, so that whatever else is said was translated."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QDialog

from allocation_app import settings
from allocation_app.domain.edited import Cell, Difference, Edits, Trouble, Unclear
from allocation_app.domain.effects import Measured
from allocation_app.domain.move_rules import Broken
from allocation_app.domain.people import WorkerId
from allocation_app.domain.plan import Move, Plan
from tests.builders import a_child, a_snapshot, a_worker
from ui.dialogs.edited import EditedDialog
from ui.dialogs.export import ExportDialog
from ui.rows.documents import Offer
from ui.rows.wanted import Wanted

AS_AT = date(2026, 11, 20)


def an_export(wanted: Wanted | None = None) -> ExportDialog:
    """What is asked of two children who move and two workers."""
    of = Offer(
        as_at=AS_AT,
        moved=[("101", "5"), ("102", "6")],
        workers=[("31", "41"), ("32", "42")],
    )
    return ExportDialog(of, Path("/1"), wanted or Wanted())


def an_edited() -> EditedDialog:
    """What is asked about a workbook that came back with a change, a slip and a rule against it."""
    snapshot = a_snapshot(
        workers=[a_worker("31", name="41"), a_worker("32", name="42")],
        waiting=[a_child("101", name="5"), a_child("102", name="6")],
    )
    plan = Plan(snapshot=snapshot)
    cell = Cell(sheet="7", at="8", value="9")
    moves = [
        Move(child=child, to=WorkerId("31"), reason="MANAGE", effective=AS_AT, note="77")
        for child in snapshot.children
    ]
    new, refused = (Difference(before=None, after=move, cells=(cell,)) for move in moves)
    rule = Broken(rule="churn", is_hard=False, child=moves[1].child, worker=WorkerId("31"))
    broken = replace(rule, amounts={"workers": 4})
    found = Edits(
        differences=(new,),
        unclear=(
            Unclear(trouble=Trouble.UNKNOWN_WORKER, cells=(cell,), child=moves[0].child),
            Unclear(trouble=Trouble.RULE_UNEXPLAINED, broken=broken, difference=refused),
        ),
        missing=(moves[0].child,),
        is_plan_changed=True,
    )
    by = Measured(policy=settings.policy(), rules=settings.rule_set(), calendar=settings.calendar())
    return EditedDialog(found, plan, by)


def of_exports() -> list[QDialog]:
    """The dialogs about what leaves the tool, and what comes back."""
    return [an_export(), an_edited()]
