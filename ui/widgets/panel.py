"""What the two inspector panels share: a column that is emptied and filled again."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from allocation_app.domain.findings import Finding
from allocation_app.domain.review import Review
from allocation_app.wording.translate import trn
from ui.widgets.finding_view import FindingView
from ui.widgets.later import tab_through, takes_tab
from ui.widgets.words import words

MOST_FINDINGS = 12


class Panel(QWidget):
    """A column of what is known of one person. ``child_chosen`` and ``worker_chosen`` lead on."""

    child_chosen = Signal(object)
    worker_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._outer = outer
        self._bodies: list[QWidget] = []
        self._shown: object = None
        self._column = QVBoxLayout()
        outer.addStretch(1)

    def is_new(self, shown: object) -> bool:
        """Whether this is not what stands here: to build it anew takes half a repaint."""
        was, self._shown = self._shown, shown
        return shown != was

    def begin(self) -> None:
        """Throw away what was shown and start an empty column."""
        for body in self._bodies:
            self._outer.removeWidget(body)
            body.hide()
            body.deleteLater()
        self._bodies = []
        self._go_on(0)

    def forget(self) -> None:
        """Show nobody, and hold nothing of who was shown."""
        if self._shown is not None:
            self._shown = None
            self.begin()

    def go_on_below(self, kept: QWidget) -> None:
        """Go on with a new column below a part that is kept: to move it about takes long."""
        if self._outer.indexOf(kept) < 0:
            self._outer.insertWidget(len(self._bodies), kept)
        self._go_on(self._outer.indexOf(kept) + 1)
        above = [each for each in self._bodies[0].findChildren(QWidget) if takes_tab(each)]
        if above:
            tab_through(above[-1], kept)

    def _go_on(self, place: int) -> None:
        body = QWidget(self)
        self._bodies.append(body)
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._outer.insertWidget(place, body)

    def add(self, widget: QWidget) -> None:
        """Put a widget under the others."""
        self._column.addWidget(widget)

    def space(self) -> None:
        """Set the next section off."""
        self._column.addSpacing(8)

    def head(self, text: str) -> None:
        """Begin a section."""
        self.space()
        self._column.addWidget(words(text, is_bold=True))

    def add_findings(
        self, findings: Iterable[Finding], review: Review, opened: Finding | None = None
    ) -> None:
        """Show findings, the one that was asked for opened and in any case among them."""
        listed = list(findings)
        rest = [finding for finding in listed[MOST_FINDINGS:] if finding != opened]
        for finding in [finding for finding in listed if finding not in rest]:
            self.add_finding(finding, review, is_open=finding == opened)
        if rest:
            more = trn("Show {n} more", "Show {n} more", len(rest))
            button = QPushButton(more)
            button.clicked.connect(lambda: self._show_rest(button, rest, review))
            self.add(button)

    def add_finding(self, finding: Finding, review: Review, *, is_open: bool = False) -> None:
        """Show one finding."""
        view = FindingView(finding, review, about=self.about(finding, review))
        if is_open:
            view.open()
        self.add(view)

    def about(self, finding: Finding, review: Review) -> str:
        """What stands beside the state of a finding; empty for the rule's name."""
        del finding, review
        return ""

    def _show_rest(self, button: QPushButton, rest: list[Finding], review: Review) -> None:
        button.hide()
        for finding in rest:
            self.add_finding(finding, review)
