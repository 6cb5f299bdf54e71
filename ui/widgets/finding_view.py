"""One finding: its state, its sentence, and on demand the sum behind it and its source."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from allocation_app.domain.findings import Finding
from allocation_app.domain.review import Review
from allocation_app.wording import explanations, terms
from allocation_app.wording import findings as sentences
from allocation_app.wording.translate import tr
from ui.widgets.pill import Pill
from ui.widgets.words import words

INDENT = 26
TARGET = 24


class FindingView(QWidget):
    """Opens like a drawer; what is inside is made when it is first opened.

    ``about`` names whose finding it is where the list is not one child's.
    """

    def __init__(
        self, finding: Finding, review: Review, *, about: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.finding = finding
        self._review = review
        self._drawer: QWidget | None = None
        name = sentences.rule_name(finding, review)
        self._toggle = QToolButton()
        self._toggle.setCheckable(True)
        self._toggle.setAutoRaise(True)
        self._toggle.setArrowType(Qt.ArrowType.RightArrow)
        self._toggle.setMinimumSize(TARGET, TARGET)
        self._toggle.setToolTip(tr("What it asks, its sum, the way out and the source"))
        self._toggle.setAccessibleName(tr("Sum and source of: {rule}", rule=name))
        self._toggle.toggled.connect(self._open)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(4)
        head.addWidget(self._toggle)
        head.addWidget(Pill(terms.told(finding.told), finding.state))
        head.addWidget(words(about or name, is_bold=True), 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 6)
        self._column.setSpacing(2)
        self._column.addLayout(head)
        said = words(sentences.beside_name(name, sentences.sentence(finding, review)))
        said.setContentsMargins(INDENT, 0, 0, 0)
        self._column.addWidget(said)

    @property
    def is_open(self) -> bool:
        """Whether the sum and the source are shown."""
        return self._toggle.isChecked()

    def open(self) -> None:
        """Show the sum and the source."""
        self._toggle.setChecked(True)

    def lines(self) -> list[str]:
        """What is in the drawer, a line each: text, dates and sum, way out, source and standing."""
        finding, review = self.finding, self._review
        source = sentences.source(finding, review)
        return [
            explanations.rule_text(finding, review),
            *sentences.sum_lines(finding, review),
            self._way_out(),
            tr("Source: {citation}", citation=source.citation),
            tr("Standing: {standing}", standing=source.standing),
            *([tr("Note: {note}", note=source.note)] if source.note else []),
        ]

    def _way_out(self) -> str:
        return tr("Way out: {clears}", clears=explanations.clears(self.finding, self._review))

    def _open(self, is_open: bool) -> None:
        arrow = Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow
        self._toggle.setArrowType(arrow)
        if self._drawer is None:
            self._drawer = self._fill()
            self._column.addWidget(self._drawer)
        self._drawer.setVisible(is_open)

    def _fill(self) -> QWidget:
        drawer = QWidget()
        column = QVBoxLayout(drawer)
        column.setContentsMargins(INDENT, 0, 0, 0)
        column.setSpacing(2)
        way_out = self._way_out()
        asks, *rest = self.lines()
        column.addWidget(words(asks))
        for line in rest:
            column.addWidget(words(line, is_muted=line != way_out))
        link = sentences.source(self.finding, self._review).link
        if link:
            column.addWidget(words(_breakable(link), is_muted=True))
            copy = QPushButton(tr("Copy link"))
            copy.setToolTip(link)
            copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(link))
            column.addWidget(copy, 0, Qt.AlignmentFlag.AlignLeft)
        return drawer


def _breakable(link: str) -> str:
    """The address with places where a narrow panel may break it."""
    return link.replace("/", "/\u200b").replace("-", "-\u200b")
