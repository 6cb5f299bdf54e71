"""Runs the campaigns behind the promises of the workspace at their full counts; prints the table.

`.venv/bin/python -m tests.bench.promises` runs all of them (hours), with `--ci` at the counts of a
build, with ids (`D4 X2`) only those. `--write` puts the table into the README.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
BEGIN = "<!-- promises: .venv/bin/python -m tests.bench.promises --write -->"
END = "<!-- end of the promises -->"
NOT_RUN = "not run"


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A row: what is tried, by which tests, how often in a build and before a release."""

    id: str
    what: str
    file: str
    name: str
    ci: int
    full: int

    @property
    def tests(self) -> str:
        """The test, as pytest calls it."""
        return f"{self.file}::test_that_{self.name}"


FUZZ = "tests/fuzz"
PROMISES = (
    Promise(
        id="D1",
        what="killed while it is saved: whole, with what was acknowledged; D10: nothing left",
        file=f"{FUZZ}/test_crashes.py",
        name="a_save_that_is_killed_loses_nothing_that_was_acknowledged",
        ci=1_000,
        full=10_000,
    ),
    Promise(
        id="D2",
        what="a fault at every call of the system while it is written: the old file or the new one",
        file=f"{FUZZ}/test_faulty_disk.py",
        name="a_fault_at_any_call_leaves_the_old_or_the_new_workspace",
        ci=1_000,
        full=1_000,
    ),
    Promise(
        id="D3",
        what="a disk that is full after so many bytes: the old file, said, nothing left beside it",
        file=f"{FUZZ}/test_faulty_disk.py",
        name="a_disk_that_fills_up_leaves_the_old_workspace",
        ci=50,
        full=500,
    ),
    Promise(
        id="D4",
        what="bits flipped anywhere: all found, a backup offered",
        file=f"{FUZZ}/test_spoilt_workspaces.py",
        name="a_flipped_bit_is_found_wherever_it_is",
        ci=2_000,
        full=20_000,
    ),
    Promise(
        id="D4",
        what="ends cut off: all found",
        file=f"{FUZZ}/test_spoilt_workspaces.py",
        name="a_file_whose_end_is_lost_is_found",
        ci=500,
        full=5_000,
    ),
    Promise(
        id="D5",
        what="crashes while a plan is made: at most the step in progress lost",
        file=f"{FUZZ}/test_crashes.py",
        name="a_crash_while_a_plan_is_made_loses_at_most_the_step_in_progress",
        ci=200,
        full=2_000,
    ),
    Promise(
        id="D6",
        what="races to open it to write: exactly one writer",
        file=f"{FUZZ}/test_races.py",
        name="one_alone_of_many_who_open_it_may_write",
        ci=100,
        full=1_000,
    ),
    Promise(
        id="D6",
        what="two who both believe that it is theirs: nothing that was saved is lost",
        file=f"{FUZZ}/test_races.py",
        name="two_who_both_believe_that_it_is_theirs_lose_nothing_that_was_saved",
        ci=100,
        full=1_000,
    ),
    Promise(
        id="U1",
        what="days of plans, imports, undo and crashes at random: the replay equals the state",
        file=f"{FUZZ}/test_workspace_states.py",
        name="what_is_kept_is_what_stands_whatever_is_done",
        ci=30,
        full=1_000,
    ),
    Promise(
        id="L1",
        what="languages, zones and clocks in which the core runs: the same results",
        file=f"{FUZZ}/test_places_and_times.py",
        name="the_core_says_the_same_in_every_place_and_at_every_time",
        ci=6,
        full=12,
    ),
    Promise(
        id="X1",
        what="a day where there is no network at all",
        file=f"{FUZZ}/test_leaks.py",
        name="a_day_passes_where_there_is_no_network_at_all",
        ci=1,
        full=1,
    ),
    Promise(
        id="X2",
        what="marked children looked for in every file written: 0 found",
        file=f"{FUZZ}/test_leaks.py",
        name="no_name_stands_outside_the_workspace_and_the_exports",
        ci=500,
        full=5_000,
    ),
    Promise(
        id="X3",
        what="nonces, none twice",
        file="tests/unit/workspace/test_keys.py",
        name="no_nonce_comes_twice",
        ci=100_000,
        full=1_000_000,
    ),
)


def table(results: dict[str, str]) -> str:
    """The rows, each with what came of its last full run, by its tests."""
    lines = ["| | tried | in a build | in full | last full run |", "|---|---|---|---|---|"]
    for each in PROMISES:
        result = results.get(each.tests, NOT_RUN)
        lines.append(f"| {each.id} | {each.what} | {each.ci:,} | {each.full:,} | {result} |")
    return "\n".join(lines)


def run(promise: Promise, rounds: int) -> str:
    """Run one at so many rounds; what came of it."""
    began = time.monotonic()
    words = ("-m", "pytest", "-q", "--campaign", str(rounds), promise.tests)
    done = subprocess.run([sys.executable, *words], cwd=ROOT, check=False, capture_output=True)
    took = time.monotonic() - began
    if done.returncode:
        sys.stderr.buffer.write(done.stdout)
    said = "passed" if done.returncode == 0 else "FAILED"
    return f"{said}, {took:,.0f} s, {datetime.now().astimezone():%Y-%m-%d}"


def known_results() -> dict[str, str]:
    """What the README says of each row by now."""
    written = README.read_text("utf-8").partition(BEGIN)[2].partition(END)[0]
    last = [line.rstrip(" |").rpartition("| ")[2] for line in written.splitlines() if "|" in line]
    return {each.tests: said for each, said in zip(PROMISES, last[2:], strict=False)}


def main(arguments: Iterable[str] | None = None) -> int:
    """Run what was asked for; 1 where anything failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ids", nargs="*", help="which rows; all without any")
    parser.add_argument("--ci", action="store_true", help="at the counts of a build")
    parser.add_argument("--write", action="store_true", help="put the results into the README")
    asked = parser.parse_args(None if arguments is None else list(arguments))
    results = known_results()
    for each in PROMISES:
        if not asked.ids or each.id in asked.ids:
            results[each.tests] = run(each, each.ci if asked.ci else each.full)
            sys.stdout.write(f"{each.id} {results[each.tests]} {each.what}\n")
    if asked.write and not asked.ci:
        before, _, rest = README.read_text("utf-8").partition(BEGIN)
        after = rest.partition(END)[2]
        README.write_text(f"{before}{BEGIN}\n\n{table(results)}\n\n{END}{after}", "utf-8")
    return int(any(said.startswith("FAILED") for said in results.values()))


if __name__ == "__main__":
    raise SystemExit(main())
