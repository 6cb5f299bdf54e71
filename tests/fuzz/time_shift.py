"""A plug-in of pytest: every test runs at another time, as `CLOCK` says.

``-1h`` and ``+366d`` are shifts of the clock; ``2026-10-25T00:30:00+00:00`` is a moment from which
on it goes. It is set for each test anew.
"""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine


def _moment(told: str) -> datetime:
    if told[0] not in "+-":
        return datetime.fromisoformat(told)
    unit = {"h": "hours", "d": "days"}[told[-1]]
    return datetime.now(UTC) + timedelta(**{unit: int(told[:-1])})


@pytest.fixture(autouse=True)
def _another_time() -> Iterator[None]:
    told = os.environ.get("CLOCK")
    if not told:
        yield
        return
    with time_machine.travel(_moment(told)):
        yield
