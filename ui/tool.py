"""What is asked about the tool itself: its help, its settings, what it is; and its language."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from allocation_app.errors import AppError
from allocation_app.settings.defaults import NONE_SET, Defaults, defaults
from allocation_app.wording.translate import languages, use_language
from ui import preferences
from ui.actions import Actions
from ui.dialogs.help import HelpDialog
from ui.dialogs.settings import LANGUAGE, SettingsDialog


class Tool(QObject):
    """Shows what is asked for, beside the window. ``found`` is what the council has set."""

    def __init__(self, actions: Actions, found: Defaults, window: QWidget) -> None:
        super().__init__(window)
        self._actions, self._window, self.found = actions, window, found
        self.help: HelpDialog | None = None
        actions["help"].triggered.connect(self.show_help)
        actions["about"].triggered.connect(self.show_about)
        actions["settings"].triggered.connect(self.show_settings)

    def show_help(self) -> None:
        """F1: the help, beside the window."""
        if self.help is None:
            self.help = HelpDialog(self._actions.keys(), self._window)
        self.help.show()
        self.help.raise_()

    def show_about(self) -> None:
        """What this tool is and is not."""
        from ui.dialogs.about import AboutDialog

        AboutDialog(self._window).open()

    def show_settings(self) -> None:
        """Ctrl+,: how it is set."""
        SettingsDialog(self.found, languages(), self._window).open()


def set_for_all() -> tuple[Defaults, AppError | None]:
    """What the council has set, and why it can't be used where it can't."""
    try:
        return defaults(), None
    except AppError as error:
        return NONE_SET, error


def speak(found: Defaults) -> AppError | None:
    """Say everything in the language that is set or was chosen; why not, where it does not ship."""
    fixed = found.language if "language" in found.fixed else None
    chosen = fixed or preferences.recall(LANGUAGE) or found.language
    try:
        if chosen is not None:
            use_language(chosen)
    except AppError as error:
        return error
    return None
