"""SSDA903 and the CIN census: several text files that are one caseload together."""

from datetime import date
from pathlib import Path

import pytest
from books import AS_AT, a_text_file, at, child, found, holder

from allocation_app.domain.people import EventKind, LegalStatus, Placement, Status
from allocation_app.errors import InputError
from allocation_app.intake import Code, Reading, read

HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB"
EPISODES = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,URN"
REVIEWS = "CHILD,DOB,REVIEW,REVIEW_CODE"
WORKERS = "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON"


def an_episode(  # noqa: PLR0913 - a row has as many cells
    start: str,
    reason: str,
    end: str = "",
    place: str = "U6",
    given: str = "C1",
    *,
    power: str = "C2",
) -> str:
    return f"{given},{start},{reason},{power},N1,{place},PR1,{end},,,"


def reading_of(folder: Path, *texts: tuple[str, ...]) -> Reading:
    """What is read from one text file for each table, headings first."""
    paths = [
        a_text_file(folder / f"{number}.csv", "\n".join(lines))
        for number, lines in enumerate(texts, 1)
    ]
    return read(paths, as_at=AS_AT)


def test_that_a_set_of_files_is_one_caseload(tmp_path: Path) -> None:
    reading = reading_of(
        tmp_path,
        (HEADER, "C1,1,04/03/2015,WBRI,U1,,", "C2,2,04/03/2016,WBRI,U2,,"),
        (REVIEWS, "C1,04/03/2015,20/02/2026,PN1", "C1,04/03/2015,20/08/2026,PN1"),
        (WORKERS, "C1,04/03/2015,SW100,05/01/2026,01/06/2026,MANAGE", "C1,,SW200,01/06/2026,,"),
        (EPISODES, an_episode("05/03/2026", "S", place="U4")),
    )
    one = child(reading)
    assert list(reading.snapshot.children) == ["C1"]
    assert (one.statuses, one.date_of_birth) == ({Status.LOOKED_AFTER}, date(2015, 3, 4))
    assert one.events == {
        EventKind.LOOKED_AFTER_START: date(2026, 3, 5),
        EventKind.PLACEMENT_START: date(2026, 3, 5),
        EventKind.FIRST_LOOKED_AFTER_REVIEW: date(2026, 8, 20),
        EventKind.LOOKED_AFTER_REVIEW: date(2026, 8, 20),
        EventKind.CARE_ORDER: date(2026, 3, 5),
    }
    assert (one.placement, one.legal_status) == (Placement.OTHER, LegalStatus.CARE_ORDER)
    assert (one.is_placement_long_term, one.placements_in_year, one.workers_in_year) == (True, 1, 2)
    worker = holder(reading)
    assert worker is not None
    assert worker.id == "SW200"
    assert [p.details["rows"] for p in found(reading, Code.EPISODES_NONE)] == ["1"]
    assert found(reading, Code.CHILD_CONFLICT) == found(reading, Code.CHILD_REPEATED) == []
    assert found(reading, Code.COLUMN_MISSING) == []


def test_that_headings_may_stand_in_any_order_and_case(tmp_path: Path) -> None:
    head = "Dec,rne,Decom,Child,Place"
    reading = reading_of(tmp_path, (head, ",S,05/01/2026,C1,U1"))
    assert child(reading).events[EventKind.LOOKED_AFTER_START] == date(2026, 1, 5)


@pytest.mark.parametrize(("end", "is_in"), [("20/11/2026", False), ("21/11/2026", True)])
def test_that_a_child_is_looked_after_until_the_last_episode_has_ended(
    tmp_path: Path, end: str, *, is_in: bool
) -> None:
    reading = reading_of(tmp_path, (EPISODES, an_episode("05/01/2026", "S", end)))
    assert bool(reading.snapshot.children) is is_in
    assert len(found(reading, Code.EPISODES_ENDED)) == (not is_in)


def test_that_a_period_of_care_goes_back_to_where_it_began_and_a_placement_to_its_change(
    tmp_path: Path,
) -> None:
    rows = (
        an_episode("01/02/2020", "S", "01/03/2021"),
        an_episode("01/02/2024", "S", "01/03/2024"),
        an_episode("01/03/2024", "P", "01/07/2026"),
        an_episode("01/07/2026", "L"),
    )
    reading = reading_of(tmp_path, (EPISODES, *reversed(rows)))
    assert child(reading).events == {
        EventKind.LOOKED_AFTER_START: date(2024, 2, 1),
        EventKind.PLACEMENT_START: date(2024, 3, 1),
        EventKind.CARE_ORDER: date(2024, 2, 1),
    }
    assert child(reading).placements_in_year == 1


@pytest.mark.parametrize(
    ("reason", "power", "since"),
    [
        ("L", "C2", date(2026, 7, 1)),
        ("U", "C2", date(2026, 7, 1)),
        ("P", "C2", None),
        ("L", "V2", None),
    ],
)
def test_that_a_care_order_is_made_where_an_episode_begins_for_it(
    tmp_path: Path, reason: str, power: str, since: date | None
) -> None:
    rows = (
        an_episode("01/02/2026", "S", "01/07/2026", power="C1"),
        an_episode("01/07/2026", reason, place="P1", power=power),
    )
    one = child(reading_of(tmp_path, (EPISODES, *rows)))
    assert one.events.get(EventKind.CARE_ORDER) == since
    assert (EventKind.CARE_ORDER in one.recorded) is (reason != "P")
    assert one.placement is Placement.WITH_PARENT


def test_that_placements_within_a_year_are_counted_and_no_others(tmp_path: Path) -> None:
    rows = (
        an_episode("01/02/2024", "S", "20/11/2025"),
        an_episode("20/11/2025", "P", "01/03/2026"),
        an_episode("01/03/2026", "L", "01/04/2026"),
        an_episode("01/04/2026", "B", "01/05/2026"),
        an_episode("01/05/2026", "U"),
    )
    assert child(reading_of(tmp_path, (EPISODES, *rows))).placements_in_year == 3


@pytest.mark.parametrize(
    "rows",
    [
        (an_episode("01/03/2024", "P"),),
        (an_episode("01/02/2020", "S", "01/03/2021"), an_episode("01/02/2024", "L")),
    ],
)
def test_that_a_start_that_no_episode_tells_is_not_known(
    tmp_path: Path, rows: tuple[str, ...]
) -> None:
    reading = reading_of(tmp_path, (EPISODES, *rows))
    assert EventKind.LOOKED_AFTER_START not in child(reading).recorded
    assert [p.details["rows"] for p in found(reading, Code.EPISODES_WITHOUT_START)] == ["1"]


def test_that_two_open_episodes_are_an_error_and_the_later_stands(tmp_path: Path) -> None:
    rows = (an_episode("01/02/2024", "S"), an_episode("01/03/2024", "P"))
    reading = reading_of(tmp_path, (EPISODES, *rows))
    assert child(reading).events[EventKind.PLACEMENT_START] == date(2024, 3, 1)
    assert [row for row, _, _ in at(reading, Code.EPISODES_BOTH_OPEN)] == [2]


@pytest.mark.parametrize(("start", "is_recorded"), [("20/02/2026", True), ("19/02/2026", False)])
def test_that_no_review_is_only_certain_since_the_first_of_the_file(
    tmp_path: Path, start: str, *, is_recorded: bool
) -> None:
    reading = reading_of(
        tmp_path,
        (EPISODES, an_episode(start, "S"), an_episode("01/01/2026", "S", given="C2")),
        (REVIEWS, "C2,,20/02/2026,PN1", "C2,,01/01/2027,PN1"),
    )
    kinds = {EventKind.FIRST_LOOKED_AFTER_REVIEW, EventKind.LOOKED_AFTER_REVIEW}
    assert (kinds <= child(reading).recorded) is is_recorded
    assert not kinds & child(reading).events.keys()
    second = child(reading, "C2")
    assert second.events[EventKind.LOOKED_AFTER_REVIEW] == date(2026, 2, 20)
    assert EventKind.FIRST_LOOKED_AFTER_REVIEW not in second.recorded
    assert [p.details["rows"] for p in found(reading, Code.REVIEWS_TO_COME)] == ["1"]


def test_that_an_episode_without_an_identifier_is_named(tmp_path: Path) -> None:
    rows = (an_episode("01/02/2024", "S"), an_episode("01/02/2024", "S", given=""))
    reading = reading_of(tmp_path, (EPISODES, *rows))
    assert list(reading.snapshot.children) == ["C1"]
    assert {p.row for p in reading.problems if p.code.startswith("row_")} == {3}


@pytest.mark.parametrize(
    "lines", [(HEADER, "C1,1,04/03/2015,WBRI,U1,,"), (REVIEWS, "C1,,20/02/2026,PN1")]
)
def test_that_a_part_alone_is_refused_with_what_to_open_beside_it(
    tmp_path: Path, lines: tuple[str, ...]
) -> None:
    with pytest.raises(InputError) as refused:
        reading_of(tmp_path, lines)
    assert refused.value.details["found"] == "parts"


def test_that_tables_of_no_use_for_caseloads_are_set_aside_by_name(tmp_path: Path) -> None:
    reading = reading_of(
        tmp_path,
        (EPISODES, an_episode("01/02/2024", "S")),
        ("CHILD,SEX,DOB,DUC", "C9,1,04/03/2015,04/03/2033"),
    )
    assert list(reading.snapshot.children) == ["C1"]
    (aside,) = found(reading, Code.SHEET_SET_ASIDE)
    assert aside.details["title"] == "SSDA903: unaccompanied asylum-seeking children"


def test_that_a_list_of_a_team_is_no_return_for_one_heading(tmp_path: Path) -> None:
    reading = reading_of(
        tmp_path,
        (
            "Child ID,DOB,Status,Social worker,Team,DECOM",
            "C1,04/03/2015,LAC,Jane Roe,North,01/02/2024",
        ),
    )
    assert reading.files[0].sheets[0].layout == "children"


def test_that_a_list_with_more_columns_of_its_own_than_of_a_return_is_a_teams(
    tmp_path: Path,
) -> None:
    own = "Status,Social worker,Team,Date registered,Last core group"
    head = f"LAchildID,CINreferralDate,CINclosureDate,{own}"
    reading = reading_of(tmp_path, (head, "C1,01/02/2026,,CP,Jane Roe,North,,"))
    assert reading.files[0].sheets[0].layout == "children"


def test_that_the_reason_for_a_change_of_worker_is_said_not_to_be_kept(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, (WORKERS, "C1,,SW100,05/01/2026,,MANAGE"))
    assert [p.heading for p in found(reading, Code.FACT_NOT_KEPT)] == ["SW_REASON"]


CIN = "LAchildID,CINdetailsID,CINreferralDate,PrimaryNeedCode,CINclosureDate,ReferralNFA"


def test_that_the_tables_of_the_cin_census_join_to_what_is_in_force(tmp_path: Path) -> None:
    reading = reading_of(
        tmp_path,
        (
            "LAchildID,CPPID,CPPstartDate,CPPendDate",
            "C1,1,2024-01-01,2025-01-01",
            "C2,2,2026-02-01,",
        ),
        ("LAchildID,CPPreviewDate", "C2,2026-04-01", "C2,2026-09-01", "C2,2026-08-01"),
        ("LAchildID,UPN,PersonBirthDate", "C1,U1,2015-03-04", "C9,U9,2015-03-04"),
        (CIN, "C1,1,2020-01-01,N1,2021-01-01,0", "C1,2,2026-01-02,N1,,0", "C2,1,2026-01-03,N1,,0"),
    )
    assert set(reading.snapshot.children) == {"C1", "C2"}
    one, two = child(reading), child(reading, "C2")
    assert (one.date_of_birth, one.statuses) == (date(2015, 3, 4), {Status.UNKNOWN})
    assert one.events == {EventKind.REFERRAL: date(2026, 1, 2)}
    assert two.statuses == {Status.REGISTERED}
    assert two.events[EventKind.REVIEW_CONFERENCE] == date(2026, 9, 1)
    assert not one.is_holder_readable
    assert [p.details["field"] for p in found(reading, Code.COLUMN_MISSING)][:1] == ["worker"]


D2I_6 = (
    "ChildUniqueID,Gender,Ethnicity,DateOfBirth,Age,HasDisability,CINStartDate,PrimaryNeedCode,"
    "DateChildLastSeen,CINClosureDate,ReasonForClosure,CaseStatus,AllocatedTeam,AllocatedWorker"
)
D2I_9 = (
    "ChildUniqueID,Gender,Ethnicity,DateOfBirth,Age,UASC,HasDisability,AllocatedTeam,AllocatedWorker,"
    "AllocatedPersonalAdvisor,EligibilityCategory,LatestPathwayPlan,LAInTouch,LatestContact,"
    "TypeOfAccommodation,SuitabilityOfAccommodation,ActivityStatus"
)


@pytest.mark.parametrize("names", [("List 6.csv", "AnnexA_list_9.csv"), ("export.csv", "x.csv")])
def test_that_the_lists_of_data_to_insight_are_known_whatever_the_files_are_called(
    tmp_path: Path, names: tuple[str, str]
) -> None:
    six = "C1,,,2015-03-04,11,,2026-01-05,N1,2026-11-02,,,c) Child in need plan,North,ROE JANE"
    nine = "C2,,,2008-03-04,18,,,16+,Jane Roe,Cai Fourth,,,,,,,"
    paths = [
        a_text_file(tmp_path / name, f"{head}\n{row}\n")
        for name, head, row in zip(names, (D2I_6, D2I_9), (six, nine), strict=True)
    ]
    reading = read(paths, as_at=AS_AT)
    sheets = [file.sheets[0].layout for file in reading.files]
    assert sheets == ["annex_a_list_6", "annex_a_list_9"]
    assert {c.id: c.statuses for c in reading.snapshot.children.values()} == {
        "C1": {Status.CARE_AND_SUPPORT},
        "C2": {Status.CARE_LEAVER},
    }
    first, second = holder(reading, "C1"), holder(reading, "C2")
    assert first is not None
    assert first == second
