"""The calendar in its frame: what begins to be late on which day of the coming weeks."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from allocation_app.domain.forecast import Coming
from allocation_app.domain.review import Review
from allocation_app.wording.translate import tr
from ui.rows import coming
from ui.widgets.calendar_strip import CalendarStrip
from ui.widgets.card import Card
from ui.widgets.words import one_line, words


class CalendarCard(Card):
    """``chosen`` carries the day that was chosen, None where it was let go."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.strip: CalendarStrip | None = None
        self._note = words("", is_muted=True)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(one_line(tr("Late from this day on, in the next four weeks"), is_bold=True))
        head.addWidget(self._note, 1)
        self.column.addLayout(head)

    @property
    def note(self) -> str:
        """What is said beside the heading."""
        return self._note.text()

    def show_coming(self, review: Review, breaches: Iterable[Coming], *, is_known: bool) -> None:
        """Show how many begin on each day; says so while a newer answer is worked out."""
        found = tuple(breaches)
        if self.strip is None:
            self.strip = CalendarStrip(review.calendar)
            self.strip.chosen.connect(self.chosen)
            self.column.addWidget(self.strip)
        self.strip.show_counts(review.snapshot.as_at, coming.counts(found))
        self._note.setText(coming.summary(found) if is_known else tr("Working it out…"))
