"""The escalation ladder of one waiting child, as a strip: what was reached, what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from allocation_app.domain.people import EventKind, Gap
from allocation_app.domain.policy import Policy
from allocation_app.domain.waiting import Wait
from allocation_app.wording import terms
from allocation_app.wording.translate import tr
from ui.theme import colour

DOT = 7
PAD = 14


class Reached(StrEnum):
    """Where a step stands: passed, the one the child is on, or still to come."""

    PASSED = "passed"
    HERE = "here"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the ladder with its date."""

    words: str
    when: str
    reached: Reached


def steps(wait: Wait, policy: Policy, as_at: date) -> tuple[Step, ...]:
    """The ladder of this wait: its start, each rung of the policy, today."""
    if wait.since is None:
        rung = terms.escalation(wait.escalation)
        words = tr("Since when is not known: {rung}", rung=rung)
        return (Step(words=words, when="", reached=Reached.HERE),)
    if wait.must_never_wait:
        return tuple(_at_once(wait, as_at))
    return tuple(_rungs(wait, policy, as_at))


def _start(wait: Wait) -> Step:
    return Step(words=_began(wait), when=terms.short_day(wait.since), reached=Reached.PASSED)


def _began(wait: Wait) -> str:
    if wait.since_event is Gap.LAST_ALLOCATION_ENDED:
        return tr("Last worker ended")
    if isinstance(wait.since_event, EventKind):
        said = terms.event(wait.since_event)
        return said[:1].upper() + said[1:]
    return tr("Waiting since")


def _at_once(wait: Wait, as_at: date) -> Iterator[Step]:
    yield _start(wait)
    rung = terms.escalation(wait.escalation)
    yield Step(words=rung, when=terms.short_day(as_at), reached=Reached.HERE)


def _rungs(wait: Wait, policy: Policy, as_at: date) -> Iterator[Step]:
    yield _start(wait)
    since = wait.since or as_at
    aim = wait.due or since
    reached = [rung for rung in policy.ladder.rungs if since + timedelta(days=rung.days) <= as_at]
    here = reached[-1] if reached else None
    is_on_aim = here is None and aim <= as_at
    yield Step(
        words=tr("Aim: allocated by"),
        when=terms.short_day(aim),
        reached=Reached.HERE if is_on_aim else _when(aim, as_at),
    )
    for rung in policy.ladder.rungs:
        day = since + timedelta(days=rung.days)
        words = tr("{n} days: {rung}", n=rung.days, rung=terms.escalation(rung.code))
        state = Reached.HERE if rung == here else _when(day, as_at)
        yield Step(words=words, when=terms.short_day(day), reached=state)


def _when(day: date, as_at: date) -> Reached:
    return Reached.PASSED if day <= as_at else Reached.AHEAD


class Ladder(QWidget):
    """Paints the steps from left to right; the step the child is on is bold and filled."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Escalation ladder"))
        self._steps: tuple[Step, ...] = ()

    @property
    def shown(self) -> tuple[Step, ...]:
        """The steps on the strip."""
        return self._steps

    def show_steps(self, shown: tuple[Step, ...]) -> None:
        """Show another child's ladder."""
        self._steps = shown
        self.setAccessibleDescription("; ".join(f"{step.words} {step.when}" for step in shown))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(520, 2 * PAD + 2 * DOT + 3 * self.fontMetrics().height() + 6)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("border"), 1))
        painter.setBrush(colour("base"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        if self._steps:
            width = (self.width() - 2 * PAD) / len(self._steps)
            line = PAD + DOT
            painter.setPen(QPen(colour("muted"), 1.5))
            last = PAD + DOT + width * (len(self._steps) - 1)
            painter.drawLine(QPointF(PAD + DOT, line), QPointF(last, line))
            for number, step in enumerate(self._steps):
                self._paint_step(painter, step, PAD + width * number, width)
        painter.end()

    def _paint_step(self, painter: QPainter, step: Step, left: float, width: float) -> None:
        tone = {
            Reached.PASSED: colour("in_time"),
            Reached.HERE: colour("late"),
            Reached.AHEAD: colour("muted"),
        }[step.reached]
        painter.setPen(QPen(tone, 2))
        painter.setBrush(colour("base") if step.reached is Reached.AHEAD else tone)
        painter.drawEllipse(QPointF(left + DOT, PAD + DOT), DOT - 1, DOT - 1)
        font = QFont(self.font())
        font.setBold(step.reached is Reached.HERE)
        painter.setFont(font)
        painter.setPen(colour("muted") if step.reached is Reached.AHEAD else colour("text"))
        top = PAD + 2 * DOT + 6
        box = QRectF(left, top, width - 8, self.height() - top - 4)
        said = f"{step.words}\n{step.when}" if step.when else step.words
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        painter.drawText(box, int(flags), said)
