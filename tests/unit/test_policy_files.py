"""A policy survives its file; a file that is wrong is refused with the line."""

import tomllib
from dataclasses import fields, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allocation_app import settings
from allocation_app.domain.people import Reduction, Status, WorkerId
from allocation_app.domain.policy import Bands, CaseType, Ladder, Policy, Rung, Weights
from allocation_app.domain.preferences import Preferences
from allocation_app.domain.working_days import Holiday
from allocation_app.errors import AppError
from allocation_app.settings import policies
from allocation_app.settings.policy_text import text_of
from allocation_app.wording.problems import error_message

ROOT = Path(__file__).parents[2]
EXAMPLE = (ROOT / "resources/weights/example.toml").read_text(encoding="utf-8")
OWN_LADDER = """
[ladder]
code = "ours"
name = "Ours"
review_days = 5
never_unallocated = ["registered"]
[[ladder.rung]]
code = "team_manager"
days = 3
[[ladder.rung]]
code = "head_of_service"
days = 10
"""
REDUCTION = """
[[reduction]]
worker = "SW1"
share = 0.2
reason = "union duties"
from = 2026-04-01
to = 2026-09-30
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "ours.toml"


def read(file: Path, text: str) -> Policy:
    file.write_text(text, encoding="utf-8")
    return settings.policy(file)


def refused(file: Path, text: str) -> str:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(AppError) as refusal:
        settings.policy(file)
    return error_message(refusal.value)


# ---- a policy survives its file


def _share() -> st.SearchStrategy[float]:
    return st.floats(0, 1)


def _spans(most: int = 3650) -> st.SearchStrategy[timedelta]:
    return st.integers(0, most).map(lambda days: timedelta(days=days))


_STATUSES = st.frozensets(st.sampled_from(Status))
_WEIGHTS = st.builds(
    Weights,
    cases=st.fixed_dictionaries({case: st.floats(0, 1e9) for case in CaseType}),
    sibling=_share(),
    co_worked=_share(),
    out_of_area=st.floats(0, 100),
    new=st.floats(0, 100),
    new_within=_spans(),
)
_DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))
_REDUCTIONS = st.one_of(
    st.builds(Reduction, share=_share(), reason=st.text(), start=_DAYS | st.none()),
    st.builds(Reduction, share=_share(), reason=st.text(), end=_DAYS | st.none()),
)
_LADDERS = st.builds(Ladder, allocate_within=st.integers(0, 250)) | st.builds(
    Ladder,
    code=st.text(),
    name=st.text(),
    source=st.text(),
    link=st.text(),
    rungs=st.lists(st.builds(Rung, code=st.text(), days=st.integers(-9, 900)), max_size=4).map(
        lambda rungs: tuple(sorted(rungs, key=lambda rung: rung.days))
    ),
    review_days=st.integers(1, 250),
    seen_weeks=st.integers(1, 250) | st.none(),
    allocate_within=st.integers(0, 250),
    never_unallocated=_STATUSES,
)
_DRAWN: dict[str, st.SearchStrategy[object]] = {
    "name": st.text(),
    "version": st.text(),
    "is_example": st.booleans(),
    "weights": _WEIGHTS,
    "bands": st.sampled_from(
        [Bands(), Bands(over=1.2), Bands(full=1 / 3, stretched=2 / 3, over=5)]
    ),
    "points_full_time": st.floats(20, 1e6),
    "points_stable": st.floats(0, 19),
    "newly_qualified_share": st.floats(0.01, 1),
    "assumed_fte": st.floats(0.01, 1.5),
    "long_absence": _spans(),
    "leaving_soon": _spans(),
    "source": st.text(),
    "link": st.text(),
    "ladder": _LADDERS,
    "reductions": st.dictionaries(
        st.text().map(WorkerId), st.lists(_REDUCTIONS, min_size=1, max_size=3).map(tuple)
    ),
    "unstable_placements": st.integers(1, 9),
    "first_contact_within": st.integers(0, 250),
    "many_workers": st.integers(1, 9),
    "adviser_from_age": st.integers(1, 25),
    "handover_window": _spans(),
    "key_event_window": _spans(),
    "second_change_within": _spans(),
    "act_before": st.integers(0, 250),
    "least_fte": st.floats(0.01, 1.5),
    "headroom_to": st.floats(0.01, 2),
    "sustained": _spans(),
    "quiet_weeks": st.integers(1, 250) | st.none(),
    "qualified_only": _STATUSES,
    "not_alone": _STATUSES,
    "remits": st.dictionaries(st.text(), _STATUSES),
    "preferences": st.builds(Preferences, welsh=st.floats(-1000, 1000), going=st.floats(-1000, 0)),
    "holidays": st.lists(
        st.builds(Holiday, day=st.dates(), name=st.text(), name_cy=st.text()), max_size=3
    ).map(tuple),
}
_POLICIES = st.fixed_dictionaries(_DRAWN).map(lambda drawn: Policy(**drawn))


@given(_POLICIES)
def test_that_a_policy_is_read_back_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, policy: Policy
) -> None:
    file = tmp_path_factory.getbasetemp() / "policy.toml"
    policies.save(policy, file)

    again = settings.policy(file)

    assert again == policy
    assert again.fingerprint == policy.fingerprint


def test_that_the_file_that_ships_says_every_figure_that_a_policy_has() -> None:
    """What `text_of` writes is what a council can set; the file that ships lists all of it."""
    assert named(text_of(settings.policy())) == named(EXAMPLE)
    assert all(f"# [{table}]" in EXAMPLE for table in ("remits", "[reduction]"))


def named(text: str) -> set[str]:
    """The keys of a file, and those of its tables."""
    top = tomllib.loads(text)
    tables = [table for table in top.values() if isinstance(table, dict)]
    return set(top).union(*tables)


def test_that_a_file_can_not_be_written_where_no_folder_is(tmp_path: Path) -> None:
    with pytest.raises(AppError) as refusal:
        policies.save(settings.policy(), tmp_path / "nowhere" / "ours.toml")

    assert refusal.value.code == "target_folder_missing"


def test_that_a_file_with_only_what_was_always_needed_has_every_other_figure_as_it_ships(
    file: Path,
) -> None:
    optional = ("source", "link", "assumed", "least", "headroom", "sustained", "ladder", "first_")
    optional += ("act_", "many", "adviser", "handover", "second", "unstable", "qualified")
    optional += ("not_alone",)
    lines = [line for line in EXAMPLE.splitlines() if not line.startswith(optional)]

    policy = read(file, "\n".join(lines))

    assert replace(policy, source="", link="") == replace(settings.policy(), source="", link="")


def test_that_a_ladder_and_reductions_of_a_council_are_read(file: Path) -> None:
    without = EXAMPLE.replace('ladder = "cumberland"', "")

    policy = read(file, without + OWN_LADDER + REDUCTION + '[remits]\nCare = ["looked_after"]\n')

    assert policy.ladder.rungs == (
        Rung(code="team_manager", days=3),
        Rung(code="head_of_service", days=10),
    )
    assert (policy.ladder.review_days, policy.ladder.seen_weeks) == (5, None)
    assert policy.ladder.never_unallocated == {Status.REGISTERED}
    assert policy.reductions == {
        "SW1": (
            Reduction(
                share=0.2, reason="union duties", start=date(2026, 4, 1), end=date(2026, 9, 30)
            ),
        )
    }
    assert policy.remits == {"Care": {Status.LOOKED_AFTER}}


def test_that_a_bank_holiday_announced_late_is_read_and_counted(file: Path) -> None:
    day = date(2026, 4, 13)
    late = f"[[holiday]]\ndate = {day}\nname = 'Jubilee'\n"

    policy = read(file, EXAMPLE + late)

    assert policy.holidays == (Holiday(day=day, name="Jubilee", name_cy="Jubilee"),)
    assert not settings.calendar().with_holidays(policy.holidays).is_working_day(day)


# ---- what is refused, with its line


def line_with(text: str, part: str) -> int:
    return 1 + next(n for n, line in enumerate(text.split("\n")) if part in line)


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("registered = 8", 'registered = "eight"', "'eight' is not a number"),
        ("registered = 8", "registered = -8", "can't weigh less than nothing"),
        ("registered = 8", "registred = 8", "'registred' is not a valid CaseType"),
        ("registered = 8", "registered == 8", "Invalid value"),
        ("sibling = 0.6", "sibling = 6", "shares are from 0 to 1, not 6"),
        ("new = 1 ", "new = -1 ", "can't weigh less than nothing"),
        ("over = 1.10", 'over = "1.10"', "not a number"),
        ("least_fte = 0.2", "least_ftes = 0.2", "least_ftes is not known here"),
        ("many_workers = 3", "many_workers = 2.5", "2.5 is not a whole number"),
        ('ladder = "cumberland"', 'ladder = "cumbria"', "there is no ladder cumbria"),
        ('ladder = "cumberland"', "ladder = 3", "3 is no text"),
        ("is_example = true", "is_example = 1", "1 is neither true nor false"),
        ('version = "1"', "version = 1", "1 is no text in quotation marks"),
        ("not_alone = [", "not_alone = [3, ", "'3' is not a valid Status"),
        ('not_alone = ["proceedings", "registered"]', 'not_alone = "x"', "no list of statuses"),
        ("allocate_within_working_days = 1", "allocate_within_working_days = 999", "an aim"),
        ("# [remits]", 'remit = "x"', "remit is not known here"),
    ],
)
def test_that_a_slip_is_refused_with_its_line(file: Path, old: str, new: str, why: str) -> None:
    broken = EXAMPLE.replace(old, new)

    sentence = refused(file, broken)

    assert f"line {line_with(broken, new)}: " in sentence
    assert why in sentence


@pytest.mark.parametrize(
    ("old", "new", "at", "why"),
    [
        ("over = 1.10", "over = 0.10", "[bands]", "bands must rise"),
        ("over = 1.10", "", "[bands]", "over is missing"),
        ("registered = 8", "", "[cases]", "no weight for registered"),
        ("points_stable = 15", "points_stable = 150", "[capacity]", "150.0 stable points"),
        ("act_before_working_days = 2", "act_before_working_days = -1", "[allocation]", "an aim"),
    ],
)
def test_that_figures_that_do_not_go_together_are_refused_with_the_line_of_their_table(
    file: Path, old: str, new: str, at: str, why: str
) -> None:
    broken = EXAMPLE.replace(old, new)

    sentence = refused(file, broken)

    assert f"line {line_with(broken, at)}: " in sentence
    assert why in sentence


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("share = 0.2", "share = 2", "shares are from 0 to 1"),
        ("from = 2026-04-01", 'from = "1 April"', "is no date such as 2026-11-20"),
        ("from = 2026-04-01", "from = 2026-04-01T10:00:00", "is no date such as 2026-11-20"),
        ('reason = "union duties"', 'why = "union duties"', "why is not known here"),
    ],
)
def test_that_a_slip_in_the_second_reduction_is_refused_with_its_own_line(
    file: Path, old: str, new: str, why: str
) -> None:
    broken = EXAMPLE + REDUCTION + REDUCTION.replace(old, new)

    sentence = refused(file, broken)

    assert f"line {line_with(broken, new)}: " in sentence
    assert why in sentence


def test_that_dates_that_run_backwards_are_refused_with_their_reduction(file: Path) -> None:
    broken = EXAMPLE + REDUCTION + REDUCTION.replace("2026-09-30", "2026-01-30")

    sentence = refused(file, broken)

    assert f"line {broken[: broken.rindex('[[reduction]]')].count(chr(10)) + 1}: " in sentence


def test_that_a_slip_in_a_rung_is_refused_with_its_own_line(file: Path) -> None:
    broken = EXAMPLE.replace('ladder = "cumberland"', "") + OWN_LADDER.replace("10", '"ten"')

    sentence = refused(file, broken)

    assert f"line {line_with(broken, 'ten')}: 'ten' is not a number" in sentence


@pytest.mark.parametrize("text", ["reduction = 3\n", "reduction = [3]\n"])
def test_that_reductions_that_are_no_tables_are_refused(file: Path, text: str) -> None:
    assert "line 1: [[reduction]] is a list of tables" in refused(file, text + EXAMPLE)


def test_that_no_line_is_told_where_a_text_over_several_lines_may_look_like_one(
    file: Path,
) -> None:
    broken = EXAMPLE.replace('version = "1"', 'version = """\nregistered = 9\n"""')

    sentence = refused(file, broken.replace("registered = 8", "registered = -8"))

    assert "line" not in sentence.split(":")[1]
    assert "can't weigh less than nothing" in sentence


@pytest.mark.parametrize(
    "text",
    [
        "registered = " + "9" * 5000,
        "registered = " + "[" * 20_000,
        EXAMPLE.replace("[cases]", '["cases"]').replace("registered = 8", "registered = -8"),
        EXAMPLE.replace("[cases]", "").replace("registered = 8", "cases.registered = -8"),
    ],
    ids=["a number of 5000 digits", "20000 brackets", "a quoted table", "a dotted key"],
)
def test_that_an_odd_file_is_refused_without_a_line_that_may_be_wrong(
    file: Path, text: str
) -> None:
    assert refused(file, text).startswith("ours.toml is not a policy file: ")
    assert "line" not in refused(file, text).removesuffix("Mend that line and try again.")


def test_that_a_number_beyond_all_numbers_is_refused_with_its_line(file: Path) -> None:
    broken = EXAMPLE.replace("registered = 8", "registered = 1" + "0" * 400)

    assert f"line {line_with(broken, 'registered = 1')}: " in refused(file, broken)


def test_that_a_slip_under_a_name_in_quotation_marks_is_refused_with_its_line(file: Path) -> None:
    broken = EXAMPLE + '[remits]\nCare = ["looked_after"]\n"Duty \\u0026 assessment" = ["assess"]\n'

    sentence = refused(file, broken)

    assert f"line {line_with(broken, 'Duty')}: 'assess' is not a valid Status" in sentence


def test_that_a_file_that_ends_too_early_is_refused_without_a_line(file: Path) -> None:
    assert "(at end of document)" in refused(file, 'name = "Ours')


def test_that_a_file_with_a_mark_of_its_encoding_is_read(file: Path) -> None:
    assert read(file, "\ufeff" + EXAMPLE) == settings.policy()


def test_that_every_field_of_a_policy_is_drawn_for_the_round_trip() -> None:
    assert {*_DRAWN, "known_as"} == {field.name for field in fields(Policy)}
