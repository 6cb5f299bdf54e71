"""How long it takes to tell what a move changes or breaks, and who could take a child: a council.

A plain script: `python -m tests.bench.effects_time`. A hundred moves are staged; the aim is 10 ms
a move. It is printed, nothing hangs on it.
"""

from collections.abc import Callable
from time import process_time

from allocation_app import settings
from allocation_app.domain.candidates import candidates
from allocation_app.domain.caseloads import caseloads
from allocation_app.domain.effects import Measured, plan_effect, step_effect
from allocation_app.domain.move_rules import broken
from allocation_app.domain.plan import Move, Plan
from allocation_app.domain.staging import preview
from tests.bench.rules_time import council

MOVES = 100


def main() -> None:
    """Print what each question takes, in milliseconds a move."""
    by = Measured(policy=settings.policy(), rules=settings.rule_set(), calendar=settings.calendar())
    plan = Plan(snapshot=council())
    children = [*plan.snapshot.children][: 23 * MOVES : 23]
    workers = [worker.id for worker in plan.snapshot.workers.values() if worker.holds_cases]
    for child, worker in zip(children, workers, strict=False):
        plan = plan.with_move(Move(child=child, to=worker))
    tried = [Move(child=children[0], to=worker) for worker in workers[-MOVES:]]
    plan_effect(plan, by)  # what an import costs once
    timed("each move beside all the others", lambda: [step_effect(plan, m, by) for m in plan.moves])
    timed("a move that is not staged yet", lambda: [preview(plan, [move], by) for move in tried])
    timed("what it would break", lambda: [broken(plan, move, by) for move in tried])
    loads = caseloads(plan, by.policy)
    timed("who could take a child", lambda: [candidates(loads, each) for each in children])


def timed(what: str, work: Callable[[], object]) -> None:
    """Do the work for all moves and say how long one took."""
    start = process_time()
    work()
    print(f"{what}: {(process_time() - start) / MOVES * 1000:.1f} ms")  # noqa: T201


if __name__ == "__main__":
    main()
