"""The team board hangs on a wall: it tells of workers and figures, and of no child."""

import re
import subprocess
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from shutil import which

import pytest

from allocation_app.domain.caseloads import Load
from allocation_app.domain.headroom import WITHOUT_END, Headroom
from allocation_app.domain.people import Absence, ChildId, FamilyId, TeamId, Worker, WorkerId
from allocation_app.domain.plan import Move
from allocation_app.domain.policy import CaseType
from allocation_app.domain.review import Review, review
from allocation_app.domain.snapshot import Snapshot
from allocation_app.report.exports import Order, Source, What, listing, paper, write
from allocation_app.report.listing import Listing
from allocation_app.report.pages import Bars, Grid, Size, Words
from allocation_app.report.values import Value, words
from allocation_app.wording import board as sentences
from tests.unit.report.examples import AS_AT, TEAM, WORKERS, a_review, a_snapshot

DAY = timedelta(days=1)


def a_team() -> Snapshot:
    """The example team with case numbers that nothing else in a file could be."""
    snapshot = a_snapshot()
    return replace(
        snapshot,
        children={
            number(key): replace(
                child,
                id=number(key),
                family=None if child.family is None else FamilyId(f"FAMILY-{child.family}"),
            )
            for key, child in snapshot.children.items()
        },
        spells=tuple(replace(spell, child=number(spell.child)) for spell in snapshot.spells),
    )


def number(child: str) -> ChildId:
    return ChildId(f"CASE-{child}")


REVIEW = a_review(a_team())
Row = Mapping[str, Value]


def made(looked: Review = REVIEW, **asked: object) -> Listing:
    return listing(Order(what=What.BOARD, **asked), Source(review=looked))


def rows(of: Listing) -> list[Row]:
    headings = [column.heading for column in of.columns]
    return [dict(zip(headings, row, strict=True)) for row in of.rows]


def lead(of: Listing) -> str:
    return "\n".join(words(value) for line in of.lead for value, _ in line)


def grid(looked: Review = REVIEW) -> Grid:
    (page,) = paper(Order(what=What.BOARD), Source(review=looked)).pages
    (found,) = [block for block in page.blocks if isinstance(block, Grid)]
    return found


def loads() -> Mapping[str, Load]:
    """Each worker's load, by the name that the board gives them."""
    called = sentences.initials_of(REVIEW.caseloads.case_holders)
    return {
        called[worker.id]: REVIEW.caseloads.loads[worker.id]
        for worker in WORKERS
        if worker.id in called
    }


def test_that_there_is_a_row_for_each_case_holder_the_fullest_first() -> None:
    shown = rows(made())

    shares = [loads()[str(row["Worker"])].utilisation for row in shown]
    known = [share for share in shares if share is not None]
    assert shares == [*sorted(known, reverse=True), *[None] * (len(shares) - len(known))]
    assert None in shares
    assert {row["Worker"] for row in shown} == loads().keys()


def test_that_every_figure_is_that_of_the_screen() -> None:
    for row in rows(made()):
        load = loads()[str(row["Worker"])]
        assert row["Children"] == len(load.children)
        assert row["Families"] == load.families
        assert row["Co-worked"] == len(load.co_worked)
        kinds = re.findall(r"(\d+) [^\d;]", str(row["Kinds of case"]))
        assert sum(map(int, kinds)) == len(load.children)
        share = re.match(r"(\d+) %", str(row["Load"]))
        if load.utilisation is None:
            assert row["Load"] == "no capacity"
        else:
            assert share is not None
            assert int(share[1]) == int(load.utilisation * 100 + 1e-9)


def test_that_who_waits_and_what_is_late_stands_above() -> None:
    waits = REVIEW.waits
    longest = max(wait.working_days or 0 for wait in waits)

    said = lead(made())

    assert f"{len(waits)} children without a named social worker." in said
    assert f"Longest wait: {longest} working days." in said
    assert f"{len(REVIEW.late_children)} children with something late." in said


def test_that_a_wait_of_unknown_length_is_said_beside_the_longest() -> None:
    unknown = replace(REVIEW.waits[0], working_days=None)
    some = (unknown, *REVIEW.waits[1:])

    assert "Of 1 nobody can tell how long." in sentences.waiting(some)
    assert sentences.waiting([unknown]) == (
        "1 child without a named social worker. Of 1 nobody can tell how long."
    )
    assert sentences.waiting([]) == "Every child has a named social worker."


def test_that_the_bars_repeat_the_figures_of_their_rows() -> None:
    found = grid()
    bars = found.bars

    assert isinstance(bars, Bars)
    column = [column.heading for column in found.columns].index("Load")
    assert bars.before == column
    for row, share in zip(found.rows, bars.shares, strict=True):
        said = str(row[column])
        assert said == "no capacity" if share is None else said.startswith(f"{int(share * 100)} %")


def test_that_a_plan_is_on_the_board_and_said_to_be_one() -> None:
    waiting = REVIEW.waits[0].child
    plan = replace(REVIEW.caseloads.plan, moves=(Move(child=waiting, to=WorkerId("w2")),))
    planned = review(plan, REVIEW.policy, REVIEW.rules, REVIEW.calendar)

    before, after = (
        next(row["Children"] for row in rows(made(looked)) if row["Worker"] == "T.O.")
        for looked in (REVIEW, planned)
    )

    assert after == int(str(before)) + 1
    assert "not made yet" in lead(made(planned))
    assert "not made yet" not in lead(made())


def test_that_a_large_team_has_a_larger_sheet() -> None:
    many = [
        *WORKERS,
        *(replace(WORKERS[0], id=WorkerId(f"x{n}"), name=f"Ann Example{n}") for n in range(9)),
    ]
    large = a_review(a_snapshot(workers=tuple(many)))

    sizes = [paper(Order(what=What.BOARD), Source(review=each)).size for each in (REVIEW, large)]

    assert sizes == [Size.A4, Size.A3]


def test_that_the_team_is_named_once_where_there_is_one_and_in_each_row_where_there_are_more() -> (
    None
):
    two = a_snapshot(
        workers=tuple(
            replace(worker, team=TeamId("south")) if worker.id == "w1" else worker
            for worker in WORKERS
        )
    )
    others = {
        key: replace(worker, team=TeamId("south")) if key == "w1" else worker
        for key, worker in two.workers.items()
    }
    looked = a_review(replace(two, workers=others))

    assert made().title == "Team board: North Team, 13 May 2026"
    assert made(looked).title == "Team board: 13 May 2026"
    shown = [column.heading for column in made(looked).columns if column.is_shown]
    assert "Team" in shown
    assert "Team" not in [column.heading for column in made().columns if column.is_shown]
    assert rows(made(looked))[0]["Team"] == TEAM.name


def in_teams(**teams: str | None) -> Review:
    """The example with these workers in these teams, the children of every third of them."""
    snapshot = a_team()
    workers = {
        key: replace(worker, team=None if (team := teams.get(key)) is None else TeamId(team))
        for key, worker in snapshot.workers.items()
    }
    children = {
        key: replace(child, team=TeamId(("north", "south", "east")[number % 3]))
        for number, (key, child) in enumerate(snapshot.children.items())
    }
    return a_review(replace(snapshot, workers=workers, children=children))


def test_that_each_team_has_a_page_of_its_own_and_nobody_is_lost() -> None:
    looked = in_teams(w1="north", w2="north", w3="south")
    pages = paper(Order(what=What.BOARD), Source(review=looked)).pages
    said = ["\n".join(b.text for b in page.blocks if isinstance(b, Words)) for page in pages]
    grids = [block for page in pages for block in page.blocks if isinstance(block, Grid)]

    assert [page.title for page in pages] == [
        "Team board: 13 May 2026",
        "Team board: North Team, 13 May 2026",
        "Team board: south, 13 May 2026",
    ]
    counted = [int(n) for text in said for n in re.findall(r"(\d+) children without", text)]
    of_east = sum(looked.snapshot.children[wait.child].team == "east" for wait in looked.waits)
    assert sorted(counted) == sorted([counted[0], of_east, counted[2], of_east])
    assert counted[0] + counted[2] + of_east == len(looked.waits)
    assert sum(len(grid.rows) for grid in grids) == len(made(looked).rows)
    assert "without" not in said[0]


def test_that_where_every_child_is_on_a_board_none_is_said_to_be_elsewhere() -> None:
    looked = in_teams(w1="north", w2="east", w3="south")
    pages = paper(Order(what=What.BOARD), Source(review=looked)).pages

    assert "whose team has no board" not in str(pages)


def test_that_who_has_left_is_on_the_board_as_long_as_a_child_is_under_that_name() -> None:
    snapshot = a_team()
    gone = tuple(spell for spell in snapshot.spells if spell.worker != "w5")

    assert "G.E." in {row["Worker"] for row in rows(made())}
    given_on = rows(made(a_review(replace(snapshot, spells=gone))))
    assert "G.E." not in {row["Worker"] for row in given_on}


def test_that_a_board_of_no_team_says_so() -> None:
    looked = a_review(replace(a_snapshot(0), workers={}, spells=()))

    assert made(looked).rows == []
    assert "no one who can hold a case" in made(looked).nobody
    assert made(looked).title == "Team board: 13 May 2026"


def test_that_workers_are_named_in_full_only_where_that_is_asked_for() -> None:
    full = [row["Worker"] for row in rows(made(are_workers_named=True))]

    assert full[0] == "Sian Jones"
    assert not any(worker.name in str(made().rows) for worker in WORKERS if worker.name != "Duty")


def everything(file: Path) -> str:
    """All text of a file, whatever its form."""
    if file.suffix == ".pdf":
        done = subprocess.run(
            ["pdftotext", "-layout", str(file), "-"],  # noqa: S607 - wherever it is
            capture_output=True,
            check=True,
        )
        return done.stdout.decode()
    if file.suffix == ".xlsx":
        with zipfile.ZipFile(file) as package:
            return "\n".join(
                package.read(part).decode("utf-8", "replace") for part in package.namelist()
            )
    return file.read_text("utf-8-sig")


@pytest.mark.parametrize("ending", ["csv", "xlsx", "pdf"])
@pytest.mark.parametrize("is_named", [False, True])
def test_that_no_child_is_on_the_board_by_name_or_number(
    ending: str,
    is_named: bool,  # noqa: FBT001 - pytest passes it by its name
    tmp_path: Path,
) -> None:
    if ending == "pdf" and which("pdftotext") is None:
        pytest.skip("nothing here reads a PDF")
    file = tmp_path / f"board.{ending}"

    write(Order(what=What.BOARD, are_workers_named=is_named), Source(review=REVIEW), file)

    told = everything(file)
    assert "S.J." in told or "Sian Jones" in told
    for child in REVIEW.snapshot.children.values():
        assert child.id not in told
        assert child.name not in told
        assert child.name.split()[0] not in told
        assert child.family is None or child.family not in told


def named(*names: str) -> Sequence[str]:
    workers = [Worker(id=WorkerId(f"w{n}"), name=name) for n, name in enumerate(names)]
    return list(sentences.initials_of(workers).values())


@pytest.mark.parametrize(
    ("names", "initials"),
    [
        (["Sian Jones", "Nia Rees"], ["S.J.", "N.R."]),
        (["Sian Jones", "Sam Jacobs"], ["S.Jo.", "S.Ja."]),
        (["Sian Jones", "Sam Jones"], ["S.Jones. (1)", "S.Jones. (2)"]),
        (["Sian Jones", "Sam Jon", "Sue Joy"], ["S.Jone.", "S.Jon.", "S.Joy."]),
        (["Lowri ap Huw", "Llew ab Hughes"], ["L.a.Huw.", "L.a.Hug."]),
        (["", "Mair"], ["w0", "M."]),
        (["Ann (agency)", "Ann (agency)"], ["A. (1)", "A. (2)"]),
    ],
)
def test_that_no_two_workers_have_the_same_initials(names: list[str], initials: list[str]) -> None:
    assert named(*names) == initials


@pytest.mark.parametrize(
    ("worker", "said"),
    [
        ({}, ""),
        ({"first_day": AS_AT + DAY}, "begins Thu 14 May"),
        ({"first_day": AS_AT}, ""),
        ({"absences": (Absence(start=AS_AT - DAY),)}, "away, no return date"),
        ({"absences": (Absence(start=AS_AT, end=AS_AT),)}, "away until Wed 13 May"),
        ({"last_day": date(2026, 6, 1)}, "last day Mon 1 Jun"),
        (
            {"last_day": AS_AT - DAY, "absences": (Absence(start=AS_AT),)},
            "left, last day Tue 12 May",
        ),
    ],
)
def test_that_it_is_said_who_is_not_there_or_not_for_long(
    worker: dict[str, object], said: str
) -> None:
    of = Worker(id=WorkerId("w"), name="W", **worker)  # type: ignore[arg-type]

    assert sentences.presence(of, AS_AT) == said


def room(*, is_going: bool = False, **cases: int) -> Headroom:
    return Headroom(
        worker=WorkerId("w"),
        is_going=is_going,
        points=9,
        cases={CaseType[kind.upper()]: n for kind, n in cases.items()},
    )


@pytest.mark.parametrize(
    ("of", "said"),
    [
        (None, "nothing now"),
        (room(is_going=True, referral=3), "nothing now"),
        (room(referral=0, unknown=4), "no room"),
        (room(care_leaver=6), "6 care leaver"),
        (room(referral=4, registered=1, unknown=9), "1 to 4, by kind"),
        (room(referral=2, registered=2), "2 of any kind that they may hold"),
        (room(referral=2, disabled=WITHOUT_END), "any number, by kind"),
    ],
)
def test_that_room_is_said_in_a_few_words(of: Headroom | None, said: str) -> None:
    assert sentences.room(of) == said


def test_that_the_kinds_for_which_there_is_room_are_told_in_full_in_a_file() -> None:
    assert sentences.kinds(room(referral=4, registered=1)) == "1 register; 4 referral"
    assert sentences.kinds(room(is_going=True, referral=4)) == ""
    assert sentences.kinds(None) == ""
