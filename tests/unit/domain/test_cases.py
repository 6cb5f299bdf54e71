"""Every rule and every delay answers its trio of cases as it should."""

import pytest

from allocation_app.domain.findings import State
from tests.unit.domain.builders import found
from tests.unit.domain.cases import CASES, DAY, Case, Kind
from tests.unit.domain.cases_trios import WITNESS

DATELESS = frozenset({"D8", "D9", "D10", "D13", "D14", "D15"})
"""What is so or is not, with no date that comes nearer."""
STATES = {
    Kind.BREAKS: {State.LATE},
    Kind.JUST_DOES_NOT: {State.DUE_SOON},
    Kind.CANNOT_TELL: {State.CANNOT_TELL},
}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_that_a_rule_answers_when_it_breaks_when_it_just_does_not_and_when_nobody_can_tell(
    case: Case,
) -> None:
    answers = found(case.snapshot, case.rule, policy=case.policy, rules=case.rules)

    said = [
        (answer.state, answer.due, answer.over, answer.missing)
        for answer in answers
        if answer.child != WITNESS.id
    ]
    expected = (case.state, case.due, case.over, case.missing)
    assert said == ([] if case.state is None else [expected])


@pytest.mark.parametrize("case", CASES, ids=str)
def test_that_a_case_is_of_the_kind_it_says_it_is(case: Case) -> None:
    if case.rule in DATELESS and case.kind is Kind.JUST_DOES_NOT:
        assert case.state is None
    elif case.rule != "D13":  # a gap in the record has no other state
        assert case.state in STATES[case.kind]
    if case.due is not None:
        late_by = DAY if case.kind is Kind.BREAKS else 0 * DAY
        assert case.snapshot.as_at == case.due + late_by
