"""From files to the screen: open, understand, show what was understood, correct, replace."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from allocation_app.errors import AppError, InputError
from allocation_app.progress import Progress
from allocation_app.wording.translate import tr, trn
from ui import tasks
from ui.dialogs.password import PasswordDialog
from ui.dialogs.refusal import RefusalDialog, can_be_larger
from ui.readers import OF, OPENED, Outcome, Readers, Request, outcome
from ui.store import PlanStore
from ui.updating import Updating
from ui.widgets.strip import Strip

if TYPE_CHECKING:
    from allocation_app.intake import Book, Mapping, Reading
    from ui.dialogs.preview import Preview

LOG = logging.getLogger(__name__)
ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "sample_data" / "team"
KINDS = ("*.xlsx", "*.xlsm", "*.xls", "*.ods", "*.csv", "*.tsv", "*.txt")


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


@dataclass
class Files:
    """One import under way: what is to be read, what is open by now. Let go when it is over.

    A password is kept here and nowhere else.
    """

    paths: list[Path]
    mapping: Mapping | None = None
    is_checked: bool = False
    wants_columns: bool = False
    refused: tuple[AppError, ...] = ()
    passwords: dict[Path, str] = field(default_factory=dict)
    large: set[Path] = field(default_factory=set)
    books: dict[Path, Book] = field(default_factory=dict)


class Importing(QObject):
    """One import at a time; a new one takes the place of an old preview.

    ``opened`` comes after the data was replaced, ``failed`` with what stopped a reading: the open
    data is then as it was.
    """

    opened = Signal()
    failed = Signal(object)

    def __init__(
        self, store: PlanStore, strip: Strip, window: QWidget, readers: Readers | None = None
    ) -> None:
        super().__init__(window)
        self._store, self._strip, self._window = store, strip, window
        self.readers = readers or Readers()
        self._task: tasks.Task | None = None
        self._files: Files | None = None
        self._used: Mapping | None = None
        self._offered: Mapping | None = None
        self.question: QDialog | None = None
        self.preview: Preview | None = None
        self.updating = Updating(store, strip, window)
        self.updating.opened.connect(self._note_use)

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
            self._begin(Files(paths=[file.path for file in reading.files], mapping=self._used))

    def correct(self) -> None:
        """Read the open files again, to correct how their columns are read."""
        reading = self._store.reading
        if reading is not None and reading.files:
            paths = [file.path for file in reading.files]
            self._begin(Files(paths=paths, mapping=self._used, wants_columns=True))

    def start(self, paths: Sequence[Path], *, is_checked: bool = False) -> None:
        """Read these files together; ``is_checked`` opens them without a preview."""
        self._begin(Files(paths=list(paths), is_checked=is_checked))

    def stop(self) -> None:
        """Drop a reading that is under way and whatever nobody answered."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self._files = None
        for dialog in (self.question, self.preview):
            if dialog is not None:
                dialog.reject()
        self.updating.stop()

    def _begin(self, files: Files) -> None:
        self.stop()
        self._files = files
        LOG.info("reading %d files", len(files.paths))
        self._open()

    def _open(self) -> None:
        """Open what is not open yet, and understand all of it."""
        files = self._files
        if files is None or not files.paths:
            self._files = None
            return
        task = self._task = tasks.run(
            lambda progress: self._read(files, progress), then=self._show, failed=self._refused
        )
        task.finished.connect(lambda: self._forget(task))
        words = trn("Reading {n} file…", "Reading {n} files…", len(files.paths))
        self._strip.follow(task, words)

    def _read(self, files: Files, progress: Progress) -> Outcome:
        """The work itself, off the window's thread; the books are kept for reading again."""
        readers, total = self.readers, len(files.paths)
        for number, path in enumerate(files.paths):
            if path not in files.books:
                part = _part(progress, OPENED * number // total, OPENED * (number + 1) // total)
                request = Request(
                    path=path, password=files.passwords.get(path), is_large=path in files.large
                )
                files.books[path] = readers.open(request, part)
        if files.mapping is None:
            recalled = readers.recall()
            files.mapping, files.refused = recalled.mapping, recalled.refused
        return self._understood(files, files.mapping, _part(progress, OPENED, OF))

    def _understood(self, files: Files, mapping: Mapping, progress: Progress) -> Outcome:
        books = [files.books[path] for path in files.paths]
        return outcome(books, mapping, self.readers, self._store.look_at, progress)

    def _forget(self, task: tasks.Task) -> None:
        """Let everything go where a reading was cancelled."""
        if task is self._task:
            self._task = self._files = None

    def _refused(self, error: Exception) -> None:
        """Ask what is to become of one file that was refused; anything else ends the import."""
        self._task = None
        files = self._files
        path = _path_of(error, files.paths if files else ())
        if files is not None and path is not None and isinstance(error, InputError):
            has_others = len(files.paths) > 1
            can_force = can_be_larger(error) and path not in files.large
            if error.code == "file_password" and error.details.get("found") != "unsupported":
                self._ask_password(files, path)
                return
            if has_others or can_force:
                self._ask_what_then(files, path, error, can_force=can_force)
                return
        self._files = None
        self.failed.emit(error)

    def _ask_password(self, files: Files, path: Path) -> None:
        dialog = PasswordDialog(
            path.name,
            self._window,
            is_wrong=path in files.passwords,
            has_others=len(files.paths) > 1,
        )

        def give(password: str) -> None:
            files.passwords[path] = password
            self._open()

        dialog.given.connect(give)
        dialog.left_out.connect(lambda: self._leave_out(files, path))
        self._put(dialog)

    def _ask_what_then(
        self, files: Files, path: Path, error: InputError, *, can_force: bool
    ) -> None:
        dialog = RefusalDialog(
            error, self._window, can_force=can_force, has_others=len(files.paths) > 1
        )

        def force() -> None:
            files.large.add(path)
            self._open()

        dialog.forced.connect(force)
        dialog.left_out.connect(lambda: self._leave_out(files, path))
        self._put(dialog)

    def _leave_out(self, files: Files, path: Path) -> None:
        files.paths.remove(path)
        self._open()

    def _put(self, dialog: QDialog) -> None:
        """Ask something about the import; to refuse to answer is to end it."""
        self.question = dialog
        dialog.rejected.connect(self._give_up)
        dialog.finished.connect(self._forget_question)
        dialog.open()

    def _give_up(self) -> None:
        self._files = None

    def _forget_question(self) -> None:
        if self.question is not None:
            self.question.deleteLater()
            self.question = None

    def _show(self, found: Outcome) -> None:
        self._task = None
        files = self._files
        if files is None or files.mapping is None:
            return
        if files.is_checked and found.reading is not None:
            self._files = None
            self._offered = files.mapping
            self._use(found.reading)
            return
        from ui.dialogs.preview import COLUMNS, Preview

        preview = Preview(
            found,
            self._window,
            base=files.mapping,
            replaces=self._store.review is not None,
            hide_names=self._store.names_hidden,
        )
        if files.wants_columns:
            preview.tabs.setCurrentIndex(COLUMNS)
        self._store.names_hidden_changed.connect(preview.follow_names)
        preview.hiding.connect(self._store.hide_names)
        preview.accepted.connect(self._accept)
        preview.finished.connect(self._forget_preview)
        preview.again.connect(self._understand_again)
        preview.saving.connect(self._save_mapping)
        preview.loading.connect(self._load_mapping)
        self.preview = preview
        preview.show()
        for error in files.refused:
            self.failed.emit(error)

    def _understand_again(self, mapping: Mapping) -> None:
        """Read the open books with other decisions; a reading under way is of no use any more."""
        files, preview = self._files, self.preview
        if files is None or preview is None:
            return
        if self._task is not None:
            self._task.cancel()
        self._task = tasks.run(
            lambda progress: self._understood(files, mapping, progress),
            then=self._show_again,
            failed=self._fail_again,
        )

    def _show_again(self, found: Outcome) -> None:
        self._task = None
        if self.preview is not None:
            self.preview.show_outcome(found)

    def _fail_again(self, error: Exception) -> None:
        """What can't be read with a change is told, and the change is taken back."""
        self._task = None
        if self.preview is not None:
            self.preview.take_back()
        self.failed.emit(error)

    def _save_mapping(self, mapping: Mapping) -> None:
        from allocation_app.intake.profiles import write_profile

        name, _ = QFileDialog.getSaveFileName(
            self.preview, tr("Save the mapping"), "mapping.json", _mapping_kinds()
        )
        if name:
            self._carefully(lambda: write_profile(mapping, Path(name)))

    def _load_mapping(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self.preview, tr("Use a mapping file"), "", _mapping_kinds()
        )
        if name:
            self._carefully(lambda: self.use_mapping(Path(name)))

    def use_mapping(self, path: Path) -> None:
        """Decide what a colleague's file says, too; raises `AppError`."""
        from allocation_app.intake.mapping import combined
        from allocation_app.intake.profiles import read_profile

        if self.preview is not None:
            self.preview.change(combined(self.preview.mapping, read_profile(path)))

    def _carefully(self, work: Callable[[], None]) -> None:
        try:
            work()
        except AppError as error:
            self.failed.emit(error)

    def _forget_preview(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self._files = None
        if self.preview is not None:
            self.preview.deleteLater()
            self.preview = None

    def _accept(self) -> None:
        preview = self.preview
        if preview is None or preview.outcome.reading is None:
            return
        self._offered = preview.mapping
        if preview.remember.isChecked() and preview.mapping != preview.base:
            self._carefully(lambda: self.readers.remember(preview.changes))
        self._use(preview.outcome.reading)

    def _use(self, reading: Reading) -> None:
        """Open it; over open data, what it would change is asked about first."""
        self.updating.use(reading)

    def _note_use(self) -> None:
        """Read again by what was decided for the data that are open now, not for any declined."""
        self._used = self._offered
        self.opened.emit()


def _part(progress: Progress, start: int, end: int) -> Progress:
    """Tells progress within a part of the whole."""

    def tell(done: int, of: int) -> None:
        progress(start + (end - start) * done // max(1, of), OF)

    return tell


def _path_of(error: Exception, paths: Sequence[Path]) -> Path | None:
    """Which of the files an error names."""
    name = error.details.get("file") if isinstance(error, AppError) else None
    return next((path for path in paths if path.name == name), None)


def _mapping_kinds() -> str:
    return f"{tr('Mapping')} (*.json);;{tr('All files')} (*)"
