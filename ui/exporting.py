"""From the screen to whatever leaves the tool: asked, made aside, put where it goes, recorded."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from allocation_app.domain.past import Past
from allocation_app.domain.pseudonyms import Codes
from allocation_app.domain.renumbering import Numbers
from allocation_app.domain.review import Review
from allocation_app.errors import AppError, Problem
from allocation_app.progress import Progress
from allocation_app.report.orders import OF_THE_PAST, Naming, What
from allocation_app.settings.exports_made import Made, record, record_file
from allocation_app.wording.translate import tr, trn
from ui import tasks
from ui.dialogs.messages import error_words
from ui.rows.documents import Offer, To, Wish, offer
from ui.rows.wanted import Wanted
from ui.store import PlanStore
from ui.widgets.copying import copy
from ui.widgets.strip import Strip

if TYPE_CHECKING:  # what makes the documents takes a while to import, the window is there first
    from PySide6.QtPrintSupport import QPrinter

    from allocation_app.report.clipboard import Copied
    from allocation_app.report.exports import Source
    from allocation_app.report.listing import Listing
    from allocation_app.report.pages import Paper
    from allocation_app.workspace.session import Workspace

LOG = logging.getLogger(__name__)
LOCKED = frozenset({"target_locked", "target_failed", "target_folder_missing", "target_is_source"})
"""What another name or folder helps against."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A document as it is copied, how many rows it has and how many children it names."""

    copied: Copied
    rows: int
    children: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A file that was written: how many children it names; whether a screen reader finds its way.

    A PDF that the window makes, where the library for tagged PDF is missing, has no tags.
    """

    children: int
    is_tagged: bool = True


def make(wish: Wish, source: Source, progress: Progress) -> Table | Paper | Saved:
    """Make a document; a file is written where it goes. Touches no widget.

    Gives what is to be put on the clipboard or printed by the window, or what was written.
    """
    from allocation_app.report import exports

    if wish.order.naming is Naming.CODES and source.codes is None:
        from allocation_app.settings import secret

        source = replace(source, codes=secret.codes())
    if wish.to is To.CLIPBOARD:
        return _table(exports.listing(wish.order, source))
    if wish.out is None:
        return exports.paper(wish.order, source)
    try:
        return Saved(children=exports.write(wish.order, source, wish.out, progress).children)
    except AppError as error:
        if error.code != "pdf_missing":
            raise
    from ui import printing

    paper = exports.paper(wish.order, source)
    printing.save_pdf(paper, wish.out, progress)
    return Saved(children=paper.children or 0, is_tagged=False)


def past_kept(workspace: Workspace | None, numbers: Numbers) -> Past:
    """Everything that a workspace keeps of the time before; without one, whose number changed."""
    if workspace is None:
        return Past(same_children=numbers)
    from allocation_app.workspace.looking_back import past_of

    return past_of(workspace)


def _table(listing: Listing) -> Table:
    from allocation_app.report.clipboard import copied

    return Table(copied=copied(listing), rows=len(listing.rows), children=listing.children or 0)


class Exporting(QObject):
    """One export at a time. ``past`` is asked aside for what is kept of the time before.

    ``written`` carries the wish, ``failed`` what went wrong.

    ``recorded`` says that the record of what was exported has one entry more. ``keeps`` puts an
    export on record, ``codes`` are a workspace's own, None for those of this computer.
    """

    written = Signal(object)
    recorded = Signal()
    failed = Signal(object)

    def __init__(
        self,
        store: PlanStore,
        strip: Strip,
        window: QWidget,
        make: Callable[[Wish, Source, Progress], Table | Paper | Saved] = make,
        past: Callable[[], Past] = Past,
    ) -> None:
        super().__init__(window)
        self._store, self._strip, self._window, self._make = store, strip, window, make
        self.dialog: QDialog | None = None
        self._past = past
        self.keeps: Callable[[Made], bool] = record
        self.codes: Callable[[], Codes | None] = lambda: None

    def ask(self, wanted: Wanted | None = None) -> None:
        """Ask what is to leave the tool, in which form and where to; then make it."""
        review = self._store.review
        if review is not None:
            self._ask(self._offer(review), wanted or Wanted(), self.start)

    def ask_against(self, past: Past, wanted: Wanted | None = None) -> None:
        """Ask where the plan goes beside an import that nobody has accepted yet: this past's last.

        It is asked on top of the question about that import.
        """
        review = self._store.review
        if review is None:
            return
        day = max(each.as_at for each in past.imports.values())
        of = replace(self._offer(review), as_at=day, only=What.RECONCILED)
        wanted = wanted or Wanted(what=What.RECONCILED)
        self._ask(of, wanted, lambda wish: self.start(wish, past))

    def _ask(self, of: Offer, wanted: Wanted, start: Callable[[Wish], None]) -> None:
        from ui.dialogs.export import ExportDialog

        window = QApplication.activeModalWidget() or self._window
        dialog = ExportDialog(of, _documents_folder(), wanted, window)
        dialog.chosen.connect(start)
        self._open(dialog)

    def _offer(self, review: Review) -> Offer:
        store = self._store
        return offer(review, store.team, store.earlier, hide_names=store.names_hidden)

    def ask_problems(self, problems: Sequence[Problem]) -> None:
        """Ask where these problems go, with what is missing; then write."""
        review = self._store.review
        if review is None:
            return
        from ui.dialogs.save_problems import ProblemsDialog

        out = _documents_folder() / f"problems-{review.snapshot.as_at.isoformat()}.xlsx"
        dialog = ProblemsDialog(out, self._window, hide_names=self._store.names_hidden)
        dialog.chosen.connect(lambda out, hide: self.start_problems(problems, out, hide))
        self._open(dialog)

    def _open(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def start(self, wish: Wish, past: Past | None = None) -> None:
        """Make this of the plan as it stands, and of this past where one is given."""
        source = self._source()
        if source is None:
            return
        of = source.review.snapshot.fingerprint

        def then(made: Table | Paper | Saved) -> None:
            LOG.info("made %s for %s", wish.order.what, wish.to)
            self._hand_out(wish, made, of)

        if wish.order.naming is Naming.CODES:
            source = replace(source, codes=self.codes())
        task = tasks.run(
            lambda progress: self._make(wish, self._with_past(wish, source, past), progress),
            then=then,
            failed=lambda error: self._refuse(wish, error, past),
        )
        self._strip.follow(task, tr("Exporting…"))

    def _with_past(self, wish: Wish, source: Source, past: Past | None) -> Source:
        if wish.order.what not in OF_THE_PAST:
            return source
        return replace(source, past=self._past() if past is None else past)

    def _hand_out(self, wish: Wish, made: Table | Paper | Saved, of: str) -> None:
        """Put what was made where it goes, say so and record it; ``of`` is the import's print."""
        if isinstance(made, Table):
            copy(made.copied)
            self._say_copied(made)
            self._done(wish, made.children, of)
        elif isinstance(made, Saved):
            untagged = "" if made.is_tagged else tr("It has no tags for screen readers.")
            self._say_where(wish, untagged)
            self._done(wish, made.children, of)
        else:
            self._print(wish, made, of)

    def _print(self, wish: Wish, paper: Paper, of: str) -> None:
        """Ask for a printer, or show what would be printed; only what was printed is recorded."""
        from ui import printing

        def told(sheets: int) -> None:
            if not sheets:
                self._strip.tell(tr("The printer could not be reached; nothing was printed."))
                return
            self._strip.tell(trn("Printed: {n} sheet.", "Printed: {n} sheets.", sheets))
            self._done(wish, paper.children or 0, of)

        def then(device: QPrinter) -> None:
            task = tasks.run(
                lambda progress: printing.paint(paper, device, progress),
                then=told,
                failed=self.failed.emit,
            )
            self._strip.follow(task, tr("Printing…"))

        ask = printing.preview if wish.is_preview else printing.ask
        self.dialog = ask(paper, self._window, then)

    def _done(self, wish: Wish, children: int, of: str) -> None:
        order = wish.order
        self._record(
            Made(
                at=_now(),
                what=order.what,
                to=wish.to,
                children=children,
                naming=order.naming,
                is_protected=bool(order.password),
                source=of,
            )
        )
        self.written.emit(wish)

    def start_problems(self, problems: Sequence[Problem], out: Path, hide_names: bool) -> None:
        """Write these problems and what is missing, for whoever mends the records."""
        review = self._store.review
        if review is None:
            return
        children = len({problem.details.get("child", "") for problem in problems} - {""})

        def work(_progress: Progress) -> list[str]:
            from allocation_app.report import problem_list

            return problem_list.write(review, problems, out, hide_names=hide_names)

        def then(_sheets: list[str]) -> None:
            self._say_saved(out)
            naming = Naming.INITIALS if hide_names else Naming.NAMES
            self._record_other("problems", To.XLSX, children, naming)
            self.written.emit(out)

        task = tasks.run(work, then=then, failed=self.failed.emit)
        self._strip.follow(task, tr("Exporting…"))

    def copy_summary(self, text: str) -> None:
        """Put the figures of the overview on the clipboard: they name no child."""
        QGuiApplication.clipboard().setText(text)
        self._record_other("summary", To.CLIPBOARD)
        self._strip.tell(tr("Copied: the figures of the overview as text, without any child."))

    def _source(self) -> Source | None:
        review, reading = self._store.review, self._store.reading
        if review is None or reading is None:
            return None
        from allocation_app.report.exports import Source

        return Source(review=review, problems=reading.problems, earlier=self._store.earlier)

    def _record(self, made: Made) -> None:
        if self.keeps(made):
            self.recorded.emit()
        else:
            self._strip.add(tr("It could not be put on record: {file}", file=str(record_file())))

    def _record_other(
        self, what: str, to: To, children: int = 0, naming: Naming = Naming.INITIALS
    ) -> None:
        """Put on record what is none of the documents."""
        review = self._store.review
        if review is not None:
            self._record(
                Made(
                    at=_now(),
                    what=what,
                    to=to,
                    children=children,
                    naming=naming,
                    is_protected=False,
                    source=review.snapshot.fingerprint,
                )
            )

    def _refuse(self, wish: Wish, error: Exception, past: Past | None) -> None:
        """Say why a file could not be written, with the way on; anything else is told."""
        if wish.out is None or not isinstance(error, AppError) or error.code not in LOCKED:
            self.failed.emit(error)
            return
        elsewhere = self._wanted(wish)

        def ask() -> None:
            if past is None:
                self.ask(elsewhere)
            else:
                self.ask_against(past, elsewhere)

        offers = [(tr("Save elsewhere…"), ask)]
        if error.code == "target_locked":
            beside = another(wish.out)
            said = tr("Save as {file}", file=beside.name)
            offers.insert(0, (said, lambda: self.start(replace(wish, out=beside), past)))
        self._strip.offer(error_words(error), offers)

    @staticmethod
    def _wanted(wish: Wish) -> Wanted:
        order = wish.order
        return Wanted(
            what=order.what,
            to=wish.to,
            naming=order.naming,
            children=order.children,
            workers=order.workers,
        )

    def _say_copied(self, made: Table) -> None:
        rows = made.rows
        said = trn("Copied: {n} row with its headings.", "Copied: {n} rows with headings.", rows)
        if not rows:
            said = tr("Nothing was copied: the list is empty.")
        self._strip.tell(said)

    def _say_where(self, wish: Wish, more: str = "") -> None:
        if wish.out is not None:
            self._say_saved(wish.out, more)

    def _say_saved(self, out: Path, more: str = "") -> None:
        file, folder = (QUrl.fromLocalFile(str(path)) for path in (out, out.parent))
        said = tr("Saved as {file} in {folder}", file=out.name, folder=str(out.parent))
        self._strip.offer(
            tr("{said}. {more}", said=said, more=more) if more else said,
            (
                (tr("Open it"), lambda: _open_url(file)),
                (tr("Open the folder"), lambda: _open_url(folder)),
            ),
        )


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")


def another(out: Path) -> Path:
    """A name that is not taken yet: "a.xlsx" becomes "a (2).xlsx"."""
    number = 2
    while (found := out.with_name(f"{out.stem} ({number}){out.suffix}")).exists():
        number += 1
    return found


def _documents_folder() -> Path:
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(place))


def _open_url(url: QUrl) -> None:
    QDesktopServices.openUrl(url)
