"""Children: what their cells come to, and what happens to a child who stands twice."""

from datetime import date
from pathlib import Path

import pytest
from books import AS_AT, at, child, column_of, found, holder, reading_of

from allocation_app.domain.people import EventKind, Involvement, Status
from allocation_app.errors import Severity
from allocation_app.intake import Code, Reading
from allocation_app.intake.vocabulary import status_of

HEAD = ("Child ID", "DOB", "Status", "Social worker", "Date allocated")
BORN = date(2015, 3, 4)


def a_row(
    given: object, status: str = "CP", worker: str = "Jane Roe", **more: object
) -> tuple[object, ...]:
    return (given, more.get("born", BORN), status, worker, more.get("allocated", ""))


def status_reading(folder: Path, *texts: str) -> Reading:
    rows = [a_row(f"C{number}", text) for number, text in enumerate(texts, 1)]
    return reading_of(folder, (HEAD, *rows))


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("CP", {Status.REGISTERED}),
        ("CPR", {Status.REGISTERED}),
        ("on register", {Status.REGISTERED}),
        ("b) Child Protection plan", {Status.REGISTERED}),
        ("Amddiffyn Plant", {Status.REGISTERED}),
        ("CASP", {Status.CARE_AND_SUPPORT}),
        ("Care and Support", {Status.CARE_AND_SUPPORT}),
        ("c) Child in need plan", {Status.CARE_AND_SUPPORT}),
        ("LAC", {Status.LOOKED_AFTER}),
        ("Children Looked After", {Status.LOOKED_AFTER}),
        ("Plant sy’n derbyn gofal", {Status.LOOKED_AFTER}),
        ("PLO", {Status.PROCEEDINGS}),
        ("Pre-proceedings", {Status.PROCEEDINGS}),
        ("d) Open assessment", {Status.ASSESSMENT}),
        ("Contact", {Status.REFERRAL}),
        ("16+", {Status.CARE_LEAVER}),
        ("Care leaver", {Status.CARE_LEAVER}),
        ("CWD", {Status.DISABLED}),
        ("Privately fostered", {Status.PRIVATELY_FOSTERED}),
        ("CP + LAC", {Status.REGISTERED, Status.LOOKED_AFTER}),
        ("CIN/CP", {Status.CARE_AND_SUPPORT, Status.REGISTERED}),
        ("LAC and PLO", {Status.LOOKED_AFTER, Status.PROCEEDINGS}),
        ("CP\nCLA", {Status.REGISTERED, Status.LOOKED_AFTER}),
    ],
)
def test_that_a_status_is_known_in_the_words_of_practice(
    tmp_path: Path, text: str, statuses: set[Status]
) -> None:
    reading = status_reading(tmp_path, text)
    assert child(reading).statuses == statuses
    assert found(reading, Code.STATUS_UNKNOWN) == []


def test_that_an_unknown_status_is_kept_and_reported_once_with_its_rows(tmp_path: Path) -> None:
    reading = status_reading(tmp_path, "Awaiting panel", "CP", "Awaiting panel")
    assert child(reading).statuses == {Status.UNKNOWN}
    assert child(reading).status_text == "Awaiting panel"
    assert [(p.row, p.value, p.details["rows"]) for p in found(reading, Code.STATUS_UNKNOWN)] == [
        (2, "Awaiting panel", "2")
    ]


def test_that_half_a_status_that_is_known_counts_and_the_other_half_is_reported(
    tmp_path: Path,
) -> None:
    reading = status_reading(tmp_path, "CP / tier 3")
    assert child(reading).statuses == {Status.REGISTERED}
    assert at(reading, Code.STATUS_UNKNOWN) == [(2, "C", "CP / tier 3")]


def test_that_a_child_without_a_status_is_kept_and_named(tmp_path: Path) -> None:
    reading = status_reading(tmp_path, "", "tbc", "Open")
    assert [child(reading, f"C{n}").statuses for n in (1, 2, 3)] == [{Status.UNKNOWN}] * 3
    assert [row for row, _, _ in at(reading, Code.STATUS_BLANK)] == [2, 3, 4]


@pytest.mark.parametrize("text", ["Closed", "e) Closed episode", "Wedi cau", "Case closed"])
def test_that_a_closed_case_is_left_out_and_counted(tmp_path: Path, text: str) -> None:
    reading = status_reading(tmp_path, "CP", text)
    assert list(reading.snapshot.children) == ["C1"]
    assert [p.details["rows"] for p in found(reading, Code.ROWS_CLOSED)] == ["1"]


def test_that_closed_with_something_else_is_no_reason_to_lose_a_child() -> None:
    assert not status_of("CP closed, CIN").is_closed
    assert not status_of("LAC (closed to duty)").is_closed


def test_that_a_case_that_closes_later_is_open(tmp_path: Path) -> None:
    reading = column_of(tmp_path, "Date closed", AS_AT, date(2026, 11, 21), "", "tbc")
    assert list(reading.snapshot.children) == ["C2", "C3", "C4"]


def test_that_identifiers_stay_text(tmp_path: Path) -> None:
    rows = (HEAD, a_row("007"), a_row(123.0), a_row(45678901), a_row("AB/12"))
    assert list(reading_of(tmp_path, rows).snapshot.children) == ["007", "123", "45678901", "AB/12"]


def test_that_the_same_row_twice_is_one_child_and_a_note(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, (HEAD, a_row("1"), a_row(1)))
    assert len(reading.snapshot.children) == len(reading.snapshot.spells) == 1
    notes = found(reading, Code.CHILD_REPEATED)
    assert [(p.row, p.severity, p.details["first_row"]) for p in notes] == [(3, Severity.NOTE, "2")]


@pytest.mark.parametrize("start", [date(2026, 2, 1), ""])
def test_that_of_two_workers_on_two_rows_none_stands_and_both_cells_are_named(
    tmp_path: Path, start: object
) -> None:
    """Two open holders contradict each other, whether the list gives their starts or not."""
    rows = (HEAD, a_row("1", allocated=start), a_row("1", worker="Ann Other", allocated=start))
    reading = reading_of(tmp_path, rows)
    assert holder(reading, "1") is None
    assert not child(reading, "1").is_holder_readable
    assert set(child(reading, "1").rivals) == {"Jane Roe", "Ann Other"}
    (problem,) = found(reading, Code.SPELLS_BOTH_OPEN)
    assert (problem.row, problem.column, problem.value) == (3, "D", "Ann Other")
    assert (problem.details["kept"], problem.details["cells"]) == ("Jane Roe", "Children!D2")
    assert found(reading, Code.CHILD_REPEATED) == found(reading, Code.CHILD_CONFLICT) == []


def test_that_two_spellings_of_one_worker_on_two_rows_are_one_holder(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, (HEAD, a_row("1"), a_row("1", worker="ROE, Jane")))
    assert child(reading, "1").rivals == ()
    worker = holder(reading, "1")
    assert worker is not None
    assert worker.name == "Jane Roe"


def test_that_a_second_row_fills_what_the_first_leaves_open(tmp_path: Path) -> None:
    rows = (HEAD, a_row("1", born="", worker=""), a_row("1", allocated=date(2026, 2, 1)))
    reading = reading_of(tmp_path, rows)
    assert child(reading, "1").date_of_birth == BORN
    assert [(s.worker, s.start) for s in reading.snapshot.spells] == [
        ("Jane Roe", date(2026, 2, 1))
    ]


def test_that_a_second_rows_unreadable_worker_keeps_a_child_from_looking_unallocated(
    tmp_path: Path,
) -> None:
    reading = reading_of(tmp_path, (HEAD, a_row("1", worker=""), a_row("1", worker="#N/A")))
    assert not child(reading, "1").is_holder_readable


def test_that_statuses_of_both_rows_count(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, (HEAD, a_row("1", "CP"), a_row("1", "LAC")))
    assert child(reading, "1").statuses == {Status.REGISTERED, Status.LOOKED_AFTER}


def test_that_blank_is_recorded_and_not_known_is_not(tmp_path: Path) -> None:
    reading = column_of(tmp_path, "Last core group", date(2026, 11, 2), "", "tbc", "soon")
    kind = EventKind.CORE_GROUP
    assert [kind in child(reading, f"C{n}").recorded for n in (1, 2, 3, 4)] == [
        True,
        True,
        False,
        False,
    ]
    assert [kind in child(reading, f"C{n}").events for n in (1, 2)] == [True, False]
    assert at(reading, Code.DATE_UNREADABLE) == [(5, "E", "soon")]
    assert EventKind.SEEN not in child(reading).recorded


def test_that_a_previous_worker_with_its_end_is_a_closed_spell(tmp_path: Path) -> None:
    rows = (
        (*HEAD, "Previous worker", "Previous worker ended"),
        (*a_row("1", worker=""), "Ann Other", date(2026, 10, 1)),
        (*a_row("2"), "Ann Other", ""),
        (*a_row("3"), "", date(2026, 10, 1)),
    )
    reading = reading_of(tmp_path, rows)
    closed = [(s.child, s.worker, s.end) for s in reading.snapshot.spells if s.end is not None]
    assert closed == [("1", "Ann Other", date(2026, 10, 1))]
    assert [row for row, _, _ in at(reading, Code.PREVIOUS_WORKER_INCOMPLETE)] == [3, 4]


def test_that_a_co_worker_and_an_adviser_have_spells_of_their_own(tmp_path: Path) -> None:
    rows = (
        (*HEAD, "Co-worker", "Personal adviser"),
        (*a_row("1"), "Ann Other; Bob Third", "Cai Fourth"),
    )
    spells = reading_of(tmp_path, rows).snapshot.spells
    assert [(s.worker, s.involvement) for s in spells] == [
        ("Jane Roe", Involvement.CASE_HOLDER),
        ("Ann Other", Involvement.CO_WORKER),
        ("Bob Third", Involvement.CO_WORKER),
        ("Cai Fourth", Involvement.PERSONAL_ADVISER),
    ]


@pytest.mark.parametrize(
    ("heading", "cell", "name", "value"),
    [
        ("Out of area", "Y", "is_out_of_area", True),
        ("Out of area", "b) Out", "is_out_of_area", True),
        ("Out of area", "Nac ydy", "is_out_of_area", False),
        ("Out of area", "c) Unknown", "is_out_of_area", None),
        ("Out of area", "", "is_out_of_area", None),
        ("Conference needed (Y/N)", "Yes", "is_conference_needed", True),
        ("Placement long term / permanent (Y/N)", "N", "is_placement_long_term", False),
        ("Placements in 12 months", "3", "placements_in_year", 3),
        ("Workers in 12 months", 2.0, "workers_in_year", 2),
        ("First language", "Cymraeg", "language", "Cymraeg"),
        ("Family ID", 991.0, "family", "991"),
        ("Team", "Tîm  Gogledd", "team", "Tîm Gogledd"),
    ],
)
def test_that_each_other_fact_is_read(
    tmp_path: Path, heading: str, cell: object, name: str, value: object
) -> None:
    assert getattr(child(column_of(tmp_path, heading, cell)), name) == value


def test_that_neither_yes_nor_no_is_named(tmp_path: Path) -> None:
    reading = column_of(tmp_path, "Out of area", "perhaps")
    assert at(reading, Code.YES_NO_UNREADABLE) == [(2, "E", "perhaps")]
    assert child(reading).is_out_of_area is None


def test_that_a_number_that_is_none_is_named(tmp_path: Path) -> None:
    reading = column_of(tmp_path, "Placements in 12 months", "several", -1, 1.5)
    assert [row for row, _, _ in at(reading, Code.NUMBER_UNREADABLE)] == [2, 3, 4]


def test_that_a_true_cell_is_not_taken_for_the_number_one(tmp_path: Path) -> None:
    reading = column_of(tmp_path, "Placements in 12 months", 1, True)  # noqa: FBT003 - a cell
    assert [child(reading, given).placements_in_year for given in ("C1", "C2")] == [1, None]
