"""What a suggestion is asked for, and what it answers: moves to decide on, and how good they are.

A suggestion changes nothing. The planner (`allocation_app.planner`) works it out; a manager accepts
all, some or none of its moves, like any other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from allocation_app.domain.people import ChildId, TeamId, WorkerId
from allocation_app.domain.plan import Mark, Move

OWN_TEAM = "own_team"
"""The planner's own rule: a child goes to a worker of the team that it is in."""
KEPT_RULES = (
    OWN_TEAM,
    "newly_qualified_alone",
    "key_event",
    "churn",
    "away_soon",
    "leaving_soon",
)
"""The rules that warn by hand (see `move_rules`) and that a suggestion keeps, unless set aside.

Key events and churn keep nobody from getting a worker who has none, or one who is not there.
"""
OF_WHO_IS_HELD = frozenset({"key_event", "churn"})
"""Those that are asked only of a child whose worker is there."""


class Ask(StrEnum):
    """What a manager wants of a suggestion."""

    PLACE = "place"
    """Everybody who waits gets a worker; nobody else is moved."""
    REBALANCE = "rebalance"
    """Everybody who waits, and at most so many children change worker: the best balance."""
    SAFE = "safe"
    """Everybody who waits, and nobody over the line: the fewest children who change worker."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked for, on top of what is staged; what is staged already is not touched.

    ``max_moves`` is how many children may be taken from a worker who is there (rebalance only); to
    give one to a child who waits, or whose worker has gone, counts nothing. ``children`` are those
    who are to get another worker (place only; without any, everybody of the team who waits).
    ``among`` are the workers who are asked, ``team`` whose team it is about (None: everybody).
    Where `OWN_TEAM` is set aside, workers of other teams receive its children, up to the line.
    ``day`` is when the moves take effect, None that of the import.

    ``limit`` is the share of capacity up to which somebody may receive children; without one
    everybody who can be placed is, and the loads are only kept as low as can be. What everybody is
    to keep to for `Ask.SAFE` is the limit, or just below the policy's uppermost line. With
    ``is_no_one_worse`` nobody who is full today ends higher than today, and nobody else above full
    (`Policy.headroom_to`). ``set_aside`` are those of `KEPT_RULES` that may be broken.
    The same ``seed`` gives the same answer.
    """

    ask: Ask
    max_moves: int | None = None
    children: tuple[ChildId, ...] = ()
    among: frozenset[WorkerId] | None = None
    team: TeamId | None = None
    day: date | None = None
    limit: float | None = None
    is_no_one_worse: bool = False
    set_aside: frozenset[str] = frozenset()
    seed: int = 0

    def __post_init__(self) -> None:
        """Refuse what contradicts itself."""
        if (self.max_moves is None) is (self.ask is Ask.REBALANCE):
            raise ValueError("a number of changes belongs to a rebalance, and to nothing else")
        if self.max_moves is not None and self.max_moves < 0:
            raise ValueError(f"{self.max_moves} changes are fewer than none")
        if self.children and self.ask is not Ask.PLACE:
            raise ValueError("children are named of those who are to be placed")
        if self.limit is not None and not 0 < self.limit <= MOST_LIMIT:
            raise ValueError(f"a limit is a share of capacity, not {self.limit}")
        if not self.set_aside <= set(KEPT_RULES):
            raise ValueError(f"{sorted(self.set_aside)} are not all rules that can be set aside")


MOST_LIMIT = 10.0


class Status(StrEnum):
    """How far a suggestion got."""

    OPTIMAL = "optimal"
    """Proved: nothing better is possible."""
    FEASIBLE = "feasible"
    """What was asked for is reached; how much better it could be at most is known."""
    INFEASIBLE = "infeasible"
    """What was asked for can't be reached in full, proved; the moves are the nearest to it."""


class RelaxationKind(StrEnum):
    """What could be changed so that what is impossible becomes possible."""

    SET_ASIDE = "set_aside"
    """A rule that warns (``rule``) is set aside."""
    LIFT_PIN = "lift_pin"
    """The child's own, or that of another ``child``."""
    REMOVE_MARK = "remove_mark"
    """This ``mark``; its ``worker`` where it is that they must not hold the child."""
    RAISE_LIMIT = "raise_limit"
    """That of one ``worker``, by so many ``points``."""
    ADD_CAPACITY = "add_capacity"
    """So much ``fte`` of a social worker more, or so many ``points`` fewer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relaxation:
    """One change that is enough by itself, and no less of which is.

    ``child`` is whose pin it is, where that is another child; ``mark`` is the one to be removed.
    More capacity of no ``fte`` and no ``points`` at all means that any would be enough.
    """

    kind: RelaxationKind
    rule: str = ""
    worker: WorkerId | None = None
    child: ChildId | None = None
    mark: Mark | None = None
    points: float = 0.0
    fte: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class NotPlaced:
    """A child who gets no worker: the rules that forbid it, and what would be enough to do.

    ``rules`` counts, by the code of the first rule that says so, how many of those asked are out
    (`OVER_LIMIT` where only the load speaks against). ``needed`` is an irreducible set of rules
    that together forbid it, given who is not there: by all of them but one the child could be
    placed beside the others. Empty where that is not proved.
    """

    child: ChildId
    rules: Mapping[str, int] = field(default_factory=dict)
    needed: tuple[str, ...] = ()
    relaxations: tuple[Relaxation, ...] = ()


OVER_LIMIT = "over_limit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortage:
    """No arrangement keeps everyone to ``limit``: what is short, and what was held to.

    ``fte`` more of a full-time social worker, or ``points`` fewer, is enough, and nothing less: if
    ``is_exact``, else no less is, and it may take more. No ``fte`` at all: none is known, or none
    would be enough. ``points`` are those of children who are held, wherever it helps most.
    ``lowest`` is the lowest that the worst load can be, ``rules`` those that stood in the way.
    """

    limit: float
    lowest: float | None
    points: float
    fte: float
    rules: tuple[str, ...] = ()
    is_exact: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Moves that are suggested, in order, and how good they are.

    ``changes`` counts the children who are taken from a worker who is there, without those whom the
    request names. ``worst`` is the share of capacity of the most loaded worker asked about,
    ``bound`` what no plan that was asked for can go below, both None where nobody has any.
    ``levels`` counts the workers, from the most loaded down, whose load is proved as low as it can
    be. ``gap`` is what the whole could still gain at most, as a share, where it was worked out by
    columns (see `planner`), None where it was exact.
    ``is_fewest`` says that no fewer changes reach it. ``is_reached`` says that everybody is placed
    and, where everybody is to keep to a line, does. ``is_stopped`` says that somebody or the
    clock stopped the work, and this is the best so far.
    """

    request: Request
    status: Status
    moves: tuple[Move, ...] = ()
    changes: int = 0
    worst: float | None = None
    bound: float | None = None
    levels: int = 0
    gap: float | None = None
    is_fewest: bool = False
    is_reached: bool = True
    is_stopped: bool = False
    unplaced: tuple[NotPlaced, ...] = ()
    shortage: Shortage | None = None

    @property
    def is_proved(self) -> bool:
        """Whether no plan that was asked for has a lower worst load."""
        return self.worst == self.bound

    @property
    def within(self) -> float:
        """By how much (as a share of capacity) the worst load could be lower at the most."""
        if self.worst is None or self.bound is None:
            return 0.0
        return max(0.0, self.worst - self.bound)


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontierPoint:
    """The best that so many changes of worker buy, and at most so many."""

    moves: int
    proposal: Proposal
