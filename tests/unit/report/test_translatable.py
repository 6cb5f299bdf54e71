"""Whatever leaves the tool can be said in another language: nothing of ours is written past it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from allocation_app.domain.people import WorkerId
from allocation_app.domain.plan import Move
from allocation_app.domain.review import Review, review
from allocation_app.report.exports import LISTINGS, Order, Source, What, listing, paper
from allocation_app.report.pages import Block, Grid, Said, Ticks, Words
from allocation_app.report.values import words
from allocation_app.wording.translate import use_catalogue, use_language
from tests.marked import OPEN, Marked
from tests.unit.report.examples import a_review


@pytest.fixture
def looked() -> Iterator[Review]:
    """The example with a move, seen by whoever reads another language."""
    team = a_review()
    moves = (Move(child=team.waits[0].child, to=WorkerId("w2"), reason="MANAGE"),)
    plan = replace(team.caseloads.plan, moves=moves)
    use_catalogue(Marked())
    yield review(plan, team.policy, team.rules, team.calendar)
    use_language("en")


def is_marked(text: str) -> bool:
    return not text or OPEN in text


def texts(block: Block) -> Iterator[str]:
    """What the tool itself says in a block; not what an import says."""
    match block:
        case Words(text=text):
            yield text
        case Said(lines=lines):
            yield from (label for label, _ in lines)
        case Grid():
            yield from (block.title, block.nobody, *(column.heading for column in block.columns))
        case Ticks():
            yield block.title
            yield from block.lines


@pytest.mark.parametrize("what", sorted(LISTINGS))
def test_that_a_list_can_be_translated(looked: Review, what: What) -> None:
    made = listing(Order(what=what), Source(review=looked))

    said = [made.title, made.nobody, *(column.heading for column in made.columns)]
    said += [words(line[0][0]) for line in made.lead if line]
    assert [text for text in said if not is_marked(text)] == []


@pytest.mark.parametrize("what", sorted(set(What) - {What.WORKBOOK}))
def test_that_pages_can_be_translated(looked: Review, what: What) -> None:
    made = paper(Order(what=what), Source(review=looked))

    said = [text for page in made.pages for block in page.blocks for text in texts(block)]
    assert [text for text in (made.title, *said) if not is_marked(text)] == []
