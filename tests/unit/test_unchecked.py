"""What is asked of nobody is said once: which rule, for want of what, and what to do."""

from dataclasses import replace

import pytest

from allocation_app.domain.people import EventKind, Gap
from allocation_app.domain.unasked import NotChecked
from allocation_app.wording.unchecked import not_checked, unchecked_lines, unchecked_sentence
from tests.unit.domain.builders import RULES, a_child, a_review, a_rule, a_snapshot

DENTIST = a_rule(
    id="X-DEN",
    name="Dentist seen",
    triggers=(EventKind.LOOKED_AFTER_START,),
    met_by=(EventKind.DENTIST,),
    where_recorded=(EventKind.DENTIST, Gap.PLACEMENT),
)
LINES = {
    line.rule: line
    for line in unchecked_lines(
        a_review(
            a_snapshot(a_child(unrecorded=[EventKind.DENTIST])),
            rules=replace(RULES, rules=(DENTIST,)),
        )
    )
}


def test_that_a_rule_names_each_thing_that_nobody_told() -> None:
    line = LINES["X-DEN Dentist seen"]

    assert line.missing == "date: last time at a dentist; with whom the child is placed"
    assert line.to_do == "Add a column to the export"


def test_that_a_remit_is_for_the_policy_to_say() -> None:
    line = LINES["D15 Outside the team's remit"]

    assert line.to_do == "Say it in the policy"


def test_that_the_sentence_counts() -> None:
    assert unchecked_sentence(1) == "1 rule can’t be checked: this import has no column for it"
    assert unchecked_sentence(7).startswith("7 rules can’t be checked")


@pytest.mark.parametrize(
    ("rule", "missing", "words"),
    [
        ("D13", EventKind.SUPERVISION, "Gap in the record: checked in part only ("),
        ("D14", EventKind.INTRODUCTION, "Abrupt handover: checked in part only ("),
        ("D14", Gap.PREVIOUS_WORKER, "Abrupt handover: not checked ("),
        ("D8", Gap.VISITOR, "Last visit by somebody else: not checked ("),
    ],
)
def test_that_a_delay_of_which_a_part_is_checked_is_not_said_to_be_unchecked(
    rule: str, missing: EventKind | Gap, words: str
) -> None:
    of = NotChecked(rule=rule, missing=(missing,))

    assert words in not_checked(of, a_review(a_snapshot(a_child())))
