"""Paints the cards of a board: who, how full (bar, share, band), what is held, what to know."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QApplication

from allocation_app.domain.effects import Change, Standing
from allocation_app.wording import terms
from allocation_app.wording.translate import tr, trn
from ui.rows.caseload import Case, Group, Kind, mix_words
from ui.rows.people import short_counts
from ui.theme import colour, icon
from ui.widgets.load_bar import paint_ghost, paint_load
from ui.widgets.pill import paint_pill, pill_size

PAD = 8
MARK = 3  # px of accent at the left of what is selected
LEAST_LINE = 24  # px: WCAG 2.2, 2.5.8
LETTERS = 34  # a card is as wide as so many letters
FEW_LETTERS = 29  # a compact one
BETWEEN = 6
LEAST_BAR = 24
LEAST_NAME = 8  # letters of a child's name that a state leaves
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How something on the board stands out.

    ``target`` is the colour of where children are held over, empty elsewhere.
    """

    is_selected: bool = False
    is_current: bool = False
    target: str = ""
    is_open: bool = False
    is_ticked: bool = False


class CardPainter:
    """Measures and paints by the font of the application; made anew when that changes."""

    def __init__(self, *, is_compact: bool) -> None:
        self.is_compact = is_compact
        self.font = QFont(QApplication.font())
        self.bold = QFont(self.font)
        self.bold.setBold(True)
        self.metrics, self.bold_metrics = QFontMetrics(self.font), QFontMetrics(self.bold)
        self.line = self.metrics.height() + 4
        self.title = max(LEAST_LINE, self.bold_metrics.height() + 6)
        self._indent = max(16, self.metrics.ascent()) + 2
        self._chips: dict[str, int] = {}
        self._chip_line = pill_size("x", self.font).height() + 4

    @property
    def least_width(self) -> int:
        """How narrow a card may be."""
        letters = FEW_LETTERS if self.is_compact else LETTERS
        return letters * self.metrics.averageCharWidth()

    @property
    def heading(self) -> int:
        """The height of a team's heading."""
        return self.bold_metrics.height() + 8

    def head(self, group: Group) -> int:
        """The height of a card that is closed."""
        rows = self.title + 2 * PAD
        if group.kind is not Kind.WORKER:
            return rows + self.line + self._chip_line
        return rows + self.line if self.is_compact else rows + 3 * self.line + self._chip_line

    def case(self, case: Case | None = None) -> int:
        """The height of a child's line; one more line tells where the plan takes it from."""
        more = self.line if case is not None and case.was else 0
        return max(LEAST_LINE, self.metrics.height() + 8) + more

    def tick_box(self, box: QRect) -> QRect:
        """Where the box to tick is, large enough to hit."""
        return QRect(box.right() - self.title - 2, box.top() + 4, self.title, self.title)

    def opener(self, box: QRect) -> QRect:
        """Where the arrow is that opens the card."""
        return QRect(box.left() + 4, box.top() + 4, self.title, self.title)

    def paint_heading(self, painter: QPainter, box: QRect, text: str) -> None:
        """A team's name and figures over its cards."""
        painter.setFont(self.bold)
        painter.setPen(colour("text"))
        painter.drawText(box, LEFT, self._short(text, box.width(), is_bold=True))

    def paint_card(
        self, painter: QPainter, box: QRect, group: Group, look: Look, ghost: Change | None = None
    ) -> None:
        """The card of a worker, or of a name that cannot hold cases; ``ghost`` is what would be."""
        self._paint_ground(painter, box, group, look)
        left, right = box.left() + PAD, box.right() - PAD
        top = box.top() + PAD
        if group.children or group.co_worked:
            picture = icon("chevron-down" if look.is_open else "chevron-right", "muted")
            side = max(16, self.metrics.ascent())
            middle = top + (self.title - side) // 2
            picture.paint(painter, left - 2, middle, side, side)
        end = right
        if group.kind is Kind.WORKER:
            end = self.tick_box(box).left() - BETWEEN
            self._paint_tick(painter, self.tick_box(box), is_ticked=look.is_ticked)
        if self.is_compact:
            end = self._paint_short_facts(painter, group, left + 70, end, top)
        room = QRect(left + self._indent, top, end - left - self._indent, self.title)
        self._say(painter, room, group.name, is_bold=True)
        top += self.title
        if group.kind is Kind.WORKER:
            self._paint_share(painter, QRect(left, top, right - left, self.line), group, ghost)
            if self.is_compact:
                return
            top += self.line
            for text in (_room(group), _held(group)):
                self._say(painter, QRect(left, top, right - left, self.line), text)
                top += self.line
        else:
            self._say(painter, QRect(left, top, right - left, self.line), _loose(group))
            top += self.line
        self._paint_chips(painter, QRect(left, top, right - left, self.line + 4), group.known)

    def paint_case(self, painter: QPainter, box: QRect, case: Case, look: Look) -> None:
        """A child on the card: name, points, the state that presses, and whose it was."""
        if look.is_selected:
            painter.fillRect(box, colour("chosen"))
            painter.fillRect(box.left(), box.top(), MARK, box.height(), colour("accent"))
        first = QRect(box.left(), box.top(), box.width(), max(LEAST_LINE, self.line + 4))
        end = box.right() - PAD
        points = terms.points(case.points)
        painter.setFont(self.font)
        painter.setPen(colour("muted"))
        width = self.metrics.horizontalAdvance("00.0")
        painter.drawText(QRect(end - width, first.top(), width, first.height()), RIGHT, points)
        end -= width + BETWEEN
        left = box.left() + PAD + self._indent
        said = "" if case.state is None else terms.term(case.state)
        fits = end - self._chip(said) - left > LEAST_NAME * self.metrics.averageCharWidth()
        if case.state is not None and fits:
            end -= self._chip(said)
            place = QPointF(end, first.center().y() + 0.5)
            paint_pill(painter, place, said, case.state, self.font)
            end -= BETWEEN
        self._say(painter, QRect(left, first.top(), end - left, first.height()), case.name)
        if case.was:
            under = QRect(left, first.bottom() - 2, box.right() - PAD - left, self.line)
            self._say(painter, under, case.was, tone="muted")
        if look.is_current:
            self._paint_focus(painter, box)

    def _chip(self, text: str) -> int:
        """The width of a word in a border, measured once."""
        if text not in self._chips:
            self._chips[text] = pill_size(text, self.font).width()
        return self._chips[text]

    def tip(self, group: Group) -> str:
        """What stands on a card and what has no room there."""
        figure = " · ".join(
            dict.fromkeys(filter(None, (_figure(group), _was(group), _range(group))))
        )
        said = (group.name, figure, _room(group), _held(group), mix_words(group.mix))
        takes = tr("Can take next: {cases}", cases=group.takes) if group.takes else ""
        return "\n".join(filter(None, (*said, group.facts, takes)))

    def _paint_ground(self, painter: QPainter, box: QRect, group: Group, look: Look) -> None:
        frame = QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        style = Qt.PenStyle.SolidLine if group.kind is Kind.WORKER else Qt.PenStyle.DashLine
        edge = QPen(colour(look.target or "border"), 1, style)
        painter.setPen(edge)
        painter.setBrush(colour("chosen" if look.is_selected or look.target else "base"))
        painter.drawRoundedRect(frame, 4, 4)
        if look.target or look.is_current:
            painter.setPen(QPen(colour(look.target or "accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame.adjusted(1, 1, -1, -1), 4, 4)
        painter.restore()
        if look.is_selected:
            painter.fillRect(box.left(), box.top(), MARK, box.height(), colour("accent"))

    def _paint_focus(self, painter: QPainter, box: QRect) -> None:
        painter.setPen(QPen(colour("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box.adjusted(2, 1, -2, -1))

    def _paint_tick(self, painter: QPainter, room: QRect, *, is_ticked: bool) -> None:
        side = max(15, self.metrics.ascent())
        box = QRectF(
            room.center().x() - side / 2 + 0.5, room.center().y() - side / 2 + 1.5, side, side
        )
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("accent" if is_ticked else "border"), 1))
        painter.setBrush(colour("accent" if is_ticked else "base"))
        painter.drawRoundedRect(box, 3, 3)
        if is_ticked:
            painter.setPen(QPen(colour("on_accent"), 2))
            ways = ((0.22, 0.52), (0.42, 0.72), (0.78, 0.3))
            painter.drawPolyline([QPointF(box.x() + x * side, box.y() + y * side) for x, y in ways])
        painter.restore()

    def _paint_share(
        self, painter: QPainter, room: QRect, group: Group, ghost: Change | None
    ) -> None:
        after = None if ghost is None else ghost.after
        figure = _figure(group) if after is None else _change(group, after)
        counts = tr("{n} ch.", n=len(group.children)) if self.is_compact else _was(group)
        widest = self.bold_metrics.horizontalAdvance("100 % stretched")
        beside = self.metrics.horizontalAdvance("00 ch." if self.is_compact else "was 000 %")
        bar = max(LEAST_BAR, room.width() - widest - beside - 3 * BETWEEN)
        beside = self.metrics.horizontalAdvance(counts)
        if group.band is not None:
            track = QRectF(room.left(), room.center().y() - 5, bar, 12)
            if after is None:
                paint_load(painter, track, group.share, group.band)
            else:
                was, would_be = (group.share, group.band), (after.utilisation, after.band)
                paint_ghost(painter, track, was, would_be)
        left = room.left() + bar + BETWEEN + 2
        said = QRect(left, room.top(), room.right() - left - beside, room.height())
        self._say(painter, said, figure, is_bold=True)
        painter.setFont(self.font)
        painter.setPen(colour("muted"))
        painter.drawText(room, RIGHT, counts)

    def _paint_short_facts(
        self, painter: QPainter, group: Group, least: int, end: int, top: int
    ) -> int:
        """The first fact that has room, right of the name; gives where the name must end."""
        name = least - 60 + self.bold_metrics.horizontalAdvance(group.name)
        for fact in group.known:
            width = self._chip(fact)
            if end - width > min(name, end):
                place = QPointF(end - width, top + self.title / 2)
                paint_pill(painter, place, fact, "note", self.font)
                return end - width - BETWEEN
        return end

    def _paint_chips(self, painter: QPainter, room: QRect, known: tuple[str, ...]) -> None:
        """The facts, each in a border, as many as there is room for; then how many more."""
        left, middle = room.left(), room.center().y() + 1
        for number, fact in enumerate(known):
            rest = len(known) - number - 1
            spare = self.metrics.horizontalAdvance("+0") + BETWEEN if rest else 0
            width = self._chip(fact)
            if left + width > room.right() - spare:
                more = fact if number == 0 else tr("+{n}", n=rest + 1)
                self._say(
                    painter, QRect(left, room.top(), room.right() - left, room.height()), more
                )
                return
            left += round(paint_pill(painter, QPointF(left, middle), fact, "note", self.font))
            left += BETWEEN

    def _say(
        self,
        painter: QPainter,
        room: QRect,
        text: str,
        *,
        is_bold: bool = False,
        tone: str = "text",
    ) -> None:
        painter.setFont(self.bold if is_bold else self.font)
        painter.setPen(colour(tone))
        painter.drawText(room, LEFT, self._short(text, room.width(), is_bold=is_bold))

    def _short(self, text: str, width: int, *, is_bold: bool = False) -> str:
        metrics = self.bold_metrics if is_bold else self.metrics
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, width))


def _figure(group: Group) -> str:
    if group.band is None:
        return ""
    if group.share is None:
        return tr("no capacity")
    return tr("{share} {band}", share=terms.percent(group.share), band=terms.term(group.band))


def _change(group: Group, after: Standing) -> str:
    """The share as it is and as it would be."""
    before, later = terms.percent(group.share), terms.percent(after.utilisation)
    return tr("{before} → {after}", before=before, after=later)


def _was(group: Group) -> str:
    """What the share was in the import, where the plan changes it; else within what it lies."""
    if group.was is not None:
        return tr("was {share}", share=terms.percent(group.was))
    return _range(group)


def _range(group: Group) -> str:
    return tr("{range} %", range=group.range_words) if group.range_words else ""


def _room(group: Group) -> str:
    """The sum of the points, what is free of them, and what is not certain."""
    if group.capacity is None or group.room is None:
        return ""
    return tr(
        "{used} of {capacity} points · room {room}",
        used=terms.points(group.points),
        capacity=terms.points(group.capacity),
        room=terms.points(group.room).replace("-", "\u2212"),
    )


def _held(group: Group) -> str:
    """Children and families, and those who are new."""
    said = [short_counts(len(group.children), group.families)]
    if group.new_week:
        said.append(trn("{n} new in 7 days", "{n} new in 7 days", group.new_week))
    return " · ".join(said)


def _loose(group: Group) -> str:
    counts = short_counts(len(group.children), group.families)
    return tr("{counts} · {points} points", counts=counts, points=terms.points(group.points))
