"""The escalation ladder of one waiting child, as a strip: what was reached, what comes next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from allocation_app.domain.people import EventKind
from allocation_app.domain.policy import Policy
from allocation_app.domain.waiting import Wait
from allocation_app.wording import terms
from allocation_app.wording.translate import mark, tr
from ui.theme import colour

DOT = 7
PAD = 14
NARROWEST = 6  # times the height of a line: room for a word or two


class Reached(StrEnum):
    """Where a step stands: passed, the one the child is on, to come; done, or not done in time."""

    PASSED = "passed"
    HERE = "here"
    AHEAD = "ahead"
    DONE = "done"
    MISSED = "missed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the ladder with its date."""

    words: str
    when: str
    reached: Reached


Dated = tuple[date, Step]


def steps(wait: Wait, policy: Policy, as_at: date) -> tuple[Step, ...]:
    """The ladder of this wait by date: its start, each rung, reviews, when it is to be seen."""
    if wait.since is None:
        rung = terms.escalation(wait.escalation)
        words = tr("Since when is not known: {rung}", rung=rung)
        first = Step(words=words, when="", reached=Reached.HERE)
        return (first, *(step for _, step in _watched(wait, as_at)))
    since = wait.ladder_since or wait.since
    found = [_start(wait, since)]
    found += _at_once(wait, as_at) if wait.must_never_wait else _rungs(wait, since, policy, as_at)
    found += _watched(wait, as_at)
    return tuple(step for _, step in sorted(found, key=lambda dated: dated[0]))


def _start(wait: Wait, since: date) -> Dated:
    return since, Step(
        words=_began(wait, since), when=terms.short_day(since), reached=Reached.PASSED
    )


def _began(wait: Wait, since: date) -> str:
    if since == wait.last_worker_ended:
        return tr("Last worker ended")
    if since == wait.referred:
        said = terms.event(EventKind.REFERRAL)
        return terms.first_up(said)
    if isinstance(wait.since_event, EventKind):
        said = terms.event(wait.since_event)
        return terms.first_up(said)
    return tr("Waiting since")


def _at_once(wait: Wait, as_at: date) -> Iterator[Dated]:
    rung = terms.first_up(terms.escalation(wait.escalation))
    yield as_at, Step(words=rung, when=terms.short_day(as_at), reached=Reached.HERE)


def _rungs(wait: Wait, since: date, policy: Policy, as_at: date) -> Iterator[Dated]:
    aim = wait.due or since
    reached = [rung for rung in policy.ladder.rungs if since + timedelta(days=rung.days) <= as_at]
    here = reached[-1] if reached else None
    is_on_aim = here is None and aim <= as_at
    yield (
        aim,
        Step(
            words=tr("Aim: allocated by"),
            when=terms.short_day(aim),
            reached=Reached.HERE if is_on_aim else _when(aim, as_at),
        ),
    )
    for rung in policy.ladder.rungs:
        day = since + timedelta(days=rung.days)
        words = tr("{n} days: {rung}", n=rung.days, rung=terms.escalation(rung.code))
        state = Reached.HERE if rung == here else _when(day, as_at)
        yield day, Step(words=words, when=terms.short_day(day), reached=state)


def _watched(wait: Wait, as_at: date) -> Iterator[Dated]:
    """What was done and is to be done while the child waits."""
    if wait.last_reviewed is not None:
        day = wait.last_reviewed
        yield day, Step(words=tr("Reviewed"), when=terms.short_day(day), reached=Reached.DONE)
    for due, words in ((wait.review_due, tr("Review due")), (wait.seen_due, tr("To be seen by"))):
        if due is not None:
            state = Reached.MISSED if due < as_at else Reached.AHEAD
            yield due, Step(words=words, when=terms.short_day(due), reached=state)


def _when(day: date, as_at: date) -> Reached:
    return Reached.PASSED if day <= as_at else Reached.AHEAD


STANDING: Mapping[Reached, str] = {
    Reached.PASSED: mark("passed"),
    Reached.HERE: mark("here now"),
    Reached.AHEAD: mark("to come"),
    Reached.DONE: mark("done"),
    Reached.MISSED: mark("not done in time"),
}
TONES: Mapping[Reached, str] = {
    Reached.PASSED: "muted",
    Reached.HERE: "late",
    Reached.AHEAD: "muted",
    Reached.DONE: "in_time",
    Reached.MISSED: "late",
}


class Ladder(QWidget):
    """Paints the steps from left to right, in several lines where they don't fit in one.

    The step that the child is on is bold and filled, what was done has a tick, what was not done in
    time a cross: each is told from the others without its colour.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(tr("Escalation ladder"))
        self._steps: tuple[Step, ...] = ()

    @property
    def shown(self) -> tuple[Step, ...]:
        """The steps on the strip."""
        return self._steps

    def show_steps(self, shown: tuple[Step, ...]) -> None:
        """Show another child's ladder."""
        self._steps = shown
        said = (f"{step.words} {step.when} ({tr(STANDING[step.reached])})" for step in shown)
        self.setAccessibleDescription("; ".join(said))
        self.updateGeometry()
        self.update()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return 2 * PAD + len(self._lines(width)) * self._line_height()

    @override
    def sizeHint(self) -> QSize:
        return QSize(520, self.heightForWidth(520))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(240, self._line_height() + 2 * PAD)

    def _line_height(self) -> int:
        return 2 * DOT + 3 * self.fontMetrics().height() + 12

    def _lines(self, width: int) -> list[tuple[Step, ...]]:
        """The steps as they are broken into lines, each step wide enough for a word or two."""
        across = max(1, (width - 2 * PAD) // (NARROWEST * self.fontMetrics().height()))
        return [
            self._steps[first : first + across] for first in range(0, len(self._steps), across)
        ] or [()]

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("border"), 1))
        painter.setBrush(colour("base"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        lines = self._lines(self.width())
        width = (self.width() - 2 * PAD) / max(1, len(lines[0]))
        for number, line in enumerate(lines):
            top = PAD + number * self._line_height()
            painter.setPen(QPen(colour("muted"), 1.5))
            last = PAD + DOT + width * (len(line) - 1)
            painter.drawLine(QPointF(PAD + DOT, top + DOT), QPointF(last, top + DOT))
            for place, step in enumerate(line):
                box = QRectF(PAD + width * place, top, width - 8, self._line_height() - 4)
                self._paint_step(painter, step, box)
        painter.end()

    def _paint_step(self, painter: QPainter, step: Step, box: QRectF) -> None:
        tone = colour(TONES[step.reached])
        centre = QPointF(box.left() + DOT, box.top() + DOT)
        painter.setPen(QPen(tone, 2))
        is_filled = step.reached in {Reached.PASSED, Reached.HERE, Reached.DONE}
        painter.setBrush(tone if is_filled else colour("base"))
        painter.drawEllipse(centre, DOT - 1, DOT - 1)
        _paint_mark(painter, step.reached, centre)
        font = QFont(self.font())
        font.setBold(step.reached in {Reached.HERE, Reached.MISSED})
        painter.setFont(font)
        painter.setPen(colour("muted" if step.reached is Reached.AHEAD else "text"))
        box.setTop(box.top() + 2 * DOT + 6)
        said = f"{step.words}\n{step.when}" if step.when else step.words
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        painter.drawText(box, int(flags), said)


def _paint_mark(painter: QPainter, reached: Reached, centre: QPointF) -> None:
    """A tick in what was done, a cross in what was not."""
    x, y = centre.x(), centre.y()
    if reached is Reached.DONE:
        painter.setPen(QPen(colour("base"), 2))
        painter.drawPolyline([QPointF(x - 3, y), QPointF(x - 1, y + 3), QPointF(x + 3.5, y - 3)])
    elif reached is Reached.MISSED:
        painter.drawLine(QPointF(x - 2.5, y - 2.5), QPointF(x + 2.5, y + 2.5))
        painter.drawLine(QPointF(x - 2.5, y + 2.5), QPointF(x + 2.5, y - 2.5))
