"""What was understood of the files, and the place to correct it, before anything is replaced."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from allocation_app.errors import InputError, Severity
from allocation_app.history import History
from allocation_app.intake.mapping import NO_MAPPING, Mapping
from allocation_app.wording import terms
from allocation_app.wording.problems import error_message
from allocation_app.wording.translate import tr, trn
from ui.readers import Outcome
from ui.rows import staging
from ui.widgets.flow import Flow
from ui.widgets.headline import Amount, Headline
from ui.widgets.mapping_panel import MappingPanel
from ui.widgets.tick import Tick
from ui.widgets.understood import Understood
from ui.widgets.words import words
from ui.widgets.words_panel import WordsPanel

SUMMARY, COLUMNS, WORDS = range(3)
FIGURES, ERRORS = 6, 4  # how many figures, and where the errors stand among them
SOON = 250  # ms: several changes in a row are one reading
SIZE = (60, 44)  # times the height of a line
MOST = (1180, 840)  # px: fits a small laptop


class Preview(QDialog):
    """Asks whether a reading is to be used. Enter uses it, Esc leaves everything as it was.

    ``again`` carries the mapping to read again with; `show_outcome` shows what came of it.
    ``saving`` and ``loading`` ask for a file of a mapping, ``hiding`` (Ctrl+H) to hide names or to
    show them. ``base`` is what was decided before.
    """

    again = Signal(object)
    saving = Signal(object)
    loading = Signal()
    hiding = Signal(bool)

    def __init__(
        self,
        outcome: Outcome,
        parent: QWidget | None = None,
        *,
        base: Mapping = NO_MAPPING,
        replaces: bool = False,
        hide_names: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("What was understood"))
        self.outcome, self._first, self.base = outcome, outcome, base
        self._history = History(base)
        self._hide_names = hide_names
        self.is_reading = False
        self.headline = Headline()
        self.note = words()
        self.tabs = QTabWidget()
        self.understood = Understood(replaces=replaces)
        self.panel, self.words = MappingPanel(), WordsPanel()
        self.remember = Tick(tr("&Remember for files with these headings"))
        self.undo = QPushButton(tr("Undo the &last change"))
        self.save, self.load = (
            QPushButton(tr("&Save mapping as…")),
            QPushButton(tr("Use a mapping f&ile…")),
        )
        self._tools = QWidget()
        self.use, self.leave = QPushButton(tr("&Use this data")), QPushButton(tr("Ca&ncel"))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SOON)
        self._timer.timeout.connect(self._read_again)
        self._build()
        self._connect()
        self.show_outcome(outcome)
        self._begin()

    @property
    def mapping(self) -> Mapping:
        """What is decided: what was before, and every change since."""
        return self._history.present

    @property
    def changes(self) -> Mapping:
        """What was decided, or taken back, in this preview."""
        return staging.changes(self.base, self.mapping)

    def follow_names(self) -> None:
        """Hide names, or show them again."""
        self._hide_names = not self._hide_names
        self._refresh()

    def texts(self) -> list[str]:
        """Everything that is said outside the lists, from top to bottom."""
        return [label.text() for label in self.findChildren(QLabel) if label.text()]

    def show_outcome(self, outcome: Outcome) -> None:
        """Show what came of reading the files (again)."""
        self.outcome, self.is_reading = outcome, False
        self._refresh()

    def change(self, mapping: Mapping) -> None:
        """Decide this, too; the files are read again with it in a moment."""
        self._go(self._history.then(mapping))

    def take_back(self) -> None:
        """Undo the last change."""
        self._go(self._history.undo())

    def _build(self) -> None:
        self.note.setProperty("look", "alarm")
        self.tabs.setAccessibleName(tr("Summary, columns, words"))
        self.tabs.addTab(_scrolled(self.understood), "")
        self.tabs.addTab(self.panel, "")
        self.tabs.addTab(self.words, "")
        self.remember.setChecked(True)
        tools = Flow(self._tools)
        for tool in (self.remember, self.undo, self.save, self.load):
            tools.addWidget(tool)
            if isinstance(tool, QPushButton):
                tool.setAutoDefault(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 12)
        whole.setSpacing(10)
        for widget in (self.headline, self.note):
            whole.addWidget(widget)
        whole.addWidget(self.tabs, 1)
        foot = QHBoxLayout()
        foot.setSpacing(16)
        foot.addWidget(self._tools, 1)
        foot.addWidget(self._button_box(), 0, Qt.AlignmentFlag.AlignBottom)
        whole.addLayout(foot)
        line = self.fontMetrics().height()
        self.resize(*(min(most, times * line) for most, times in zip(MOST, SIZE, strict=True)))

    def _button_box(self) -> QDialogButtonBox:
        box = QDialogButtonBox()
        box.addButton(self.use, QDialogButtonBox.ButtonRole.AcceptRole)
        box.addButton(self.leave, QDialogButtonBox.ButtonRole.RejectRole)
        self.use.setAccessibleName(tr("Use this data"))
        self.leave.setAccessibleName(tr("Cancel"))
        self.use.setProperty("look", "primary")
        self.use.setDefault(True)
        box.accepted.connect(self._accept)
        box.rejected.connect(self.reject)
        return box

    def _connect(self) -> None:
        self.panel.changed.connect(self.change)
        self.words.changed.connect(self.change)
        self.undo.clicked.connect(self.take_back)
        self.save.clicked.connect(lambda: self.saving.emit(self.mapping))
        self.load.clicked.connect(self.loading)
        self.tabs.currentChanged.connect(self._turn)
        self.understood.correcting.connect(lambda: self.tabs.setCurrentIndex(COLUMNS))
        undo = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self)
        undo.activated.connect(self.take_back)
        hide = QShortcut(QKeySequence("Ctrl+H"), self)
        hide.activated.connect(lambda: self.hiding.emit(not self._hide_names))

    def _begin(self) -> None:
        """Enter uses it at once where it can be used; else the columns are to be corrected."""
        if self.outcome.refusal is not None:
            self.tabs.setCurrentIndex(COLUMNS)
        else:
            (self.use if self.use.isEnabled() else self.leave).setFocus()
        self._show_tools()

    def _turn(self, tab: int) -> None:
        self._show_tools()
        if tab == COLUMNS:
            self.panel.start()
        elif tab == WORDS:
            self.words.start()

    def _show_tools(self) -> None:
        for tool in (self.remember, self.undo, self.save, self.load):
            tool.setVisible(self.tabs.currentIndex() != SUMMARY)

    def _go(self, history: History[Mapping]) -> None:
        if history is self._history:
            return
        self._history = history
        self.is_reading = True
        self._refresh()
        self._timer.start()

    def _read_again(self) -> None:
        self.again.emit(self.mapping)

    def _accept(self) -> None:
        if self.use.isEnabled():
            self.accept()

    def _refresh(self) -> None:
        outcome, mapping = self.outcome, self.mapping
        reading = outcome.reading
        self.understood.show_outcome(outcome, hide_names=self._hide_names)
        self.panel.show_files(outcome, mapping, self.base, hide_names=self._hide_names)
        self.words.show_words(outcome.words, mapping, self.base, hide_names=self._hide_names)
        self._say_head()
        for tab, text in enumerate(self._tab_texts()):
            self.tabs.setTabText(tab, text)
        self.undo.setEnabled(self._history.can_undo)
        self.save.setEnabled(mapping != NO_MAPPING)
        self.remember.setEnabled(mapping != self.base)
        is_usable = reading is not None and bool(reading.snapshot.children)
        self.use.setEnabled(is_usable and not self.is_reading)

    def _tab_texts(self) -> Sequence[str]:
        columns, unknown = self.panel.to_check, self.words.unknown
        return (
            tr("What was &found"),
            tr("&Columns ({n} to check)", n=columns) if columns else tr("&Columns"),
            tr("Wor&ds ({n} not known)", n=unknown) if unknown else tr("Wor&ds"),
        )

    def _say_head(self) -> None:
        outcome = self.outcome
        reading = outcome.reading
        if reading is None:
            head = tr("This can't be used yet")
        else:
            head = tr("As at {day}", day=terms.day(reading.snapshot.as_at))
        self.headline.title.setText(
            tr("{words} · reading again…", words=head) if self.is_reading else head
        )
        self.headline.show_amounts(amounts(outcome, self._first))
        refusal = outcome.refusal
        self.note.setVisible(refusal is not None)
        if refusal is not None:
            self.note.setText(_refusal_words(refusal))


def _refusal_words(refusal: InputError) -> str:
    """Why it can't be used, and what can be said here all the same."""
    why = error_message(refusal)
    if refusal.code == "no_child_id":
        return tr("{why} Or say below which column it is.", why=why)
    return tr("{why} If there is one, say below what the table is taken for.", why=why)


def amounts(outcome: Outcome, first: Outcome) -> list[Amount]:
    """The figures of an import beside those of the first reading of the same files."""
    now, before = _figures(outcome), _figures(first)
    return [
        Amount(
            caption=_caption(place, n or 0),
            now=n,
            before=b,
            is_alarming=place == ERRORS and bool(n),
        )
        for place, (n, b) in enumerate(zip(now, before, strict=True))
    ]


def _caption(place: int, n: int) -> str:
    return (
        trn("child", "children", n),
        trn("family", "families", n),
        trn("worker", "workers", n),
        tr("unallocated"),
        trn("error", "errors", n),
        trn("warning", "warnings", n),
    )[place]


def _figures(outcome: Outcome) -> list[int | None]:
    reading, review = outcome.reading, outcome.review
    if reading is None:
        return [None] * FIGURES
    found = reading.snapshot
    severities = [problem.severity for problem in reading.problems]
    return [
        len(found.children),
        len({child.family_key for child in found.children.values()}),
        sum(worker.is_person for worker in found.workers.values()),
        None if review is None else len(review.waits),
        severities.count(Severity.ERROR),
        severities.count(Severity.WARNING),
    ]


def _scrolled(body: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
    area.setAccessibleName(tr("What was found"))
    area.setWidget(body)
    body.setAutoFillBackground(False)
    area.viewport().setAutoFillBackground(False)
    return area
