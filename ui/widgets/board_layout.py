"""Where the cards of a board lie: side by side in columns, those of a team under its heading.

A card keeps its column when another is opened: only what stands under that one moves down.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QRect

GAP = 8
HEADING_ROOM = 6  # px between the cards of one team and the heading of the next


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How high a card is: its head, and each line under it while it is open."""

    head: int
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A card (by the row of its group), or the line of a child on it."""

    row: int
    line: int = -1

    @property
    def is_card(self) -> bool:
        """Whether it is the card itself."""
        return self.line < 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A card as it lies, ``column`` counted from the left."""

    row: int
    column: int
    box: QRect
    size: Size

    @property
    def head(self) -> QRect:
        """The part that stands for the worker."""
        return QRect(self.box.left(), self.box.top(), self.box.width(), self.size.head)

    def line(self, number: int) -> QRect:
        """The line of a child."""
        top = self.box.top() + self.size.head + sum(self.size.lines[:number])
        return QRect(self.box.left(), top, self.box.width(), self.size.lines[number])

    def spot_at(self, y: int) -> Spot:
        """What lies at this height of the card."""
        bottom = self.box.top() + self.size.head
        for number, height in enumerate(self.size.lines):
            if bottom <= y < bottom + height:
                return Spot(self.row, number)
            bottom += height
        return Spot(self.row)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Cards under a heading, which may be empty."""

    heading: str
    rows: Sequence[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """How wide the board is, how narrow a card may be, and how high a heading, in px."""

    width: int
    least: int
    heading: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """The whole board, laid out; ``made_of`` is what that depends on, to see whether it stands."""

    made_of: object = None
    tiles: Mapping[int, Tile] = field(default_factory=dict)
    headings: Sequence[tuple[str, QRect]] = ()
    height: int = 0

    def within(self, top: int, bottom: int) -> Iterator[Tile]:
        """The cards that can be seen between two heights."""
        for tile in self.tiles.values():
            if tile.box.top() <= bottom and tile.box.top() + tile.box.height() > top:
                yield tile

    def at(self, x: int, y: int) -> Spot | None:
        """What lies at a point, None between the cards."""
        for tile in self.within(y, y):
            if tile.box.contains(x, y):
                return tile.spot_at(y)
        return None

    def rect(self, spot: Spot) -> QRect:
        """Where a card or a line lies, an empty place where it does not."""
        tile = self.tiles.get(spot.row)
        if tile is None:
            return QRect()
        if spot.is_card:
            return tile.box
        return tile.line(spot.line) if spot.line < len(tile.size.lines) else QRect()

    def _mark(self, spot: Spot) -> QRect:
        """What of a spot the eye goes from: of a card its head."""
        tile = self.tiles[spot.row]
        return tile.head if spot.is_card else tile.line(spot.line)

    def spots(self) -> Iterator[Spot]:
        """Everything that a cursor can stand on, card by card."""
        for row, tile in self.tiles.items():
            yield Spot(row)
            yield from (Spot(row, number) for number in range(len(tile.size.lines)))

    def below(self, spot: Spot, steps: int) -> Spot:
        """What lies so many steps further down the column (up, where negative)."""
        column = self.tiles[spot.row].column
        listed = [each for each in self.spots() if self.tiles[each.row].column == column]
        listed.sort(key=lambda each: self._mark(each).top())
        place = listed.index(spot) + steps
        return listed[min(max(0, place), len(listed) - 1)]

    def beside(self, spot: Spot, step: int) -> Spot:
        """What lies at the same height in the next column (or the one before)."""
        column, height = self.tiles[spot.row].column + step, self._mark(spot).center().y()
        listed = [each for each in self.spots() if self.tiles[each.row].column == column]
        if not listed:
            return spot
        return min(listed, key=lambda each: abs(self._mark(each).center().y() - height))


def lay_out(
    sections: Sequence[Section],
    sizes: Mapping[int, Size],
    room: Room,
    known: Places | None = None,
) -> Places:
    """Put the cards of each section into as many columns as fit, in turn.

    What was ``known`` is given back where nothing has changed.
    """
    made_of = (list(sections), dict(sizes), room)
    if known is not None and known.made_of == made_of:
        return known
    columns = max(1, (room.width - GAP) // (room.least + GAP))
    each = (room.width - GAP) // columns - GAP
    tiles, headings, top = dict[int, Tile](), list[tuple[str, QRect]](), GAP
    for section in sections:
        if section.heading:
            top += HEADING_ROOM if headings else 0
            headings.append((section.heading, QRect(GAP, top, room.width - 2 * GAP, room.heading)))
            top += room.heading
        bottoms = [top] * columns
        for number, row in enumerate(section.rows):
            column, size = number % columns, sizes[row]
            height = size.head + sum(size.lines) + (GAP // 2 if size.lines else 0)
            box = QRect(GAP + column * (each + GAP), bottoms[column], each, height)
            tiles[row] = Tile(row=row, column=column, box=box, size=size)
            bottoms[column] += height + GAP
        top = max(bottoms)
    return Places(made_of=made_of, tiles=tiles, headings=headings, height=top)
