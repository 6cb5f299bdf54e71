"""A document as PDF with tags (PDF/UA-1), by typst: an optional library, for it is large.

What is put in is data: no text of an import is ever read as markup.
"""

from __future__ import annotations

import json

from allocation_app.errors import AppError
from allocation_app.report.csv_file import plain
from allocation_app.report.pages import Block, Grid, Page, Paper, Said, Ticks, Words

TEMPLATE = """
#let doc = json(bytes(sys.inputs.doc))
#set document(title: doc.title)
#set page(paper: doc.size, flipped: doc.landscape, margin: 1.5cm, footer: context [
  #set text(8pt)
  #doc.foot #h(1fr) #counter(page).display("1 / 1", both: true)
])
#set text(font: ("Arial", "Liberation Sans", "DejaVu Sans"), size: 9pt, lang: doc.lang)
#for page in doc.pages {
  heading(level: 1, page.title)
  for block in page.blocks {
    if block.kind == "words" { par(block.text) }
    if block.kind == "table" {
      table(columns: block.headings.len(), table.header(..block.headings.map(strong)),
        ..block.rows.flatten())
    }
  }
  if page != doc.pages.last() { pagebreak() }
}
"""


def pdf(paper: Paper) -> bytes:
    """The document as PDF/UA-1; raises `AppError` (``pdf_missing``) without the library."""
    try:
        import typst  # type: ignore[import-not-found,import-untyped,unused-ignore]
    except ImportError:
        raise AppError("pdf_missing") from None
    said = {
        "title": paper.title,
        "size": paper.size.value,
        "landscape": paper.is_landscape,
        "foot": paper.foot,
        "lang": "en",
        "pages": [_page(page) for page in paper.pages],
    }
    made: bytes = typst.compile(
        TEMPLATE.encode(),
        format="pdf",
        pdf_standards="ua-1",
        sys_inputs={"doc": json.dumps(said)},
    )
    return made


def _page(page: Page) -> dict[str, object]:
    return {"title": page.title, "blocks": [_block(block) for block in page.blocks]}


def _block(block: Block) -> dict[str, object]:
    match block:
        case Words():
            return {"kind": "words", "text": block.text}
        case Said():
            rows = [[label, plain(value)] for label, value in block.lines]
            return {"kind": "table", "headings": ["", ""], "rows": rows}
        case Grid():
            rows = [[plain(value) for value in row] for row in block.rows]
            headings = [column.heading for column in block.columns]
            return {"kind": "table", "headings": headings, "rows": rows}
        case Ticks():
            return {"kind": "table", "headings": [block.title], "rows": [[x] for x in block.lines]}
