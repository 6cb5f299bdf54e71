"""Why each move of a suggestion is made, worked out beside the window: the one looked at first."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping

from PySide6.QtCore import QObject, QTimer, Signal

from allocation_app.domain.people import ChildId
from allocation_app.domain.reasons import MoveReason, Suggested
from allocation_app.progress import Progress
from ui.solving import Solving, Tell

AT_ONCE = 40
"""How many moves are explained without being looked at: a council's would take long."""
SOON = 100  # ms: several that come together are shown together


class Explaining(QObject):
    """The reasons of one suggestion. ``explained`` says that more of them are known."""

    explained = Signal()
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._of: Suggested | None = None
        self._known: dict[ChildId, MoveReason] = {}
        self._left: deque[ChildId] = deque()
        self._solving, self._soon = Solving(self), QTimer(self)
        self._solving.told.connect(self._take)
        self._solving.ended.connect(self._end)
        self._solving.failed.connect(self.failed)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self.explained)

    @property
    def reasons(self) -> Mapping[ChildId, MoveReason]:
        """What is known by now, by the child that is moved."""
        return self._known

    @property
    def is_settled(self) -> bool:
        """Whether everything that was asked for is known and told of."""
        return not self._solving.is_working and not self._soon.isActive()

    def begin(self, of: Suggested) -> None:
        """Explain this suggestion, from the first move on."""
        self.drop()
        self._of = of
        self._left = deque(move.child for move in of.moves[:AT_ONCE])
        self._go_on()

    def want(self, child: ChildId) -> None:
        """Explain this child's move next, if it is not known yet."""
        if self._of is None or child in self._known:
            return
        if any(move.child == child for move in self._of.moves):
            self._left.appendleft(child)
            self._go_on()

    def drop(self) -> None:
        """Explain nothing any more, and know nothing."""
        self._solving.drop()
        self._soon.stop()
        self._of, self._known, self._left = None, {}, deque()

    def _go_on(self) -> None:
        of, left = self._of, self._left
        if of is None or not left or self._solving.is_working:
            return
        moves = {move.child: move for move in of.moves}

        def work(progress: Progress, tell: Tell) -> None:
            done = set[ChildId]()
            while left:
                child = left.popleft()
                if child not in done:
                    done.add(child)
                    progress(0, 1)
                    tell(of.reason(moves[child]))

        self._solving.begin(work)

    def _take(self, reason: MoveReason) -> None:
        self._known[reason.move.child] = reason
        if not self._soon.isActive():
            self._soon.start()

    def _end(self, _last: object) -> None:
        """What was wanted while the last of them was worked out is begun now."""
        self._go_on()
