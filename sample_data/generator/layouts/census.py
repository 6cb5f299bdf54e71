"""(g) A staff list in the form of England's social work workforce census: numbers, no names."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sample_data.generator.columns import Cell
from sample_data.generator.layouts.grid import Grid
from sample_data.generator.layouts.scene import Scene
from sample_data.generator.records import Worker

ORGANISATION_ROLES = {"Team Manager": 3, "Senior Social Worker": 4, "Social Worker": 5}
"""Whom the census asks for: first line manager, senior practitioner, case holder."""
NEWLY_QUALIFIED, PRACTITIONER = 1, 2

COLUMNS: Mapping[str, Callable[[Worker], Cell]] = {
    "AgencyWorker": lambda worker: int(worker.is_agency),
    "SWENo": lambda worker: worker.id,
    "FTE": lambda worker: worker.fte,
    "PersonBirthDate": lambda _: None,
    "GenderCurrent": lambda _: 0,
    "Ethnicity": lambda _: "WBRI",
    "QualLevel": lambda _: 1,
    "OrgRole": lambda worker: ORGANISATION_ROLES[worker.role],
    "RoleStartDate": lambda worker: worker.started,
    "RoleEndDate": lambda worker: worker.leaves,
    "FTE30": lambda worker: worker.fte,
    "Cases30": lambda _: 12,
    "WorkingDaysLost": lambda _: 0,
    "Absat30Sept": lambda _: 0,
    "ReasonAbsence": lambda _: None,
    "CFKSSstatus": lambda worker: NEWLY_QUALIFIED if worker.is_newly_qualified else PRACTITIONER,
}


def census(scene: Scene) -> Grid:
    """The staff by number. Nobody was absent on 30 September, which says nothing of today."""
    _reduce(scene)
    grid = Grid(name="Workforce")
    grid.add(list(COLUMNS), is_bold=True)
    for worker in scene.staff:
        grid.add([value(worker) for value in COLUMNS.values()])
    return grid


def _reduce(scene: Scene) -> None:
    """Take away what the census does not ask.

    It has no names, so that only a number beside a child says who is meant: nobody helps or has
    helped by a name that no number goes with. It has social workers alone, so that of anybody else
    neither role nor hours are known. Absences of today and protected time are no part of it, nor
    are teams and supervision.
    """
    for worker in [*scene.team.managers, *scene.team.workers, *scene.team.leavers]:
        worker.absent_from = worker.absent_to = worker.supervised = None
        worker.team = ""
        worker.reduction = worker.reduction_from = worker.reduction_to = None
        if worker.role not in ORGANISATION_ROLES:
            worker.is_listed, worker.fte, worker.role = False, None, "Social Worker"
            worker.leaves = worker.started = None
            worker.is_newly_qualified = False
    for child in scene.children:
        child.co_worker = None
