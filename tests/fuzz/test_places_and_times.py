"""The core says the same wherever and whenever it runs: in other languages, zones and years.

The tests of the domain, of the workspace and of what dates are read as run anew, each time in a
process of its own. The night of 25 October 2026, in which half past one comes twice in London, is
among the moments; so are an hour back, as a clock that is put right, and a year ahead.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CORE = (
    "tests/unit/domain",
    "tests/unit/workspace",
    "tests/unit/intake/test_dates.py",
    "tests/unit/intake/test_date_columns.py",
    "tests/unit/intake/test_date_orders.py",
    "tests/unit/intake/test_ages.py",
    "tests/stories/test_command_line_workspace.py",
)
FIRST, SECOND = "2026-10-25T00:30:00+00:00", "2026-10-25T01:30:00+00:00"
SETTINGS = (
    ("C", "UTC", ""),
    ("en_GB.UTF-8", "Europe/London", FIRST),
    ("cy_GB.UTF-8", "Europe/London", SECOND),
    ("tr_TR.UTF-8", "Pacific/Auckland", ""),
    ("de_DE.UTF-8", "Europe/London", "-1h"),
    ("en_GB.UTF-8", "UTC", "+366d"),
    ("cy_GB.UTF-8", "Pacific/Auckland", SECOND),
    ("tr_TR.UTF-8", "Europe/London", "+366d"),
    ("de_DE.UTF-8", "UTC", FIRST),
    ("C", "Pacific/Auckland", "-1h"),
    ("en_GB.UTF-8", "Pacific/Auckland", "+366d"),
    ("C", "Europe/London", "2027-03-28T00:59:50+00:00"),
)
"""Language, zone and clock; "" leaves the clock as it is. All are tried before a release."""
PLUGGED = ("-p", "tests.fuzz.time_shift")
PATIENCE = 900  # seconds


@pytest.mark.campaign(quick=0, ci=6)
@pytest.mark.timeout(3_600)
def test_that_the_core_says_the_same_in_every_place_and_at_every_time(rounds: int) -> None:
    for language, zone, clock in SETTINGS[:rounds]:
        place = {"LC_ALL": language, "LANG": language, "TZ": zone, "CLOCK": clock}
        environment = {**os.environ, **place, "CAMPAIGN": "quick", "PYTHONPATH": str(ROOT)}
        environment.pop("PYTEST_ADDOPTS", None)
        environment.pop("PYTHONUTF8", None)
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", *PLUGGED, "-n", "2", *CORE],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
            timeout=PATIENCE,
        )
        assert done.returncode == 0, f"{place}\n{done.stdout[-4000:]}"


@pytest.mark.parametrize("clock", ["+366d", FIRST])
def test_that_the_clock_is_another_one(clock: str, tmp_path: Path) -> None:
    told = tmp_path / "test_told.py"
    told.write_text("import datetime\ndef test_now(): print(datetime.datetime.now().date())\n")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-s", *PLUGGED, str(told)],
        cwd=tmp_path,
        env={**os.environ, "CLOCK": clock, "TZ": "UTC", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=PATIENCE,
    )
    assert done.returncode == 0, done.stdout
    assert ("2026-10-25" in done.stdout) is (clock == FIRST)
