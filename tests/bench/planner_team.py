"""How fast a team's question is answered and proved, on teams that nothing was tuned on.

A plain script: `python -m tests.bench.planner_team [SIZE...] [--seeds FIRST-LAST]`, each size as
8x120 (workers x children). For each number of changes: the time until the worst load is proved
(CPU seconds), the time until the last worker's is, and how much is open where it is not. The aims:
up to 3 changes proved in 2 s, up to 10 proved or within 0.3 points in 10 s. Nothing hangs on it.
"""

import argparse
import sys
from dataclasses import dataclass
from statistics import median
from time import process_time

from allocation_app.planner.exact import solve
from allocation_app.planner.model import Answer, Model
from allocation_app.planner.reading import points_of, worst_of
from allocation_app.progress import no_progress
from tests.bench.planner_teams import team

SIZES = ("8x120", "12x220")
BUDGETS = (0, 1, 2, 3, 5, 8, 10)
LINES = (1.1, 1.0)
FIRST, LAST = 90_001, 90_010
POINTS = 100.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """One answer: seconds to the proof (None: not proved) and in all, points open, levels."""

    proof: float | None
    seconds: float
    points_open: float
    share_of_levels: float


def timed(model: Model) -> Timed:
    """Answer the question, and say when it was proved."""
    proofs: list[float] = []
    start = process_time()

    def told(answer: Answer) -> None:
        if answer.is_proved:
            proofs.append(process_time() - start)

    answer = solve(model, 0, no_progress, told)
    seconds = process_time() - start
    worst = worst_of(model, points_of(model, answer)) or 0.0
    return Timed(
        proof=(proofs or [seconds])[0] if answer.is_proved else None,
        seconds=seconds,
        points_open=POINTS * max(0.0, worst - (answer.worst_bound or 0.0)),
        share_of_levels=answer.levels / len(model.receivers),
    )


def line(title: str, found: list[Timed]) -> str:
    """One row of the table."""
    proofs = [each.proof for each in found if each.proof is not None]
    seconds = f"{median(proofs):6.2f} {max(proofs):6.2f}" if proofs else "     -      -"
    return (
        f"{title:<22} proved {len(proofs):>3} of {len(found)}  s {seconds}"
        f"   in all {median(each.seconds for each in found):6.2f}"
        f" {max(each.seconds for each in found):6.2f}"
        f"   open {max(each.points_open for each in found):5.2f} points"
        f"   levels {min(each.share_of_levels for each in found):4.0%}\n"
    )


def main(arguments: list[str]) -> None:
    """Print a row for each size and question: median and most seconds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", default=list(SIZES))
    parser.add_argument("--seeds", default=f"{FIRST}-{LAST}")
    chosen = parser.parse_args(arguments)
    first, last = (int(part) for part in chosen.seeds.split("-"))
    for size in chosen.sizes:
        workers, children = (int(part) for part in size.split("x"))
        seeds = range(first, last + 1)
        for budget in BUDGETS:
            found = [timed(team(workers, children, seed=n, budget=budget)) for n in seeds]
            sys.stdout.write(line(f"{size}, {budget} changes", found))
            sys.stdout.flush()
        for share in LINES:
            found = [timed(team(workers, children, seed=n, line=share)) for n in seeds]
            sys.stdout.write(line(f"{size}, safe at {share:.0%}", found))
            sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
