"""What is deleted from a workspace: old imports, one import, a child everywhere; its settings.

Each is asked first, done beside the window while the dialog stands, and shown as it is then.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from allocation_app.domain.people import ChildId
from allocation_app.errors import AppError
from allocation_app.progress import Progress
from allocation_app.settings.defaults import Defaults
from allocation_app.wording import terms, tidied
from allocation_app.wording.translate import tr
from ui import tasks
from ui.dialogs.messages import error_words
from ui.keeping import Keeping
from ui.resuming import Left, left_in
from ui.settled import Settled
from ui.window import Window

if TYPE_CHECKING:  # it brings cryptography
    from allocation_app.workspace.erasing import Traces
    from allocation_app.workspace.retention import Going
    from allocation_app.workspace.session import Workspace


class Asking(Protocol):
    """A dialog that stays until what it asked about is done."""

    def wait(self) -> None:
        """Say that it is under way."""

    def refuse(self, said: str) -> None:
        """Say why it was not done."""

    def accept(self) -> None:
        """Go."""


class Tidying(QObject):
    """One dialog at a time, about the workspace that is open."""

    def __init__(self, keeping: Keeping, settled: Settled, found: Defaults, window: Window) -> None:
        super().__init__(window)
        self._store, self._keeping, self._settled = window.store, keeping, settled
        self._found, self._strip, self._window = found, window.strip, window
        self.dialog: QDialog | None = None

    def ask_due(self) -> None:
        """Name the imports that are past their time, if there are any, and ask."""
        workspace = self._writable()
        if workspace is None:
            return
        from allocation_app.workspace.kept_settings import in_force
        from allocation_app.workspace.retention import due, is_present_due, prune, thin_backups
        from ui.dialogs.retention import RetentionDialog

        months, today = in_force(workspace, self._found).months, _today()
        thin_backups(workspace, months)
        imports = due(workspace, months, today)
        if not imports:
            if is_present_due(workspace, months, today):
                self._strip.tell(tidied.present_due(months))
            return
        dialog = RetentionDialog(imports, months, self._window)
        numbers = [each.number for each in imports]

        def said() -> str:
            return tidied.pruned(len(numbers))

        dialog.agreed.connect(
            lambda: self._work(dialog, lambda: prune(workspace, numbers), workspace, said)
        )
        self._put(dialog)

    def ask_delete(self, number: int) -> None:
        """Say what goes with this import, and ask whether it is to be deleted."""
        workspace = self._writable()
        if workspace is None:
            return
        from allocation_app.workspace.retention import going

        task = tasks.run(
            lambda _: going(workspace, [number]),
            then=lambda found: self._ask_delete(workspace, *found),
            failed=self._keeping.refused.emit,
        )
        self._strip.follow(task, tr("Looking what goes with this import…"))

    def ask_erase(self) -> None:
        """Count where the selected child stands, and ask whether it is to be deleted."""
        workspace, child = self._writable(), self._child()
        if workspace is None or child is None:
            return
        from allocation_app.workspace.erasing import traces

        task = tasks.run(
            lambda _: traces(workspace, child),
            then=lambda found: self._ask_erase(workspace, child, found),
            failed=self._keeping.refused.emit,
        )
        self._strip.follow(task, tr("Looking where this child stands…"))

    def ask_settings(self) -> None:
        """Ask how long imports are kept here and when it locks."""
        workspace = self._writable()
        if workspace is None:
            return
        from allocation_app.workspace.kept_settings import in_force, keep_settings, kept_settings
        from ui.dialogs.workspace_settings import WorkspaceSettingsDialog

        told = in_force(workspace, self._found)
        dialog = WorkspaceSettingsDialog(
            workspace.path.stem, told.months, told.idle_minutes, self._found, self._window
        )

        def choose(months: int, minutes: int) -> None:
            def keep() -> None:
                new = replace(kept_settings(workspace), months=months, idle_minutes=minutes)
                keep_settings(workspace, new)

            self._keeping.do(keep)
            self._settled.wait_minutes()
            self.ask_due()

        dialog.chosen.connect(choose)
        self._put(dialog)

    def can_erase(self) -> bool:
        """Whether one child is selected, in a workspace that can be changed."""
        return self._writable() is not None and self._child() is not None

    def _ask_delete(self, workspace: Workspace, going: Going) -> None:
        if workspace is not self._keeping.workspace:
            return
        from allocation_app.workspace.retention import prune
        from ui.dialogs.delete_import import DeleteImportDialog

        dialog, imported = DeleteImportDialog(going, self._window), going.imported

        def said() -> str:
            return tidied.import_deleted(imported.as_at)

        dialog.agreed.connect(
            lambda: self._work(dialog, lambda: prune(workspace, [imported.number]), workspace, said)
        )
        self._put(dialog)

    def _ask_erase(self, workspace: Workspace, child: ChildId, found: Traces) -> None:
        review = self._store.review
        if workspace is not self._keeping.workspace or review is None:
            return
        from allocation_app.workspace.erasing import erase
        from ui.dialogs.erase import EraseDialog

        known = review.snapshot.children[child]
        name = terms.child_name(known, hide_names=self._store.names_hidden)
        dialog = EraseDialog(name, child, found, self._window)

        def said() -> str:
            done = tr(
                "The child was deleted everywhere in this workspace, and so were its backups."
            )
            return f"{done} {tidied.copies_stay(found.copies)}".strip()

        def go() -> None:
            also = dialog.also
            self._work(dialog, lambda: erase(workspace, child, also), workspace, said)

        dialog.agreed.connect(go)
        self._put(dialog)

    def _work(
        self,
        dialog: Asking,
        work: Callable[[], object],
        workspace: Workspace,
        said: Callable[[], str],
    ) -> None:
        """Do it beside the window, then show what is left."""
        self._keeping.finish()
        dialog.wait()

        by = self._store.by

        def carefully(_progress: Progress) -> tuple[str, Left | None]:
            but = ""
            try:
                work()
            except AppError as error:
                if error.code != "backups_left":
                    raise
                but = error_words(error)
            return but, left_in(workspace, by)

        def then(done: tuple[str, Left | None]) -> None:
            but, left = done
            dialog.accept()
            self._keeping.show_again(left)
            self._strip.tell(f"{said()} {but}".strip())

        def failed(error: Exception) -> None:
            dialog.refuse(error_words(error))

        tasks.run(carefully, then=then, failed=failed)

    def _writable(self) -> Workspace | None:
        workspace = self._keeping.workspace
        return None if workspace is None or workspace.is_read_only else workspace

    def _child(self) -> ChildId | None:
        """The one child that is meant."""
        if len(self._store.chosen) == 1:
            return self._store.chosen[0]
        selected = self._store.selected
        return None if selected is None or self._store.chosen else selected.child

    def _put(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the day on this computer is the day that is meant
