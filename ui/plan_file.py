"""A plan as a file: saved, and opened again on the import that it was made on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from allocation_app.domain.plan import Plan
from allocation_app.errors import AppError
from allocation_app.settings.plans import read_plan, save_plan
from allocation_app.wording import moves
from allocation_app.wording.translate import tr
from ui import preferences
from ui.store import PlanStore
from ui.widgets.strip import Strip

FOLDER = "plan/folder"


class PlanFile(QObject):
    """Reads and writes plan files. ``failed`` carries an error; the plan is then as it was.

    ``saved`` is the plan that was read or written last.
    """

    failed = Signal(object)

    def __init__(self, store: PlanStore, strip: Strip, window: QWidget) -> None:
        super().__init__(window)
        self._store, self._strip, self._window = store, strip, window
        self.saved: Plan | None = None

    def ask_to_open(self) -> None:
        """Let somebody choose a plan file, and make its plan the present one."""
        name, _ = QFileDialog.getOpenFileName(
            self._window, tr("Open a plan"), preferences.recall(FOLDER), _kinds()
        )
        if name:
            self.open(Path(name))

    def ask_to_save(self) -> None:
        """Let somebody choose where the plan goes."""
        offered = Path(preferences.recall(FOLDER), file_name(self._store.plan.name))
        name, _ = QFileDialog.getSaveFileName(
            self._window, tr("Save the plan"), str(offered), _kinds()
        )
        if name:
            path = Path(name)
            self.save(path if path.suffix else path.with_suffix(".json"))

    def open(self, path: Path) -> None:
        """Make the plan of this file the present one: one step of undo, the notes of both kept.

        A file of another import or a later version is refused in words.
        """

        def use() -> None:
            plan = read_plan(path, self._store.plan.snapshot)
            preferences.remember(FOLDER, str(path.absolute().parent))
            had, has = self._store.plan.notes, plan.notes
            notes = had if has in had else "\n".join(filter(None, (had, has)))
            self._store.make(replace(plan, notes=notes))
            self.saved = self._store.plan
            said = moves.count(len(plan.steps))
            self._strip.offer(
                tr("Opened {file}: {steps}.", file=path.name, steps=said),
                ((tr("Undo"), self._store.undo),),
            )

        self._carefully(use)

    def save(self, path: Path) -> None:
        """Write the plan as it stands."""

        def write() -> None:
            save_plan(self._store.plan, path)
            self.saved = self._store.plan
            preferences.remember(FOLDER, str(path.absolute().parent))
            self._strip.tell(
                tr("Saved as {file}. It holds case numbers and no child’s name.", file=path.name)
            )

        self._carefully(write)

    def _carefully(self, act: Callable[[], None]) -> None:
        try:
            act()
        except AppError as error:
            self.failed.emit(error)


def file_name(plan: str) -> str:
    """What a plan's file is called at first: after the plan, as far as files can be."""
    plain = "".join(letter if letter.isalnum() else "-" for letter in plan.casefold())
    return f"{'-'.join(filter(None, plain.split('-'))) or 'plan'}.json"


def _kinds() -> str:
    return f"{tr('Plan')} (*.json);;{tr('All files')} (*)"
