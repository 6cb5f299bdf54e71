"""Families of a team: sibling groups, their names, ages, statuses and pasts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from sample_data.generator import people
from sample_data.generator.chance import happens
from sample_data.generator.histories import Life, Pace, Past
from sample_data.generator.records import Child

FAMILY_SIZES = (1, 2, 3, 4, 5, 6)
FAMILY_SHARES = (62, 23, 10, 3.5, 1, 0.5)
"""Of a hundred families, how many with so many children: about 1.6 children each."""

WORDINGS = {
    "referral": ("Referral",),
    "assessment": ("Assessment",),
    "care_and_support": ("Care and support plan",),
    "registered": ("Child Protection Register", "CPR"),
    "proceedings": ("PLO / court",),
    "looked_after": ("Looked after", "CLA"),
    "care_leaver": ("Leaving care",),
    "disabled": ("Disability",),
    "privately_fostered": ("Private fostering",),
}
BOTH = "CPR / CLA"

AGES = {
    "referral": (0, 16),
    "assessment": (0, 16),
    "care_and_support": (0, 17),
    "registered": (0, 15),
    "proceedings": (0, 12),
    "looked_after": (1, 17),
    "care_leaver": (18, 20),
    "disabled": (4, 17),
    "privately_fostered": (9, 15),
}
ADULT = 18

SAME_STATUS = 0.85
OTHER_SURNAME = 0.08
UNBORN = 0.025
REGISTERED_AND_LOOKED_AFTER = 0.06
OWN_VISITS = 0.12

Shares = Mapping[str, float]


class Numbers:
    """Gives out identifiers in rising order with gaps, as a case system's are."""

    def __init__(self, rng: Random, first: int) -> None:
        self._rng = rng
        self._last = first

    def next(self) -> int:
        """The next number."""
        self._last += self._rng.randint(1, 9)
        return self._last


@dataclass(frozen=True, slots=True, kw_only=True)
class Maker:
    """What is needed to make families: chance, the day, identifiers and the pace of work."""

    rng: Random
    as_at: date
    child_ids: Numbers
    family_ids: Numbers
    pace: Pace

    def families(
        self, team: str, number: int, shares: Shares, alone: Sequence[str] = ()
    ) -> list[list[Child]]:
        """Sibling groups with exactly this many children, statuses close to these shares.

        First come families of one child with each of the statuses ``alone``.
        """
        total = sum(shares.values())
        left = {status: share / total * number for status, share in shares.items()}
        found: list[list[Child]] = []
        made = 0
        while made < number:
            weights = [max(rest, 0.001) for rest in left.values()]
            if len(found) < len(alone):
                status, size = alone[len(found)], 1
            else:
                status = self.rng.choices(list(left), weights)[0]
                size = self._size(status, number - made)
            family = self._family(team, status, size)
            for child in family:
                left[main_status(child)] = left.get(main_status(child), 0) - 1
            found.append(family)
            made += size
        return found

    def _size(self, status: str, most: int) -> int:
        if status in {"care_leaver", "privately_fostered"}:
            return 1
        return min(most, self.rng.choices(FAMILY_SIZES, FAMILY_SHARES)[0])

    def _family(self, team: str, status: str, size: int) -> list[Child]:
        origin = people.community(self.rng)
        surname = people.surname(self.rng, origin)
        language = people.first_language(self.rng, origin)
        family = f"F{self.family_ids.next()}"
        is_both = self.rng.random() < REGISTERED_AND_LOOKED_AFTER
        seed = self.rng.getrandbits(48)
        found: list[Child] = []
        for born in self._birthdays(status, size):
            own = status
            if found and self.rng.random() > SAME_STATUS and status != "referral":
                own = "care_and_support"
            statuses = frozenset({own})
            if own == "registered" and is_both and born <= self._years_ago(1):
                statuses = frozenset({"registered", "looked_after"})
            other = found and self.rng.random() < OTHER_SURNAME
            child = Child(
                id=str(self.child_ids.next()),
                forename=self._forename(origin, born, found),
                surname=people.surname(self.rng, origin) if other else surname,
                born=born,
                family=family,
                team=team,
                statuses=statuses,
                status_text=self._wording(statuses),
                language=language,
            )
            self.give_past(child, seed)
            found.append(child)
        return found

    def give_past(
        self, child: Child, seed: int | None = None, referred: date | None = None
    ) -> None:
        """Write the child's past; siblings with one seed share most of theirs."""
        if seed is None or self.rng.random() < OWN_VISITS:
            seed = self.rng.getrandbits(48)
        born = child.born or self._years_ago(5)
        life = Life(Random(seed), self.as_at, self.pace, born)
        take_over(child, life.past(child.statuses, referred))

    def _forename(self, origin: str, born: date, siblings: list[Child]) -> str:
        if born > self.as_at:
            return "Unborn"
        taken = {child.forename for child in siblings}
        name = people.given_name(self.rng, origin)
        while name in taken:
            name = people.given_name(self.rng, origin)
        return name

    def _birthdays(self, status: str, size: int) -> list[date]:
        """Siblings' birthdays, oldest first, in the ages that the status has."""
        youngest, oldest = AGES[status]
        age = self.rng.uniform(youngest, oldest + 0.9)
        if status in {"assessment", "care_and_support"} and self.rng.random() < UNBORN:
            ages = [self.rng.uniform(-0.5, -0.1)]
        else:
            ages = [age]
        while len(ages) < size:
            gap = self.rng.uniform(0.9, 3.2)
            goes_up = ages[0] + gap < min(oldest + 1, ADULT)
            goes_down = ages[-1] - gap > max(0, youngest)
            if goes_up and (not goes_down or happens(self.rng, 0.5)):
                ages.insert(0, ages[0] + gap)
            elif goes_down:
                ages.append(ages[-1] - gap)
            else:
                ages.insert(0, ages[0])
        return [self.as_at - timedelta(days=round(365.25 * age)) for age in ages]

    def _years_ago(self, years: int) -> date:
        return self.as_at - timedelta(days=366 * years)

    def _wording(self, statuses: frozenset[str]) -> str:
        if len(statuses) > 1:
            return BOTH
        return self.rng.choice(WORDINGS[next(iter(statuses))])


def main_status(child: Child) -> str:
    """The status by which shares are counted; the register comes first."""
    return "registered" if "registered" in child.statuses else next(iter(child.statuses))


def take_over(child: Child, past: Past) -> None:
    """Put a past into the child's row."""
    child.events = past.events
    child.conference_needed = past.conference_needed
    child.long_term = past.long_term
    child.out_of_area = past.out_of_area
    child.placements = past.placements
