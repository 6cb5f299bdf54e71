"""What ships is complete, and a council's own policy file is read or refused with the reason."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allocation_app import settings
from allocation_app.domain.conditions import CONDITIONS, OF_WORKERS, Condition
from allocation_app.domain.policy import CaseType
from allocation_app.domain.supervision import WORKER_CONDITIONS
from allocation_app.errors import AppError
from allocation_app.wording.problems import error_message

ROOT = Path(__file__).parents[2]
EXAMPLE = (ROOT / "resources/weights/example.toml").read_text(encoding="utf-8")


@pytest.fixture
def own_policy(tmp_path: Path) -> Path:
    return tmp_path / "our weights.toml"


def refusal(path: Path) -> str:
    """The sentence with which a policy file is refused."""
    with pytest.raises(AppError) as refused:
        settings.policy(path)
    return error_message(refused.value)


def test_that_the_example_weights_are_called_examples() -> None:
    policy = settings.policy()

    assert policy.is_example
    assert (policy.name, policy.version) == ("Example weights", "1")
    assert (policy.weights.cases[CaseType.REGISTERED], policy.weights.sibling) == (8, 0.6)


def test_that_a_council_can_set_its_own_weights(own_policy: Path) -> None:
    own_policy.write_text(
        EXAMPLE.replace("registered = 8", "registered = 9.5").replace("is_example = true", ""),
        encoding="utf-8",
    )

    policy = settings.policy(own_policy)

    assert policy.weights.cases[CaseType.REGISTERED] == 9.5
    assert not policy.is_example


@pytest.mark.parametrize(
    ("line", "instead", "reason"),
    [
        ('name = "Example weights"', "", "name is missing"),
        ("[bands]", "[bonds]", "bands is missing"),
        ("points_stable = 15", "", "points_stable is missing"),
        ("registered = 8", "", "no weight for registered"),
        ("registered = 8", 'registered = "eight"', "'eight' is not a number"),
        ("registered = 8", "registered = true", "True is not a number"),
        ("registered = 8", "registered = nan", "nan is no number to count with"),
        ("registered = 8", "registered = inf", "inf is no number to count with"),
        ("registered = 8", "registered = -8", "a case can't weigh less than nothing"),
        ("registered = 8", "registred = 8", "'registred' is not a valid CaseType"),
        ("over = 1.10", "over = 0.10", "bands must rise"),
        ("sibling = 0.6", "sibling = 6", "shares are from 0 to 1"),
        ("points_stable = 15", "points_stable = 150", "150.0 stable points of 100.0"),
        (
            "allocate_within_working_days = 1",
            "allocate_within_working_days = 1.5",
            "1.5 is not a whole number",
        ),
        ("new_within_weeks = 3", "new_within_weeks = 1e12", "is too long to plan with"),
        ("long_absence_days = 28", "long_absence_days = 36500", "is too long to plan with"),
        (
            "allocate_within_working_days = 1",
            "allocate_within_working_days = 1000000",
            "an aim or a window",
        ),
        ("[multiply]", "[other]", "multiply is missing"),
        ("[capacity]", "[[capacity]]", "[capacity] is a table"),
        ("registered = 8", "registered == 8", "Invalid value"),
    ],
)
def test_that_a_policy_file_is_refused_with_the_reason(
    own_policy: Path, line: str, instead: str, reason: str
) -> None:
    assert line in EXAMPLE
    own_policy.write_text(EXAMPLE.replace(line, instead), encoding="utf-8")

    sentence = refusal(own_policy)

    assert sentence.startswith("our weights.toml is not a policy file: ")
    assert reason in sentence


def test_that_a_policy_file_that_is_no_text_is_refused(own_policy: Path) -> None:
    own_policy.write_bytes(b"\xff\xfe\x00PK")

    assert "is not a policy file" in refusal(own_policy)


def test_that_a_policy_file_that_is_not_there_or_is_a_folder_is_refused(own_policy: Path) -> None:
    assert refusal(own_policy).startswith("our weights.toml could not be opened: ")
    own_policy.mkdir()
    assert refusal(own_policy).startswith("our weights.toml could not be opened: ")


@given(st.text(max_size=200))
def test_that_any_text_is_a_policy_or_is_refused(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_text(text, encoding="utf-8")

    assert "any.toml" in refusal(path)


@given(st.data())
def test_that_an_example_with_any_one_value_changed_is_a_policy_or_is_refused(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    values = [*re.finditer(r"(?<== )[\d.]+", EXAMPLE)]
    value = data.draw(st.sampled_from(values))
    odd = data.draw(
        st.sampled_from(["1e400", "-1", "0", "nan", "1e18", "1979-05-27", "[]", "{}", '""'])
        | st.floats(width=32).map(repr)
    )
    path = tmp_path_factory.getbasetemp() / "odd.toml"
    path.write_text(EXAMPLE[: value.start()] + odd + EXAMPLE[value.end() :], encoding="utf-8")

    try:
        said = settings.policy(path).name
    except AppError as refused:
        said = error_message(refused)

    assert said


def test_that_rules_that_do_not_exist_are_refused_with_those_that_do() -> None:
    with pytest.raises(AppError) as refused:
        settings.rule_set("scotland")

    assert error_message(refused.value) == (
        "There are no rules named scotland. Choose one of: wales, england; or give a file that ends"
        " in .toml."
    )


def test_that_every_condition_of_a_rule_can_be_judged() -> None:
    assert CONDITIONS.keys() | WORKER_CONDITIONS.keys() == set(Condition)
    assert WORKER_CONDITIONS.keys() == OF_WORKERS


def test_that_what_ships_is_read_once() -> None:
    assert settings.calendar() is settings.calendar()
    assert settings.rule_set("wales") is settings.rule_set("wales")
    assert settings.policy() is settings.policy()


def test_that_profiles_are_kept_in_the_folder_of_this_user() -> None:
    folder = settings.profiles_folder()
    assert folder.is_absolute()
    assert folder.parts[-2:] == ("caseload-allocation", "profiles")
