"""The facts of a made-up service: its workers and its children, before anything is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from sample_data.generator.days import months_after

UNBORN_KINDS = frozenset(
    {
        "referral",
        "referral_decision",
        "arrived_in_team",
        "assessment_end",
        "strategy_discussion",
        "initial_conference",
        "registered",
        "review_conference",
        "core_group",
        "plan",
        "plan_review",
        "outcome_review",
        "supervision",
        "oversight",
        "introduction",
    }
)
"""Events that can lie before birth, since they can be about an unborn child."""

KNOWN_BEFORE_BIRTH = 280
"""Days before birth from which they can."""

VISIT_KINDS = ("seen", "seen_alone", "home_visit", "visit")
"""The four ways in which a child was seen."""


class Holder(StrEnum):
    """What stands in the cell that names a child's social worker."""

    PERSON = "person"
    NOBODY = "nobody"
    DUTY = "duty"
    TEAM = "team"
    UNREADABLE = "unreadable"


@dataclass(slots=True, kw_only=True)
class Worker:
    """Somebody who works with children; ``is_listed`` is whether the staff list has them.

    ``fte`` is None where the staff list leaves the cell blank, ``reduction`` a share from 0 to 1.
    """

    id: str
    forename: str
    surname: str
    role: str = "Social Worker"
    team: str = ""
    fte: float | None = 1.0
    is_newly_qualified: bool = False
    is_agency: bool = False
    is_listed: bool = True
    speaks_welsh: bool = False
    started: date | None = None
    leaves: date | None = None
    absent_from: date | None = None
    absent_to: date | None = None
    absence_reason: str = ""
    reduction: float | None = None
    reduction_reason: str = ""
    reduction_from: date | None = None
    reduction_to: date | None = None
    supervised: date | None = None

    @property
    def name(self) -> str:
        """Forename first."""
        return f"{self.forename} {self.surname}"

    @property
    def name_reversed(self) -> str:
        """Surname first, as many systems export it."""
        return f"{self.surname}, {self.forename}"

    @property
    def is_manager(self) -> bool:
        """Whether a child under this name waits for a worker."""
        return self.role == "Team Manager"

    @property
    def is_adviser(self) -> bool:
        """Whether this is a personal adviser, who holds care leavers and nobody else."""
        return self.role == "Personal Adviser"

    def has_left(self, day: date) -> bool:
        """Whether the last day in post lies before this day."""
        return self.leaves is not None and self.leaves < day


@dataclass(slots=True, kw_only=True)
class Child:
    """A child's row.

    ``events`` has a date for each kind that has happened; ``unreadable`` has the text of each cell
    that is neither blank nor a date ("tbc"). An impossible date (in the future, before birth) is
    in ``events`` like any other, as it is in the sheet. ``visitor`` made the last visit, and
    ``visited_by_duty`` says that it was whoever was on duty. ``untold`` names the facts other than
    dates of which no cell tells anything. ``earlier`` are those who held the child before
    ``previous``, with their last day; ``rivals`` hold it both, by two open spells.
    """

    id: str
    forename: str
    surname: str
    born: date | None
    family: str | None
    team: str
    statuses: frozenset[str]
    status_text: str = ""
    holder: Holder = Holder.NOBODY
    worker: Worker | None = None
    allocated: date | None = None
    previous: Worker | None = None
    previous_is_duty: bool = False
    previous_ended: date | None = None
    co_worker: Worker | None = None
    adviser: Worker | None = None
    visitor: Worker | None = None
    visited_by_duty: bool = False
    placement: str | None = None
    legal_status: str | None = None
    untold: set[str] = field(default_factory=set)
    earlier: list[tuple[Worker, date]] = field(default_factory=list)
    rivals: tuple[Worker, ...] = ()
    events: dict[str, date] = field(default_factory=dict)
    unreadable: dict[str, str] = field(default_factory=dict)
    conference_needed: bool | None = None
    long_term: bool | None = None
    out_of_area: bool | None = None
    placements: int | None = None
    workers_in_year: int | None = None
    language: str = "English"
    closed: date | None = None

    @property
    def name(self) -> str:
        """Forename first."""
        return f"{self.forename} {self.surname}"

    @property
    def family_key(self) -> str:
        """What siblings share; a child without a family id is a family of its own."""
        return self.family or f"alone {self.id}"

    def is_impossible(self, kind: str, day: date) -> bool:
        """Whether the event's date lies in the future of this day, or before birth."""
        return kind in self.events and self.known(kind, day) is None

    def known(self, kind: str, day: date) -> date | None:
        """The event's date if there is one and it is possible."""
        when = self.events.get(kind)
        if when is None or when > day:
            return None
        if self.born is None or when >= self.born:
            return when
        is_early_enough = kind in UNBORN_KINDS and (self.born - when).days <= KNOWN_BEFORE_BIRTH
        return when if is_early_enough else None

    def is_recorded(self, kind: str, day: date) -> bool:
        """Whether the cell says when it was, or by being blank that it has not been."""
        return kind not in self.unreadable and not self.is_impossible(kind, day)

    def is_grown(self, day: date) -> bool:
        """Whether the child is known to be 18."""
        return self.born is not None and months_after(self.born, 12 * 18) <= day

    def contradictory(self, day: date) -> frozenset[str]:
        """The statuses that can't be true together, or not of somebody of this age.

        Nobody is looked after, registered or privately fostered from 18 on, and nobody is looked
        after and privately fostered.
        """
        found = self.statuses & {"looked_after", "privately_fostered"}
        if self.is_grown(day):
            return self.statuses & {"registered", "looked_after", "privately_fostered"}
        return found if len(found) > 1 else frozenset()
