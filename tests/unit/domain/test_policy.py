"""What a council decides: case weights, capacity, bands, windows."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allocation_app.domain.people import Absence, EventKind, Reduction, Role, Status, Worker
from allocation_app.domain.policy import Band, Bands, CaseType, Ladder, Policy, Rung, Weights
from tests.unit.domain.builders import DAY_0, POLICY, a_child, a_worker

DAY = timedelta(days=1)
SINCE = EventKind.LOOKED_AFTER_START


# ---- what a case weighs by


@pytest.mark.parametrize(
    ("statuses", "case_type"),
    [
        ({Status.REFERRAL}, CaseType.REFERRAL),
        ({Status.UNKNOWN}, CaseType.UNKNOWN),
        ({Status.REGISTERED, Status.PROCEEDINGS}, CaseType.PROCEEDINGS),
        ({Status.REGISTERED, Status.DISABLED}, CaseType.REGISTERED),
        ({Status.CARE_LEAVER, Status.CARE_AND_SUPPORT}, CaseType.CARE_AND_SUPPORT),
    ],
)
def test_that_a_case_weighs_by_its_heaviest_status(
    statuses: set[Status], case_type: CaseType
) -> None:
    assert POLICY.case_type(a_child(*statuses), DAY_0) is case_type


@pytest.mark.parametrize(
    ("fields", "case_type"),
    [
        ({"events": {SINCE: DAY_0 - 365 * DAY}}, CaseType.LOOKED_AFTER_SETTLED),
        ({"events": {SINCE: DAY_0 - 364 * DAY}}, CaseType.LOOKED_AFTER_NEW),
        ({"events": {}}, CaseType.LOOKED_AFTER_NEW),
        ({"events": {SINCE: date(2010, 1, 1)}}, CaseType.LOOKED_AFTER_NEW),
        (
            {"events": {SINCE: DAY_0 - 365 * DAY}, "placements_in_year": 2},
            CaseType.LOOKED_AFTER_SETTLED,
        ),
        (
            {"events": {SINCE: DAY_0 - 365 * DAY}, "placements_in_year": 3},
            CaseType.LOOKED_AFTER_NEW,
        ),
    ],
)
def test_that_only_a_possible_date_and_few_placements_make_a_looked_after_child_settled(
    fields: dict[str, object], case_type: CaseType
) -> None:
    """The fourth began before birth: a date that can't be never makes a case lighter."""
    assert POLICY.case_type(a_child(Status.LOOKED_AFTER, **fields), DAY_0) is case_type


# ---- capacity


@pytest.mark.parametrize(
    ("fields", "capacity"),
    [
        ({}, 85),
        ({"fte": 0.6}, 51),
        ({"fte": None}, 85),
        ({"fte": 0.0}, 0),
        ({"is_newly_qualified": True}, 75),
        ({"fte": 0.8, "is_newly_qualified": True}, 60),
        ({"reductions": (Reduction(share=0.2),)}, 65),
        ({"reductions": (Reduction(share=0.2), Reduction(share=0.1))}, 55),
        ({"reductions": (Reduction(share=0.2, end=DAY_0 - DAY),)}, 85),
        ({"reductions": (Reduction(share=0.2),), "is_newly_qualified": True}, 57),
        ({"reductions": (Reduction(share=0.9),)}, 0),
        ({"reductions": (Reduction(share=0.7), Reduction(share=0.7))}, 0),
        ({"role": None}, 85),
        ({"role": Role.STUDENT}, 85),
        ({"role": Role.MANAGER}, 0),
        ({"role": Role.DUTY}, 0),
        ({"role": Role.TEAM}, 0),
        ({"last_day": DAY_0}, 85),
        ({"last_day": DAY_0 - DAY}, 0),
        ({"first_day": DAY_0}, 85),
        ({"first_day": DAY_0 + DAY}, 0),
        ({"absences": (Absence(start=DAY_0),)}, 0),
        ({"absences": (Absence(start=DAY_0, end=DAY_0 + 27 * DAY),)}, 0),
        ({"absences": (Absence(start=DAY_0, end=DAY_0 + 26 * DAY),)}, 85),
        ({"absences": (Absence(start=DAY_0 + DAY),)}, 85),
    ],
)
def test_that_capacity_is_hours_less_reductions_and_stable_work(
    fields: dict[str, object], capacity: float
) -> None:
    assert POLICY.capacity(a_worker(**fields), DAY_0) == capacity


def test_that_a_long_absence_is_not_hidden_by_a_short_one_within_it() -> None:
    short = Absence(start=DAY_0, end=DAY_0)
    worker = a_worker(absences=(short, Absence(start=DAY_0 - 9 * DAY)))

    assert POLICY.is_long_away(worker, DAY_0)
    assert POLICY.capacity(worker, DAY_0) == 0


# ---- bands


@pytest.mark.parametrize(
    ("points", "band"),
    [
        (0, Band.SPARE),
        (80.7, Band.SPARE),
        (80.75, Band.FULL),
        (84.9, Band.FULL),
        (85, Band.STRETCHED),
        (93.4, Band.STRETCHED),
        (93.5, Band.OVER),
        (130, Band.OVER),
    ],
)
def test_that_a_band_includes_its_lower_end(points: float, band: Band) -> None:
    assert POLICY.bands.of(POLICY.utilisation(points, 85), points) is band


def _fractions() -> st.SearchStrategy[float]:
    return st.integers(1, 150).map(lambda hundredths: hundredths / 100)


@given(_fractions(), st.sampled_from([0.95, 1.00, 1.10]))
def test_that_points_at_exactly_a_bands_edge_are_in_the_band(fte: float, edge: float) -> None:
    """Points and capacity are sums of decimals, which a computer holds only nearly."""
    capacity = POLICY.capacity(a_worker(fte=fte), DAY_0)
    tenths = [capacity * edge / 10] * 10

    at_edge = POLICY.utilisation(sum(tenths), capacity)
    below = POLICY.utilisation(capacity * edge - 0.01, capacity)

    bands = {0.95: (Band.FULL, Band.SPARE), 1.00: (Band.STRETCHED, Band.FULL)}
    assert (POLICY.bands.of(at_edge, 1), POLICY.bands.of(below, 1)) == bands.get(
        edge, (Band.OVER, Band.STRETCHED)
    )


def test_that_without_capacity_nothing_fits_and_what_is_held_is_over() -> None:
    assert POLICY.utilisation(8, 0) is None
    assert POLICY.bands.of(None, 8) is Band.OVER
    assert POLICY.bands.of(None, 0) is Band.FULL


# ---- who may hold and who may not wait


@pytest.mark.parametrize(
    ("worker", "statuses", "is_allocated"),
    [
        (a_worker(role=Role.PERSONAL_ADVISER), {Status.CARE_LEAVER}, True),
        (a_worker(role=Role.PERSONAL_ADVISER), {Status.CARE_LEAVER, Status.DISABLED}, False),
        (a_worker(role=Role.PERSONAL_ADVISER), {Status.LOOKED_AFTER}, False),
        (a_worker(role=Role.STUDENT), {Status.LOOKED_AFTER}, True),
        (a_worker(role=Role.MANAGER), {Status.CARE_LEAVER}, False),
    ],
)
def test_that_a_personal_adviser_holds_care_leavers_and_nobody_else(
    *, worker: Worker, statuses: set[Status], is_allocated: bool
) -> None:
    assert POLICY.is_allocated_to(a_child(*statuses), worker) is is_allocated


def test_that_children_registered_looked_after_or_privately_fostered_must_never_wait() -> None:
    never = {status for status in Status if POLICY.must_never_wait(a_child(status))}

    assert never == {Status.REGISTERED, Status.LOOKED_AFTER, Status.PRIVATELY_FOSTERED}
    assert POLICY.must_never_wait(a_child(Status.ASSESSMENT, Status.REGISTERED))


# ---- what is refused

CASES = POLICY.weights.cases


@pytest.mark.parametrize(
    "fields",
    [
        {"full": 1.2},
        {"full": 1.0},
        {"stretched": 0.9},
        {"over": 1.0},
        {"full": 0.0},
        {"full": float("nan")},
    ],
)
def test_that_bands_that_overlap_are_refused(fields: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="bands must rise"):
        Bands(**fields)


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"cases": {CaseType.REFERRAL: 4.0}}, "no weight for assessment"),
        ({"cases": {**CASES, CaseType.REFERRAL: -1.0}}, "less than nothing"),
        ({"cases": CASES, "new": -1.0}, "less than nothing"),
        ({"cases": CASES, "out_of_area": -1.0}, "less than nothing"),
        ({"cases": {**CASES, CaseType.REFERRAL: 1e308}, "new": 1.0}, "weigh more than"),
        ({"cases": CASES, "out_of_area": 1e10}, "weigh more than"),
        ({"cases": CASES, "sibling": 1.1}, "from 0 to 1"),
        ({"cases": CASES, "co_worked": -0.1}, "from 0 to 1"),
    ],
)
def test_that_weights_that_weigh_nothing_or_less_are_refused(
    fields: dict[str, object], refusal: str
) -> None:
    with pytest.raises(ValueError, match=refusal):
        Weights(**fields)


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"points_stable": 100.0}, "stable points"),
        ({"points_stable": -1.0}, "stable points"),
        ({"points_full_time": 1e308}, "points at most"),
        ({"newly_qualified_share": 0.0}, "from 0 to 1"),
        ({"newly_qualified_share": 1.1}, "from 0 to 1"),
        ({"weights": replace(POLICY.weights, new_within=-DAY)}, "aim or a window"),
        ({"long_absence": -DAY}, "aim or a window"),
        ({"leaving_soon": -DAY}, "aim or a window"),
        ({"handover_window": -DAY}, "aim or a window"),
        ({"key_event_window": -DAY}, "aim or a window"),
        ({"second_change_within": -DAY}, "aim or a window"),
        ({"sustained": -DAY}, "aim or a window"),
        ({"first_contact_within": -1}, "aim or a window"),
        ({"act_before": 251}, "aim or a window"),
        ({"assumed_fte": 0.0}, "nobody gives"),
        ({"assumed_fte": 1.6}, "nobody gives"),
        ({"least_fte": 0.0}, "nobody gives"),
        ({"least_fte": 1.6}, "nobody gives"),
        ({"headroom_to": 0.0}, "up to a share"),
        ({"headroom_to": 2.1}, "up to a share"),
        ({"many_workers": 0}, "begins with 1"),
        ({"unstable_placements": 0}, "begins with 1"),
        ({"adviser_from_age": 0}, "begins with 1"),
        ({"quiet_weeks": 0}, "begins with 1"),
    ],
)
def test_that_figures_that_make_no_sense_are_refused(
    fields: dict[str, object], refusal: str
) -> None:
    with pytest.raises(ValueError, match=refusal):
        replace(POLICY, **fields)
    assert isinstance(replace(POLICY, name="ours"), Policy)


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"allocate_within": -1}, "aim or a window"),
        ({"allocate_within": 251}, "aim or a window"),
        ({"review_days": 0}, "come again"),
        ({"seen_weeks": 0}, "seen again"),
        ({"rungs": (Rung(code="b", days=14), Rung(code="a", days=7))}, "must rise"),
    ],
)
def test_that_a_ladder_that_makes_no_sense_is_refused(
    fields: dict[str, object], refusal: str
) -> None:
    with pytest.raises(ValueError, match=refusal):
        Ladder(**fields)


def test_that_figures_at_the_edge_of_sense_are_accepted() -> None:
    """No weight, no discount, no stable work, no window: a council may decide so."""
    nothing = dict.fromkeys(CaseType, 0.0)
    for share in (0.0, 1.0):
        weights = Weights(
            cases=nothing,
            sibling=share,
            co_worked=share,
            out_of_area=0.0,
            new=0.0,
            new_within=timedelta(0),
        )
        for days in (0, 250):
            policy = replace(
                POLICY,
                weights=weights,
                points_stable=0.0,
                newly_qualified_share=1.0,
                ladder=Ladder(allocate_within=days),
                long_absence=timedelta(0),
                leaving_soon=timedelta(0),
            )
            assert policy.capacity(a_worker(is_newly_qualified=True), DAY_0) == 100


def test_that_stable_work_that_fills_the_whole_post_is_refused() -> None:
    with pytest.raises(ValueError, match="stable points"):
        replace(POLICY, points_stable=POLICY.points_full_time)
