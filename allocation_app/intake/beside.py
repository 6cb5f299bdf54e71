"""What is kept of a reading beside its snapshot: files, columns, rows and problems, and back."""

from __future__ import annotations

from dataclasses import replace

from allocation_app.domain.snapshot import Snapshot
from allocation_app.intake.reading import Reading
from allocation_app.plain import made, plain


def beside(reading: Reading) -> object:
    """All of a reading but its snapshot, which is kept by itself, as JSON can hold it."""
    return plain(replace(reading, snapshot=Snapshot(as_at=reading.snapshot.as_at)))


def together(snapshot: Snapshot, told: object) -> Reading:
    """The reading again; the snapshot alone where nothing was kept beside it (None)."""
    if told is None:
        return Reading(snapshot=snapshot, problems=(), files=())
    return replace(made(Reading, told), snapshot=snapshot)
