"""Placement, legal status, who visited, and of what a source had a readable cell."""

from datetime import date
from pathlib import Path

import pytest
from books import (
    AS_AT,
    BORN,
    CHILDREN,
    WORKERS,
    a_workbook,
    at,
    child,
    column_of,
    found,
    reading_of,
)

from allocation_app.domain.people import EventKind, Gap, LegalStatus, Placement
from allocation_app.intake import Code, Reading, read
from allocation_app.intake.alias_files import alias_file
from allocation_app.intake.care_words import placement_of, power_of
from allocation_app.intake.fields import EVENTS, Field
from allocation_app.intake.headings import headings_of

CARE = {
    Placement.PARENT_UNASSESSED: (
        "Placed with parents (Reg 20)",
        "Regulation 19",
        "PWP - pending assessment",
        "With mother, before assessment",
        "Gyda'r rhieni, cyn asesiad",
    ),
    Placement.WITH_PARENT: (
        "P1",
        "k) P1: Placed with parents",
        "Placed with own parents",
        "With father",
        "Gyda'i rhieni",
    ),
    Placement.CONNECTED_TEMPORARY: (
        "Reg 26",
        "reg.24 temporary approval",
        "Connected person (temporary)",
        "Kinship, viability only",
        "Gofalwr cysylltiedig (dros dro)",
    ),
    Placement.SHORT_BREAKS: ("V4", "Short breaks", "respite", "Seibiant byr"),
    Placement.OTHER: (
        "U4: Foster placement - long term",
        "Connected person",
        "Mother and baby unit",
        "With foster parents",
        "Grandparents",
        "Residential",
        "T0",
    ),
}
POWERS = {
    LegalStatus.INTERIM_CARE_ORDER: (
        "C1",
        "C1: ICO",
        "Interim care order",
        "s.38",
        "Gorchymyn gofal interim",
    ),
    LegalStatus.CARE_ORDER: (
        "C2",
        "a) C2: FCO",
        "Care Order",
        "Full care order (s31)",
        "Gorchymyn gofal",
    ),
    LegalStatus.OTHER: (
        "V2",
        "E1",
        "V3",
        "Section 76",
        "S20 accommodated",
        "Placement order",
        "Adran 76",
    ),
}
NOBODY_KNOWS = ("Medium", "No care order", "Care order application", "Former ICO", "CP")


@pytest.mark.parametrize(
    ("text", "placement"),
    [(text, placement) for placement, texts in CARE.items() for text in texts],
)
def test_that_a_placement_is_understood_in_words_and_codes(text: str, placement: Placement) -> None:
    assert placement_of(text) is placement


@pytest.mark.parametrize(
    ("text", "status"), [(text, status) for status, texts in POWERS.items() for text in texts]
)
def test_that_a_legal_status_is_understood_in_words_and_codes(
    text: str, status: LegalStatus
) -> None:
    power = power_of(text)
    assert power is not None
    assert power.status is status


@pytest.mark.parametrize("text", NOBODY_KNOWS)
def test_that_what_may_be_no_order_at_all_is_no_legal_status(text: str) -> None:
    assert power_of(text) is None


def test_that_a_legal_status_without_a_word_for_it_is_said_once_and_not_told(
    tmp_path: Path,
) -> None:
    reading = column_of(tmp_path, "Legal status", "C2", "Blue", "Blue", "")
    assert [child(reading, f"C{n}").legal_status for n in range(1, 5)] == [
        LegalStatus.CARE_ORDER,
        None,
        None,
        None,
    ]
    told = [Gap.LEGAL_STATUS in child(reading, f"C{n}").told for n in range(1, 5)]
    assert told == [True, False, False, True]
    assert at(reading, Code.LEGAL_STATUS_UNKNOWN) == [(3, "E", "Blue")]


def test_that_short_breaks_may_be_said_as_a_legal_status(tmp_path: Path) -> None:
    one = child(column_of(tmp_path, "Legal status", "V4: Short term breaks"))
    assert (one.placement, one.legal_status) == (Placement.SHORT_BREAKS, LegalStatus.OTHER)
    assert {Gap.PLACEMENT, Gap.LEGAL_STATUS} <= one.told


def test_that_statuses_under_legal_status_are_statuses(tmp_path: Path) -> None:
    rows = [("Child ID", "DOB", "Legal status", "Social worker")]
    rows += [(f"C{n}", BORN, text, "Jane Roe") for n, text in enumerate(["CP", "LAC", "CIN"])]  # type: ignore[misc]
    reading = reading_of(tmp_path, rows)
    assert reading.files[0].sheets[0].columns[2].field == Field.STATUS
    assert child(reading, "C0").status_text == "CP"
    assert len(found(reading, Code.COLUMN_SIMILAR)) == 1


@pytest.mark.parametrize(
    ("cell", "placement", "is_told", "is_long_term"),
    [
        ("P1", Placement.WITH_PARENT, True, None),
        ("U4", Placement.OTHER, True, True),
        ("", None, True, None),
        ("TBC", None, False, None),
        ("#N/A", None, False, None),
    ],
)
def test_that_a_placement_type_is_told_or_not(
    tmp_path: Path,
    cell: str,
    placement: Placement | None,
    *,
    is_told: bool,
    is_long_term: bool | None,
) -> None:
    one = child(column_of(tmp_path, "Placement type", cell))
    assert (one.placement, Gap.PLACEMENT in one.told) == (placement, is_told)
    assert one.is_placement_long_term is is_long_term


def visited(folder: Path, *cells: str) -> Reading:
    """What is read from a column of visitors, beside a staff list."""
    head = ("Child ID", "DOB", "Status", "Social worker", "Last visit", "Visited by")
    rows = [head]
    rows += [(f"C{n}", BORN, "CP", "James Doe", AS_AT, cell) for n, cell in enumerate(cells, 1)]  # type: ignore[misc]
    return reading_of(folder, rows, WORKERS)


@pytest.mark.parametrize(
    ("cell", "visitor", "is_told"),
    [
        ("James Doe", "W1", True),
        ("Doe, James", "W1", True),
        ("Jane Roe", "W2", True),
        ("Ann Other", "Ann Other", True),
        ("Jane Roe / James Doe", "W1", True),
        ("Allocated SW", "W1", True),
        ("JD", "W1", True),
        ("J. Doe", "W1", True),
        ("James", "W1", True),
        ("Mary Doe", "Mary Doe", True),
        ("P Doe", "P Doe", True),
        ("XY", None, False),
        ("Support worker", None, False),
        ("Duty", "Duty", True),
        ("", None, True),
        ("unknown", None, False),
    ],
)
def test_that_the_visitor_is_found_or_said_not_to_be(
    tmp_path: Path, cell: str, visitor: str | None, *, is_told: bool
) -> None:
    reading = visited(tmp_path, cell)
    assert (child(reading).visited_by, Gap.VISITOR in child(reading).told) == (visitor, is_told)
    assert [spell.worker for spell in reading.snapshot.spells] == ["W1"]
    assert found(reading, Code.WORKER_NOT_LISTED) == found(reading, Code.WORKER_SEVERAL) == []
    assert len(found(reading, Code.VISITOR_UNREADABLE)) == (not is_told)


def test_that_an_adviser_who_can_not_be_read_is_not_told_to_be_missing(tmp_path: Path) -> None:
    cells = ("Cai Wyn", "unknown", "#REF!", "", "none")
    reading = column_of(tmp_path, "Personal adviser", *cells)
    told = [Gap.ADVISER in child(reading, f"C{n}").told for n in range(1, 6)]
    assert told == [True, False, False, True, True]


def test_that_children_share_the_sets_of_what_was_told(tmp_path: Path) -> None:
    reading = column_of(tmp_path, "Workers in 12 months", 2, 3)
    assert child(reading).told is child(reading, "C2").told
    assert Gap.WORKERS_IN_YEAR in child(reading).told


def test_that_nothing_is_told_without_a_column(tmp_path: Path) -> None:
    assert child(reading_of(tmp_path, CHILDREN), "007").told == {Gap.DATE_OF_BIRTH}


@pytest.mark.parametrize("kind", list(EventKind))
def test_that_every_event_is_read_by_its_first_heading(tmp_path: Path, kind: EventKind) -> None:
    first = next(text for text, field in headings_of("children") if EVENTS.get(field) is kind)
    reading = column_of(tmp_path, first, AS_AT, "")
    assert child(reading).events[kind] == AS_AT
    assert kind not in child(reading, "C2").events
    assert kind in child(reading, "C2").recorded


@pytest.mark.parametrize(
    "heading",
    [
        "Next supervision",
        "Supervision due",
        "Pathway plan due",
        "Next pathway plan review",
        "Care plan review due",
        "Plan start date",
        "Plan start",
        "Plan date",
        "Review date",
        "Interim care order date",
        "Placement order date",
        "Supervision order date",
        "Dental check due",
        "Management oversight due",
        "Planned date of leaving care",
        "Cynllun llwybr nesaf",
        "Goruchwyliaeth nesaf",
    ],
)
def test_that_a_planned_date_and_another_plan_are_not_taken(tmp_path: Path, heading: str) -> None:
    reading = column_of(tmp_path, heading, *[date(2026, month, 7) for month in range(1, 7)])
    assert reading.files[0].sheets[0].columns[-1].field == ""


@pytest.mark.parametrize(
    ("cell", "day", "is_recorded"),
    [(AS_AT, AS_AT, True), ("", None, True), ("soon", None, False)],
)
def test_that_the_supervision_of_a_worker_is_read_from_the_staff_list(
    tmp_path: Path, cell: object, day: date | None, *, is_recorded: bool
) -> None:
    staff = (
        ("Worker ID", "Name", "Role", "FTE", "Date of last supervision"),
        ("W1", "James Doe", "Social Worker", 1, cell),
    )
    worker = reading_of(tmp_path, CHILDREN, staff).snapshot.workers["W1"]  # type: ignore[index]
    assert (worker.last_supervision, worker.is_supervision_recorded) == (day, is_recorded)


def test_that_the_supervision_of_a_child_is_no_worker_s(tmp_path: Path) -> None:
    rows = [
        (*row, when) for row, when in zip(CHILDREN, ("Last supervision", AS_AT, ""), strict=True)
    ]
    reading = read([a_workbook(tmp_path / "c.xlsx", Children=rows, Staff=WORKERS)], as_at=AS_AT)
    assert child(reading, "007").events[EventKind.SUPERVISION] == AS_AT
    assert not any(w.is_supervision_recorded for w in reading.snapshot.workers.values())


def test_that_visit_by_over_dates_is_a_deadline_and_no_name(tmp_path: Path) -> None:
    reading = column_of(tmp_path, "Visit by", AS_AT, "", AS_AT)
    assert reading.files[0].sheets[0].columns[-1].field == ""
    assert child(reading).visited_by is None
    assert Gap.VISITOR not in child(reading).told


def test_that_section_47_begins_with_the_strategy_discussion(tmp_path: Path) -> None:
    reading = column_of(tmp_path, "S47 start date", AS_AT, "", "soon")
    days = [child(reading, f"C{n}").events.get(EventKind.STRATEGY_DISCUSSION) for n in (1, 2, 3)]
    told = [EventKind.STRATEGY_DISCUSSION in child(reading, f"C{n}").recorded for n in (1, 2, 3)]
    assert (days, told) == ([AS_AT, None, None], [True, True, False])


def test_that_a_strategy_discussion_of_its_own_stands(tmp_path: Path) -> None:
    head = ("Child ID", "DOB", "Status", "Social worker", "S47 start date", "Strategy discussion")
    rows = (
        head,
        ("C1", BORN, "CP", "James Doe", AS_AT, date(2026, 11, 1)),
        ("C2", BORN, "CP", "James Doe", AS_AT, ""),
        ("C3", BORN, "CP", "James Doe", AS_AT, "tbc"),
    )
    reading = reading_of(tmp_path, rows)
    days = [child(reading, f"C{n}").events.get(EventKind.STRATEGY_DISCUSSION) for n in (1, 2, 3)]
    assert days == [date(2026, 11, 1), None, None]
    assert EventKind.STRATEGY_DISCUSSION not in child(reading, "C3").recorded


def test_that_spells_tell_who_has_no_adviser_and_no_worker_before(tmp_path: Path) -> None:
    head = ("Child ID", "Worker", "Involvement", "Start date", "End date")
    rows = (
        head,
        ("C1", "Ann Lee", "Case holder", date(2026, 1, 5), ""),
        ("C1", "Cai Wyn", "Personal adviser", date(2026, 1, 5), ""),
        ("C2", "Ann Lee", "Case holder", "soon", ""),
        ("C2", "Bob Orr", "Case holder", date(2025, 1, 5), date(2026, 1, 5)),
    )
    reading = reading_of(tmp_path, rows)
    for given in ("C1", "C2"):
        assert {Gap.ADVISER, Gap.PREVIOUS_WORKER} <= child(reading, given).told
    assert Gap.ALLOCATION_START in child(reading).told
    assert Gap.ALLOCATION_START not in child(reading, "C2").told
    alone = reading_of(tmp_path, (head, rows[1], ("C3", "Ann Lee", "Case holder", AS_AT, "")))
    assert {Gap.ADVISER, Gap.PREVIOUS_WORKER}.isdisjoint(child(alone).told)


def test_that_a_bedroom_seen_at_the_last_visit_was_seen_on_that_day(tmp_path: Path) -> None:
    head = ("Child ID", "DOB", "Status", "Social worker", "Last visit", "Bedroom seen")
    answers = ("Y", "N", "Yes", "No", "Y", "")
    rows = [head]
    rows += [(f"C{n}", BORN, "CP", "A B", AS_AT, said) for n, said in enumerate(answers, 1)]  # type: ignore[misc]
    reading = reading_of(tmp_path, rows)
    assert reading.files[0].sheets[0].columns[-1].field == Field.WAS_BEDROOM_SEEN
    seen = [child(reading, f"C{n}").events.get(EventKind.BEDROOM_SEEN) for n in range(1, 7)]
    assert seen == [AS_AT, None, AS_AT, None, AS_AT, None]
    assert EventKind.BEDROOM_SEEN not in child(reading, "C2").recorded


def a_list(number: int, *rows: dict[str, object]) -> list[list[object]]:
    """A list of Annex A by its published headings, with these cells."""
    tables = alias_file("annex_a")["list"]
    assert isinstance(tables, list)
    table = tables[number - 1]
    headings = [*table["headings"], *(h for row in rows for h in row if h not in table["headings"])]
    cells = [[row.get(heading, "") for heading in headings] for row in rows]
    return [list(dict.fromkeys(headings)), *cells]


def test_that_a_care_leaver_left_care_when_the_list_of_children_in_care_ended(
    tmp_path: Path,
) -> None:
    who = {"Child Unique ID": "C1", "Date of Birth": date(2008, 3, 4)}
    left = {**who, "Date Ceased to be Looked After": AS_AT}
    reviewed = {**who, "Latest Pathway Plan Review Date": AS_AT, "Allocated Worker": "A B"}
    book = a_workbook(tmp_path / "a.xlsx", List_8=a_list(8, left), List_9=a_list(9, reviewed))
    one = child(read([book], as_at=AS_AT))
    assert one.events == {EventKind.LEFT_CARE: AS_AT, EventKind.PATHWAY_PLAN_REVIEW: AS_AT}


def test_that_of_an_answer_and_a_date_the_date_is_taken(tmp_path: Path) -> None:
    head = ("Child ID", "DOB", "Status", "Social worker", "Bedroom seen", "Bedroom seen date")
    reading = reading_of(tmp_path, (head, ("C1", BORN, "CP", "A B", "Y", AS_AT)))
    assert child(reading).events[EventKind.BEDROOM_SEEN] == AS_AT
