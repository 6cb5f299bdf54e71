"""From files to the screen: read off the window's thread, show what was understood, replace."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from allocation_app.errors import InputError
from allocation_app.progress import Progress
from allocation_app.wording.translate import tr, trn
from ui import tasks
from ui.dialogs.preview import Preview
from ui.store import PlanStore
from ui.widgets.strip import Strip

if TYPE_CHECKING:
    from allocation_app.intake.reading import Reading

LOG = logging.getLogger(__name__)
ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "sample_data" / "team"
KINDS = ("*.xlsx", "*.xlsm", "*.xls", "*.ods", "*.csv", "*.tsv", "*.txt")
Read = Callable[[Sequence[Path], Progress], "Reading"]


def read_files(paths: Sequence[Path], progress: Progress) -> Reading:
    """Read spreadsheets. The readers take half a second to import: only when they are needed."""
    from allocation_app import intake

    return intake.read(paths, progress=progress)


def sample_files() -> list[Path]:
    """The files of the sample team; raises `InputError` where they are not there."""
    found = sorted(path for kind in KINDS for path in SAMPLE.glob(kind))
    if not found:
        raise InputError("sample_missing")
    return found


class Importing(QObject):
    """One import at a time; a new one takes the place of an old preview.

    ``opened`` comes after the data was replaced, ``failed`` with what stopped a reading: the open
    data is then as it was.
    """

    opened = Signal()
    failed = Signal(object)

    def __init__(
        self, store: PlanStore, strip: Strip, window: QWidget, read: Read = read_files
    ) -> None:
        super().__init__(window)
        self._store, self._strip, self._window, self._read = store, strip, window, read
        self._task: tasks.Task | None = None
        self.preview: Preview | None = None

    def ask(self) -> None:
        """Let the manager choose files, and read them."""
        kinds = " ".join(KINDS)
        names, _ = QFileDialog.getOpenFileNames(
            self._window,
            tr("Open spreadsheets"),
            "",
            f"{tr('Spreadsheets')} ({kinds});;{tr('All files')} (*)",
        )
        if names:
            self.start([Path(name) for name in names])

    def open_sample(self) -> None:
        """Read the sample team and open it at once: there is nothing in it to check."""
        try:
            self.start(sample_files(), is_checked=True)
        except InputError as error:
            self.failed.emit(error)

    def read_again(self) -> None:
        """Read the open files again; what they hold now is shown before it is used."""
        reading = self._store.reading
        if reading is not None and reading.files:
            self.start([file.path for file in reading.files])

    def start(self, paths: Sequence[Path], *, is_checked: bool = False) -> None:
        """Read these files together; ``is_checked`` opens them without a preview."""
        self.stop()
        files, read = tuple(paths), self._read
        LOG.info("reading %d files", len(files))
        self._task = tasks.run(
            lambda progress: read(files, progress),
            then=self._open if is_checked else self._show_preview,
            failed=self.failed.emit,
        )
        words = trn("Reading {n} file…", "Reading {n} files…", len(files))
        self._strip.follow(self._task, words)

    def stop(self) -> None:
        """Drop a reading that is under way and a preview that nobody answered."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
        if self.preview is not None:
            self.preview.reject()

    def _show_preview(self, reading: Reading) -> None:
        self._task = None
        preview = Preview(reading, self._window, replaces=self._store.review is not None)
        preview.accepted.connect(lambda: self._open(reading))
        preview.finished.connect(self._forget_preview)
        self.preview = preview
        preview.show()

    def _forget_preview(self) -> None:
        if self.preview is not None:
            self.preview.deleteLater()
            self.preview = None

    def _open(self, reading: Reading) -> None:
        self._task = None
        LOG.info(
            "opened %d children, %d workers, %d problems",
            len(reading.snapshot.children),
            len(reading.snapshot.workers),
            len(reading.problems),
        )
        self._store.open(reading)
        self.opened.emit()
