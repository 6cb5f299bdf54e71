"""The sample team with a plan: what a manager hands round on a Monday."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from allocation_app import settings
from allocation_app.domain.people import Involvement, Role, WorkerId
from allocation_app.domain.plan import InvolvementChange, Move, Plan
from allocation_app.domain.review import Review, review
from allocation_app.domain.snapshot import Snapshot
from allocation_app.domain.staffing import Joiner, StaffChange, StaffChangeKind
from allocation_app.intake import read
from tests.unit.report.examples import a_review

ABLE = frozenset({Role.SOCIAL_WORKER, Role.SENIOR_SOCIAL_WORKER})
ROOT = Path(__file__).resolve().parents[2]


def the_import() -> Snapshot:
    """The team that ships, read from its spreadsheets."""
    return read(sorted((ROOT / "sample_data/team").glob("*.xlsx"))).snapshot


def the_sample() -> Review:
    """What the tool says of it."""
    return a_review(the_import())


def the_sample_planned() -> Review:
    """The same with moves from the queue and from the fullest, a co-worker and changes of staff."""
    snapshot = the_import()
    before = a_review(snapshot)
    loads = before.caseloads.loads
    by_load = sorted(
        (
            worker
            for worker in before.caseloads.case_holders
            if worker.role in ABLE and loads[worker.id].utilisation is not None
        ),
        key=lambda worker: loads[worker.id].utilisation or 0,
    )
    least, next_, *_, most = by_load
    later = snapshot.as_at + timedelta(days=7)
    queue = [
        Move(child=wait.child, to=to.id, reason="FCONTA", effective=later)
        for wait, to in zip(before.waits, (least, next_, least, next_), strict=False)
    ]
    relieved = [
        Move(
            child=child,
            to=least.id,
            reason="MANAGE",
            note="Talked through on Monday",
            overrides=("siblings",),
            override_reason="SENIOR",
        )
        for child in loads[most.id].children[:3]
    ]
    helped = InvolvementChange(
        child=loads[most.id].children[-1], worker=next_.id, involvement=Involvement.CO_WORKER
    )
    staffing = (
        StaffChange(
            kind=StaffChangeKind.JOINS,
            worker=WorkerId("new"),
            day=snapshot.as_at,
            joiner=Joiner(name="Ann Other", fte=0.5),
        ),
        StaffChange(kind=StaffChangeKind.LEAVES, worker=next_.id, day=later + timedelta(days=60)),
    )
    plan = Plan(
        snapshot=snapshot,
        name="Monday",
        notes="Group manager told.",
        moves=(*queue, *relieved),
        involvements=(helped,),
        staffing=staffing,
    )
    return review(plan, settings.policy(), settings.rule_set(), settings.calendar())
