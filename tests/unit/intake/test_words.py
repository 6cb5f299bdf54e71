"""Words with a meaning: what the tool takes them for, and what a person decides instead."""

from pathlib import Path

import pytest
from books import AS_AT, BORN, a_workbook, child, found, holder

from allocation_app.domain.people import Role, Status, WorkerId
from allocation_app.intake import Code, Holding, Mapping, Reading, read
from allocation_app.intake.mapping import NO_MAPPING
from allocation_app.intake.vocabulary import Vocabulary, status_of

HEAD = ("Child ID", "DOB", "Status", "Social worker", "Co-worker")
STAFF_HEAD = ("Worker ID", "Name", "Role", "FTE")
STAFF = (STAFF_HEAD, ("W1", "James Doe", "Wizard", 1))


def reading_of(
    folder: Path, *rows: tuple[object, ...], mapping: Mapping = NO_MAPPING, staff: object = STAFF
) -> Reading:
    """What is read from a list of children and of staff, under these decisions."""
    children = (HEAD, *((f"C{n}", BORN, *row) for n, row in enumerate(rows, 1)))
    book = a_workbook(folder / "c.xlsx", Children=children, Staff=staff)  # type: ignore[arg-type]
    return read([book], as_at=AS_AT, mapping=mapping)


def meanings(reading: Reading, kind: str) -> dict[str, tuple[str, int, bool]]:
    """Meaning, rows and whether somebody said so, of the words of a kind."""
    return {w.text: (w.meaning, w.rows, w.is_decided) for w in reading.words if w.kind == kind}


ROWS = (
    ("CP", "James Doe", ""),
    ("CP", "Duty", "Ann Other; Bob Third"),
    ("CP + LAC", "Unallocated", ""),
    ("Tier 3", "?", ""),
    ("Open", "North Team", ""),
)


def test_that_every_word_is_told_with_its_meaning_and_its_rows(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, *ROWS)
    assert meanings(reading, "status") == {
        "CP": ("registered", 2, False),
        "CP + LAC": ("looked_after+registered", 1, False),
        "Tier 3": ("", 1, False),
        "Open": ("open", 1, False),
    }
    assert meanings(reading, "role") == {"Wizard": ("", 1, False)}
    assert {text: said[0] for text, said in meanings(reading, "worker").items()} == {
        "James Doe": "person",
        "Duty": "duty",
        "Unallocated": "nobody",
        "?": "",
        "North Team": "team",
        "Ann Other": "person",
        "Bob Third": "person",
    }


def test_that_a_decided_status_counts_alone_and_among_others(tmp_path: Path) -> None:
    mapping = Mapping(statuses={"tier3": "care_and_support"})
    rows = (("Tier 3", "A B", ""), ("CP / Tier 3", "A B", ""), ("Tier 4", "A B", ""))
    reading = reading_of(tmp_path, *rows, mapping=mapping)
    assert child(reading, "C1").statuses == {Status.CARE_AND_SUPPORT}
    assert child(reading, "C2").statuses == {Status.REGISTERED, Status.CARE_AND_SUPPORT}
    assert [p.value for p in found(reading, Code.STATUS_UNKNOWN)] == ["Tier 4"]
    assert meanings(reading, "status")["Tier 3"] == ("care_and_support", 1, True)


@pytest.mark.parametrize(("meaning", "is_in"), [("closed", False), ("open", True)])
def test_that_a_word_decided_as_closed_closes_a_case(
    tmp_path: Path, meaning: str, *, is_in: bool
) -> None:
    mapping = Mapping(statuses={"tier3": meaning})
    reading = reading_of(tmp_path, ("Tier 3", "A B", ""), ("CP", "A B", ""), mapping=mapping)
    assert ("C1" in reading.snapshot.children) is is_in


def test_that_a_decided_job_title_has_its_role(tmp_path: Path) -> None:
    reading = reading_of(
        tmp_path, ("CP", "James Doe", ""), mapping=Mapping(roles={"wizard": "manager"})
    )
    assert reading.snapshot.workers[WorkerId("W1")].role is Role.MANAGER
    assert found(reading, Code.ROLE_UNKNOWN) == []
    assert meanings(reading, "role") == {"Wizard": ("manager", 1, True)}


@pytest.mark.parametrize("holding", [Holding.DUTY, Holding.TEAM, Holding.MANAGER])
def test_that_a_name_decided_as_no_case_holder_holds_no_case(
    tmp_path: Path, holding: Holding
) -> None:
    mapping = Mapping(workers={"doe james": holding.value, "holly rowan": holding.value})
    rows = (("CP", "Rowan Holly", ""), ("CP", "James Doe", ""))
    reading = reading_of(tmp_path, *rows, mapping=mapping)
    workers = [holder(reading, given) for given in ("C1", "C2")]
    assert [w.role for w in workers if w is not None] == [Role(holding.value)] * 2
    assert meanings(reading, "worker")["Rowan Holly"] == (holding.value, 1, True)


def test_that_a_name_decided_as_nobody_leaves_a_child_unallocated(tmp_path: Path) -> None:
    mapping = Mapping(workers={"pod red": "nobody"})
    reading = reading_of(tmp_path, ("CP", "Red Pod", ""), mapping=mapping)
    assert holder(reading) is None
    assert child(reading).is_holder_readable
    assert [p.value for p in found(reading, Code.WORKER_NOBODY)] == ["Red Pod"]


@pytest.mark.parametrize("name", ["Duty Team", "Unknown", "Nobody"])
def test_that_a_name_decided_as_a_person_is_one(tmp_path: Path, name: str) -> None:
    key = " ".join(sorted(name.lower().split()))
    reading = reading_of(tmp_path, ("CP", name, ""), mapping=Mapping(workers={key: "person"}))
    worker = holder(reading)
    assert worker is not None
    assert (worker.name, worker.role) == (name, None)


def test_that_a_decision_counts_in_the_rows_of_spells(tmp_path: Path) -> None:
    spells = (
        ("Child ID", "Worker", "Involvement type", "Start date", "End date"),
        ("C1", "Red Pod", "CW", BORN, ""),
        ("C2", "Red Pod", "CW", BORN, ""),
    )
    children = (("Child ID", "DOB", "Status"), ("C1", BORN, "CP"))
    book = a_workbook(tmp_path / "c.xlsx", Children=children, Involvements=spells)
    reading = read([book], as_at=AS_AT, mapping=Mapping(workers={"pod red": "nobody"}))
    assert holder(reading) is None
    assert child(reading).is_holder_readable


def test_that_a_word_for_not_known_may_be_decided_too() -> None:
    decided = Vocabulary(mapping=Mapping(statuses={"tbc": "assessment"}))
    assert decided.status_of("TBC").statuses == {Status.ASSESSMENT}
    assert Vocabulary().status_of("TBC").statuses == frozenset()


def test_that_what_is_not_decided_keeps_its_meaning() -> None:
    vocabulary = Vocabulary(mapping=Mapping(workers={"pod red": "nobody"}))
    assert vocabulary.is_nobody("Red Pod")
    assert not vocabulary.is_nobody("Blue Pod")
    assert vocabulary.is_nobody("Unallocated")
    assert not Vocabulary().is_nobody("Red Pod")
    assert vocabulary.stand_in("Duty", frozenset()) is Role.DUTY


@pytest.mark.parametrize(
    "text", ["TAF", "Early help", "Cymorth cynnar", "Step down", "Review", "Closed to TAF"]
)
def test_that_words_of_other_services_are_no_status_of_ours_and_close_nothing(text: str) -> None:
    reading = status_of(text)
    assert (reading.statuses, reading.is_closed, reading.is_understood) == (
        frozenset(),
        False,
        False,
    )
