"""Earlier imports on the command line: what they say of each worker's load, for what lasts."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from allocation_app.cli.files import read_earlier
from allocation_app.domain.caseloads import Caseloads
from allocation_app.domain.led_up import led_up_to
from allocation_app.domain.plan import Plan
from allocation_app.domain.snapshot import Snapshot
from allocation_app.domain.sustained import Sustained, dated, dated_imports, sustained_overload
from allocation_app.errors import AppError


def lasting(options: argparse.Namespace, now: Caseloads) -> tuple[Sustained, ...]:
    """Who is over the limit at every import for weeks, by these files and the earlier ones.

    Raises `AppError` where a file that is to be earlier is not.
    """
    history = dated_imports((*earlier_imports(options, now.snapshot), now.snapshot), now.policy)
    return sustained_overload([*history, dated(now)], now.policy)


def after_earlier(options: argparse.Namespace, plan: Plan) -> Plan:
    """The plan on its import, which knows what the earlier ones tell; raises as `earlier_imports`.

    It counts who was given the last cases, and who was there.
    """
    earlier = earlier_imports(options, plan.snapshot)
    return replace(plan, snapshot=led_up_to(plan.snapshot, earlier)) if earlier else plan


def earlier_imports(options: argparse.Namespace, now: Snapshot) -> tuple[Snapshot, ...]:
    """The earlier imports that the options name; raises `AppError` where one is not earlier."""
    return tuple(_earlier(options, files, now) for files in options.earlier)


def _earlier(options: argparse.Namespace, files: Sequence[Path], now: Snapshot) -> Snapshot:
    snapshot = read_earlier(options, files).snapshot
    if snapshot.as_at >= now.as_at:
        day = snapshot.as_at.isoformat()
        raise AppError("not_earlier", file=", ".join(file.name for file in files), day=day)
    return snapshot
