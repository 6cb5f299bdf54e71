"""Trends, the period report and the journal as they leave the tool."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from allocation_app.domain.journal import Decided, Deed, Entry
from allocation_app.domain.past import Past
from allocation_app.domain.people import ChildId, EventKind, Status, TeamId
from allocation_app.domain.pseudonyms import Codes
from allocation_app.domain.review import Review
from allocation_app.domain.snapshot import Snapshot
from allocation_app.report.exports import Source, listing, paper, write
from allocation_app.report.listing import Listing
from allocation_app.report.looks import NUMBERS
from allocation_app.report.orders import Naming, Order, What
from allocation_app.report.pages import Grid, Paper, Words
from tests.unit.domain.builders import a_child, a_move, a_review, a_worker
from tests.unit.domain.pasts import Journal, an_import, week

MARY = a_child(child="C1", name="Mary Jones", team=TeamId("north"))
TOM = a_child(child="C2", name="Tom Webb", team=TeamId("south"))
ANN, BEN = a_worker("W1", name="Ann Lee"), a_worker("W2", name="Ben Hall")
CODES = Codes(key=b"k" * 32)

A_FIGURE = re.compile(r"[\d.]+( %)?|cannot tell")


def import_of(number: int, mary: str | None, tom: str | None = "W1") -> Snapshot:
    return an_import(number, {"C1": mary, "C2": tom}, MARY, TOM, ANN, BEN)


def the_journal() -> tuple[Entry, ...]:
    journal = Journal()
    journal.imported(1)
    facts = Decided(child=MARY.id, was=ANN.id, to=BEN.id, giver=(0.5, 0.4), taker=(0.1, 0.2))
    journal.staged(a_move("C1", "W2", reason="MANAGE"), decided=[facts])
    journal.imported(2)
    journal.done(Deed.EXPORTED, what="changes", to="pdf")
    journal.entries[-1] = replace(journal.entries[-1], about=99)
    journal.done(Deed.UNLOCKED)
    journal.entries[-1] = replace(journal.entries[-1], about=None)
    return tuple(journal.entries)


def the_source(*imports: Snapshot, journal: Sequence[Entry] = ()) -> Source:
    past = Past(imports=dict(enumerate(imports, start=1)), journal=tuple(journal))
    return Source(review=a_review(imports[-1]), past=past, codes=CODES)


BOTH = import_of(0, "W1"), import_of(1, "W2")
KEPT = the_source(*BOTH, journal=the_journal())


def order(what: What, naming: Naming = Naming.NAMES, **fields: object) -> Order:
    standing = {"first": week(0), "last": week(20)} if what is not What.TRENDS else {}
    return Order(what=what, naming=naming, **standing | fields)


def rows(made: Listing) -> list[dict[str, object]]:
    headings = [column.heading for column in made.columns]
    return [dict(zip(headings, row, strict=True)) for row in made.rows]


def words(made: Paper) -> str:
    found: list[str] = []
    for block in (block for page in made.pages for block in page.blocks):
        match block:
            case Words():
                found.append(block.text)
            case Grid():
                found += [" | ".join(map(str, row)) for row in block.rows]
            case _:
                raise AssertionError(block)
    return "\n".join(found)


def test_that_trends_have_a_row_for_each_import() -> None:
    first, second = rows(listing(order(What.TRENDS), KEPT))
    assert (first["As at"], first["Changes of case holder"]) == (week(0), None)
    assert (second["As at"], second["Changes of case holder"]) == (week(1), 1)
    assert second["Import"] == BOTH[1].fingerprint


def test_that_without_a_workspace_trends_are_of_the_imports_that_are_told_of() -> None:
    source = Source(review=a_review(BOTH[1]), earlier=(BOTH[0],))
    assert [row["As at"] for row in rows(listing(order(What.TRENDS), source))] == [
        week(0),
        week(1),
    ]


@pytest.mark.parametrize("naming", list(Naming))
def test_that_without_a_workspace_a_child_under_another_number_is_no_new_one(
    naming: Naming,
) -> None:
    now = replace(MARY, id=ChildId("N1"))
    later = an_import(1, {"N1": "W1", "C2": "W1"}, now, TOM, ANN, BEN)
    past = Past(same_children={MARY.id: now.id})
    source = Source(review=a_review(later), earlier=(BOTH[0],), past=past, codes=CODES)
    *_, last = rows(listing(order(What.TRENDS, naming), source))
    assert (last["Children new"], last["Children gone"]) == (0, 0)


def test_that_trends_say_what_is_not_known() -> None:
    blurred = replace(MARY, is_holder_readable=False)
    late = an_import(3, {"C1": None, "C2": None}, blurred, TOM, ANN)
    *_, last = rows(listing(order(What.TRENDS), the_source(BOTH[0], late)))
    assert last["What is not known"] == (
        "gap of 21 days",
        "1 wait of unknown length",
        "worker of 1 child",
    )


def test_that_a_rule_nobody_was_asked_has_an_empty_cell() -> None:
    asked = rows(listing(order(What.TRENDS), the_source(import_of(0, None))))[0]
    assert asked["Late: D1"] == 0


@pytest.mark.parametrize("naming", list(Naming))
def test_that_a_period_report_is_one_page_that_names_nobody(naming: Naming) -> None:
    made = paper(order(What.PERIOD, naming), KEPT)
    (page,) = made.pages
    told = words(made)
    assert "31 Mar 2026 to 18 Aug 2026" in page.title
    assert "Unallocated children | 0 | 0 | 0 | 31 Mar 2026 | 0 | 31 Mar 2026" in told
    assert "Changes of case holder | 1" in told
    assert "1: managing caseloads" in told
    assert "1 move staged" in told
    for name in ("Mary", "M.J.", "Jones", "Ann", "Ben", "C1", "W2"):
        assert name not in told


def test_that_every_figure_of_a_period_report_stands_at_the_right() -> None:
    (page,) = paper(order(What.PERIOD), KEPT).pages
    grids = [block for block in page.blocks if isinstance(block, Grid)]
    assert len(grids) == 2
    for grid in grids:
        for column, values in zip(grid.columns, zip(*grid.rows, strict=True), strict=True):
            are_figures = all(A_FIGURE.fullmatch(str(value)) for value in values)
            assert (column.style in NUMBERS) is are_figures, column.heading


def test_that_a_period_report_of_one_import_or_none_says_so() -> None:
    one = words(paper(order(What.PERIOD), the_source(import_of(0, "W1"))))
    assert "There is one import alone: cannot tell." in one
    none = words(
        paper(order(What.PERIOD, first=week(-9), last=week(-8)), the_source(import_of(0, "W1")))
    )
    assert none.startswith("No import tells of this time: cannot tell.")
    assert "No journal is kept" in none


def test_that_a_period_report_tells_of_whom_nobody_can_tell() -> None:
    blurred = replace(MARY, is_holder_readable=False)
    after = an_import(1, {"C1": None, "C2": "W1"}, blurred, TOM, ANN)
    told = words(paper(order(What.PERIOD), the_source(BOTH[0], after)))
    assert "Children of whom one import does not say | 1" in told
    assert "Why case holders changed" not in told


def test_that_a_period_report_of_one_team_says_so() -> None:
    source = the_source(*BOTH)
    told = words(paper(order(What.PERIOD, team=TeamId("south")), source))
    assert "By the journal, of all teams" in told
    assert "of all teams" not in words(paper(order(What.PERIOD), source))
    assert told.startswith("south only")
    assert "Changes of case holder | 0" in told


def test_that_the_journal_has_a_row_for_each_entry_with_the_import_it_rests_on() -> None:
    imported, staged, later, exported, unlocked = rows(listing(order(What.JOURNAL), KEPT))
    assert (imported["No."], imported["What was done"]) == (1, "Import added")
    assert staged["In words"] == (
        "Mary Jones from Ann Lee to Ben Hall, because: managing caseloads",
    )
    assert staged["Facts at that moment"] == (
        "Mary Jones: Ann Lee 50 % → 40 %; Ben Hall 10 % → 20 %",
    )
    assert staged["Child ID"] == ("C1",)
    assert (staged["Import as at"], staged["Import"]) == (week(0), BOTH[0].fingerprint)
    assert later["Import"] == BOTH[1].fingerprint
    assert (exported["Import as at"], exported["Import"]) == (None, "deleted since")
    assert unlocked["Import"] is None


def test_that_the_journal_by_initials_has_no_name() -> None:
    staged = rows(listing(order(What.JOURNAL, Naming.INITIALS), KEPT))[1]
    assert staged["In words"] == ("M.J. from Ann Lee to Ben Hall, because: managing caseloads",)


def test_that_the_journal_by_codes_names_nobody() -> None:
    made = listing(order(What.JOURNAL, Naming.CODES), KEPT)
    told = repr(rows(made))
    for name in ("Mary", "Jones", "Ann", "Ben", "'C1'", "'W2'", "'ann'"):
        assert name not in told
    assert "managing caseloads" in told


def test_that_only_entries_of_the_period_are_in_the_journal() -> None:
    day = week(2) + timedelta(days=1)
    found = rows(listing(order(What.JOURNAL, first=day, last=day), KEPT))
    assert [row["No."] for row in found] == [3, 4, 5]


def test_that_the_journal_of_a_team_leaves_out_what_is_about_other_children() -> None:
    south = rows(listing(order(What.JOURNAL, team=TeamId("south")), KEPT))
    assert [row["No."] for row in south] == [1, 3, 4, 5]
    north = rows(listing(order(What.JOURNAL, team=TeamId("north")), KEPT))
    assert [row["No."] for row in north] == [1, 2, 3, 4, 5]


def test_that_without_a_journal_nobody_can_tell() -> None:
    made = listing(order(What.JOURNAL), the_source(*BOTH))
    assert "No journal is kept" in str(made.lead[0][0][0])
    assert made.nobody


@pytest.mark.parametrize(
    ("what", "name"),
    [
        (What.TRENDS, "t.xlsx"),
        (What.JOURNAL, "j.xlsx"),
        (What.PERIOD, "p.pdf"),
        (What.JOURNAL, "j.csv"),
    ],
)
def test_that_each_is_written(what: What, name: str, tmp_path: Path) -> None:
    out = tmp_path / name
    write(order(what), KEPT, out)
    assert out.stat().st_size > 0


def test_that_a_plan_is_no_part_of_the_trend() -> None:
    planned: Review = a_review(BOTH[1], a_move("C1", None))
    source = replace(KEPT, review=planned)
    assert rows(listing(order(What.TRENDS), source)) == rows(listing(order(What.TRENDS), KEPT))


def planned_and_done(*, naming: Naming = Naming.NAMES, **fields: object) -> Listing:
    journal = Journal()
    journal.imported(1)
    journal.staged(a_move("C1", "W2", reason="MANAGE"), a_move("C2", "W2"))
    journal.imported(2)
    source = the_source(import_of(0, "W1"), import_of(1, "W2"), journal=journal.entries)
    return listing(order(What.RECONCILED, naming, **fields), source)


def test_that_each_planned_step_stands_beside_what_the_later_import_says() -> None:
    made = planned_and_done()
    not_yet, done = rows(made)
    assert done == {
        "Import as at": week(1),
        "Outcome": "Done",
        "Child ID": "C1",
        "Name": "Mary Jones",
        "Planned": "Ann Lee → Ben Hall",
        "The import says": "Ben Hall",
        "In the plan": "Leaves it",
        "Reason": "Managing caseloads",
        "Plan as at": week(0),
        "Import": BOTH[1].fingerprint,
    }
    assert (not_yet["Outcome"], not_yet["Name"]) == ("Not yet", "Tom Webb")
    assert "All told: 1 done, 1 not yet." in lead(made)
    assert made.children == 2


def test_that_what_became_of_a_plan_is_told_by_initials_and_by_codes() -> None:
    assert [row["Initials"] for row in rows(planned_and_done(naming=Naming.INITIALS))] == [
        "T.W.",
        "M.J.",
    ]
    told = str(planned_and_done(naming=Naming.CODES).rows)
    for name in ("Mary", "M.J.", "Jones", "Ann", "Ben", "C1", "W2"):
        assert name not in told
    assert "Done" in told


def test_that_what_became_of_a_plan_is_narrowed_to_a_team_and_a_time() -> None:
    (row,) = rows(planned_and_done(team=TeamId("south")))
    assert row["Child ID"] == "C2"
    assert planned_and_done(first=week(5)).rows == []


def test_that_an_import_that_came_upon_no_plan_is_left_out() -> None:
    journal = Journal()
    journal.imported(1)
    journal.imported(2)
    assert listing(order(What.RECONCILED), the_source(*BOTH, journal=journal.entries)).rows == []


def test_that_a_period_report_tells_what_is_late_by_rule() -> None:
    events = {EventKind.REFERRAL: week(-60)}
    waiting = a_child(Status.REFERRAL, child="C1", events=events)
    found = words(paper(order(What.PERIOD), the_source(an_import(0, {"C1": None}, waiting, ANN))))
    assert re.search(r"^D1 .* \| 1 \| 1$", found, re.MULTILINE)
    assert "Nothing was late" in words(paper(order(What.PERIOD), the_source(import_of(0, "W1"))))


def test_that_without_a_journal_nobody_can_tell_what_was_planned() -> None:
    made = listing(order(What.RECONCILED), the_source(*BOTH))
    assert lead(made) == "No journal is kept: what was planned before an import, nobody can tell."
    assert made.rows == []


def lead(made: Listing) -> str:
    return " ".join(text for line in made.lead for text, _ in line)
