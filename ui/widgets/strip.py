"""A slim bar across the window: how far a piece of work is, with Cancel; or what it came to."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from allocation_app.wording.translate import tr
from ui.tasks import Task

SHOWN_AFTER = 500  # ms: shorter work would only flicker


Offer = tuple[str, Callable[[], None]]
"""What can be done about a message: its words, and the deed."""


Said = str | Callable[[], str]
"""A message; one that names children is made anew when names are hidden."""


class Strip(QFrame):
    """Shows one thing at a time; work over half a second, or a message with something to do.

    ``said`` counts the messages, so that who has said one can tell whether it stands there still.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self.words = QLabel()
        self.bar = QProgressBar()
        self.act, self.other = QPushButton(), QPushButton()
        self.close_button = QPushButton(tr("Close"))
        self.said = 0
        self._say: Said = ""
        self._deeds: list[Callable[[], None]] = []
        self._task: Task | None = None
        self._timer = QTimer(self)
        self._build()

    def follow(self, task: Task, words: str) -> None:
        """Show how far this work is, once it has taken half a second."""
        self.hide()
        self._task = task
        self._say = words
        self.say_again()
        self.bar.setRange(0, 0)
        self.bar.show()
        self.close_button.hide()
        self.said += 1
        self._offer(((tr("Cancel"), task.cancel),))
        task.progressed.connect(self._show_progress)
        task.finished.connect(self._end)
        self._timer.start(SHOWN_AFTER)

    def tell(self, say: Said, act: str = "", do: Callable[[], None] | None = None) -> None:
        """Say something that stays until it is closed, with one thing to do about it."""
        self.offer(say, ((act, do or self.hide),) if act else ())

    def add(self, more: str) -> None:
        """Say this after what is said already, with the same to do about it."""
        said = self._say
        self._say = lambda: f"{said if isinstance(said, str) else said()} {more}"
        self.say_again()

    def say_again(self) -> None:
        """Say the same as it reads now: names may have been hidden."""
        self.words.setText(self._say if isinstance(self._say, str) else self._say())

    def offer(self, say: Said, offers: Sequence[Offer]) -> None:
        """Say something that stays until it is closed, with up to two things to do about it."""
        self.said += 1
        self._timer.stop()
        self._say = say
        self.say_again()
        self.bar.hide()
        self.close_button.show()
        self._offer(offers)
        self.show()

    def forget(self) -> None:
        """Hide it, and hold nothing of what was said."""
        self.hide()
        self._say, self._deeds = "", []
        self.words.clear()

    def _build(self) -> None:
        self.bar.setAccessibleName(tr("Progress"))
        self.bar.setTextVisible(False)
        self.bar.setMaximumHeight(12)
        self.words.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(12)
        row.addWidget(self.words, 1)
        row.addWidget(self.bar, 1)
        row.addWidget(self.act)
        row.addWidget(self.other)
        row.addWidget(self.close_button)
        self.act.clicked.connect(lambda: self._act(0))
        self.other.clicked.connect(lambda: self._act(1))
        self.close_button.setAccessibleName(tr("Close this message"))
        self.close_button.clicked.connect(self.hide)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.show)
        self.hide()

    def _offer(self, offers: Sequence[Offer]) -> None:
        self._deeds = [do for _, do in offers]
        for place, button in enumerate((self.act, self.other)):
            words = offers[place][0] if place < len(offers) else ""
            button.setText(words)
            button.setAccessibleName(words)
            button.setVisible(bool(words))

    def _act(self, place: int) -> None:
        self._deeds[place]()

    def _show_progress(self, done: int, of: int) -> None:
        self.bar.setRange(0, of)
        self.bar.setValue(done)

    def _end(self) -> None:
        if self.sender() is self._task:
            self._task = None
            self._timer.stop()
            if self.bar.isVisibleTo(self):
                self.hide()
