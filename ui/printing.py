"""Prints a document, shows how it will be printed, and saves it as PDF: by Qt alone.

Each sheet has its head and foot painted: what it is, that it is no record, how many children it
names, and "page x of y". A PDF made here has no tags (`allocation_app.report.tagged_pdf` has).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QFontMetricsF,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPaintEngine,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextDocument,
)
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewDialog, QPrintPreviewWidget
from PySide6.QtWidgets import QDialog, QWidget

from allocation_app.progress import Cancelled, Progress, no_progress
from allocation_app.report import printed
from allocation_app.report.looks import PLAIN, QUIET
from allocation_app.report.pages import Paper, Size
from allocation_app.settings.writing import put_in_place
from allocation_app.wording.translate import tr
from ui.sheets import Laying, Sheet, laid_out, laying
from ui.widgets.fitting import fit

SIZES = {Size.A4: QPageSize.PageSizeId.A4, Size.A3: QPageSize.PageSizeId.A3}
RESOLUTION = 300  # dots an inch, of a PDF
TOP, BOTTOM = 36.0, 30.0  # points, of the margins of a sheet
LETTERS = 8  # points, of the head and foot
GAP = 8.0  # points, between the head or foot and what is printed
SEEN = (62, 52)  # in lines of text: a sheet as a whole can be read
MOST_SEEN = 40  # sheets of a preview, which nobody can do anything beside while it is painted
POINTS = 72  # an inch


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A document as laid out in sheets, and where on each of them it stands, in dots."""

    paper: Paper
    body: QRectF
    sheets: Sequence[Sheet]


def page_layout(paper: Paper) -> QPageLayout:
    """The sheet that a document is made for: its size, which way it lies, its margins."""
    lies = QPageLayout.Orientation.Landscape if paper.is_landscape else _UPRIGHT
    margins = QMarginsF(printed.MARGIN, TOP, printed.MARGIN, BOTTOM)
    return QPageLayout(QPageSize(SIZES[paper.size]), lies, margins, QPageLayout.Unit.Point)


def paint(paper: Paper, device: QPagedPaintDevice, progress: Progress = no_progress) -> int:
    """Print a document on a printer or into a PDF, as its sheet is; on any thread.

    Gives how many sheets: none where the printer can't be reached. ``progress`` is told of each
    part that is laid out and of each sheet; where it stops the work, nothing of it is printed as
    far as the printer can be held back.
    """
    painter = QPainter()
    if not painter.begin(device):
        return 0
    try:
        laid = _laid(paper, device, lambda done, of: progress(done, 2 * of))
        count = len(laid.sheets)
        _paint(laid, device, painter, lambda done, of: progress(done + of, 2 * of))
    except Cancelled:
        if isinstance(device, QPrinter):
            device.abort()
        raise
    finally:
        painter.end()
    return count


def pdf(paper: Paper, progress: Progress = no_progress) -> bytes:
    """The document as PDF without tags; on any thread."""
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(held)
    writer.setResolution(RESOLUTION)
    writer.setTitle(paper.title)
    writer.setCreator("Caseload allocation")
    writer.setPageLayout(page_layout(paper))
    paint(paper, writer, progress)
    return bytes(held.data().data())


def save_pdf(paper: Paper, out: Path, progress: Progress = no_progress) -> None:
    """Write the document as PDF without tags; raises `AppError` as `put_in_place`."""
    put_in_place(out, pdf(paper, progress))


class Preview(QPrintPreviewDialog):
    """Shows how a document will be printed, the first sheets of a long one.

    They are laid out a part at a time, between what the window does. ``to_print`` is emitted where
    it is to be printed from here.
    """

    to_print = Signal()

    def __init__(self, paper: Paper, device: QPrinter, parent: QWidget | None = None) -> None:
        super().__init__(device, parent)
        self._paper, self._device = paper, device  # the dialog itself does not keep it
        self._laid: Laid | None = None
        self._laying: Laying | None = None
        self._is_asked_for = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go_on)
        self.setWindowTitle(tr("Print preview: {title}", title=paper.title))
        self.paintRequested.connect(lambda _same: self._show())
        self.accepted.connect(self._print)
        fit(self, *SEEN)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    @property
    def is_laid_out(self) -> bool:
        """Whether what is shown is the document already."""
        return self._laid is not None

    def _show(self) -> None:
        """Paint the sheets; lay them out first, also where another paper was chosen since."""
        if self._device.paintEngine().type() is not QPaintEngine.Type.Picture:
            self._is_asked_for = True
            return
        body = _body(self._device)
        painter = QPainter()
        if not painter.begin(self._device):
            return
        if self._laid is not None and self._laid.body == body:
            _paint(self._laid, self._device, painter, most=MOST_SEEN)
        else:
            self._laid, self._laying = None, laying(self._paper, self._device, body.size())
            painter.setFont(_font())
            painter.drawText(body, tr("The sheets are being laid out…"))
            self._timer.start(0)
        painter.end()

    def _print(self) -> None:
        """Printed is aside, once the dialog has done with the printer."""
        if self._is_asked_for:
            self.to_print.emit()

    def _go_on(self) -> None:
        """Lay out the next part."""
        if self._laying is None:
            return
        try:
            next(self._laying)
        except StopIteration as end:
            self._timer.stop()
            self._laying = None
            self._laid = Laid(paper=self._paper, body=_body(self._device), sheets=end.value)
            self._say_how_many(len(self._laid.sheets))
            shown = self.findChild(QPrintPreviewWidget)
            if shown is not None:
                shown.updatePreview()

    def _say_how_many(self, count: int) -> None:
        title = tr("Print preview: {title}", title=self._paper.title)
        if count > MOST_SEEN:
            title = tr("{title} (first {n} of {all} sheets)", title=title, n=MOST_SEEN, all=count)
        self.setWindowTitle(title)


def preview(
    paper: Paper,
    parent: QWidget | None = None,
    then: Callable[[QPrinter], None] = lambda _device: None,
) -> Preview:
    """Show how a document will be printed; ``then`` is given the printer to do so, as by `ask`."""
    device = printer(paper)
    dialog = Preview(paper, device, parent)
    dialog.to_print.connect(lambda: then(device))
    dialog.open()
    return dialog


def ask(
    paper: Paper,
    parent: QWidget | None = None,
    then: Callable[[QPrinter], None] = lambda _device: None,
) -> QPrintDialog:
    """Ask for a printer; ``then`` is given the one that was chosen, to print the document on."""
    device = printer(paper)
    dialog = QPrintDialog(device, parent)
    dialog.setWindowTitle(tr("Print: {title}", title=paper.title))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.accepted.connect(lambda: then(device))
    QDialog.open(dialog)  # the print dialog's own asks for a slot that no Python function is
    return dialog


def printer(paper: Paper) -> QPrinter:
    """The printer that this system offers first, with the sheet that the document is made for."""
    device = QPrinter(QPrinter.PrinterMode.HighResolution)
    device.setDocName(paper.title)
    device.setPageLayout(page_layout(paper))
    return device


_UPRIGHT = QPageLayout.Orientation.Portrait


def _body(device: QPagedPaintDevice) -> QRectF:
    """Where on a sheet what is printed stands, between its head and foot, in dots."""
    dots = device.logicalDpiY() / POINTS
    sheet = device.pageLayout().paintRectPixels(device.logicalDpiY())
    edge = QFontMetricsF(_font(), device).height() + GAP * dots
    return QRectF(0, edge, sheet.width(), sheet.height() - 2 * edge)


def _font() -> QFont:
    return QFont(list(printed.FACES), LETTERS)


def _laid(paper: Paper, device: QPagedPaintDevice, progress: Progress = no_progress) -> Laid:
    body = _body(device)
    return Laid(paper=paper, body=body, sheets=laid_out(paper, device, body.size(), progress))


def _paint(
    laid: Laid,
    device: QPagedPaintDevice,
    painter: QPainter,
    progress: Progress = no_progress,
    most: int | None = None,
) -> None:
    """Paint the sheets, the first so many at ``most``."""
    paper, body, font = laid.paper, laid.body, _font()
    line = QFontMetricsF(font, device).height()
    bottom = body.bottom() + body.top()
    count = len(laid.sheets)
    for number, each in enumerate(laid.sheets[:most]):
        progress(number, count)
        if number:
            device.newPage()
        painter.setFont(font)
        painter.setPen(QColor(f"#{QUIET.ink}"))
        head = QRectF(0, 0, body.width(), line)
        foot = QRectF(0, bottom - line, body.width(), line)
        _paint_line(painter, head, printed.running(paper, each.goes_on), printed.head_line())
        page = printed.page_line(number + 1, count)
        _paint_line(painter, foot, printed.foot_line(paper), page)
        _paint_body(painter, each.document, body, each.number)


def _paint_line(painter: QPainter, place: QRectF, left: str, right: str) -> None:
    """A line with one text at each end; the left one is cut where they would meet."""
    metrics = QFontMetricsF(painter.font(), painter.device())
    room = place.width() - metrics.horizontalAdvance(f"  {right}")
    cut = metrics.elidedText(left, Qt.TextElideMode.ElideRight, room)
    painter.drawText(place, Qt.AlignmentFlag.AlignLeft, cut)
    painter.drawText(place, Qt.AlignmentFlag.AlignRight, right)


def _paint_body(painter: QPainter, document: QTextDocument, body: QRectF, number: int) -> None:
    """One sheet of what is printed, in ink on white whatever the window's colours are."""
    context = QAbstractTextDocumentLayout.PaintContext()
    context.palette.setColor(QPalette.ColorRole.Text, QColor(f"#{PLAIN.ink}"))
    part = QRectF(0, number * body.height(), body.width(), body.height())
    context.clip = part
    painter.save()
    painter.translate(body.left(), body.top() - part.top())
    painter.setClipRect(part)
    document.documentLayout().draw(painter, context)
    painter.restore()
