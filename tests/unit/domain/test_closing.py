"""Before anybody is moved: whom to ask about, what comes first, and who is never asked about."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allocation_app.domain.closing import Closing, First, Sign, Why
from allocation_app.domain.people import Child, ChildId, EventKind, Gap, Role, Status, TeamId
from allocation_app.domain.policy import Policy
from tests.unit.domain.builders import (
    DAY_0,
    EVERY_KIND,
    POLICY,
    a_child,
    a_move,
    a_review,
    a_snapshot,
    a_spell,
    a_worker,
    co_work,
)

WEEK, DAY = timedelta(weeks=1), timedelta(days=1)
QUIET = replace(POLICY, quiet_weeks=12)
PLAN_ENDED, ASSESSED = EventKind.PLAN_ENDED, EventKind.ASSESSMENT_END
SEEN = {EventKind.SEEN: DAY_0 - WEEK}
ENDED = {PLAN_ENDED: DAY_0 - 3 * WEEK, **SEEN}
CONTACTS = (EventKind.SEEN, EventKind.SEEN_ALONE, EventKind.HOME_VISIT, EventKind.VISIT)


def asked(*children: Child, policy: Policy = POLICY, **fields: object) -> Closing:
    """What is asked about these, all of them with one worker."""
    held = {child.id: "W1" for child in children}
    return a_review(a_snapshot(a_worker(), *children, held=held, **fields), policy=policy).closing


def signs(*children: Child, policy: Policy = POLICY) -> list[Sign]:
    found = asked(*children, policy=policy)
    return [why.sign for prompt in found.prompts for why in prompt.whys]


def firsts(child: Child, policy: Policy = POLICY) -> tuple[First, ...]:
    (prompt,) = asked(child, policy=policy).prompts
    return prompt.first


def test_that_a_plan_whose_end_has_passed_is_asked_about_with_its_day_and_weeks() -> None:
    (prompt,) = asked(a_child(events=ENDED)).prompts

    why = Why(sign=Sign.PLAN_ENDED, day=DAY_0 - 3 * WEEK, weeks=3)
    assert (prompt.whys, prompt.first, prompt.last_seen) == ((why,), (), DAY_0 - WEEK)


@pytest.mark.parametrize("day", [DAY_0, DAY_0 + WEEK])
def test_that_a_plan_that_ends_today_or_later_is_not_asked_about(day: date) -> None:
    assert signs(a_child(events={PLAN_ENDED: day, **SEEN})) == []


@pytest.mark.parametrize(
    "since",
    [
        {EventKind.PLAN: DAY_0 - 3 * WEEK},
        {EventKind.REFERRAL: DAY_0 - WEEK},
        {EventKind.SECTION_47_START: DAY_0 - WEEK},
        {EventKind.PLAN_REVIEW: DAY_0 - 3 * WEEK + DAY},
    ],
)
def test_that_what_has_begun_since_means_that_the_case_goes_on(
    since: Mapping[EventKind, date],
) -> None:
    assert signs(a_child(events={**ENDED, **since})) == []


def test_that_what_began_before_the_end_does_not() -> None:
    before = {EventKind.PLAN: DAY_0 - 9 * WEEK, EventKind.PLAN_REVIEW: DAY_0 - 3 * WEEK}

    assert signs(a_child(events={**ENDED, **before})) == [Sign.PLAN_ENDED]


def test_that_a_care_leavers_care_and_support_plan_is_not_asked_about() -> None:
    assert signs(a_child(Status.CARE_AND_SUPPORT, Status.CARE_LEAVER, events=ENDED)) == []


@pytest.mark.parametrize("status", [Status.REFERRAL, Status.ASSESSMENT])
def test_that_an_assessment_that_ended_without_a_plan_is_asked_about(status: Status) -> None:
    ended = {EventKind.ASSESSMENT_START: DAY_0 - 9 * WEEK, ASSESSED: DAY_0 - 2 * WEEK, **SEEN}

    assert signs(a_child(status, events=ended)) == [Sign.ASSESSED]
    assert signs(a_child(status, events={**ended, EventKind.PLAN: DAY_0 - 2 * WEEK})) == []
    assert signs(a_child(Status.CARE_AND_SUPPORT, events=ended)) == []


@pytest.mark.parametrize(
    ("status", "sign", "age"),
    [
        (Status.CARE_AND_SUPPORT, Sign.TURNED_18, 18),
        (Status.DISABLED, Sign.TURNED_18, 18),
        (Status.CARE_LEAVER, Sign.TURNED_25, 25),
    ],
)
def test_that_a_birthday_is_asked_about_from_its_day_on(
    status: Status, sign: Sign, age: int
) -> None:
    born = date(DAY_0.year - age, DAY_0.month, DAY_0.day)
    (prompt,) = asked(a_child(status, date_of_birth=born, events=SEEN)).prompts

    assert prompt.whys == (Why(sign=sign, day=DAY_0, weeks=0),)
    assert signs(a_child(status, date_of_birth=born + DAY, events=SEEN)) == []


def test_that_no_day_gives_away_a_date_of_birth_that_is_withheld() -> None:
    born = date(DAY_0.year - 19, 5, 1)
    (prompt,) = asked(a_child(date_of_birth=None, withheld_birth=born, events=SEEN)).prompts

    assert prompt.whys == (Why(sign=Sign.TURNED_18, day=None, weeks=None),)


@pytest.mark.parametrize(
    "kept",
    [
        a_child(Status.REGISTERED, Status.CARE_AND_SUPPORT, events=ENDED),
        a_child(Status.PROCEEDINGS, Status.CARE_AND_SUPPORT, events=ENDED),
        a_child(Status.LOOKED_AFTER, date_of_birth=date(2000, 1, 1), events=ENDED),
        a_child(Status.PRIVATELY_FOSTERED, Status.CARE_AND_SUPPORT, events=ENDED),
        a_child(Status.UNKNOWN, Status.REGISTERED, events=ENDED),
        a_child(events=ENDED, is_conference_needed=True),
        a_child(events={**ENDED, EventKind.COURT_HEARING: DAY_0}),
        a_child(events={PLAN_ENDED: DAY_0 - WEEK}, date_of_birth=DAY_0 + WEEK),
    ],
)
def test_that_who_is_to_be_kept_safe_is_never_asked_about(kept: Child) -> None:
    found = asked(kept, policy=QUIET)

    assert (found.prompts, found.untold, found.kept_safe) == ((), (), 1)


def test_that_a_hearing_that_is_over_keeps_nobody_from_being_asked_about() -> None:
    over = {**ENDED, EventKind.COURT_HEARING: DAY_0 - DAY}

    assert signs(a_child(events=over, is_conference_needed=False)) == [Sign.PLAN_ENDED]


def test_that_a_child_without_a_case_holder_is_never_asked_about() -> None:
    nobody, unread = (
        a_child(child="C1", events=ENDED),
        a_child(child="C2", events=ENDED, is_holder_readable=False),
    )
    duty = a_child(child="C3", events=ENDED)
    tray = a_worker("D", role=Role.DUTY)
    looked = a_review(a_snapshot(nobody, unread, duty, tray, held={"C3": "D"}))

    assert (looked.closing.prompts, looked.closing.not_held) == ((), 3)


def test_that_nothing_on_record_is_asked_about_only_where_the_policy_says_after_how_long() -> None:
    child = a_child(events={EventKind.VISIT: DAY_0 - 12 * WEEK})

    assert signs(child) == []
    assert Sign.QUIET in asked(child).not_asked
    assert signs(child, policy=QUIET) == [Sign.QUIET]
    assert signs(child, policy=replace(POLICY, quiet_weeks=13)) == []


def test_that_a_child_of_whom_nothing_is_on_record_is_first_of_all_to_be_seen() -> None:
    long_ago = a_child(events={EventKind.VISIT: DAY_0 - 12 * WEEK})
    never = a_child(events={EventKind.REFERRAL: DAY_0 - 12 * WEEK})

    assert firsts(long_ago, QUIET) == (First.NOT_SEEN,)
    assert firsts(never, QUIET) == (First.NOT_SEEN,)


@pytest.mark.parametrize(
    "other", [PLAN_ENDED, EventKind.DENTIST, EventKind.GP_REGISTERED, EventKind.FILE_AUDITED]
)
def test_that_dates_that_tell_nothing_of_work_with_the_child_do_not_break_the_silence(
    other: EventKind,
) -> None:
    dates = {EventKind.VISIT: DAY_0 - 20 * WEEK, EventKind.PLAN: DAY_0 - 30 * WEEK}
    child = a_child(Status.DISABLED, events={**dates, other: DAY_0 - WEEK})

    assert Sign.QUIET in signs(child, policy=QUIET)
    spoken = a_child(events={**dates, EventKind.SUPERVISION: DAY_0 - WEEK})
    assert signs(spoken, policy=QUIET) == []


def test_that_without_any_date_silence_counts_from_when_the_worker_was_given_the_child() -> None:
    worker, child = a_worker(), a_child()

    def found(start: date | None) -> Closing:
        return a_review(
            a_snapshot(worker, child, a_spell("C1", "W1", start=start)), policy=QUIET
        ).closing

    assert [why.day for each in found(DAY_0 - 12 * WEEK).prompts for why in each.whys] == [
        DAY_0 - 12 * WEEK
    ]
    assert found(DAY_0 - 11 * WEEK).prompts == ()
    assert found(None).untold[0].missing == (Gap.ALLOCATION_START,)


def test_that_what_is_late_comes_first() -> None:
    ended = {ASSESSED: DAY_0 - WEEK, **SEEN}
    assessed_late = {**ended, EventKind.REFERRAL: DAY_0 - 40 * WEEK}

    assert firsts(a_child(Status.ASSESSMENT, events=ended)) == ()
    assert firsts(a_child(Status.ASSESSMENT, events=assessed_late)) == (First.LATE,)


def test_that_whether_the_child_is_seen_comes_first() -> None:
    ended = {PLAN_ENDED: DAY_0 - 3 * WEEK}
    long_ago = {**ended, EventKind.VISIT: DAY_0 - 12 * WEEK}

    assert firsts(a_child(events=ended)) == (First.NOT_SEEN,)
    assert firsts(a_child(events=ended, unrecorded=CONTACTS)) == (First.SEEN_UNKNOWN,)
    assert firsts(a_child(events=long_ago)) == ()
    assert firsts(a_child(events=long_ago), QUIET) == (First.NOT_SEEN,)


@pytest.mark.parametrize(
    ("child", "missing"),
    [
        (a_child(events=SEEN, unrecorded=[PLAN_ENDED]), (PLAN_ENDED,)),
        (a_child(events=ENDED, unrecorded=[EventKind.PLAN]), (EventKind.PLAN,)),
        (a_child(Status.ASSESSMENT, events=SEEN, unrecorded=[ASSESSED]), (ASSESSED,)),
        (a_child(events=SEEN, date_of_birth=None), (Gap.DATE_OF_BIRTH,)),
        (a_child(unrecorded=CONTACTS), (EventKind.VISIT,)),
        (a_child(Status.UNKNOWN, events=ENDED), (Gap.STATUS,)),
    ],
)
def test_that_a_fact_that_is_missing_is_cannot_tell_and_nobody_is_listed(
    child: Child, missing: tuple[EventKind | Gap, ...]
) -> None:
    other = a_child(child="C2", events=SEEN)  # of whom the import has every column
    found = asked(child, other, policy=QUIET)

    assert found.prompts == ()
    assert [(each.child, each.missing) for each in found.untold] == [(child.id, missing)]


def test_that_what_no_column_tells_is_not_asked_of_anybody() -> None:
    bare = a_child(unrecorded=EVERY_KIND, told=frozenset(), date_of_birth=None)
    found = asked(bare, policy=QUIET)

    assert (found.not_asked, found.untold) == (tuple(Sign), ())


def test_that_a_child_counts_as_the_plan_has_it() -> None:
    child, team = a_child(events=ENDED), a_snapshot(a_worker(), a_worker("W2"))
    base = a_snapshot(*team.workers.values(), child, held={"C1": "W1"})

    (prompt,) = a_review(base, a_move("C1", "W2")).closing.prompts
    assert prompt.worker == "W2"
    assert a_review(base, a_move("C1", None)).closing.not_held == 1


def test_that_those_for_whom_something_comes_first_stand_after_the_others() -> None:
    heavy = a_child(child="C1", events={PLAN_ENDED: DAY_0 - WEEK}, is_out_of_area=True)
    found = asked(heavy, a_child(child="C2", events=ENDED), a_child(child="C3", events=ENDED))

    assert [prompt.child for prompt in found.prompts] == ["C2", "C3", "C1"]
    assert (found.total.children, found.total.with_first) == (3, 1)


def test_that_what_a_child_counts_for_with_a_co_worker_is_not_what_is_listed() -> None:
    children = (a_child(child=each, events=ENDED) for each in ("C1", "C2"))
    beside = (co_work("C1", "W2"), co_work("C2", "W1"))
    staff = (a_worker(), a_worker("W2"))
    known = a_snapshot(*staff, *children, *beside, held={"C1": "W1", "C2": "W2"})

    assert [prompt.points for prompt in a_review(known).closing.prompts] == [4.0, 4.0]


_CHILDREN = st.lists(
    st.tuples(
        st.sampled_from(Status),
        st.sampled_from(["", "F1", "F2"]),
        st.sampled_from(["", "W1", "W2", "W3", "D"]),
        st.dictionaries(
            st.sampled_from([PLAN_ENDED, ASSESSED, EventKind.PLAN, EventKind.VISIT]),
            st.integers(0, 60).map(lambda weeks: DAY_0 - weeks * WEEK),
        ),
        st.sampled_from([2000, 2007, 2015]),
    ),
    max_size=12,
)


@given(_CHILDREN)
def test_that_the_listed_points_are_the_sum_for_all_each_worker_and_each_team(
    drawn: list[tuple[Status, str, str, dict[EventKind, date], int]],
) -> None:
    children = [
        a_child(
            status,
            child=f"C{n}",
            family=family or None,
            events=dates,
            date_of_birth=date(born, 1, 1),
        )
        for n, (status, family, _, dates, born) in enumerate(drawn)
    ]
    held = {f"C{n}": worker for n, (_, _, worker, _, _) in enumerate(drawn) if worker}
    staff = [a_worker(each, team=TeamId(team)) for each, team in (("W1", "A"), ("W2", "A"))]
    staff += [a_worker("W3"), a_worker("D", role=Role.DUTY)]
    looked = a_review(a_snapshot(*children, *staff, held=held), policy=QUIET)
    found, loads = looked.closing, looked.caseloads

    listed = [prompt.child for prompt in found.prompts]
    counts = {line.child: line.points for each in loads.loads for line in loads.case_points(each)}
    assert len(listed) == len(set(listed))
    assert [prompt.points for prompt in found.prompts] == [counts[child] for child in listed]
    assert found.total.points == pytest.approx(sum(counts[child] for child in listed))
    for totals in (found.by_worker, found.by_team(loads)):
        assert sum(each.children for each in totals.values()) == len(listed)
        assert sum(each.points for each in totals.values()) == pytest.approx(found.total.points)
    for worker, total in found.by_worker.items():
        own = [child for child in listed if held[child] == worker]
        assert total.points == pytest.approx(sum(counts[child] for child in own))
        assert total.points <= loads.loads[worker].points + 1e-9
    told = {*listed, *(each.child for each in found.untold)}
    assert len(told) == len(listed) + len(found.untold)
    assert all(looked.children[ChildId(child)].statuses.isdisjoint(KEPT) for child in listed)


KEPT = {Status.REGISTERED, Status.PROCEEDINGS, Status.LOOKED_AFTER, Status.PRIVATELY_FOSTERED}
