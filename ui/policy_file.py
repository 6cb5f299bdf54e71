"""A council's own policy file: opened, saved, remembered from one start to the next."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from allocation_app import settings
from allocation_app.domain.policy import Policy
from allocation_app.errors import AppError
from allocation_app.settings import policies
from allocation_app.wording.translate import tr
from ui import preferences
from ui.store import PlanStore

PATH = "policy/file"


def kept_policy() -> tuple[Policy, AppError | None]:
    """The policy to start with: the file that was used last, or, where it is broken, the shipped.

    With the reason why it could not be read.
    """
    path = preferences.recall(PATH)
    if path:
        try:
            return settings.policy(Path(path)), None
        except AppError as error:
            return settings.policy(), error
    return settings.policy(), None


class PolicyFile(QObject):
    """Reads and writes policy files. ``kept`` carries what stands in one, ``failed`` an error.

    ``is_remembered`` tells whether one is used again at the next start: a workspace keeps its own.
    """

    kept = Signal(object)
    failed = Signal(object)

    def __init__(self, store: PlanStore, window: QWidget) -> None:
        super().__init__(window)
        self._store, self._window = store, window
        self.is_remembered: Callable[[], bool] = lambda: True

    def ask_to_open(self) -> None:
        """Let somebody choose a policy file, and use it."""
        name, _ = QFileDialog.getOpenFileName(
            self._window, tr("Open a policy"), preferences.recall(PATH), _kinds()
        )
        if name:
            self.open(Path(name))

    def ask_to_save(self, policy: Policy) -> None:
        """Let somebody choose where this policy goes."""
        name, _ = QFileDialog.getSaveFileName(
            self._window, tr("Save the policy"), preferences.recall(PATH, "policy.toml"), _kinds()
        )
        if name:
            path = Path(name)
            self.save(policy, path if path.suffix else path.with_suffix(".toml"))

    def open(self, path: Path) -> None:
        """Count by the policy of this file, now and, without a workspace, at the next start."""

        def use() -> None:
            policy = settings.policy(path)
            self._remember(path)
            self.kept.emit(policy)
            self._store.set_policy(policy)

        self._carefully(use)

    def save(self, policy: Policy, path: Path) -> None:
        """Write this policy, and, without a workspace, start with it the next time."""

        def write() -> None:
            policies.save(policy, path)
            self._remember(path)
            self.kept.emit(policy)

        self._carefully(write)

    def _remember(self, path: Path) -> None:
        if self.is_remembered():
            preferences.remember(PATH, str(path.absolute()))

    def _carefully(self, act: Callable[[], None]) -> None:
        try:
            act()
        except AppError as error:
            self.failed.emit(error)


def _kinds() -> str:
    return f"{tr('Policy')} (*.toml);;{tr('All files')} (*)"
