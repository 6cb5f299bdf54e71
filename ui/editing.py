"""From a workbook that somebody edited back into the plan: read, looked through, staged."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from allocation_app.domain.edited import Difference, Edits
from allocation_app.domain.plan import Plan
from allocation_app.domain.scenarios import Desk
from allocation_app.errors import InputError
from allocation_app.history import History
from allocation_app.progress import Progress
from allocation_app.wording import edited as sentences
from allocation_app.wording.translate import tr, trn
from ui import preferences, tasks
from ui.dialogs.edited import EditedDialog
from ui.dialogs.password import PasswordDialog
from ui.store import PlanStore
from ui.widgets.strip import Strip

LOG = logging.getLogger(__name__)
FOLDER = "edited/folder"
KINDS = "*.xlsx *.xlsm *.xls *.xlsb *.ods"


class Editing(QObject):
    """One workbook at a time. ``failed`` carries an error; the plan is then as it was."""

    failed = Signal(object)

    def __init__(self, store: PlanStore, strip: Strip, window: QWidget) -> None:
        super().__init__(window)
        self._store, self._strip, self._window = store, strip, window
        self.dialog: EditedDialog | None = None
        self.question: PasswordDialog | None = None
        store.names_hidden_changed.connect(self._follow_names)

    def ask(self) -> None:
        """Let somebody choose the workbook that comes back."""
        name, _ = QFileDialog.getOpenFileName(
            self._window,
            tr("Bring back an edited workbook"),
            preferences.recall(FOLDER),
            f"{tr('Workbooks')} ({KINDS});;{tr('All files')} (*)",
        )
        if name:
            preferences.remember(FOLDER, str(Path(name).absolute().parent))
            self.start(Path(name))

    def start(self, path: Path, password: str | None = None) -> None:
        """Read this workbook beside the window, and show what it asks for."""
        store = self._store
        if store.review is None:
            return
        plan, by, known = store.plan, store.by, known_plans(store.history)

        def work(progress: Progress) -> Edits:
            from allocation_app.intake.edited import edits_of, open_edited

            day = plan.snapshot.as_at
            book = open_edited(path, day, password=password, tick=lambda: progress(0, 0))
            return edits_of(book, plan, known, by)

        task = tasks.run(
            work,
            then=lambda found: self._show(path, plan, found),
            failed=lambda error: self._refuse(path, password, error),
        )
        self._strip.follow(task, tr("Reading the workbook…"))

    def _show(self, path: Path, plan: Plan, found: Edits) -> None:
        if self._store.review is None or self._store.plan != plan:
            self.start(path)  # something was staged meanwhile
            return
        LOG.info("%d differences, %d problems", len(found.differences), len(found.unclear))
        if not found.differences and not found.unclear:
            self._strip.tell(" ".join((sentences.counted(found), *sentences.remarks(found))))
            return
        dialog = EditedDialog(
            found, plan, self._store.by, self._window, hide_names=self._store.names_hidden
        )
        dialog.chosen.connect(lambda chosen: self._stage(found, chosen, path.name))
        dialog.hiding_wanted.connect(self._hide_names)
        dialog.finished.connect(self._forget)
        self.dialog = dialog
        dialog.open()

    def _stage(self, found: Edits, chosen: Sequence[Difference], file: str) -> None:
        self._store.make(found.made(self._store.plan, chosen))
        said = trn(
            "{n} change of {file} is in the plan.",
            "{n} changes of {file} are in the plan.",
            len(chosen),
            file=file,
        )
        self._strip.offer(said, ((tr("Undo"), self._store.undo),))

    def _refuse(self, path: Path, password: str | None, error: Exception) -> None:
        """Ask for the password of a protected workbook; anything else is told."""
        is_locked = isinstance(error, InputError) and error.code == "file_password"
        if not is_locked or getattr(error, "details", {}).get("found") == "unsupported":
            self.failed.emit(error)
            return
        dialog = PasswordDialog(path.name, self._window, is_wrong=password is not None)
        dialog.given.connect(lambda given: self.start(path, given))
        dialog.finished.connect(dialog.deleteLater)
        self.question = dialog
        dialog.open()

    def _hide_names(self) -> None:
        self._store.hide_names(not self._store.names_hidden)

    def _follow_names(self) -> None:
        if self.dialog is not None:
            self.dialog.hide_names(self._store.names_hidden)

    def _forget(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None


def known_plans(history: History[Desk] | None) -> tuple[Plan, ...]:
    """Every plan that undo, redo and the scenarios know, the present one first."""
    if history is None:
        return ()
    present, desks = history.present, (*reversed(history.past), *history.future)
    return (present.plan, *present.kept, *(desk.plan for desk in desks))
