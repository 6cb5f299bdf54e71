"""Two published ladders ship; a policy takes one by name, or has its own."""

from dataclasses import replace
from pathlib import Path

import pytest

from allocation_app import settings
from allocation_app.domain.policy import Ladder, Rung
from allocation_app.domain.working_days import Unit
from allocation_app.errors import AppError
from allocation_app.settings import policies
from allocation_app.settings.policy_text import text_of


def test_that_the_ladders_of_cumberland_and_walsall_ship() -> None:
    """Cumberland: senior manager at 14 days, seen 4-weekly. Walsall: group manager at 28 days."""
    ladders = settings.ladders()

    assert list(ladders) == ["cumberland", "walsall"]
    assert [ladder.rungs[-1] for ladder in ladders.values()] == [
        Rung(code="senior_manager", days=14),
        Rung(code="group_manager", days=28),
    ]
    assert [ladder.review_days for ladder in ladders.values()] == [7, 7]
    assert [ladder.seen_weeks for ladder in ladders.values()] == [4, None]
    assert all(ladder.link.startswith("http") for ladder in ladders.values())


def test_that_the_ladder_of_a_policy_that_names_none_is_the_one_that_ships() -> None:
    assert settings.ladders()["cumberland"] == Ladder() == settings.policy().ladder


@pytest.mark.parametrize("code", ["cumberland", "walsall"])
def test_that_a_ladder_and_the_rules_beside_it_ask_the_same(code: str) -> None:
    ladder, rules = settings.ladders()[code], settings.local_rules(code)
    review, seen, never = (rules.rule(f"A-ALL-{n}") for n in ("02", "05", "06"))

    assert review is not None
    assert (ladder.review_days, Unit.DAYS) == (review.limit, review.unit)
    assert never is not None
    assert ladder.never_unallocated == never.statuses
    assert (ladder.seen_weeks is None) is (seen is None)
    assert seen is None or (ladder.seen_weeks, Unit.WEEKS) == (seen.limit, seen.unit)


@pytest.mark.parametrize("code", ["cumberland", "walsall"])
def test_that_a_policy_names_a_published_ladder_and_keeps_its_own_aim(
    tmp_path: Path, code: str
) -> None:
    ladder = replace(settings.ladders()[code], allocate_within=3)
    policy = replace(settings.policy(), ladder=ladder)

    policies.save(policy, tmp_path / "ours.toml")

    assert f'ladder = "{code}"' in text_of(policy)
    assert "[ladder]" not in text_of(policy)
    assert settings.policy(tmp_path / "ours.toml") == policy


def test_that_a_published_ladder_that_was_changed_is_written_out(tmp_path: Path) -> None:
    policy = replace(settings.policy(), ladder=replace(Ladder(), review_days=5))

    policies.save(policy, tmp_path / "ours.toml")

    assert "[ladder]" in text_of(policy)
    assert settings.policy(tmp_path / "ours.toml") == policy


OURS = '[ladder]\ncode = "ours"\nname = "Ours"\n'
FALLING = '[[ladder.rung]]\ncode = "a"\ndays = 9\n[[ladder.rung]]\ncode = "b"\ndays = 3\n'


@pytest.mark.parametrize(
    ("ladder", "line", "why"),
    [
        ('[ladder]\nname = "Ours"\n', 1, "code is missing"),
        (OURS + "rungs = []\n", 4, "rungs is not known here"),
        (OURS + "review_days = 0\n", 1, "reviews come again"),
        (OURS + FALLING, 1, "the rungs of escalation must rise"),
    ],
)
def test_that_a_ladder_that_makes_no_sense_is_refused_with_its_line(
    tmp_path: Path, ladder: str, line: int, why: str
) -> None:
    before = text_of(settings.policy()).replace('ladder = "cumberland"\n', "")
    file = tmp_path / "ours.toml"
    file.write_text(before + ladder, encoding="utf-8")

    with pytest.raises(AppError) as refused:
        settings.policy(file)

    assert int(refused.value.details["line"]) == before.count("\n") + line
    assert refused.value.details["why"].startswith(why)
