"""What a move would break is said in a sentence for each rule, or that nobody can tell."""

from datetime import date

import pytest

from allocation_app.domain.move_rules import HARD, RULES, Broken
from allocation_app.domain.move_rules.of_beside import BESIDE, ENDING
from allocation_app.domain.people import ChildId, EventKind, Gap, WorkerId
from allocation_app.wording import move_rules
from allocation_app.wording.names import Names, listed, names_of
from tests.unit.domain.builders import a_child, a_snapshot, a_worker

NAMES = Names(child=lambda child: f"Child {child}", worker=lambda worker: f"Worker {worker}")
EVERY = [*dict.fromkeys((*RULES, *BESIDE, *ENDING))]
FRIDAY = date(2026, 12, 4)
FULL: dict[str, object] = {
    "amounts": {"days": 5, "points": 98.0, "capacity": 76.5, "utilisation": 1.281, "workers": 3},
    "others": (ChildId("C2"),),
    "event": EventKind.REVIEW_CONFERENCE,
    "day": FRIDAY,
}


def a_broken(rule: str, **fields: object) -> Broken:
    """A rule that moving C1 to W2 breaks."""
    standing = {"is_hard": rule in HARD, "child": ChildId("C1"), "worker": WorkerId("W2")}
    return Broken(rule=rule, **standing | fields)


def said(rule: str, **fields: object) -> str:
    return move_rules.sentence(a_broken(rule, **fields), NAMES)


@pytest.mark.parametrize("rule", EVERY)
def test_that_every_rule_has_a_name_and_a_sentence_of_its_own(rule: str) -> None:
    sentence = said(rule, **FULL)

    assert rule in move_rules.RULES
    assert sentence.endswith(".")
    assert sentence[0].isupper()
    assert not any(character in "{}_" for character in sentence)
    assert sentence not in {said(other, **FULL) for other in EVERY if other != rule}


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ("has_left", "Worker W2 is no longer in post then: the last day is Fri 4 Dec 2026."),
        ("not_started", "Worker W2 has not begun then: the first day in post is Fri 4 Dec 2026."),
        ("long_away", "Worker W2 is away for long then: away from Fri 4 Dec 2026."),
        ("not_case_holder", "Worker W2 is not in a role that can hold Child C1’s case."),
        ("must_not", "Worker W2 must not hold Child C1, by a mark in the plan."),
        (
            "keep_apart",
            "Child C1 is marked to be kept apart from Child C2, and would have the same worker.",
        ),
        ("over", "Worker W2 would carry 128 % of capacity: 98 of 76.5 points."),
        ("siblings", "Child C1 would have another worker than Child C2, of the same family."),
        (
            "key_event",
            (
                "The worker of Child C1 would change 5 days before the review conference (recorded"
                " or due Fri 4 Dec 2026)."
            ),
        ),
        ("churn", "Child C1 has had 3 workers in 12 months; Worker W2 would be another."),
        (
            "pinned",
            "Child C1 is pinned by default after 3 workers in 12 months. Lift the pin first.",
        ),
        ("leaving_soon", "Worker W2 leaves soon after: the last day is Fri 4 Dec 2026."),
    ],
)
def test_that_a_rule_says_whom_it_concerns_with_its_amounts_and_its_day(
    rule: str, sentence: str
) -> None:
    assert said(rule, **FULL) == sentence


def test_that_a_key_event_is_before_after_or_on_the_day() -> None:
    kind = EventKind.PLACEMENT_START

    def near(days: int) -> str:
        return said("key_event", amounts={"days": days}, event=kind, day=FRIDAY)

    assert " 1 day before the start of the placement (" in near(1)
    assert " 3 days after the start of the placement (" in near(-3)
    assert " on the day of the start of the placement (" in near(0)
    assert "referral" in said(
        "key_event", amounts={"days": 1}, event=EventKind.REFERRAL, day=FRIDAY
    )


def test_that_a_manager_s_pin_says_until_when() -> None:
    assert said("pinned", day=FRIDAY).endswith("to the present worker until Fri 4 Dec 2026.")
    assert said("pinned").endswith("to the present worker. Lift the pin first.")


def test_that_somebody_without_capacity_is_said_to_have_none() -> None:
    amounts = {"points": 6.0, "capacity": 0.0}

    assert said("over", amounts=amounts) == "Worker W2 would carry 6 points and has no capacity."


@pytest.mark.parametrize(
    ("rule", "missing", "sentence"),
    [
        (
            "has_left",
            Gap.HOLDER_LEAVING_DATE,
            "Cannot tell whether Worker W2 has left: the worker is not on the staff list.",
        ),
        (
            "churn",
            Gap.WORKERS_IN_YEAR,
            (
                "Cannot tell whether Child C1 has had many workers in 12 months: no count of"
                " workers in 12 months."
            ),
        ),
        (
            "never_waits",
            Gap.STATUS,
            "Cannot tell whether Child C1 may be without a worker: no status that the tool knows.",
        ),
        (
            "key_event",
            EventKind.REVIEW_CONFERENCE,
            (
                "Cannot tell whether a key event of Child C1 is near: no usable date for: last"
                " review conference."
            ),
        ),
    ],
)
def test_that_where_nobody_can_tell_it_is_said_so_and_why(
    rule: str, missing: Gap | EventKind, sentence: str
) -> None:
    assert said(rule, missing=(missing,)) == sentence


def test_that_hours_that_nobody_gives_leave_a_share_as_counted() -> None:
    amounts = {"points": 70.0, "capacity": 85.0, "utilisation": 0.8235}

    assert said("over", amounts=amounts, missing=(Gap.FTE,)) == (
        "Cannot tell whether Worker W2 would be over capacity: no FTE; counted as full time."
        " As counted it is 82 %."
    )


def test_that_a_rule_of_a_later_version_is_told_by_its_code() -> None:
    assert said("too_far_away") == move_rules.rule_name("too_far_away") == "too_far_away"
    assert said("away_soon", missing=(Gap.FTE,)).startswith("Cannot tell away soon: ")
    assert move_rules.rule_names(("over", "siblings")) == "over capacity, siblings apart"


def test_that_hard_rules_are_told_first_and_nothing_twice() -> None:
    siblings, pinned = a_broken("siblings", others=(ChildId("C2"),)), a_broken("pinned")

    assert move_rules.sentences([siblings, pinned, siblings], NAMES) == [
        move_rules.sentence(pinned, NAMES),
        move_rules.sentence(siblings, NAMES),
    ]


def test_that_the_verdict_says_what_can_be_done() -> None:
    hard, soft = a_broken("pinned"), a_broken("over")

    assert move_rules.verdict([soft, hard]) == "Can’t be staged: 1 rule stops it."
    siblings = a_broken("siblings")
    assert move_rules.verdict([soft, siblings]).startswith("2 rules warn. Staging it needs a reas")
    assert move_rules.verdict([]) == "Breaks no rule."


def test_that_a_rule_is_counted_once_however_many_children_it_warns_for() -> None:
    other = ChildId("C2")
    soft, hard = ([a_broken(rule), a_broken(rule, child=other)] for rule in ("over", "pinned"))

    said = "1 rule warns, for 2 children: over capacity (2). Staging it needs"
    assert move_rules.verdict([*soft, *soft]).startswith(said)
    alone = a_broken("siblings")
    assert "for 2 children: over capacity (2), siblings apart (1)." in move_rules.verdict(
        [alone, *soft]
    )
    assert move_rules.verdict([*soft, *hard]) == "Can’t be staged: 1 rule stops it."


def test_that_of_many_names_the_first_are_told_and_how_many_more() -> None:
    assert listed([]) == ""
    assert listed(["A"]) == "A"
    assert listed(["A", "B"]) == "A and B"
    assert listed(["A", "B", "C", "D"]) == "A, B, C and D"
    assert listed(["A", "B", "C", "D", "E"]) == "A, B, C and 2 more"


def test_that_the_names_of_an_import_can_be_hidden_but_for_workers() -> None:
    snapshot = a_snapshot(
        a_child(child="C1", name="Jac Thomas"),
        a_child(child="C2", name=""),
        a_worker("W1", name="Nia Bevan"),
        a_worker("W2", name=""),
    )
    shown, hidden = (names_of(snapshot, hide_names=hide) for hide in (False, True))
    children = (ChildId("C1"), ChildId("C2"))

    assert shown.children(children) == "Jac Thomas and C2"
    assert hidden.children(children) == "J.T. and C2"
    assert hidden.workers((WorkerId("W1"), WorkerId("W2"))) == "Nia Bevan and W2"
    assert hidden.holder(None) == "nobody"
    assert hidden.holder(WorkerId("N1")) == "N1"
