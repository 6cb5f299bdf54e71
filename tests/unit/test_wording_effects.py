"""What a move or a plan changes is said in figures before and after, and never flatters."""

from datetime import timedelta

from allocation_app.domain.effects import (
    Change,
    PlanEffect,
    Standing,
    StepEffect,
    TeamChange,
    TeamStanding,
)
from allocation_app.domain.people import WorkerId
from allocation_app.domain.policy import Band
from allocation_app.wording import effects
from allocation_app.wording.names import Names
from tests.unit.domain.builders import DAY_0, a_move

NAMES = Names(child=str, worker=lambda worker: f"Worker {worker}")
MOVE = a_move("C1", "W2")
DUTY, W1, W2 = WorkerId("D"), WorkerId("W1"), WorkerId("W2")


def a_standing(share: float | None, points: float = 80, band: Band = Band.FULL) -> Standing:
    return Standing(utilisation=share, points=points, children=int(points / 6), band=band)


def a_change(
    worker: str, before: float | None, after: float | None, points: tuple[float, float]
) -> Change:
    return Change(
        worker=WorkerId(worker),
        before=a_standing(before, points[0], Band.OVER),
        after=a_standing(after, points[1], Band.STRETCHED),
    )


def a_team(worst: float | None = 1.31, unallocated: int = 11, late: int = 32) -> TeamStanding:
    return TeamStanding(worst=worst, spread=0.6, unallocated=unallocated, late=late)


GIVES = a_change("W1", 1.31, 1.2299, (111, 104))
TAKES = a_change("W2", 0.9, 0.99, (76, 84))
BETTER = TeamChange(before=a_team(), after=a_team(worst=1.2299, unallocated=10))
SAME = TeamChange(before=a_team(), after=a_team())


def test_that_a_plan_is_told_by_who_gives_who_receives_and_the_team() -> None:
    effect = PlanEffect(workers={W2: TAKES, W1: GIVES}, team=BETTER)

    assert effects.line(effect, NAMES) == (
        "Worker W1 131 → 122 %; Worker W2 90 → 99 %; most loaded 131 → 122 %; unallocated 11 → 10"
    )
    assert effects.team(BETTER) == "most loaded 131 → 122 %; unallocated 11 → 10"


def test_that_a_move_is_told_with_it_and_without_it() -> None:
    effect = PlanEffect(workers={W2: TAKES, WorkerId("W3"): TAKES}, team=BETTER)

    assert effects.line(effect, NAMES).startswith("Worker W2 90 → 99 %; Worker W2")
    assert effects.without(effect, (None, W2), NAMES) == (
        "Without it: Worker W2 90 %, most loaded 131 %, unallocated 11."
    )


def test_that_a_step_is_told_with_its_day_where_that_is_a_later_one() -> None:
    done = StepEffect(step=MOVE, day=DAY_0, effect=PlanEffect(workers={}, team=BETTER))
    told = "most loaded 131 → 122 %; unallocated 11 → 10"

    assert effects.step_line(done, DAY_0, NAMES) == told
    assert effects.step_line(done, DAY_0 - timedelta(days=1), NAMES) == f"on Tue 31 Mar: {told}"


def test_that_where_nothing_changes_it_is_said_so() -> None:
    nothing = PlanEffect(workers={}, team=SAME)

    assert effects.line(nothing, NAMES) == "Nothing changes."
    assert effects.without(nothing, (W1, W2), NAMES) == "Nothing changes."
    assert effects.team(SAME) == "nothing changes for the team"


def test_that_a_change_below_a_per_cent_is_still_seen() -> None:
    assert effects.shares(1.3149, 1.3101) == "131.4 → 131.0 %"
    assert effects.shares(1.31, 1.31) == "131 → 131 %"
    assert effects.shares(1.0999, 1.1) == "109 → 110 %"


def test_that_nobody_without_capacity_has_a_share() -> None:
    tray = a_change("D", None, None, (30, 22.5))
    gone = a_change("W1", 1.31, None, (111, 111))
    effect = PlanEffect(workers={DUTY: tray, W1: gone}, team=SAME)

    assert effects.worker(tray, NAMES) == "Worker D 30 → 22.5 points"
    assert effects.load_change(gone) == "131 % → no capacity"
    told = effects.without(effect, (DUTY, W1), NAMES)
    assert told == "Without it: Worker D 30 points, Worker W1 131 %."


def test_that_of_many_workers_the_first_are_told_and_how_many_more() -> None:
    many = {WorkerId(f"W{n}"): a_change(f"W{n}", 0.9, 0.99, (76, 84)) for n in range(1, 9)}

    assert effects.line(PlanEffect(workers=many, team=SAME), NAMES).endswith(
        "Worker W6 90 → 99 %; 2 more workers"
    )


def test_that_every_figure_of_the_team_has_a_word_and_an_amount() -> None:
    told = {
        effects.figure_name(each): effects.figure(a_team(worst=None), each)
        for each in effects.Figure
    }

    assert told == {"most loaded": "–", "spread": "60 %", "unallocated": "11", "late": "32"}
    assert effects.figure_change(BETTER, effects.Figure.UNALLOCATED) == "11 → 10"
    assert set(effects.Figure) == set(TeamStanding.__dataclass_fields__)
