"""What was exported, as rows: when, what, in which form, how many children, by which names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from allocation_app.settings.exports_made import Made
from allocation_app.wording import terms
from allocation_app.wording.translate import mark, tr
from ui.rows.documents import KNOWN

NAMES = {document.what.value: document.name for document in KNOWN}
OTHERS = {
    "problems": mark("Problems and missing details"),
    "summary": mark("Summary"),
}
FORMS = {
    "xlsx": mark("Excel"),
    "csv": mark("CSV"),
    "pdf": mark("PDF"),
    "print": mark("printed"),
    "clipboard": mark("copied"),
}
NAMINGS = {
    "names": mark("names"),
    "initials": mark("initials"),
    "codes": mark("codes"),
}
SHORT = 8  # letters of a fingerprint that tell imports apart


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRow:
    """One export. ``number`` counts them from the first one on record."""

    number: int
    at: str
    when: str
    what: str
    form: str
    children: int
    naming: str
    protection: str
    source: str


def export_rows(made: Iterable[Made]) -> Sequence[ExportRow]:
    """The record, the latest first."""
    rows = [_row(number, each) for number, each in enumerate(made, start=1)]
    return rows[::-1]


def _row(number: int, made: Made) -> ExportRow:
    known = {**NAMES, **OTHERS}
    return ExportRow(
        number=number,
        at=made.at,
        when=_when(made.at),
        what=tr(known[made.what]) if made.what in known else made.what,
        form=tr(FORMS[made.to]) if made.to in FORMS else made.to,
        children=made.children,
        naming=tr(NAMINGS[made.naming]) if made.children and made.naming in NAMINGS else "–",
        protection=tr("yes") if made.is_protected else tr("no"),
        source=made.source[:SHORT],
    )


def _when(at: str) -> str:
    """The local time of then, to the minute; as it stands where it is none."""
    try:
        when = datetime.fromisoformat(at)
    except ValueError:
        return at
    return tr("{day}, {time}", day=terms.day(when.date()), time=f"{when:%H:%M}")
