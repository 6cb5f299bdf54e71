"""Hands that do anything to the window, in an order that a number tells: to be repeated exactly."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import TypeVar

from PySide6.QtCore import QEvent, QItemSelectionModel, QMimeData, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QDropEvent
from PySide6.QtPrintSupport import QPageSetupDialog, QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from shiboken6 import isValid

from ui.app import Application

PROBABLY = 0.9
KEYS = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Return,
    Qt.Key.Key_Space,
    Qt.Key.Key_Tab,
    Qt.Key.Key_Backtab,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Delete,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_A,
)
MODIFIERS = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)
WORDS = ("", "a", "Sioned", "0.6", "1 Dec 2026", "ż\u202e", "x" * 300)
LEAVES_THE_WINDOW = frozenset({"quit", "close", "open", "sample", "reimport"})
"""Actions after which there would be nothing left to do anything with."""
Kind = TypeVar("Kind", bound=QWidget)


class Hands:
    """Somebody at the window; ``do`` does one thing. What waits for a file gets none."""

    def __init__(self, whole: Application, seed: int) -> None:
        self._whole, self._chance = whole, Random(seed)  # noqa: S311 - to be repeated
        self.done: dict[str, int] = {}
        self._deeds: tuple[tuple[int, Callable[[], None]], ...] = (
            (10, self.press_a_button),
            (10, self.press_a_key),
            (8, self.choose_a_row),
            (6, self.trigger_an_action),
            (4, self.move_somebody),
            (3, self.turn_the_page),
            (3, self.choose_in_a_box),
            (3, self.type_words),
            (2, self.undo_or_redo),
            (2, self.drop_what_is_none),
            (1, self.resize),
            (1, self.close_a_dialog),
        )
        self._away = QTimer()
        self._away.setInterval(20)
        self._away.timeout.connect(put_away)
        self._away.start()

    def do(self) -> None:
        """One thing; then whatever follows from it."""
        weights = [weight for weight, _ in self._deeds]
        (deed,) = self._chance.choices([deed for _, deed in self._deeds], weights)
        self.done[deed.__name__] = self.done.get(deed.__name__, 0) + 1
        deed()
        QApplication.processEvents()

    def stop(self) -> None:
        """Put everything down."""
        self._away.stop()
        for dialog in QApplication.topLevelWidgets():
            if dialog is not self._whole.window and dialog.isVisible():
                dialog.close()

    def press_a_button(self) -> None:
        button = self._one(QAbstractButton)
        if button is not None and button.isEnabled():
            button.click()

    def press_a_key(self) -> None:
        wanted = QApplication.focusWidget() or self._top
        key, modifier = self._chance.choice(KEYS), self._chance.choice(MODIFIERS)
        QTest.keyPress(wanted, key, modifier)
        if isValid(wanted):  # the key may have put it away
            QTest.keyRelease(wanted, key, modifier)

    def choose_a_row(self) -> None:
        view = self._one(QAbstractItemView)
        model = None if view is None else view.model()
        if view is None or model is None or not model.rowCount():
            return
        index = model.index(self._chance.randrange(model.rowCount()), 0)
        if model.rowCount(index) and self._chance.random() < PROBABLY:
            index = model.index(self._chance.randrange(model.rowCount(index)), 0, index)
        flags = QItemSelectionModel.SelectionFlag
        how = flags.ClearAndSelect if self._chance.random() < PROBABLY else flags.Select
        view.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
        view.selectionModel().setCurrentIndex(index, how | flags.Rows)
        if self._chance.random() < 1 - PROBABLY:
            view.activated.emit(index)

    def trigger_an_action(self) -> None:
        if self._top is not self._whole.window:
            return  # no menu opens behind a question
        possible = [
            action
            for action in self._whole.actions
            if action.isEnabled() and action.objectName() not in LEAVES_THE_WINDOW
        ]
        self._chance.choice(possible).trigger()

    def move_somebody(self) -> None:
        review = self._whole.store.review
        if review is None or not self._whole.window.shown.isVisible():
            return
        workers = [None, *sorted(review.snapshot.workers)]
        children = self._chance.sample(
            sorted(review.snapshot.children), self._chance.choice([1, 1, 1, 2, 7])
        )
        self._whole.window.shown.wishes.moving.emit(tuple(children), self._chance.choice(workers))

    def turn_the_page(self) -> None:
        self._whole.window.go(self._chance.choice(list(self._whole.window.pages)))

    def choose_in_a_box(self) -> None:
        box = self._one(QComboBox)
        if box is not None and box.isEnabled() and box.count():
            box.setCurrentIndex(self._chance.randrange(box.count()))
            box.activated.emit(box.currentIndex())

    def type_words(self) -> None:
        line = self._one(QLineEdit) if self._chance.random() < PROBABLY else None
        words = self._chance.choice(WORDS)
        if line is not None and line.isEnabled() and not line.isReadOnly():
            line.setText(words)
            line.editingFinished.emit()
            return
        text, number = self._one(QPlainTextEdit), self._one(QAbstractSpinBox)
        if text is not None and not text.isReadOnly():
            text.setPlainText(words)
        elif number is not None and number.isEnabled():
            number.stepBy(self._chance.choice([-3, 1, 10]))

    def undo_or_redo(self) -> None:
        store = self._whole.store
        self._chance.choice([store.undo, store.undo, store.redo])()

    def drop_what_is_none(self) -> None:
        """A drag from another program, upon anything."""
        target = self._one(QWidget)
        if target is None:
            return
        mime = QMimeData()
        mime.setText("from elsewhere")
        at = QPointF(QPoint(3, 3))
        buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        dropped = QDropEvent(at, Qt.DropAction.CopyAction, mime, buttons, keys, QEvent.Type.Drop)
        QApplication.sendEvent(target, dropped)

    def resize(self) -> None:
        self._whole.window.resize(
            self._chance.choice([700, 1024, 1360, 1900]), self._chance.choice([500, 860, 1200])
        )

    def close_a_dialog(self) -> None:
        if self._top is not self._whole.window:
            self._top.close()

    @property
    def _top(self) -> QWidget:
        """The dialog that is asked something, else the window."""
        modal = QApplication.activeModalWidget()
        return self._whole.window if modal is None else modal

    def _one(self, kind: type[Kind]) -> Kind | None:
        found: Sequence[Kind] = [
            widget
            for widget in self._top.findChildren(kind)
            if widget.isVisible() and self._is_harmless(widget)
        ]
        return self._chance.choice(found) if found else None

    def _is_harmless(self, widget: QWidget) -> bool:
        action = getattr(widget, "defaultAction", lambda: None)()
        return action is None or action.objectName() not in LEAVES_THE_WINDOW


def put_away() -> None:
    """Close a menu and whatever waits in a loop of Qt's own until somebody answers."""
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()
    for dialog in QApplication.topLevelWidgets():
        if dialog.isVisible() and is_qt_s_own(dialog):
            dialog.close()


def is_qt_s_own(dialog: QWidget | None) -> bool:
    """Whether it asks for a file or about the paper, or asks again because of what was answered."""
    while dialog is not None:
        if isinstance(dialog, QFileDialog | QPageSetupDialog | QPrintDialog):
            return True
        dialog = dialog.parentWidget()
    return False
