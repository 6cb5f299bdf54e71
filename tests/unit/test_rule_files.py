"""A council's own file of rules is read, or refused with its line and what could stand there."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allocation_app import settings
from allocation_app.domain.people import EventKind, Status
from allocation_app.domain.rules import AskedOf
from allocation_app.domain.working_days import Unit
from allocation_app.errors import AppError
from allocation_app.wording.problems import error_message

ROOT = Path(__file__).parents[2]
WALES = (ROOT / "resources/rules/wales.toml").read_text(encoding="utf-8")
OWN = """\
name = "ours"
version = "7"
jurisdiction = "Conwy"

[[rule]]
id = "C-1"
name = "Seen soon"
statuses = ["referral"]
triggers = ["referral"]
met_by = ["seen", "visit"]
limit = 3
unit = "working_days"
source = "our handbook"
verified = "unverified"

[[rule]]
id = "C-2"
name = "Seen again"
every = ["seen"]
source = "our handbook"
verified = "verified"

[[rule.stage]]
conditions = ["placement_long_term"]
limit = 3
unit = "months"

[[rule.stage]]
conditions = ["placement_not_long_term"]
limit = 6
unit = "weeks"

[[left_out]]
id = "C-3"
name = "Prompt"
why = "no figure"
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "ours.toml"
    path.write_text(OWN, encoding="utf-8")
    return path


def refusal(path: Path) -> str:
    """The sentence with which a file of rules is refused."""
    with pytest.raises(AppError) as refused:
        settings.rule_set(path)
    return error_message(refused.value)


def line_of(text: str) -> int:
    return OWN.split(text, maxsplit=1)[0].count("\n") + 1


def test_that_a_council_s_own_rules_are_read(own: Path) -> None:
    rules = settings.rule_set(own)
    seen, long_term, other = rules.rules

    assert (rules.name, rules.version) == ("ours", "7")
    assert (seen.limit, seen.unit, seen.is_on) == (3, Unit.WORKING_DAYS, False)
    assert seen.met_by == (EventKind.SEEN, EventKind.VISIT)
    assert (seen.jurisdiction, seen.asked_of) == ("Conwy", AskedOf.CHILDREN)
    assert (long_term.limit, other.limit) == (3, 6)
    assert long_term.alternative == other.alternative == "C-2"
    assert long_term.statuses == frozenset(Status)
    assert [row.why for row in rules.left_out] == ["no figure"]


def test_that_a_path_may_be_given_as_text_and_rules_of_a_council_too(own: Path) -> None:
    assert settings.rule_set(str(own)) == settings.local_rules(own)


def test_that_a_copy_of_what_ships_is_the_same_rules(own: Path) -> None:
    own.write_text(WALES.replace("\n", "\r\n"), encoding="utf-8-sig")

    assert settings.rule_set(own) == settings.rule_set("wales")


def test_that_a_council_may_switch_a_rule_on_or_off(own: Path) -> None:
    own.write_text(OWN.replace('"unverified"\n', '"unverified"\nis_on = true\n'), encoding="utf-8")
    assert all(rule.is_on for rule in settings.rule_set(own).rules)

    own.write_text(OWN.replace('"verified"\n', '"verified"\nis_on = false\n'), encoding="utf-8")
    assert not any(rule.is_on for rule in settings.rule_set(own).rules)


@pytest.mark.parametrize(
    ("line", "instead", "reason"),
    [
        ('name = "ours"', 'name = ""', "there is nothing between the quotation marks"),
        ('version = "7"', "version = 7", "7 is no text in quotation marks"),
        ('jurisdiction = "Conwy"', 'juristiction = "Conwy"', "juristiction is not known here; kn"),
        ('id = "C-1"', 'id = "D12"', "D12 is the code of a delay"),
        ('id = "C-2"', 'id = "C-1"', "C-1 stands here twice"),
        ('id = "C-3"', 'id = "C-1"', "C-1 stands here twice"),
        ('statuses = ["referral"]', 'statuses = ["refferal"]', "'refferal' is not known here; kno"),
        ('statuses = ["referral"]', 'statuses = ["unknown"]', "'unknown' is not known here; known"),
        ('statuses = ["referral"]', 'statuses = "referral"', "'referral' is no list such as"),
        ('triggers = ["referral"]', 'triggers = ["placement"]', "'placement' is not known here"),
        ('triggers = ["referral"]', 'trigers = ["referral"]', "trigers is not known here; known: "),
        ('met_by = ["seen", "visit"]', "met_by = [7]", "7 is not known here; known: arrived_in_te"),
        ('limit = 3\nunit = "working_days"', 'limit = 9999\nunit = "days"', "9999 days is out of"),
        ('limit = 3\nunit = "working_days"', 'limit = -1\nunit = "days"', "-1 days is out of ra"),
        ('limit = 3\nunit = "working_days"', 'limit = 1.5\nunit = "days"', "not a whole number"),
        ('limit = 3\nunit = "months"', 'limit = 121\nunit = "months"', "121 months is out of rang"),
        ('unit = "weeks"', 'unit = "fortnights"', "'fortnights' is not known here; known: days"),
        ('conditions = ["placement_long_term"]', 'conditions = ["long"]', "'long' is not known he"),
        ('why = "no figure"', "why = false", "False is no text in quotation marks"),
    ],
)
def test_that_a_file_of_rules_is_refused_with_line_and_reason(
    own: Path, line: str, instead: str, reason: str
) -> None:
    assert OWN.count(line) == 1
    own.write_text(OWN.replace(line, instead), encoding="utf-8")

    sentence = refusal(own)

    assert sentence.startswith(f"ours.toml is no file of rules: line {line_of(line)}: ")
    assert reason in sentence


@pytest.mark.parametrize(
    ("line", "table", "reason"),
    [
        ('name = "Seen soon"\n', 'id = "C-1"', "name is missing"),
        ('met_by = ["seen", "visit"]\n', 'id = "C-1"', "nothing meets this duty; say so with met"),
        ('triggers = ["referral"]\n', 'id = "C-1"', "nothing starts the clock; say so with trigg"),
        ('unit = "weeks"\n', 'id = "C-2"', "unit is missing"),
        ('every = ["seen"]\n', 'conditions = ["placement_long_term"]', "nothing meets this duty"),
    ],
)
def test_that_what_a_rule_lacks_is_said_at_the_line_where_it_begins(
    own: Path, line: str, table: str, reason: str
) -> None:
    assert OWN.count(line) == 1
    own.write_text(OWN.replace(line, ""), encoding="utf-8")

    sentence = refusal(own)

    begins = own.read_text(encoding="utf-8").split(table)[0].count("\n")
    assert sentence.startswith(f"ours.toml is no file of rules: line {begins}: ")
    assert reason in sentence


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (b'name = "x"\nversion = "1"\n', "there is no [[rule]] in it"),
        (b"", "name is missing"),
        (b'name = "x"\nlimit == 3', "line 2: Invalid value"),
        (b'name = "x"\n\n[[rule', "line 3: "),
        (b'name = "x"\nversion = "\xe9"', "line 2: a letter that is not UTF-8"),
        (b"rule = 7", "[[rule]] is a list of tables"),
        (b"a = " + b"[" * 9000, "it is nested too deep"),
        (b"#" * 1_000_001, "it is far too long"),
        (b"a = " + b"1" * 9000, "it is nested too deep or has a number too long"),
    ],
)
def test_that_what_is_no_file_of_rules_is_refused(own: Path, text: bytes, reason: str) -> None:
    own.write_bytes(text)

    assert reason in refusal(own)


def test_that_a_ladder_beside_the_rules_is_read_with_them(own: Path) -> None:
    own.write_text(f'{OWN}\n[ladder]\ncode = "ours"\n', encoding="utf-8")
    last = OWN.count("\n") + 2

    assert refusal(own) == (
        f"ours.toml is no file of rules: line {last}: name is missing."
        " Mend that line and try again."
    )


def test_that_a_file_of_rules_that_is_not_there_or_is_a_folder_is_refused(own: Path) -> None:
    assert refusal(own.with_name("none.toml")).startswith("none.toml could not be opened: ")
    own.unlink()
    own.mkdir()
    assert refusal(own).startswith("ours.toml could not be opened: ")


def test_that_local_rules_that_do_not_exist_are_refused_with_those_that_do() -> None:
    with pytest.raises(AppError) as refused:
        settings.local_rules("cardiff")

    assert "Choose one of: bexley, bromley, cumberland, dudley" in error_message(refused.value)


@given(st.text(max_size=200))
def test_that_any_text_is_a_set_of_rules_or_is_refused(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_text(text, encoding="utf-8")

    assert "any.toml" in refusal(path)


@given(st.data())
def test_that_a_set_with_any_one_value_changed_is_a_set_or_is_refused_with_a_line(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    value = data.draw(st.sampled_from([*re.finditer(r"(?<== ).+", WALES)]))
    odd = data.draw(
        st.sampled_from(["1e400", "-1", "0", "nan", "1979-05-27", "[]", "{}", '""', '"x"', "[[]]"])
        | st.integers().map(repr)
    )
    path = tmp_path_factory.getbasetemp() / "odd.toml"
    path.write_text(WALES[: value.start()] + odd + WALES[value.end() :], encoding="utf-8")

    try:
        said = settings.rule_set(path).name
    except AppError as refused:
        said = error_message(refused)
        assert ": line " in said

    assert said


def test_that_a_rule_set_can_be_made_of_another() -> None:
    wales = settings.rule_set("wales")

    assert replace(wales, version="3") != wales
