"""Every problem is shown in a group that its words name."""

import pytest

from allocation_app.errors import Problem, Severity
from allocation_app.intake.problems import Code
from allocation_app.wording.problem_groups import STEMS, TITLES, Group, group, title


@pytest.mark.parametrize("code", list(Code))
def test_that_each_problem_has_a_group_of_its_own_word(code: Code) -> None:
    assert code.value in STEMS or code.value.partition("_")[0] in STEMS


@pytest.mark.parametrize("each", list(Group))
def test_that_each_group_has_a_name(each: Group) -> None:
    assert title(each) == TITLES[each]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("date_unreadable", Group.DATES),
        ("no_children", Group.CHILDREN),
        ("row_without_id", Group.ROWS),
        ("worker_nobody", Group.WORKERS),
        ("never heard of", Group.FILES),
    ],
)
def test_that_a_problem_is_grouped_by_its_word(code: str, expected: Group) -> None:
    assert group(Problem(code=code, severity=Severity.NOTE)) is expected
