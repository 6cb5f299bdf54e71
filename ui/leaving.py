"""Before data or the window go: what is kept is put away; what is not is asked about, once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from allocation_app.domain.desk_changes import EMPTY, state_of
from allocation_app.errors import AppError
from allocation_app.wording.translate import tr
from ui.dialogs.leaving import LeavingDialog
from ui.dialogs.messages import error_words
from ui.keeping import Keeping
from ui.opening import Opening
from ui.plan_file import PlanFile
from ui.store import PlanStore
from ui.widgets.strip import Offer
from ui.window import Window


class Leaving(QObject):
    """Closes the data (Ctrl+W) and lets the window go."""

    def __init__(
        self,
        store: PlanStore,
        keeping: Keeping,
        opening: Opening,
        plan_file: PlanFile,
        window: Window,
    ) -> None:
        super().__init__(window)
        self._store, self._keeping, self._opening = store, keeping, opening
        self._plan_file, self._window = plan_file, window
        self._is_agreed = False
        self.dialog: LeavingDialog | None = None
        self.copying: Callable[[], None] = lambda: None
        window.may_close = self.may_close
        opening.leaving = self.for_another

    def close(self) -> None:
        """Put the data away, and the workspace with it."""
        self._put_away(self._wipe)

    def for_another(self, go: Callable[[], None]) -> None:
        """Go, once it was agreed to lose what was planned without a workspace, if anything was."""
        if self._keeping.workspace is None and self._is_lost_by_leaving():
            self._ask_about_plan(go)
        else:
            go()

    def may_close(self) -> bool:
        """Whether the window may go now; where something is not kept, that is asked first."""
        if self._is_agreed:
            return True
        gone: list[bool] = []
        self._put_away(lambda: gone.append(True), then=self._close_window)
        if gone:
            self._opening.finish()
            wipe_clipboard()
        return bool(gone)

    def _put_away(self, go: Callable[[], None], then: Callable[[], None] | None = None) -> None:
        """Go, at once or once it was agreed to; ``then`` is what is done in the second case."""
        if self.dialog is not None:
            self.dialog.raise_()
            return
        if self._keeping.workspace is not None:
            try:
                self._keeping.close()
            except AppError as error:
                self._ask_about_trouble(error, then or go)
                return
        elif self._is_lost_by_leaving():
            self._ask_about_plan(then or go)
            return
        if then is not None:
            try:
                self._keeping.keep_covered()
            except AppError as error:
                self._ask_about_covered(error, then)
                return
        go()

    def _is_lost_by_leaving(self) -> bool:
        """Whether something was planned that stands nowhere else."""
        if self._store.review is None:
            return False
        desk, saved = self._store.desk, self._plan_file.saved
        if desk.kept:
            return True
        return state_of(desk) != EMPTY and desk.plan != saved

    def _ask_about_plan(self, go: Callable[[], None]) -> None:
        self._ask(
            tr("What was planned is not kept"),
            tr("There is no workspace. What is staged, noted and marked is gone once you leave."),
            (
                (tr("&Make a workspace…"), self._opening.ask_new),
                (tr("&Save the plan…"), self._plan_file.ask_to_save),
                (tr("&Leave without keeping it"), go),
            ),
        )

    def _ask_about_trouble(self, error: AppError, go: Callable[[], None]) -> None:
        def abandon() -> None:
            self._keeping.abandon()
            go()

        self._ask(
            tr("What was done last is not kept"),
            error_words(error),
            (
                (tr("&Try again"), lambda: self._put_away(go)),
                (tr("Save a &copy…"), self.copying),
                (tr("&Leave without keeping it"), abandon),
            ),
        )

    def _ask_about_covered(self, error: AppError, go: Callable[[], None]) -> None:
        """A locked workspace is not to be seen, so no copy of it is offered."""

        def abandon() -> None:
            self._keeping.abandon_covered()
            go()

        self._ask(
            tr("What was done before it was locked is not kept"),
            error_words(error),
            (
                (tr("&Try again"), lambda: self._put_away(go, then=go)),
                (tr("&Leave without keeping it"), abandon),
            ),
        )

    def _ask(self, heading: str, said: str, ways: tuple[Offer, ...]) -> None:
        dialog = LeavingDialog(heading, said, ways, self._window)
        self.dialog = dialog
        dialog.finished.connect(self._forget)
        dialog.open()

    def _forget(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _close_window(self) -> None:
        self._is_agreed = True
        self._opening.finish()
        wipe_clipboard()
        self._window.close()

    def _wipe(self) -> None:
        self._store.close()
        wipe_clipboard()


def wipe_clipboard() -> None:
    """Take away what was copied here; what another program has put there is not ours."""
    clipboard = QGuiApplication.clipboard()
    if clipboard.ownsClipboard():
        clipboard.clear()
