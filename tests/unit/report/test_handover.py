"""Hand-over packs: one for each child or family that the plan moves, with the import's dates."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from allocation_app import settings
from allocation_app.domain.people import ChildId, EventKind, Involvement, Team, TeamId, WorkerId
from allocation_app.domain.plan import InvolvementChange, Move, Plan
from allocation_app.domain.review import Review, review
from allocation_app.domain.waiting import CONTACTS
from allocation_app.report.exports import Naming, Order, Source, What, paper
from allocation_app.report.pages import Grid, Page, Paper, Said, Ticks, Words
from allocation_app.report.values import Value, words
from allocation_app.wording import effects, terms
from tests.unit.report.examples import AS_AT, a_snapshot

LATER = AS_AT + timedelta(days=12)
SNAPSHOT = a_snapshot()
EVERYBODY = Plan(
    snapshot=SNAPSHOT,
    moves=tuple(
        Move(child=child, to=WorkerId("w3"), reason="MANAGE", effective=LATER, note="=cmd|note")
        for child in SNAPSHOT.children
    ),
)


def reviewed(plan: Plan) -> Review:
    return review(plan, settings.policy(), settings.rule_set(), settings.calendar())


def made(plan: Plan, *children: str, naming: Naming = Naming.INITIALS) -> Paper:
    order = Order(
        what=What.HANDOVER, naming=naming, children=tuple(ChildId(child) for child in children)
    )
    return paper(order, Source(review=reviewed(plan)))


def moving(*children: str, **fields: object) -> Plan:
    moves = tuple(Move(child=ChildId(each), to=WorkerId("w3"), **fields) for each in children)
    return replace(EVERYBODY, moves=moves)


def said(page: Page) -> Iterator[Value]:
    """Everything on a page, cell by cell."""
    for block in page.blocks:
        match block:
            case Words(text=text):
                yield text
            case Said(lines=lines):
                for label, value in lines:
                    yield from (label, value)
            case Grid(rows=rows):
                for row in rows:
                    yield from row
            case Ticks(lines=lines):
                yield from lines


def text(of: Paper) -> str:
    cells = [value for page in of.pages for value in said(page)]
    return "\n".join([*(page.title for page in of.pages), *map(words, cells)])


def grid(page: Page, title: str) -> Grid:
    (found,) = [
        block for block in page.blocks if isinstance(block, Grid) and block.title.startswith(title)
    ]
    return found


def rows(page: Page, title: str) -> Iterator[tuple[ChildId, Sequence[Value]]]:
    """The rows of a table, each with whom it is about: on the page of one child no column says."""
    table = grid(page, title)
    is_named = table.columns[0].heading == "Child"
    for row in table.rows:
        named = words(row[0]) if is_named else page.title
        number = named.split("(")[1].split(")")[0]
        yield ChildId(number), row[1:] if is_named else row


def test_that_each_child_whom_the_plan_takes_elsewhere_is_in_one_pack() -> None:
    moved = reviewed(EVERYBODY).caseloads.moves
    children = [child for page in made(EVERYBODY).pages for child, _ in rows(page, "Last seen")]
    assert sorted(children) == sorted(moved)
    assert len(moved) < len(SNAPSHOT.children)  # one was with the receiver already


def test_that_there_are_as_many_packs_as_families_that_go_together() -> None:
    loads = reviewed(EVERYBODY).caseloads
    donors = {child: spell.worker for child, spell in loads.imported.items()}
    together = {(SNAPSHOT.children[c].family_key, donors.get(c)) for c in loads.moves}
    assert len(made(EVERYBODY).pages) == len(together)


def test_that_every_contact_has_the_date_of_the_import_or_says_that_there_is_none() -> None:
    for page in made(EVERYBODY).pages:
        for child, row in rows(page, "Last seen"):
            for kind, cell in zip(CONTACTS, row, strict=True):
                day = SNAPSHOT.children[child].events.get(kind)
                if day is None:
                    assert cell == "none on record"
                else:
                    assert words(cell).startswith(terms.plain_day(day))


def test_that_the_due_dates_are_all_those_that_the_rules_give_for_the_child() -> None:
    everything = review(
        EVERYBODY, settings.policy(), settings.rule_set(), settings.calendar(), in_time=True
    )
    moved = reviewed(EVERYBODY).caseloads.moves
    due = {
        (each.child, each.due)
        for each in everything.findings
        if each.delay in {"D6", "D12"} and each.due is not None and each.child in moved
    }
    assert due == {
        (child, day)
        for page in made(EVERYBODY).pages
        for child, (day, *_) in rows(page, "Next statutory dates")
        if day is not None
    }


def test_that_the_pack_of_one_child_does_not_say_in_every_row_who_it_is() -> None:
    (page,) = made(moving("000004")).pages
    headings = [each.columns[0].heading for each in page.blocks if isinstance(each, Grid)]
    assert headings == ["Last time seen", "Due", "Who"]


def test_that_a_plan_without_moves_says_that_there_is_nothing_to_hand_over() -> None:
    empty = made(Plan(snapshot=SNAPSHOT))
    assert "nothing to hand over" in text(empty)
    assert empty.children == 0


def test_that_children_whom_the_plan_does_not_move_have_nothing_handed_over() -> None:
    assert "moves none of these children" in text(made(moving("000001"), "000007"))


def test_that_packs_can_be_made_of_the_children_named_alone() -> None:
    (page,) = made(moving("000001", "000004"), "000004").pages
    assert "000004" in page.title


def test_that_notes_and_names_stand_on_a_pack_with_names_only() -> None:
    plan = moving("000001", note="agreed by phone")
    assert "agreed by phone" not in text(made(plan))
    assert "Child1 Llewelyn-Davies" not in text(made(plan))
    named = text(made(plan, naming=Naming.NAMES))
    assert "agreed by phone" in named
    assert "Child1 Llewelyn-Davies (000001)" in named


def test_that_the_status_somebody_wrote_stands_on_no_pack() -> None:
    assert "HYPERLINK" not in text(made(EVERYBODY, naming=Naming.NAMES))


def test_that_the_paper_counts_every_child_whom_it_names() -> None:
    pack = made(moving("000002"))
    assert "000003" in text(pack)  # a sibling who stays
    assert pack.children == 2


def test_that_a_case_that_goes_to_nobody_is_watched_over_and_visited_with_nobody() -> None:
    plan = replace(EVERYBODY, moves=(Move(child=ChildId("000001"), to=None),))
    said = text(made(plan))
    assert "unallocated from that day" in said
    assert "A manager watches over the case" in said
    assert "joint visit was made" not in said


def test_that_a_manager_introduces_whoever_takes_over_from_a_desk() -> None:
    said = text(made(moving("000009")))  # under duty
    assert "a manager introduces the new worker" in said
    assert "A joint visit was made" not in said


def test_that_a_desk_under_whose_name_a_child_stood_is_no_case_holder() -> None:
    (page,) = made(moving("000009")).pages
    people = {words(row[0]): words(row[1]) for _, row in rows(page, "Who has had")}
    assert (people["Duty"], people["Nia Rees"]) == ("duty", "case holder")


def test_that_key_events_that_nobody_can_tell_are_said() -> None:
    child = replace(
        SNAPSHOT.children[ChildId("000002")], events={}, recorded=frozenset({EventKind.SEEN})
    )
    plan = replace(
        moving("000002"),
        snapshot=replace(SNAPSHOT, children={**SNAPSHOT.children, child.id: child}),
    )
    (page,) = made(plan).pages
    (head, *_) = page.blocks
    assert isinstance(head, Said)
    assert words(dict(head.lines)["Key events near"]).startswith("Cannot tell: ")


def test_that_the_loads_before_and_after_are_those_of_the_whole_plan() -> None:
    plan = moving("000001", "000004")
    before, after = (reviewed(each).caseloads.loads for each in (plan.without_steps, plan))
    w3 = WorkerId("w3")
    shares = (before[w3].utilisation, after[w3].utilisation)
    assert f"Nia Rees {effects.shares(*shares)}" in text(made(plan))


def test_that_a_co_worker_who_comes_and_one_who_goes_stand_on_the_pack() -> None:
    child = ChildId("000001")  # Nia Rees works beside its case holder
    comes, goes = (
        InvolvementChange(
            child=child, worker=WorkerId(worker), involvement=Involvement.CO_WORKER, is_end=is_end
        )
        for worker, is_end in (("w2", False), ("w3", True))
    )
    moves = (Move(child=child, to=WorkerId("w4")),)
    plan = replace(EVERYBODY, moves=moves, involvements=(comes, goes))
    (page,) = made(plan).pages
    beside = {
        words(row[0]): words(row[-1])
        for _, row in rows(page, "Who has had")
        if words(row[1]) == "co-worker"
    }
    assert beside == {
        "Tom O'Brien [agency]": "begins by the plan",
        "Nia Rees": "ends by the plan",
    }


def test_that_a_rule_that_was_set_aside_is_on_the_pack_with_its_reason() -> None:
    plan = moving("000001", overrides=("siblings",), override_reason="KNOWS")
    assert "siblings apart: the worker knows the child or the family" in text(made(plan))


def test_that_a_pack_for_one_team_says_the_loads_of_the_whole_plan_and_every_date() -> None:
    south = Team(id=TeamId("south"), name="South Team")
    child = replace(SNAPSHOT.children[ChildId("000001")], team=south.id)
    snapshot = replace(
        SNAPSHOT,
        children={**SNAPSHOT.children, child.id: child},
        teams={**SNAPSHOT.teams, south.id: south},
    )
    source = Source(review=reviewed(replace(moving("000001", "000004"), snapshot=snapshot)))
    (ours,) = paper(Order(what=What.HANDOVER, team=south.id), source).pages
    (alone,) = paper(Order(what=What.HANDOVER, children=(child.id,)), source).pages
    assert ours.blocks == alone.blocks
    theirs = paper(Order(what=What.HANDOVER, team=TeamId("north")), source)
    assert alone.blocks in [page.blocks for page in theirs.pages]  # it comes to their worker


def test_that_a_pack_says_why_nobody_can_tell_who_has_had_the_case() -> None:
    unread = next(child for child in SNAPSHOT.children.values() if not child.is_holder_readable)
    rivals = replace(unread, rivals=(WorkerId("w1"), WorkerId("w2")))
    several = replace(SNAPSHOT, children={**SNAPSHOT.children, unread.id: rivals})
    for snapshot, why in (
        (SNAPSHOT, "the worker's name could not be read"),
        (several, "several workers are named as the case holder"),
    ):
        plan = replace(moving(unread.id), snapshot=snapshot)
        (page,) = made(plan).pages
        people = [words(cell) for _, row in rows(page, "Who has had") for cell in row]
        assert [*map(words, said(page))].count(f"cannot tell: {why}") == 2
        assert people[:2] == ["cannot tell", ""]


def test_that_a_co_worker_who_takes_the_case_over_is_said_to() -> None:
    (spell,) = [
        each
        for each in SNAPSHOT.spells
        if each.involvement is Involvement.CO_WORKER and each.child == "000001"
    ]
    (page,) = made(moving(spell.child)).pages

    assert spell.worker == "w3"
    assert "becomes the case holder by the plan" in [words(value) for value in said(page)]
