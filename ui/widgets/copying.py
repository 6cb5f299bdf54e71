"""Tables on their way to Excel, Word or a mail: none of their cells is taken for a sum."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QMimeData, QStringListModel
from PySide6.QtGui import QGuiApplication

from allocation_app.report.clipboard import Copied, copied_texts


def copy_rows(titles: Iterable[str], rows: Iterable[Sequence[str]]) -> None:
    """Put these rows under their headings on the clipboard; no rows leave it as it is."""
    lines = list(rows)
    if lines:
        copy(copied_texts(titles, lines))


def copy(table: Copied) -> None:
    """Put a table on the clipboard, for whatever it is pasted into."""
    held = _held_by_qt()
    held.setText(table.text)
    held.setHtml(table.html)
    QGuiApplication.clipboard().setMimeData(held)


def _held_by_qt() -> QMimeData:
    """Something empty to copy that Qt has made.

    The clipboard lets go of it after Python has ended: one made in Python would crash then.
    """
    model = QStringListModel([""])
    made = model.mimeData([model.index(0)])
    for kind in made.formats():
        made.removeFormat(kind)
    return made
