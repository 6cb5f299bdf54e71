"""What is staged reads as a line: from whom to whom, from when; and each code has its words."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest

from allocation_app.domain import plan as codes
from allocation_app.domain.people import ChildId, Involvement, Reduction, Role, WorkerId
from allocation_app.domain.plan import InvolvementChange, Mark, MarkKind, Move, Pin
from allocation_app.domain.staffing import Joiner, StaffChange, StaffChangeKind
from allocation_app.wording import moves, staffing
from allocation_app.wording.moves import staged
from allocation_app.wording.names import Names

NAMES = Names(
    child={"C1": "Jac T.", "C2": "Nia B."}.__getitem__,
    worker={"W1": "Sioned Hughes", "W2": "Kofi Ahmed", "D": "Duty"}.__getitem__,
)
C1, C2, W1, W2 = ChildId("C1"), ChildId("C2"), WorkerId("W1"), WorkerId("W2")
MONDAY = date(2026, 11, 30)
DONORS: moves.Donors = {C1: WorkerId("D"), C2: W1}
TO_KOFI = Move(child=C1, to=W2, effective=MONDAY)


@pytest.mark.parametrize(
    ("known", "words", "said"),
    [
        (codes.CHANGE_REASONS, moves.REASONS, moves.change_reason),
        (codes.OVERRIDE_REASONS, moves.OVERRIDES, moves.override_reason),
        (codes.PIN_REASONS, moves.PINS, moves.pin_reason),
    ],
)
def test_that_every_coded_reason_has_the_words_of_its_code(
    known: tuple[str, ...], words: Mapping[str, str], said: Callable[[str], str]
) -> None:
    assert tuple(words) == known
    assert [said(code) for code in known] == [*words.values()]
    assert said("") == ""


def test_that_a_move_reads_from_whom_to_whom_and_from_when() -> None:
    assert moves.about(TO_KOFI, NAMES) == "Jac T."
    assert moves.step(TO_KOFI, DONORS, NAMES) == "Duty → Kofi Ahmed, from Mon 30 Nov"
    assert moves.step(Move(child=C2, to=None), DONORS, NAMES) == "Sioned Hughes → nobody"


@pytest.mark.parametrize(
    ("steps", "line"),
    [
        ([TO_KOFI], "Jac T.: from Duty to Kofi Ahmed, from Mon 30 Nov."),
        ([Move(child=C2, to=None)], "Nia B.: from Sioned Hughes to nobody, unallocated."),
        (
            [TO_KOFI, Move(child=C2, to=W2, effective=MONDAY)],
            "2 children: to Kofi Ahmed, from Mon 30 Nov.",
        ),
        ([TO_KOFI, Move(child=C2, to=W1)], "2 children: to 2 workers."),
    ],
)
def test_that_what_was_just_staged_is_one_line(steps: list[Move], line: str) -> None:
    assert staged(steps, DONORS, NAMES) == line


def test_that_children_of_one_worker_are_said_to_come_from_there() -> None:
    steps = [Move(child=C1, to=W2), Move(child=C2, to=W2)]

    assert staged(steps, {C1: W1, C2: W1}, NAMES) == "2 children: from Sioned Hughes to Kofi Ahmed."
    assert staged(steps, {}, NAMES) == "2 children: from nobody to Kofi Ahmed."
    assert staged(steps[:1], {}, NAMES) == "Jac T.: to Kofi Ahmed."


def test_that_co_workers_and_advisers_are_said_to_come_and_go() -> None:
    comes = InvolvementChange(
        child=C1, worker=W2, involvement=Involvement.CO_WORKER, effective=MONDAY
    )
    goes = InvolvementChange(
        child=C1, worker=W2, involvement=Involvement.PERSONAL_ADVISER, is_end=True
    )

    assert staged([comes], {}, NAMES) == "Jac T.: Kofi Ahmed becomes co-worker, from Mon 30 Nov."
    assert moves.step(goes, {}, NAMES) == "Kofi Ahmed is no longer personal adviser"
    assert staged([comes, TO_KOFI], {}, NAMES) == "2 changes staged."


def test_that_what_is_taken_back_is_said() -> None:
    assert moves.taken_back([TO_KOFI], NAMES) == "Jac T.: taken back."
    assert moves.taken_back([TO_KOFI, TO_KOFI], NAMES) == "2 changes taken back."
    assert [moves.count(n) for n in (0, 1, 3)] == [
        "nothing staged",
        "1 change staged",
        "3 changes staged",
    ]


def a_change(kind: StaffChangeKind, **fields: object) -> StaffChange:
    return StaffChange(kind=kind, worker=W1, day=MONDAY, **fields)


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (a_change(StaffChangeKind.LEAVES), "leaves, last day Mon 30 Nov 2026"),
        (a_change(StaffChangeKind.AWAY), "is away from Mon 30 Nov 2026, no return planned"),
        (
            a_change(StaffChangeKind.AWAY, until=date(2027, 2, 12), reason="course"),
            "is away Mon 30 Nov 2026 to Fri 12 Feb 2027 (course)",
        ),
        (a_change(StaffChangeKind.RETURNS), "is back from Mon 30 Nov 2026"),
        (a_change(StaffChangeKind.HOURS, fte=0.6), "works 0.6 FTE from Mon 30 Nov 2026"),
        (
            a_change(
                StaffChangeKind.JOINS,
                joiner=Joiner(
                    name="Ann",
                    role=Role.SOCIAL_WORKER,
                    fte=0.8,
                    is_newly_qualified=True,
                    languages=frozenset({"Welsh"}),
                    protected=(
                        Reduction(share=0.5, end=date(2027, 1, 31)),
                        Reduction(share=0.1),
                    ),
                ),
            ),
            (
                "joins on Mon 30 Nov 2026: social worker, 0.8 FTE, newly qualified, Welsh,"
                " protected start: 50 % less until Sun 31 Jan 2027, protected start: 10 % less"
            ),
        ),
        (
            a_change(StaffChangeKind.JOINS, joiner=Joiner(name="Ann", role=None)),
            "joins on Mon 30 Nov 2026: role not given, 1 FTE",
        ),
    ],
)
def test_that_a_change_of_staff_says_what_happens_and_when(change: StaffChange, line: str) -> None:
    assert staffing.change(change) == line
    assert staffing.sentence(change, NAMES) == f"Sioned Hughes {line}"
    assert staged([change], {}, NAMES) == f"Sioned Hughes {line}."


def test_that_every_kind_of_change_has_a_word_and_a_name_for_its_day() -> None:
    kinds = list(StaffChangeKind)

    assert len({staffing.kind(kind) for kind in kinds}) == len(kinds)
    assert len({staffing.day_name(kind) for kind in kinds}) > 1


def test_that_a_mark_says_who_and_never_why() -> None:
    def a_mark(kind: MarkKind, **whom: object) -> str:
        return moves.marked(Mark(kind=kind, child=C1, **whom), NAMES)

    assert a_mark(MarkKind.MUST_NOT, worker=W2) == "Kofi Ahmed must not hold Jac T."
    assert a_mark(MarkKind.KEEP_APART, other=C2).startswith("Jac T. and Nia B. are kept with diff")
    assert a_mark(MarkKind.KEEP_TOGETHER, other=C2).endswith("are kept with one worker")
    assert {moves.mark_name(kind) for kind in MarkKind} == set(moves.MARKS.values())


def test_that_a_pin_says_until_when_and_why() -> None:
    assert moves.pinned(Pin(child=C1)) == "Pinned until it is lifted."
    assert moves.pin_until(MONDAY) == "until Mon 30 Nov 2026"
    assert moves.pinned(Pin(child=C1, reason="TRUSTS", until=MONDAY)) == (
        "Pinned until Mon 30 Nov 2026: the child trusts this worker."
    )
    assert moves.pinned_by_default(3).startswith("Pinned by default: 3 workers in 12 months.")
    assert moves.churn(3) == "3 workers in 12 months"


def test_that_whoever_writes_a_note_is_warned_of_what_it_must_not_hold() -> None:
    assert moves.note_warning().startswith("No sensitive detail: ")
