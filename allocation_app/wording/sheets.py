"""The headings of the two sheets that may be edited in Excel and brought back.

One place for whoever writes them and whoever reads them again, in any language that ships.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum

from allocation_app.domain.people import Worker, WorkerId
from allocation_app.domain.snapshot import Snapshot
from allocation_app.wording.translate import mark, tr

IMPORT_PROPERTY, PLAN_PROPERTY = "ImportFingerprint", "PlanFingerprint"
"""The workbook's own properties that say what it was made of: `Snapshot.fingerprint` and
`settings.plans.plan_fingerprint`."""


class Heading(StrEnum):
    """The columns that are read again, by what they hold."""

    CHILD = "child"
    ROLE = "role"
    FROM = "from"
    TO = "to"
    DAY = "day"
    REASON = "reason"
    OVERRIDE = "override"
    NOTE = "note"
    WORKER = "worker"


HEADINGS = {
    Heading.CHILD: mark("Child ID"),
    Heading.ROLE: mark("Changes"),
    Heading.FROM: mark("From"),
    Heading.TO: mark("To"),
    Heading.DAY: mark("From the day"),
    Heading.REASON: mark("Reason"),
    Heading.OVERRIDE: mark("Rules set aside because"),
    Heading.NOTE: mark("Note"),
    Heading.WORKER: mark("Worker"),
}


def heading(which: Heading) -> str:
    """A heading in the language in use."""
    return tr(HEADINGS[which])


def workers_named(snapshot: Snapshot) -> Mapping[WorkerId, str]:
    """What each worker is called where one is chosen: by name, with the number where two share it.

    Of `Plan.facts`, so that joiners are among them. No two are called the same.
    """
    shared = Counter(_known(worker) for worker in snapshot.workers.values())
    return {
        worker.id: worker.name if shared[_known(worker)] == 1 and worker.name else _numbered(worker)
        for worker in snapshot.workers.values()
    }


def _known(worker: Worker) -> str:
    return (worker.name or worker.id).casefold()


def _numbered(worker: Worker) -> str:
    return tr("{name} ({id})", name=worker.name, id=worker.id) if worker.name else str(worker.id)
