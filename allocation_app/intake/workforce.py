"""The codes of the children's social work workforce census (Department for Education).

It has ids and no names, and says who was away on 30 September only.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from allocation_app.domain.people import Reduction, Role
from allocation_app.intake.vocabulary import RoleReading

ROLES: Mapping[str, Role] = {
    "1": Role.MANAGER,
    "2": Role.MANAGER,
    "3": Role.MANAGER,
    "4": Role.SENIOR_SOCIAL_WORKER,
    "5": Role.SOCIAL_WORKER,
    "6": Role.SOCIAL_WORKER,
}
"""OrgRole: senior, middle and first line manager, senior practitioner, case holder, and qualified
without cases, who is a social worker with no share of hours for cases."""
WITHOUT_CASES = "6"
NEWLY_QUALIFIED = "1"
"""CFKSSstatus of a worker in the assessed and supported year in employment."""
COUNTED = (9, 30)
"""Month and day on which absences and cases are counted."""


def role_of_code(code: str, *, is_newly_qualified: bool) -> RoleReading | None:
    """The role behind an OrgRole."""
    role = ROLES.get(code)
    if role is None:
        return None
    return RoleReading(role=role, is_newly_qualified=is_newly_qualified)


def reductions_of(code: str) -> tuple[Reduction, ...]:
    """Nothing of the hours is for cases where the role says so."""
    return (Reduction(share=1, reason=f"OrgRole {code}"),) if code == WITHOUT_CASES else ()


def is_counting_day(day: date) -> bool:
    """Whether a day is that of the census."""
    return (day.month, day.day) == COUNTED
