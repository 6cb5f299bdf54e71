"""Document properties: what a workbook is and what it was made of, and no person's name."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty

from allocation_app.report.facts import Facts
from allocation_app.report.notes import no_record
from allocation_app.report.values import printable
from allocation_app.wording.sheets import IMPORT_PROPERTY, PLAN_PROPERTY
from allocation_app.wording.translate import ENGLISH, WELSH, language

LOCALES = {ENGLISH: "en-GB", WELSH: "cy-GB"}


def describe(book: Workbook, facts: Facts, title: str) -> None:
    """Put them into a workbook."""
    about = book.properties
    about.title = printable(title)
    about.subject = no_record()
    about.creator = "Caseload allocation"
    about.language = LOCALES.get(language(), language())
    made_of = {
        IMPORT_PROPERTY: facts.snapshot.fingerprint,
        PLAN_PROPERTY: facts.plan_fingerprint,
    }
    for name, value in made_of.items():
        own = StringProperty(name=name, value=value)
        book.custom_doc_props.append(own)  # type: ignore[attr-defined]
    book.calculation.fullCalcOnLoad = True
