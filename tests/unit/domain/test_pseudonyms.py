"""A plan of codes says what the plan says, and nobody's name."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta

import pytest

from allocation_app.domain.findings import Finding, State, Told
from allocation_app.domain.people import (
    Absence,
    Child,
    ChildId,
    EventKind,
    Gap,
    Involvement,
    Reduction,
    Role,
    Status,
    Team,
    TeamId,
    WorkerId,
)
from allocation_app.domain.plan import InvolvementChange, Mark, MarkKind, Oversight, Pin, Plan
from allocation_app.domain.policy import Policy
from allocation_app.domain.pseudonyms import (
    CodeBook,
    Codes,
    Kind,
    Whose,
    code_book,
    coded,
    coded_import,
    coded_policy,
)
from allocation_app.domain.review import Review, review
from allocation_app.domain.snapshot import Source
from allocation_app.domain.staffing import Joiner
from tests.unit.domain.builders import (
    CALENDAR,
    DAY_0,
    POLICY,
    WALES,
    a_child,
    a_move,
    a_snapshot,
    a_spell,
    a_staff_change,
    a_worker,
    co_work,
)

KEY = bytes(range(32))
CODES = Codes(key=KEY)
DAY = timedelta(days=1)
SECRETS = ("Canary", "0815", "4711", "fam-77", "Team Quill", "quill", "grieving", "kestrel")
"""Part of every name, identifier and text of `a_plan`."""


def a_plan() -> Plan:
    """A plan in which everything that somebody wrote has one of `SECRETS` in it."""
    born = DAY_0 - timedelta(days=200)
    snapshot = a_snapshot(
        a_child(
            Status.REGISTERED,
            child="0815-1",
            family="fam-77",
            name="Canary Kestrel",
            team=TeamId("quill"),
            date_of_birth=born,
            language="Welsh, says kestrel",
            visited_by=WorkerId("4711-2"),
            events={EventKind.INITIAL_CONFERENCE: DAY_0 - 9 * DAY},
        ),
        a_child(Status.UNKNOWN, child="0815-2", family="fam-77", status_text="kestrel watch"),
        a_child(child="0815-3", name="Canary Two", rivals=(WorkerId("4711-1"), WorkerId("4711-2"))),
        a_worker(
            "4711-1",
            name="Sam Canary",
            team=TeamId("quill"),
            absences=(Absence(start=DAY_0 + DAY, reason="grieving"),),
            reductions=(Reduction(share=0.1, reason="grieving"),),
            languages=frozenset({"kestrel", "Cymraeg (kestrel)"}),
        ),
        a_worker("4711-2", name="Duty Canary", role=Role.DUTY, team=TeamId("quill")),
        a_spell("0815-2", "4711-2", start=DAY_0 - 30 * DAY),
        co_work("0815-2", "4711-1"),
        held={"0815-1": "4711-1"},
    )
    snapshot = replace(
        snapshot,
        teams={TeamId("quill"): Team(id=TeamId("quill"), name="Team Quill", service="quills")},
        sources=(Source(name="Canary.xlsx", sha256="ab" * 32),),
    )
    joiner = Joiner(
        name="Joiner Canary",
        team=TeamId("quill"),
        languages=frozenset({"kestrel"}),
        protected=(Reduction(share=0.5, reason="grieving"),),
    )
    child, new = ChildId("0815-1"), WorkerId("new 4711")
    return Plan(
        snapshot=snapshot,
        moves=(a_move("0815-1", "new 4711", note="kestrel"), a_move("0815-2", None)),
        pins=(Pin(child=child),),
        oversight=(Oversight(child=child, day=DAY_0, note="grieving"),),
        marks=(
            Mark(kind=MarkKind.MUST_NOT, child=child, worker=new),
            Mark(kind=MarkKind.KEEP_APART, child=child, other=ChildId("0815-3")),
        ),
        involvements=(
            InvolvementChange(
                child=child, worker=new, involvement=Involvement.CO_WORKER, note="kestrel"
            ),
        ),
        staffing=(
            a_staff_change("joins", new, DAY_0, joiner=joiner, reason="grieving"),
            a_staff_change("away", "4711-1", DAY_0 + 9 * DAY, reason="grieving"),
        ),
        unpinned=(child,),
        name="Canary plan",
        notes="all about Canary",
    )


def a_policy() -> Policy:
    """A policy that names workers and teams."""
    return replace(
        POLICY,
        reductions={WorkerId("4711-1"): (Reduction(share=0.2, reason="grieving"),)},
        remits={"team quill": frozenset({Status.LOOKED_AFTER}), "quill two": frozenset()},
    )


def texts(value: object) -> Iterator[str]:
    """Every text in a value, however deep it stands."""
    if is_dataclass(value):
        for each in fields(value):
            yield from texts(getattr(value, each.name))
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from (*texts(key), *texts(each))
    elif isinstance(value, tuple | frozenset | list):
        for each in value:
            yield from texts(each)
    elif isinstance(value, str):
        yield value


def looked(plan: Plan, policy: Policy = POLICY) -> Review:
    return review(plan, policy, WALES, CALENDAR, in_time=True)


def test_that_no_name_identifier_or_text_of_anybody_is_left_in_a_coded_plan() -> None:
    plan = a_plan()
    hidden = coded(plan, code_book(CODES, plan))

    assert all(any(each in text for text in texts(plan)) for each in SECRETS)
    assert not [text for text in texts(hidden) if any(each in text for each in SECRETS)]
    assert hidden.snapshot.is_coded
    assert not plan.snapshot.is_coded


def test_that_no_worker_or_team_of_a_policy_is_left_in_a_coded_one() -> None:
    plan, policy = a_plan(), a_policy()
    book = code_book(CODES, plan, policy)
    hidden = coded_policy(policy, plan, book)

    assert not [text for text in texts(hidden) if any(each in text for each in SECRETS)]
    assert hidden.fingerprint == policy.fingerprint
    assert hidden.reductions == {book.workers[WorkerId("4711-1")]: (Reduction(share=0.2),)}
    assert hidden.remits[book.teams[TeamId("quill")].casefold()] == {Status.LOOKED_AFTER}
    assert len(hidden.remits) == 3  # each name of the policy, and the team's own


def test_that_a_team_without_a_remit_has_none_by_its_code() -> None:
    plan = a_plan()
    policy = replace(a_policy(), remits={})
    assert plan.facts.teams
    assert coded_policy(policy, plan, code_book(CODES, plan, policy)).remits == {}


def test_that_a_coded_plan_comes_to_the_same_figures_states_and_dates() -> None:
    plan, policy = a_plan(), a_policy()
    book = code_book(CODES, plan, policy)
    was = looked(plan, policy)
    now = looked(coded(plan, book), coded_policy(policy, plan, book))

    assert now.balance == was.balance
    assert {wait.child: wait.working_days for wait in now.waits} == {
        book.children[wait.child]: wait.working_days for wait in was.waits
    }
    assert {worker: load.points for worker, load in now.caseloads.loads.items()} == {
        book.workers[worker]: load.points for worker, load in was.caseloads.loads.items()
    }
    assert sorted(map(_coded_key(book), was.findings)) == sorted(map(_key, now.findings))


def _key(finding: Finding) -> tuple[str, str, str, Told]:
    return finding.rule, finding.child or "", finding.worker or "", finding.told


def _coded_key(book: CodeBook) -> object:
    def key(finding: Finding) -> tuple[str, str, str, Told]:
        child = "" if finding.child is None else book.children[finding.child]
        worker = "" if finding.worker is None else book.workers[finding.worker]
        return finding.rule, child, worker, finding.told

    return key


def test_that_the_coded_import_has_the_fingerprint_of_the_import() -> None:
    plan = a_plan()

    assert coded(plan, code_book(CODES, plan)).snapshot.fingerprint == plan.snapshot.fingerprint


def test_that_a_code_is_the_same_in_every_export_and_another_with_another_key() -> None:
    plan = a_plan()
    alone = Plan(snapshot=a_snapshot(a_child(child="0815-1")))
    child = ChildId("0815-1")

    assert code_book(CODES, plan).children[child] == code_book(CODES, alone).children[child]
    other = code_book(Codes(key=bytes(32)), alone)
    assert other.children[child] != code_book(CODES, plan).children[child]


def test_that_a_child_and_a_worker_of_one_number_have_codes_of_their_own() -> None:
    book = code_book(CODES, Plan(snapshot=a_snapshot(a_child(child="7"), a_worker("7"))))

    assert book.children[ChildId("7")][1:] != book.workers[WorkerId("7")][1:]


def test_that_two_codes_that_begin_alike_are_told_apart_by_all_their_letters() -> None:
    children = [a_child(child=f"C{n}") for n in range(60)]
    short = Codes(key=KEY, length=1)
    book = code_book(short, Plan(snapshot=a_snapshot(*children)))

    assert len(set(book.children.values())) == 60
    assert {len(code) for code in book.children.values()} == {2, 27}


def test_that_a_code_tells_whose_it_is_however_it_is_typed() -> None:
    plan = a_plan()
    book = code_book(CODES, plan)

    for kind, codes in (
        (Kind.CHILD, book.children),
        (Kind.FAMILY, book.families),
        (Kind.WORKER, book.workers),
        (Kind.TEAM, book.teams),
    ):
        for known, code in codes.items():
            assert book.whose(f" {code.lower()} ") == Whose(kind=kind, id=known)
            assert book.whose(f"{code[:4]} {code[4:]}") == Whose(kind=kind, id=known)
    assert book.whose("C22222") is None


def test_that_the_order_of_a_coded_import_is_that_of_the_codes() -> None:
    plan = a_plan()
    hidden = coded(plan, code_book(CODES, plan)).snapshot

    assert list(hidden.children) == sorted(hidden.children)
    assert list(hidden.workers) == sorted(hidden.workers)


def test_that_a_worker_whom_an_earlier_import_knew_by_name_has_the_present_code() -> None:
    now = a_snapshot(a_child(), a_worker("SW1", name="Sam Hall"), held={"C1": "SW1"})
    then = a_snapshot(
        a_child(), a_worker("sam hall", name="Sam Hall"), held={"C1": "sam hall"}, as_at=DAY_0 - DAY
    )
    book = code_book(CODES, Plan(snapshot=now), earlier=[then])
    hidden = coded_import(then, book)

    assert [spell.worker for spell in hidden.spells] == [book.workers[WorkerId("SW1")]]
    assert hidden.is_coded


def test_that_a_worker_has_one_code_over_all_imports_though_the_present_has_left_them_out() -> None:
    ids = ("SW1", "sam hall", "77", None)
    imports = [
        a_snapshot(
            a_child(), *(a_worker(key, name="Sam Hall") for key in (each,) if key), as_at=day
        )
        for each, day in zip(ids, (DAY_0 - n * DAY for n in (3, 2, 1, 0)), strict=True)
    ]
    *earlier, now = imports
    book = code_book(CODES, Plan(snapshot=now), earlier=earlier)
    assert len({book.workers[WorkerId(key)] for key in ids if key}) == 1


def test_that_two_workers_side_by_side_have_two_codes_whatever_they_were_called() -> None:
    imports = [
        a_snapshot(a_child(), *(a_worker(key, name=name) for key, name in staff), as_at=day)
        for day, staff in (
            (DAY_0 - 2 * DAY, [("a", "Sam Hall")]),
            (DAY_0 - DAY, [("b", "Sam Hall")]),
            (DAY_0, [("b", "Sam Hall"), ("a", "Ann Lee")]),
        )
    ]
    *earlier, now = imports
    hidden = coded_import(now, code_book(CODES, Plan(snapshot=now), earlier=earlier))
    assert len(hidden.workers) == 2


# ---- dates of birth


def findings_of(child: Child, as_at: date = DAY_0) -> tuple[list[Finding], list[Finding]]:
    """What is said of a child, and of the same child in codes."""
    plan = Plan(snapshot=a_snapshot(child, as_at=as_at))
    hidden = coded(plan, code_book(CODES, plan))
    return list(looked(plan).findings), list(looked(hidden).findings)


def by_birth(finding: Finding) -> bool:
    return finding.trigger_event in {Gap.DATE_OF_BIRTH, EventKind.CATEGORY_1_START}


def test_that_a_date_that_is_counted_from_birth_is_withheld_and_its_state_stays() -> None:
    born = DAY_0 - 30 * DAY
    child = a_child(
        Status.REGISTERED,
        date_of_birth=born,
        events={
            EventKind.INITIAL_CONFERENCE: born - 20 * DAY,
            EventKind.REGISTERED: born - 20 * DAY,
        },
    )
    was, now = findings_of(child)
    told = [finding for finding in was if by_birth(finding)]
    undated = [finding for finding in now if finding.is_undated]

    assert [(each.rule, each.told) for each in told] == [(e.rule, e.told) for e in undated]
    assert [each.told for each in told] == [Told.LATE] * len(told)
    assert told
    assert all((each.due, each.trigger, each.over) == (None, None, None) for each in undated)


def test_that_a_duty_that_begins_at_16_is_told_without_its_date() -> None:
    child = a_child(
        Status.LOOKED_AFTER,
        date_of_birth=date(DAY_0.year - 16, DAY_0.month - 1, 1),
        events={EventKind.LOOKED_AFTER_START: DAY_0 - 900 * DAY},
    )
    was, now = findings_of(child)

    assert [each.rule for each in was if by_birth(each)] == [e.rule for e in now if e.is_undated]
    assert any(by_birth(each) for each in was)


def test_that_an_event_on_the_day_of_birth_starts_no_clock_that_is_shown() -> None:
    born = DAY_0 - 12 * DAY
    child = a_child(
        Status.LOOKED_AFTER, date_of_birth=born, events={EventKind.LOOKED_AFTER_START: born}
    )
    _, now = findings_of(child)

    assert now
    assert born not in {finding.trigger for finding in now}


def test_that_when_a_newborn_child_is_to_be_seen_is_not_told() -> None:
    born = DAY_0 - 3 * DAY
    unseen = a_child(
        Status.CARE_AND_SUPPORT, date_of_birth=born, events={EventKind.REFERRAL: DAY_0 - 40 * DAY}
    )
    plan = Plan(snapshot=a_snapshot(unseen))
    seen = replace(unseen, events={**unseen.events, EventKind.SEEN: DAY_0 - DAY})
    after = Plan(snapshot=a_snapshot(seen))

    assert looked(plan).waits[0].seen_due is not None
    assert looked(coded(plan, code_book(CODES, plan))).waits[0].seen_due is None
    hidden = looked(coded(after, code_book(CODES, after)))
    assert hidden.waits[0].seen_due == looked(after).waits[0].seen_due


@pytest.mark.parametrize("born", [None, DAY_0 - 400 * DAY])
def test_that_a_coded_child_is_as_old_as_before_and_has_no_date_of_birth(born: date | None) -> None:
    plan = Plan(snapshot=a_snapshot(a_child(date_of_birth=born)))
    (child,) = coded(plan, code_book(CODES, plan)).snapshot.children.values()

    assert child.date_of_birth is None
    assert child.age(DAY_0) == plan.snapshot.children[ChildId("C1")].age(DAY_0)


def test_that_what_is_late_without_its_date_is_late_and_not_flagged() -> None:
    finding = Finding(rule="X", delay="D12", state=State.LATE, is_undated=True)

    assert finding.told is Told.LATE


def test_that_a_sealed_fingerprint_tells_nobody_else_what_it_is_of() -> None:
    sealed = CODES.sealed("c0ffee")

    assert sealed == CODES.sealed("c0ffee") != CODES.sealed("c0ffed")
    assert sealed != Codes(key=bytes(32)).sealed("c0ffee")
    assert len(sealed) == 16
