"""What the words of the files mean: statuses, job titles, names beside children; unknown first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from allocation_app.intake.mapping import NO_MAPPING, Mapping
from allocation_app.intake.reading import WordReading
from allocation_app.wording.translate import mark, tr, trn
from ui.rows import staging
from ui.rows.mapping import MappedWord, mapped_words
from ui.rows.meanings import meaning_name, word_choices
from ui.table_model import RIGHT, Column, TableModel
from ui.widgets.card import Card
from ui.widgets.choices import Choices
from ui.widgets.flow import Flow
from ui.widgets.table import Table
from ui.widgets.words import words

KINDS = {
    staging.STATUS: mark("status"),
    staging.ROLE: mark("job title"),
    staging.WORKER: mark("name beside children"),
}


class WordsPanel(QWidget):
    """A table of words, one of them below to be decided; ``changed`` carries the new mapping."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words: tuple[WordReading, ...] = ()
        self._mapping = self._base = NO_MAPPING
        self.table = Table("words", TableModel(list(_columns()), _key))
        self.choices = Choices(tr("What the word means"))
        self.word, self._about = words(is_bold=True), words(is_muted=True)
        self._card = Card()
        self._build()

    @property
    def unknown(self) -> int:
        """How many words have no meaning yet."""
        return sum(not row.meaning for row in self.table.model.given)

    def show_words(
        self, found: Sequence[WordReading], mapping: Mapping, base: Mapping, *, hide_names: bool
    ) -> None:
        """Show these; the word that was looked at stays so, if still there."""
        self._words, self._mapping, self._base = tuple(found), mapping, base
        rows = mapped_words(found, mapping, base, hide_names=hide_names)
        self.table.show_rows(rows)
        if self.table.current() is None:
            self.table.select(_key(rows[0]) if rows else None)
        self._show_word()

    def start(self) -> None:
        """Put the keyboard on the first word."""
        self.table.view.setFocus()

    def _build(self) -> None:
        self.table.view.setAccessibleName(tr("Words and what they mean"))
        self.table.columns_button.hide()
        self.table.set_empty_text(tr("No word of these files has to be decided."))
        hint = QLabel(tr("Enter: change · Delete: as the tool sees it"))
        hint.setProperty("look", "muted")
        self.table.add_tool(hint)
        self.table.selected.connect(self._show_word)
        self.table.activated.connect(lambda _: self.choices.setFocus())
        self.choices.left.connect(self.table.view.setFocus)
        self.choices.picked.connect(self._decide)
        short = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.table.view)
        short.setContext(Qt.ShortcutContext.WidgetShortcut)
        short.activated.connect(lambda: self._decide(staging.AUTO))
        label = QLabel(tr("&Means"))
        label.setBuddy(self.choices)
        line = Flow()
        line.addWidget(label)
        line.addWidget(self.choices)
        self._card.column.addWidget(self.word)
        self._card.column.addWidget(self._about)
        self._card.column.addLayout(line)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        column.addWidget(self.table, 1)
        column.addWidget(self._card)

    def _show_word(self, *_: object) -> None:
        row = self.table.current()
        self._card.setVisible(row is not None)
        if row is None:
            return
        self.word.setText(tr("“{word}”", word=row.shown))
        self._about.setText(
            tr(
                "{kind}, {rows}",
                kind=tr(KINDS[row.kind]),
                rows=trn("in {n} row", "in {n} rows", row.rows),
            )
        )
        self.choices.offer(word_choices(row.kind))
        self.choices.show_value(row.meaning or None)

    def _decide(self, meaning: str) -> None:
        row = self.table.current()
        if row is None:
            return
        mapping = staging.with_word(self._mapping, row.kind, row.text, meaning)
        if mapping != self._mapping:
            self.changed.emit(mapping)


def _key(row: MappedWord) -> tuple[str, str]:
    return row.kind, row.text


def _how(row: MappedWord) -> str:
    if not row.meaning:
        return tr("not known: please say")
    if row.is_changed:
        return tr("you said so just now")
    return tr("by an earlier correction") if row.is_decided else tr("by the word")


def _columns() -> tuple[Column[MappedWord], ...]:
    def tone(row: MappedWord) -> str | None:
        return None if row.meaning else "due_soon"

    return (
        Column(tr("Word"), lambda row: row.shown),
        Column(tr("Stands as"), lambda row: tr(KINDS[row.kind])),
        Column(tr("Rows"), lambda row: str(row.rows), sort=lambda row: row.rows, align=RIGHT),
        Column(
            tr("Means"),
            lambda row: meaning_name(row.kind, row.meaning),
            tone=tone,
            picture=lambda row: None if row.meaning else "triangle-alert",
        ),
        Column(tr("Why"), _how, tone=tone),
    )
