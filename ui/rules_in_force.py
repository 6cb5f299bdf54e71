"""Puts rules in force while data is open: country, local rules, single ones, a council's file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from allocation_app.errors import AppError
from allocation_app.settings.rule_text import rules_text
from allocation_app.settings.writing import write_text
from allocation_app.wording.translate import tr
from ui.rulebook import Rulebook
from ui.store import PlanStore


class RulesInForce(QObject):
    """Knows the choice. ``chosen`` tells that it is another one, ``failed`` carries an error.

    ``is_remembered`` is False while a workspace keeps it.
    """

    chosen = Signal()
    failed = Signal(object)

    def __init__(self, store: PlanStore, book: Rulebook, window: QWidget) -> None:
        super().__init__(window)
        self._store, self._window = store, window
        self.book = book
        self.is_remembered = True

    def use_country(self, country: str) -> None:
        """Judge by the rules of this country, or of this file."""
        if country != self.book.country or self.book.text:
            self.use(replace(self.book, country=country, text=""))

    def use_local(self, name: str, wanted: bool) -> None:
        """Ask the rules of a council beside the country's, or no longer."""
        self.use(self.book.with_local(name, wanted=wanted))

    def switch(self, rule_id: str) -> None:
        """Switch one rule on or off."""
        self.use(self.book.switched(rule_id))

    def ask_to_open(self) -> None:
        """Let somebody choose a file of rules, and use it in place of the country's."""
        name, _ = QFileDialog.getOpenFileName(self._window, tr("Open rules"), "", _kinds())
        if name:
            self.use_country(str(Path(name).absolute()))

    def ask_to_save(self, name: str) -> None:
        """Let somebody choose where a copy of these rules goes, to be edited."""
        offered = f"{Path(name).stem}-copy.toml"
        out, _ = QFileDialog.getSaveFileName(
            self._window, tr("Save a copy of the rules"), offered, _kinds()
        )
        if out:
            self.save(name, Path(out))

    def save(self, name: str, out: Path) -> None:
        """Write a copy of the rules of this name as their file has them."""
        try:
            write_text(out, rules_text(name))
        except AppError as error:
            self.failed.emit(error)

    def use(self, book: Rulebook) -> None:
        """Judge by this choice; one that can't be read is refused, and the present one stands."""
        try:
            rules = book.rules()
        except AppError as error:
            self.failed.emit(error)
            self.chosen.emit()  # whoever shows a choice goes back to the one that stands
            return
        self.book = book
        if self.is_remembered:
            book.keep()
        self._store.set_rules(rules)
        self.chosen.emit()


def _kinds() -> str:
    return f"{tr('Rules')} (*.toml);;{tr('All files')} (*)"
