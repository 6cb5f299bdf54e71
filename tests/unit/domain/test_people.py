"""What a child, a worker, an absence and a spell are, and what is refused as one."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from allocation_app.domain.people import Absence, ChildId, Reduction, Role, Spell, Team, TeamId
from tests.unit.domain.builders import DAY_0, a_child, a_spell, a_worker

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("role", "holds_cases", "is_person"),
    [
        (None, True, True),
        (Role.SOCIAL_WORKER, True, True),
        (Role.SENIOR_SOCIAL_WORKER, True, True),
        (Role.PERSONAL_ADVISER, True, True),
        (Role.SUPPORT_WORKER, True, True),
        (Role.STUDENT, True, True),
        (Role.UNRECOGNISED, True, True),
        (Role.MANAGER, False, True),
        (Role.DUTY, False, False),
        (Role.TEAM, False, False),
    ],
)
def test_that_only_duty_a_team_and_a_manager_are_no_case_holders(
    *, role: Role | None, holds_cases: bool, is_person: bool
) -> None:
    worker = a_worker(role=role)

    assert (worker.holds_cases, worker.is_person) == (holds_cases, is_person)


def test_that_a_worker_is_in_post_on_the_last_day_and_gone_on_the_next() -> None:
    worker = a_worker(last_day=DAY_0)

    assert not worker.has_left(DAY_0)
    assert worker.has_left(DAY_0 + DAY)
    assert not a_worker().has_left(DAY_0)


def test_that_an_absence_covers_its_first_and_its_last_day() -> None:
    absence = Absence(start=DAY_0, end=DAY_0 + DAY)

    assert [absence.covers(DAY_0 + n * DAY) for n in (-1, 0, 1, 2)] == [False, True, True, False]
    assert absence.days() == 2


def test_that_an_absence_without_a_return_lasts_however_long_is_asked() -> None:
    open_ended, month = Absence(start=DAY_0), Absence(start=DAY_0, end=DAY_0 + 27 * DAY)

    assert open_ended.days() is None
    assert open_ended.covers(DAY_0 + 999 * DAY)
    assert open_ended.lasts(timedelta(days=28))
    assert month.lasts(timedelta(days=28))
    assert not month.lasts(timedelta(days=29))


def test_that_of_absences_that_overlap_the_longest_counts() -> None:
    leave = Absence(start=DAY_0, end=DAY_0 + 4 * DAY, reason="leave")
    sick = Absence(start=DAY_0 - DAY, end=DAY_0 + 90 * DAY, reason="sick")
    no_return = Absence(start=DAY_0, reason="long-term sick")

    assert a_worker(absences=(leave, sick)).absence_on(DAY_0) == sick
    assert a_worker(absences=(sick, no_return, leave)).absence_on(DAY_0) == no_return
    assert a_worker(absences=(leave,)).absence_on(DAY_0 - DAY) is None


def test_that_a_reduction_is_in_force_between_its_dates() -> None:
    reduction = Reduction(share=0.1, start=DAY_0, end=DAY_0 + DAY)

    assert [reduction.covers(DAY_0 + n * DAY) for n in (-1, 0, 1, 2)] == [False, True, True, False]
    assert all(Reduction(share=share).covers(DAY_0) for share in (0.0, 1.0))


@pytest.mark.parametrize("share", [-0.1, 1.1, float("nan")])
def test_that_a_reduction_outside_nothing_and_everything_is_refused(share: float) -> None:
    with pytest.raises(ValueError, match="a share from 0 to 1"):
        Reduction(share=share)


@pytest.mark.parametrize("fte", [-0.1, 1.6, 37.0, float("nan")])
def test_that_hours_that_nobody_has_are_refused(fte: float) -> None:
    with pytest.raises(ValueError, match="FTE is from 0 to"):
        a_worker(fte=fte)


def test_that_dates_that_run_backwards_are_refused() -> None:
    with pytest.raises(ValueError, match="runs backwards"):
        Absence(start=DAY_0, end=DAY_0 - DAY)
    with pytest.raises(ValueError, match="runs backwards"):
        Reduction(share=0.5, start=DAY_0, end=DAY_0 - DAY)


def test_that_a_child_without_a_status_is_refused() -> None:
    with pytest.raises(ValueError, match=r"child C1 has no status"):
        replace(a_child(), statuses=frozenset())


def test_that_children_of_no_known_family_are_families_of_their_own() -> None:
    one, other = a_child(child="C1"), a_child(child="C2")
    siblings = {a_child(child=name, family="F").family_key for name in ("C3", "C4")}

    assert one.family_key != other.family_key
    assert len(siblings) == 1
    assert a_child(child="F").family_key not in siblings


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2010, 6, 15), date(2026, 6, 14), 15),
        (date(2010, 6, 15), date(2026, 6, 15), 16),
        (date(2012, 2, 29), date(2026, 2, 28), 13),
        (date(2012, 2, 29), date(2026, 3, 1), 14),
        (date(2026, 6, 15), date(2026, 5, 1), -1),
        (None, date(2026, 5, 1), None),
    ],
)
def test_that_age_is_in_whole_years_and_below_nothing_before_birth(
    born: date | None, day: date, age: int | None
) -> None:
    assert a_child(date_of_birth=born).age(day) == age


def test_that_a_spell_is_over_on_the_day_it_ends() -> None:
    assert a_spell("C1", "W1").is_open(DAY_0)
    assert a_spell("C1", "W1", end=DAY_0 + DAY).is_open(DAY_0)
    assert not a_spell("C1", "W1", end=DAY_0).is_open(DAY_0)


def test_that_a_spell_is_new_for_the_window_from_its_start() -> None:
    def is_new(days_ago: int) -> bool:
        spell = a_spell("C1", "W1", start=DAY_0 - days_ago * DAY)
        return spell.is_new(DAY_0, timedelta(weeks=3))

    assert [is_new(days) for days in (-1, 0, 20, 21)] == [True, True, True, False]
    assert not Spell(child=ChildId("C1"), worker=a_worker().id).is_new(DAY_0, timedelta(weeks=3))
    assert not a_spell("C1", "W1", start=DAY_0 + DAY).is_new(DAY_0, timedelta(0))


def test_that_a_team_need_not_name_its_service() -> None:
    assert Team(id=TeamId("north"), name="North").service == ""
