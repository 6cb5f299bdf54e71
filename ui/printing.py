"""Prints a document, shows how it will be printed, and saves it as PDF: by Qt alone.

Each sheet has its head and foot painted: what it is, that it is no record, how many children it
names, and "page x of y". A PDF made here has no tags (`allocation_app.report.tagged_pdf` has).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QFontMetricsF,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextDocument,
)
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from allocation_app.progress import Cancelled, Progress, no_progress
from allocation_app.report import printed
from allocation_app.report.html import Place, html
from allocation_app.report.looks import PLAIN, QUIET
from allocation_app.report.pages import Paper, Size
from allocation_app.settings.writing import put_in_place
from allocation_app.wording.translate import tr
from ui import sheets
from ui.widgets.fitting import fit

SIZES = {Size.A4: QPageSize.PageSizeId.A4, Size.A3: QPageSize.PageSizeId.A3}
RESOLUTION = 300  # dots an inch, of a PDF
TOP, BOTTOM = 36.0, 30.0  # points, of the margins of a sheet
LETTERS = 8  # points, of the head and foot
GAP = 8.0  # points, between the head or foot and what is printed
SEEN = (62, 52)  # in lines of text: a sheet as a whole can be read
POINTS = 72  # an inch
ENDLESS = -1.0  # the height of a sheet on which everything stands at once


def page_layout(paper: Paper) -> QPageLayout:
    """The sheet that a document is made for: its size, which way it lies, its margins."""
    lies = QPageLayout.Orientation.Landscape if paper.is_landscape else _UPRIGHT
    margins = QMarginsF(printed.MARGIN, TOP, printed.MARGIN, BOTTOM)
    return QPageLayout(QPageSize(SIZES[paper.size]), lies, margins, QPageLayout.Unit.Point)


def paint(paper: Paper, device: QPagedPaintDevice, progress: Progress = no_progress) -> int:
    """Print a document on a printer or into a PDF, as its sheet is; on any thread.

    Gives how many sheets: none where the printer can't be reached. ``progress`` is told of each
    sheet; where it stops the work, nothing of it is printed as far as the printer can be held back.
    """
    painter = QPainter()
    if not painter.begin(device):
        return 0
    try:
        return _paint(paper, device, painter, progress)
    except Cancelled:
        if isinstance(device, QPrinter):
            device.abort()
        raise
    finally:
        painter.end()


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


def preview(paper: Paper, parent: QWidget | None = None) -> QPrintPreviewDialog:
    """Show how a document will be printed; from there it can be printed."""
    device = printer(paper)  # the dialog does not keep it: what is connected below does
    dialog = QPrintPreviewDialog(device, parent)
    dialog.setWindowTitle(tr("Print preview: {title}", title=paper.title))
    dialog.paintRequested.connect(lambda _same: _show(paper, device))
    fit(dialog, *SEEN)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
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


def _show(paper: Paper, device: QPrinter) -> None:
    """Paint what is looked at, which nobody can do anything beside."""
    QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        paint(paper, device)
    finally:
        QApplication.restoreOverrideCursor()


_UPRIGHT = QPageLayout.Orientation.Portrait


def _paint(paper: Paper, device: QPagedPaintDevice, painter: QPainter, progress: Progress) -> int:
    dots = device.logicalDpiY() / POINTS
    sheet = device.pageLayout().paintRectPixels(device.logicalDpiY())
    font = QFont(list(printed.FACES), LETTERS)
    line = QFontMetricsF(font, device).height()
    body = QRectF(0, line + GAP * dots, sheet.width(), sheet.height() - 2 * (line + GAP * dots))
    document = laid_out(paper, device, body.size())
    count, titles = document.pageCount(), sheets.titles(document, body.height())
    for number in range(count):
        progress(number, count)
        if number:
            device.newPage()
        painter.setFont(font)
        painter.setPen(QColor(f"#{QUIET.ink}"))
        head = QRectF(0, 0, sheet.width(), line)
        foot = QRectF(0, sheet.height() - line, sheet.width(), line)
        _paint_line(painter, head, printed.running(paper, titles[number]), printed.head_line())
        page = printed.page_line(number + 1, count)
        _paint_line(painter, foot, printed.foot_line(paper), page)
        _paint_body(painter, document, body, number)
    return count


def laid_out(paper: Paper, device: QPagedPaintDevice, size: QSizeF) -> QTextDocument:
    """The document in sheets of this size, with no row of a table on two of them."""
    endless = _document(paper, device, QSizeF(size.width(), ENDLESS), frozenset())
    return _document(paper, device, size, sheets.starts(endless, size.height()))


def _document(
    paper: Paper, device: QPagedPaintDevice, size: QSizeF, starts: frozenset[Place]
) -> QTextDocument:
    document = QTextDocument()
    document.documentLayout().setPaintDevice(device)
    document.setDocumentMargin(0)
    document.setHtml(html(paper, starts))
    document.setPageSize(size)
    return document


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
