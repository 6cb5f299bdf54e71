"""One message at a time: what could not be done and what to do about it."""

from __future__ import annotations

import logging
import traceback

from PySide6.QtWidgets import QMessageBox, QWidget

from allocation_app.errors import AppError
from allocation_app.wording.problems import error_message
from allocation_app.wording.translate import tr

LOG = logging.getLogger("ui")


def tell_error(error: Exception, parent: QWidget | None = None) -> QMessageBox:
    """Show an expected failure with what to do, or a bug without its values. It blocks nothing."""
    log(error)
    title = tr("That did not work") if isinstance(error, AppError) else tr("Something went wrong")
    return _show(title, error_words(error), parent)


def log(error: Exception) -> None:
    """Log an expected failure by its code, a bug without its values."""
    if isinstance(error, AppError):
        LOG.info("refused: %s", error.code)
    else:
        log_bug(error)


def error_words(error: Exception) -> str:
    """What an expected failure means and what to do, or that it is a bug."""
    if isinstance(error, AppError):
        return error_message(error)
    return tr(
        "Something went wrong in the program ({kind}). What is open is as it was; you can go on."
        " If it happens again, tell whoever looks after the program what you did.",
        kind=type(error).__name__,
    )


def log_bug(error: BaseException) -> None:
    """Log what kind of error happened where; its text is left out, it may hold a cell's value."""
    steps = traceback.extract_tb(error.__traceback__)
    where = " < ".join(f"{step.name}:{step.lineno}" for step in reversed(steps[-4:]))
    LOG.error("%s at %s", type(error).__name__, where)


def _show(title: str, words: str, parent: QWidget | None) -> QMessageBox:
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(title)
    box.setText(words)
    # A button of our own is let go by Python while Qt still sends it what Esc means.
    box.addButton(QMessageBox.StandardButton.Close).setText(tr("&Close"))
    box.finished.connect(box.deleteLater)
    box.open()
    return box
