"""How long a review takes, how much memory it needs, and what looking again after a move costs.

A plain script: `python -m tests.bench.review_time 2500 420000`. Each size is made up at once from a
seed, in a process of its own, so that the memory of one is not that of another.
"""

import random
import resource
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

from allocation_app import settings
from allocation_app.domain.people import (
    Child,
    ChildId,
    EventKind,
    FamilyId,
    Involvement,
    Role,
    Spell,
    Status,
    Worker,
    WorkerId,
)
from allocation_app.domain.plan import Move, Plan
from allocation_app.domain.review import Review, review
from allocation_app.domain.snapshot import Snapshot

AS_AT = date(2026, 11, 20)
CHILDREN_A_WORKER = 17
UNALLOCATED, HELD_BY_DUTY, UNKNOWN_STATUS = 0.04, 0.02, 0.01
ALL_KINDS = frozenset(EventKind)
KINDS = {
    Status.REFERRAL: (EventKind.REFERRAL, EventKind.REFERRAL_DECISION),
    Status.ASSESSMENT: (EventKind.REFERRAL, EventKind.ASSESSMENT_START, EventKind.ASSESSMENT_END),
    Status.CARE_AND_SUPPORT: (EventKind.REFERRAL, EventKind.VISIT),
    Status.REGISTERED: (
        EventKind.REFERRAL,
        EventKind.STRATEGY_DISCUSSION,
        EventKind.INITIAL_CONFERENCE,
        EventKind.REGISTERED,
        EventKind.CORE_GROUP,
        EventKind.REVIEW_CONFERENCE,
        EventKind.SEEN_ALONE,
        EventKind.HOME_VISIT,
    ),
    Status.LOOKED_AFTER: (
        EventKind.REFERRAL,
        EventKind.LOOKED_AFTER_START,
        EventKind.PLACEMENT_START,
        EventKind.FIRST_LOOKED_AFTER_REVIEW,
        EventKind.LOOKED_AFTER_REVIEW,
        EventKind.VISIT,
    ),
    Status.CARE_LEAVER: (EventKind.REFERRAL, EventKind.VISIT),
    Status.UNKNOWN: (EventKind.REFERRAL, EventKind.VISIT),
}
"""What is on record of a child, in the order in which it happens."""


def snapshot_of(size: int, seed: int = 1) -> Snapshot:
    """So many children in families of one to three, with a worker for every 17 of them."""
    draw = random.Random(seed)  # noqa: S311 - made-up people
    workers = {
        worker.id: worker
        for worker in (
            Worker(
                id=WorkerId(f"W{number}"),
                name=f"Worker {number}",
                role=Role.SOCIAL_WORKER,
                fte=draw.choice((0.6, 0.8, 1.0, 1.0, None)),
                is_listed=True,
                last_day=AS_AT - timedelta(days=9) if number % 50 == 0 else None,
            )
            for number in range(max(2, size // CHILDREN_A_WORKER))
        )
    }
    duty = Worker(id=WorkerId("DUTY"), name="Duty", role=Role.DUTY)
    holders = list(workers)
    children: dict[ChildId, Child] = {}
    spells: list[Spell] = []
    family = 0
    for number in range(size):
        family += draw.random() < 0.6
        child = _child(ChildId(f"C{number}"), FamilyId(f"F{family}"), draw)
        children[child.id] = child
        chance = draw.random()
        if chance < UNALLOCATED:
            continue
        holder = duty.id if chance < UNALLOCATED + HELD_BY_DUTY else draw.choice(holders)
        began = AS_AT - timedelta(days=draw.randrange(400))
        spells.append(Spell(child=child.id, worker=holder, start=began))
        if draw.random() < 0.05:
            spells.append(
                Spell(
                    child=child.id,
                    worker=draw.choice(holders),
                    start=began,
                    involvement=Involvement.CO_WORKER,
                )
            )
    return Snapshot(
        as_at=AS_AT, children=children, workers=workers | {duty.id: duty}, spells=tuple(spells)
    )


def _child(child: ChildId, family: FamilyId, draw: random.Random) -> Child:
    status = draw.choice(list(KINDS)[:-1]) if draw.random() > UNKNOWN_STATUS else Status.UNKNOWN
    day = AS_AT - timedelta(days=draw.randrange(20, 700))
    events: dict[EventKind, date] = {}
    for kind in KINDS[status]:
        if draw.random() < 0.9:
            events[kind] = day
        day = min(AS_AT, day + timedelta(days=draw.randrange(60)))
    return Child(
        id=child,
        family=family,
        statuses=frozenset({status}),
        date_of_birth=AS_AT - timedelta(days=draw.randrange(800, 6500)),
        events=events,
        recorded=ALL_KINDS,
        is_placement_long_term=draw.choice((True, False, None)),
        is_conference_needed=draw.choice((True, None)),
    )


def timed(work: Callable[[], Review]) -> tuple[Review, float]:
    """What the work makes, and in how many seconds."""
    start = perf_counter()
    made = work()
    return made, perf_counter() - start


def measure(size: int) -> str:
    """One line of figures for a size."""
    rules, policy, calendar = settings.rule_set(), settings.policy(), settings.calendar()
    start = perf_counter()
    snapshot = snapshot_of(size)
    built = perf_counter() - start
    own = _megabytes()
    first, took = timed(lambda: review(Plan(snapshot=snapshot), policy, rules, calendar))
    again: list[float] = []
    holders = [worker for worker in snapshot.workers if worker != "DUTY"]
    for number, wait in enumerate(first.waits[:20]):
        move = Move(child=wait.child, to=holders[number % len(holders)])
        plan = Plan(snapshot=snapshot, moves=(move,))
        again.append(timed(lambda plan=plan: review(plan, policy, rules, calendar))[1])
    again.sort()
    return (
        f"{size:>8,} children: {len(first.findings):,} findings, {len(first.waits):,} waiting;"
        f" made in {built:.1f} s ({own:.0f} MB), reviewed in {took:.2f} s"
        f" ({took / size * 1e6:.1f} us a child), peak {_megabytes():.0f} MB;"
        f" after a move {again[len(again) // 2] * 1e3:.1f} ms"
        f" ({again[len(again) // 2] / took:.1%} of the first look)"
    )


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    if len(sys.argv) == 2:
        print(measure(int(sys.argv[1])), flush=True)  # noqa: T201 - what a script is for
    for each in sys.argv[1:] if len(sys.argv) > 2 else ():
        root = Path(__file__).resolve().parents[2]
        command = [sys.executable, "-m", "tests.bench.review_time", each]
        subprocess.run(command, check=True, cwd=root)
