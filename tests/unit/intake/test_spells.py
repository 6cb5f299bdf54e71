"""Rows of involvements and allocations: of several workers, the open case holder counts."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from books import AS_AT, BORN, a_workbook, at, child, found, holder

from allocation_app.domain.people import Involvement, Spell
from allocation_app.errors import Severity
from allocation_app.intake import Code, Reading, read
from allocation_app.intake.capacity import Capacity, capacity_in_words
from allocation_app.intake.layouts.spells import spells_layout

LIST = (("Child ID", "DOB", "Status"), ("C1", BORN, "CP"))
HEAD = ("Child ID", "Worker", "Involvement type", "Start date", "End date")
PAST, EARLIER, LATER = date(2025, 3, 3), date(2026, 2, 2), date(2026, 9, 7)

Rows = tuple[tuple[object, ...], ...]


def reading_of(folder: Path, *spells: tuple[object, ...], head: object = HEAD) -> Reading:
    """What is read from a list with child C1 and a sheet of spells beside it."""
    rows = (head, *spells)
    return read([a_workbook(folder / "c.xlsx", Children=LIST, Involvements=rows)], as_at=AS_AT)


def a_spell(
    worker: object, start: object = EARLIER, end: object = "", capacity: object = "Case holder"
) -> tuple[object, ...]:
    return ("C1", worker, capacity, start, end)


def named(reading: Reading, given: str = "C1") -> str:
    """Who holds a child, by name; "" for nobody, "?" where nobody can tell."""
    worker = holder(reading, given)
    if worker is not None:
        return worker.name
    return "" if child(reading, given).is_holder_readable else "?"


LIQUIDLOGIC = (
    *("FACT_INVOLVEMENTS_ID", "DIM_PERSON_ID", "DIM_WORKER_ID", "DIM_LOOKUP_INVOLVEMENT_TYPE_CODE"),
    *("IS_ALLOCATED_CW_FLAG", "FACT_WORKER_HISTORY_DEPARTMENT_DESC", "DIM_DEPARTMENT_NAME"),
    *("START_DTTM", "END_DTTM", "DIM_LOOKUP_CWREASON_CODE"),
)
MOSAIC = ("PERSON_ID", "WORKER_ID", "ALLOCATION_ID", "START_DATE", "END_DATE", "PROF_REL_TYPE_CODE")
ECLIPSE = (
    *("PERSONID", "PROFESSIONALRELATIONSHIPPERSONID", "RELATIONSHIPCLASSCODE", "STARTDATE"),
    *("CLOSEDATE", "STARTREASONCODE"),
)
HACKNEY = (
    *("ID", "MOSAIC_ID", "WORKER_ID", "TEAM_ID", "ALLOCATION_START_DATE", "ALLOCATION_END_DATE"),
    *("CASE_STATUS", "CLOSURE_DATE_IF_CLOSED", "RAG_RATING"),
)
SSD = (
    *("invo_involvements_id", "invo_professional_id", "invo_professional_role_id"),
    *("invo_professional_team", "invo_person_id", "invo_involvement_start_date"),
    *("invo_involvement_end_date", "invo_worker_change_reason"),
)
WELSH = ("Rhif plentyn", "Gweithiwr", "Math o ymwneud", "Dyddiad dechrau", "Dyddiad gorffen")


@pytest.mark.parametrize("head", [HEAD, LIQUIDLOGIC, MOSAIC, ECLIPSE, HACKNEY, SSD, WELSH])
def test_that_the_spells_of_every_system_are_recognised(head: tuple[str, ...]) -> None:
    layout = spells_layout(head)
    assert layout is not None
    fields = {layout[1].known.field_of(heading) for heading in head}
    assert {"child_id", "allocated", "allocation_ended"} <= fields
    assert fields & {"worker", "worker_id"}


@pytest.mark.parametrize(
    "head",
    [
        ("ID", "Worker", "Role", "Start date", "End date"),
        ("Staff ID", "Worker", "FTE", "Start date", "End date"),
        ("Child ID", "Worker", "DOB", "Date registered", "Start date", "End date"),
        ("Child ID", "Worker", "Status", "Start date", "End date"),
        ("Child ID", "Status", "Worker", "Date allocated"),
    ],
)
def test_that_a_staff_list_and_a_list_of_children_are_no_spells(head: tuple[str, ...]) -> None:
    assert spells_layout(head) is None


@pytest.mark.parametrize(
    "end", ["", date(2300, 1, 1), date(9999, 12, 31), date(1900, 1, 1), AS_AT + timedelta(1)]
)
def test_that_an_open_end_may_be_written_in_many_ways(tmp_path: Path, end: object) -> None:
    reading = reading_of(tmp_path, a_spell("Jane Roe", end=end))
    assert named(reading) == "Jane Roe"
    assert reading.snapshot.spells == (Spell(child="C1", worker="Jane Roe", start=EARLIER),)  # type: ignore[arg-type]


def test_that_a_spell_that_ends_today_has_ended(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, a_spell("Jane Roe", end=AS_AT))
    assert named(reading) == ""
    assert [spell.end for spell in reading.snapshot.spells] == [AS_AT]


def test_that_past_holders_are_kept_with_their_ends_and_counted(tmp_path: Path) -> None:
    reading = reading_of(
        tmp_path,
        a_spell("Ann Past", PAST, date(2025, 11, 20)),
        a_spell("Bob Then", EARLIER, LATER),
        a_spell("Jane Roe", LATER),
    )
    assert named(reading) == "Jane Roe"
    ends = {spell.worker: spell.end for spell in reading.snapshot.spells}
    assert ends == {"Ann Past": date(2025, 11, 20), "Bob Then": LATER, "Jane Roe": None}
    assert child(reading).workers_in_year == 2
    assert found(reading, Code.CHILD_REPEATED) == found(reading, Code.CHILD_CONFLICT) == []


def test_that_workers_are_not_counted_where_no_past_is_told(tmp_path: Path) -> None:
    assert child(reading_of(tmp_path, a_spell("Jane Roe"))).workers_in_year is None


@pytest.mark.parametrize(
    ("capacity", "involvement"),
    [
        ("Co-worker", Involvement.CO_WORKER),
        ("Cyd-weithiwr", Involvement.CO_WORKER),
        ("16PLUS", Involvement.PERSONAL_ADVISER),
        ("Ymgynghorydd personol", Involvement.PERSONAL_ADVISER),
    ],
)
def test_that_others_beside_the_case_holder_have_their_capacity(
    tmp_path: Path, capacity: str, involvement: Involvement
) -> None:
    others = a_spell("Ann Other", LATER, capacity=capacity)
    reading = reading_of(tmp_path, a_spell("Jane Roe"), others)
    assert named(reading) == "Jane Roe"
    assert {s.worker: s.involvement for s in reading.snapshot.spells} == {
        "Jane Roe": Involvement.CASE_HOLDER,
        "Ann Other": involvement,
    }


def test_that_people_of_other_agencies_are_left_out_with_their_number(tmp_path: Path) -> None:
    others = [a_spell(f"Agency {n}", capacity=c) for n, c in enumerate(["KASCH", "GP", "ysgol"])]
    reading = reading_of(tmp_path, a_spell("Jane Roe"), *others)
    assert list(reading.snapshot.workers) == ["Jane Roe"]
    assert [p.details["rows"] for p in found(reading, Code.SPELLS_OF_OTHERS)] == ["3"]


def test_that_an_unknown_capacity_is_said_and_holds_no_case(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, a_spell("Jane Roe"), a_spell("A B", capacity="Wizard"))
    assert named(reading) == "Jane Roe"
    assert at(reading, Code.INVOLVEMENT_UNKNOWN) == [(3, "C", "Wizard")]


def test_that_a_child_with_an_unknown_capacity_alone_is_not_unallocated(tmp_path: Path) -> None:
    assert named(reading_of(tmp_path, a_spell("A B", capacity="Wizard"))) == "?"


def test_that_an_unknown_capacity_that_has_ended_hides_nobody(tmp_path: Path) -> None:
    assert named(reading_of(tmp_path, a_spell("A B", end=LATER, capacity="Wizard"))) == ""


@pytest.mark.parametrize(("flag", "who"), [("Y", "W1"), ("N", ""), ("", "W1")])
def test_that_the_flag_of_the_allocated_worker_decides(tmp_path: Path, flag: str, who: str) -> None:
    row = (1, "C1", "W1", "CW", flag, "North", "North", EARLIER, "", "")
    assert named(reading_of(tmp_path, row, head=LIQUIDLOGIC)) == who


def test_that_a_flag_that_can_not_be_read_leaves_it_to_the_word(tmp_path: Path) -> None:
    row = (1, "C1", "W1", "GP", "perhaps", "North", "North", EARLIER, "", "")
    assert named(reading_of(tmp_path, row, head=LIQUIDLOGIC)) == ""


def test_that_minus_one_is_nobody(tmp_path: Path) -> None:
    row = (1, "C1", "-1", "CW", "Y", "North", "North", EARLIER, "", "")
    reading = reading_of(tmp_path, row, head=LIQUIDLOGIC)
    assert (named(reading), child(reading).team) == ("", "North")


def test_that_a_team_without_a_worker_is_an_unallocated_child_of_that_team(tmp_path: Path) -> None:
    row = (7, "C1", "", "Team 5", EARLIER, "", "OPEN", "", "high")
    reading = reading_of(tmp_path, row, head=HACKNEY)
    assert (named(reading), child(reading).team) == ("", "Team 5")


@pytest.mark.parametrize("start", [LATER, EARLIER, ""])
def test_that_of_two_open_holders_none_stands_and_both_cells_are_named(
    tmp_path: Path, start: object
) -> None:
    reading = reading_of(tmp_path, a_spell("Jane Roe", start), a_spell("Ann Other", EARLIER))
    assert named(reading) == "?"
    assert set(child(reading).rivals) == {"Jane Roe", "Ann Other"}
    assert reading.snapshot.spells == ()
    (problem,) = found(reading, Code.SPELLS_BOTH_OPEN)
    cells = {f"{problem.sheet}!{problem.column}{problem.row}", problem.details["cells"]}
    assert cells == {"Involvements!B2", "Involvements!B3"}
    assert {problem.value, problem.details["kept"]} == {"Jane Roe", "Ann Other"}
    assert problem.severity is Severity.ERROR


def test_that_a_list_that_names_the_holder_decides_between_two_open_ones(tmp_path: Path) -> None:
    head = ("Child ID", "DOB", "Status", "Social worker")
    children = (head, ("C1", BORN, "CP", "Jane Roe"))
    reading = beside(tmp_path, children, a_spell("Jane Roe"), a_spell("Ann Other", LATER))
    assert (named(reading), child(reading).rivals) == ("Jane Roe", ())
    assert found(reading, Code.SPELLS_BOTH_OPEN) == []


def test_that_one_worker_twice_is_held_since_the_first_start(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, a_spell("Roe, Jane", LATER), a_spell("Jane Roe", EARLIER))
    assert [spell.start for spell in reading.snapshot.spells] == [EARLIER]
    assert found(reading, Code.SPELLS_BOTH_OPEN) == []


def test_that_a_holder_who_begins_later_leaves_the_case_to_the_present_one(tmp_path: Path) -> None:
    planned = a_spell("Ann Next", AS_AT + timedelta(3))
    reading = reading_of(tmp_path, a_spell("Jane Roe"), planned)
    assert named(reading) == "Jane Roe"
    assert found(reading, Code.SPELLS_BOTH_OPEN) == []


def test_that_a_lone_holder_who_begins_later_is_named_by_the_cell_of_the_start(
    tmp_path: Path,
) -> None:
    start = AS_AT + timedelta(3)
    reading = reading_of(tmp_path, a_spell("Ann Next", start))
    assert [spell.start for spell in reading.snapshot.spells] == [None]
    assert at(reading, Code.DATE_IMPOSSIBLE) == [(2, "D", start.isoformat())]


def test_that_an_end_that_can_not_be_read_leaves_the_holder_open(tmp_path: Path) -> None:
    assert named(reading_of(tmp_path, a_spell("Jane Roe", end="soon"))) == "?"


def test_that_an_end_before_the_start_is_an_error_and_the_spell_has_ended(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, a_spell("Jane Roe", LATER, EARLIER))
    assert named(reading) == ""
    assert [(s.start, s.end) for s in reading.snapshot.spells] == [(None, EARLIER)]
    assert at(reading, Code.SPELL_BACKWARDS) == [(2, "E", EARLIER.isoformat())]


@pytest.mark.parametrize(("begins", "notes"), [(LATER - timedelta(1), 1), (LATER, 0)])
def test_that_a_holder_who_begins_before_the_last_one_ended_is_noted(
    tmp_path: Path, begins: date, notes: int
) -> None:
    reading = reading_of(tmp_path, a_spell("A B", EARLIER, LATER), a_spell("Jane Roe", begins))
    overlaps = found(reading, Code.SPELLS_OVERLAP)
    assert [(p.row, p.severity) for p in overlaps] == [(3, Severity.NOTE)] * notes


def test_that_a_child_of_the_list_whose_spells_have_ended_is_unallocated(tmp_path: Path) -> None:
    assert named(reading_of(tmp_path, a_spell("Jane Roe", end=LATER))) == ""


def test_that_a_child_of_ended_spells_alone_is_no_open_case_and_counted(tmp_path: Path) -> None:
    gone = ("C9", "Jane Roe", "Case holder", EARLIER, LATER)
    reading = reading_of(tmp_path, a_spell("Jane Roe"), gone)
    assert list(reading.snapshot.children) == ["C1"]
    assert [p.details["rows"] for p in found(reading, Code.CHILDREN_ENDED)] == ["1"]


def test_that_a_child_of_an_open_spell_alone_is_a_case(tmp_path: Path) -> None:
    more = ("C9", "Jane Roe", "Case holder", EARLIER, "")
    assert named(reading_of(tmp_path, a_spell("Jane Roe"), more), "C9") == "Jane Roe"


def beside(folder: Path, children: Rows, *spells: tuple[object, ...]) -> Reading:
    """What is read from a list of children and spells."""
    book = a_workbook(folder / "c.xlsx", Involvements=(HEAD, *spells), Children=children)
    return read([book], as_at=AS_AT)


@pytest.mark.parametrize(("other", "who"), [("C1", ""), ("X1", "?")])
def test_that_no_spell_means_no_worker_where_most_children_have_one(
    tmp_path: Path, other: str, who: str
) -> None:
    children = (("Child ID", "DOB", "Status"), ("C1", BORN, "CP"), ("C2", BORN, "CP"))
    reading = beside(tmp_path, children, (other, "Jane Roe", "Case holder", EARLIER, ""))
    assert named(reading, "C2") == who
    code = Code.CHILDREN_OF_OTHER_SPELLS if who else Code.CHILDREN_WITHOUT_SPELL
    assert len(found(reading, code)) == 1


def test_that_a_worker_of_the_list_stands_and_a_spell_that_differs_is_an_error(
    tmp_path: Path,
) -> None:
    head = ("Child ID", "DOB", "Status", "Social worker")
    children = (head, ("C1", BORN, "CP", "Jane Roe"), ("C2", BORN, "CP", "Unallocated"))
    reading = beside(tmp_path, children, a_spell("Ann Other"), ("C2", "Cai", "CW", EARLIER, ""))
    assert (named(reading), named(reading, "C2")) == ("Jane Roe", "Cai")
    conflicts = found(reading, Code.SPELL_CONFLICT)
    assert {(p.value, p.details["kept"]) for p in conflicts} == {
        ("Ann Other", "Jane Roe"),
        ("Unallocated", "Cai"),
    }


def test_that_the_start_of_a_worker_of_the_list_comes_from_the_spells(tmp_path: Path) -> None:
    head = ("Child ID", "DOB", "Status", "Social worker")
    reading = beside(tmp_path, (head, ("C1", BORN, "CP", "Jane Roe")), a_spell("Roe, Jane"))
    assert [(s.worker, s.start) for s in reading.snapshot.spells] == [("Jane Roe", EARLIER)]
    assert found(reading, Code.SPELL_CONFLICT) == []


@pytest.mark.parametrize(
    ("start", "is_in"), [(LATER, True), (date(2026, 5, 1), False), (EARLIER, False)]
)
def test_that_a_closed_case_with_a_worker_is_in_only_if_it_began_after_closing(
    tmp_path: Path, start: date, *, is_in: bool
) -> None:
    head = ("Child ID", "DOB", "Status", "Date closed")
    children = (head, ("C1", BORN, "CP", date(2026, 5, 1)), ("C2", BORN, "CP", ""))
    two = ("C2", "Jane Roe", "CW", EARLIER, "")
    reading = beside(tmp_path, children, a_spell("Jane Roe", start), two)
    assert ("C1" in reading.snapshot.children) is is_in
    assert len(found(reading, Code.CHILD_CLOSED_AND_HELD)) == (not is_in)


def test_that_a_list_with_starts_in_turn_is_read_as_spells(tmp_path: Path) -> None:
    head = ("Child ID", "DOB", "Status", "Social worker", "Date allocated")
    rows = (head, ("C1", BORN, "CP", "A B", EARLIER), ("C1", BORN, "CP", "Jane Roe", LATER))
    reading = read([a_workbook(tmp_path / "c.xlsx", Children=rows)], as_at=AS_AT)
    assert child(reading).rivals == ("Jane Roe", "A B")
    assert len(found(reading, Code.SPELLS_BOTH_OPEN)) == 1


def test_that_what_was_said_of_a_child_in_an_ended_spell_is_history(tmp_path: Path) -> None:
    head = ("Child ID", "DOB", "Status", "Worker", "Allocation start", "Allocation end")
    rows = (
        head,
        ("C1", BORN, "CP", "A B", EARLIER, LATER),
        ("C1", BORN, "CIN", "Jane Roe", LATER, ""),
    )
    reading = read([a_workbook(tmp_path / "c.xlsx", Children=rows)], as_at=AS_AT)
    assert child(reading).status_text == "CIN"


@pytest.mark.parametrize(
    ("word", "capacity"),
    [
        ("Allocated Case Worker", Capacity.CASE_HOLDER),
        ("Gweithiwr Achos", Capacity.CASE_HOLDER),
        ("a) Case holder", Capacity.CASE_HOLDER),
        ("KA12", Capacity.EXTERNAL),
        ("Karate", Capacity.NOT_KNOWN),
        ("Health visitor", Capacity.EXTERNAL),
        ("Wizard", Capacity.NOT_KNOWN),
    ],
)
def test_that_a_capacity_is_known_by_its_words(word: str, capacity: Capacity) -> None:
    assert capacity_in_words(word) is capacity
