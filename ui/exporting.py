"""From the screen to the allocation workbook: where, with names or initials, then written aside."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from allocation_app.domain.review import Review
from allocation_app.errors import Problem
from allocation_app.progress import Progress
from allocation_app.wording.translate import tr
from ui import tasks
from ui.dialogs.export import ExportDialog, ProblemsDialog
from ui.store import PlanStore
from ui.widgets.strip import Strip

if TYPE_CHECKING:
    from collections.abc import Sequence

LOG = logging.getLogger(__name__)
Write = Callable[[Review, "Sequence[Problem]", Path, bool], list[str]]


def write_workbook(
    review: Review, problems: Sequence[Problem], out: Path, hide_names: bool
) -> list[str]:
    """Write the workbook. The writer takes half a second to import: only when it is needed."""
    from allocation_app.report import workbook

    return workbook.write(review, problems, out, hide_names=hide_names)


def write_problems(
    review: Review, problems: Sequence[Problem], out: Path, hide_names: bool
) -> list[str]:
    """Write the problems of an import, and what is missing, for whoever mends the records."""
    from allocation_app.report import problem_list

    return problem_list.write(review, problems, out, hide_names=hide_names)


def file_name(review: Review) -> str:
    """The name offered: a date, and never anybody's name."""
    return f"allocation-{review.snapshot.as_at.isoformat()}.xlsx"


class Exporting(QObject):
    """One export at a time. ``written`` carries the path, ``failed`` what went wrong."""

    written = Signal(object)
    failed = Signal(object)

    def __init__(
        self, store: PlanStore, strip: Strip, window: QWidget, write: Write = write_workbook
    ) -> None:
        super().__init__(window)
        self._store, self._strip, self._window, self._write = store, strip, window, write
        self.dialog: ExportDialog | None = None

    def ask(self) -> None:
        """Ask where to, and whether with names; then write."""
        review = self._store.review
        if review is not None:
            self._ask(ExportDialog, file_name(review)).chosen.connect(self.start)

    def ask_problems(self, problems: Sequence[Problem]) -> None:
        """Ask where these problems go, with what is missing; then write."""
        review = self._store.review
        if review is not None:
            name = f"problems-{review.snapshot.as_at.isoformat()}.xlsx"
            self._ask(ProblemsDialog, name).chosen.connect(
                lambda out, hide: self.start_problems(problems, out, hide)
            )

    def _ask(self, kind: type[ExportDialog], name: str) -> ExportDialog:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self.dialog = kind(Path(folder) / name, self._window, hide_names=self._store.names_hidden)
        self.dialog.open()
        return self.dialog

    def start(self, out: Path, hide_names: bool) -> None:
        """Write the workbook of the plan as it stands."""
        reading = self._store.reading
        if reading is not None:
            self._start(self._write, reading.problems, out, hide_names)

    def start_problems(self, problems: Sequence[Problem], out: Path, hide_names: bool) -> None:
        """Write these problems and what is missing."""
        self._start(write_problems, problems, out, hide_names)

    def _start(
        self, write: Write, problems: Sequence[Problem], out: Path, hide_names: bool
    ) -> None:
        review = self._store.review
        if review is None:
            return

        def work(_progress: Progress) -> list[str]:
            return write(review, problems, out, hide_names)

        def then(sheets: list[str]) -> None:
            LOG.info("exported %d sheets", len(sheets))
            self._say_where(out)
            self.written.emit(out)

        task = tasks.run(work, then=then, failed=self.failed.emit)
        self._strip.follow(task, tr("Writing the workbook…"))

    def _say_where(self, out: Path) -> None:
        folder = QUrl.fromLocalFile(str(out.parent))
        self._strip.tell(
            tr("Saved as {file} in {folder}", file=out.name, folder=str(out.parent)),
            tr("Open the folder"),
            lambda: _open_url(folder),
        )


def _open_url(url: QUrl) -> None:
    QDesktopServices.openUrl(url)
