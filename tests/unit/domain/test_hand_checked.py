"""Three hundred children and what each rule says of them, written out for checking by hand.

`hand_checked.csv` has a row a child: the day that is looked at, why the case is open, its dates,
and every answer under the rules of Wales and of England, with the date that was counted. The import
has a column for each kind of event in COLUMNS, but for those that a row names as unrecorded. Bank
holidays are those of England and Wales; nothing in the table was worked out by the tool.
"""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from allocation_app import settings
from allocation_app.domain.people import Child, ChildId, EventKind, Status
from allocation_app.domain.timescales import timescale_findings
from tests.unit.domain.builders import BORN, CALENDAR, a_snapshot

with Path(__file__).with_name("hand_checked.csv").open(encoding="utf-8", newline="") as table:
    ROWS = list(csv.DictReader(table))
COLUMNS = frozenset(
    {
        EventKind.REFERRAL,
        EventKind.REFERRAL_DECISION,
        EventKind.ARRIVED_IN_TEAM,
        EventKind.ASSESSMENT_START,
        EventKind.ASSESSMENT_END,
        EventKind.STRATEGY_DISCUSSION,
        EventKind.INITIAL_CONFERENCE,
        EventKind.REGISTERED,
        EventKind.REVIEW_CONFERENCE,
        EventKind.CORE_GROUP,
        EventKind.SEEN,
        EventKind.SEEN_ALONE,
        EventKind.HOME_VISIT,
        EventKind.VISIT,
        EventKind.LOOKED_AFTER_START,
        EventKind.PLACEMENT_START,
        EventKind.FIRST_LOOKED_AFTER_REVIEW,
        EventKind.LOOKED_AFTER_REVIEW,
    }
)
FLAGS = {"yes": True, "no": False, "": None}


def child_of(row: dict[str, str]) -> Child:
    dated = [each.split(" ") for each in row["dates"].split("; ") if each]
    unrecorded = {EventKind(kind) for kind in row["unrecorded"].split()}
    return Child(
        id=ChildId(row["child"]),
        statuses=frozenset(Status(status) for status in row["statuses"].split()),
        date_of_birth=date.fromisoformat(row["born"]) if row["born"] else BORN,
        events={EventKind(kind): date.fromisoformat(day) for kind, day in dated},
        recorded=COLUMNS - unrecorded,
        is_conference_needed=FLAGS[row["conference_needed"]],
        is_placement_long_term=FLAGS[row["long_term"]],
    )


def answers(row: dict[str, str], country: str) -> list[str]:
    """What each rule says of the child, with the date it was due where one can be counted."""
    snapshot = a_snapshot(child_of(row), as_at=date.fromisoformat(row["as_at"]))
    found = timescale_findings(snapshot, settings.rule_set(country), CALENDAR, in_time=True)
    return sorted(f"{each.rule} {each.state} {each.due or ''}".strip() for each in found)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['child']} {row['why']}")
@pytest.mark.parametrize("country", ["wales", "england"])
def test_that_each_child_gets_the_answers_that_were_worked_out_by_hand(
    row: dict[str, str], country: str
) -> None:
    assert answers(row, country) == [each for each in row[country].split("; ") if each]


def test_that_the_table_has_every_state_and_every_core_rule_of_both_countries() -> None:
    said = [
        each.split(" ") for row in ROWS for each in f"{row['wales']}; {row['england']}".split("; ")
    ]
    states = Counter(each[1] for each in said if len(each) > 1)

    assert len(ROWS) >= 300
    assert min(states[state] for state in ("late", "due_soon", "in_time", "cannot_tell")) >= 20
    assert {each[0] for each in said if each[0]} >= {
        *(f"W-CLA-{n:02}" for n in (1, 2, 3, 4, 11, 12, 13)),
        *(f"E-CLA-{n:02}" for n in (1, 2, 3, 4, 8, 9, 10)),
        *(f"W-CP-{n:02}" for n in (2, 3, 4, 5, 6, 7)),
        *(f"E-CP-{n:02}" for n in (1, 2, 3)),
        *("W-REF-01", "E-REF-01", "W-ASS-01", "E-ASS-01", "W-S47-01", "E-S47-01"),
    }
