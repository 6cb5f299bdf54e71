"""A document as PDF with tags (PDF/UA-1), by typst: an optional library, for it is large.

What is put in is data: no text of an import is ever read as markup.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
from collections.abc import Callable
from importlib.util import find_spec
from typing import IO

from allocation_app.errors import AppError
from allocation_app.processes import KILLED, Talk, started
from allocation_app.report import printed
from allocation_app.report.looks import HEADING, LATE, PLAIN, QUIET, RULE_LINE, TITLE, Pair
from allocation_app.report.pages import Block, Grid, Page, Paper, Said, Ticks, Words
from allocation_app.report.values import visible
from allocation_app.wording.translate import language

CHILD = "allocation_app.report.typesetter"
MEMORY = 4 << 30
"""How much memory setting may take, in bytes: the pages of a council's workers take 1.5 GB."""
LAST_SECONDS = 2.0

Tick = Callable[[], None]


def nothing() -> None:
    """Tell nobody, never stop."""


TEMPLATE = """
#let doc = json(bytes(sys.inputs.doc))
#let fonts = json(bytes(sys.inputs.fonts))
#let look = doc.look
#let ink(name) = rgb(look.at(name))
#let said(text) = text.split("\\n").join(linebreak())
#let line-number = context {
  let (this,) = counter(page).get()
  let (all,) = counter(page).final()
  doc.page.replace("{page}", str(this)).replace("{pages}", str(all))
}
#let running = context {  // a sheet on which nothing begins says what it goes on with
  let titles = query(heading.where(level: 1))
  let begins = titles.any(it => it.location().page() == here().page())
  let before = titles.filter(it => it.location().page() < here().page())
  if begins or before == () or before.last().body == [#doc.title] { doc.title }
  else { doc.title + " · " + before.last().body }
}
#set document(title: doc.title, date: none)
#set text(font: fonts, size: doc.letters * 1pt, fill: ink("plain"))
#set text(lang: doc.lang, hyphenate: false)
#set page(
  paper: doc.size, flipped: doc.landscape,
  margin: (x: doc.margin * 1pt, top: 1.8cm, bottom: 1.7cm), header-ascent: 35%,
  header: {
    set text(8pt, fill: ink("quiet"))
    grid(columns: (1fr, auto), column-gutter: 12pt,
      box(width: 100%, height: 11pt, clip: true, running), doc.head)
  },
  footer: {
    set text(8pt, fill: ink("quiet"))
    grid(columns: (1fr, auto), column-gutter: 12pt, doc.foot, line-number)
  },
)
#set par(leading: 0.5em, spacing: 0.8em)
#show heading.where(level: 1): set text(doc.letters * 1.7pt, fill: ink("title"), weight: "bold")
#show heading.where(level: 1): set block(below: 9pt)
#show heading.where(level: 2): set text(doc.letters * 1.2pt, fill: ink("title"), weight: "bold")
#show heading.where(level: 2): set block(above: 15pt, below: 7pt, sticky: true)
#show table: set block(above: 9pt, below: 10pt)

#let hair = 0.5pt + ink("rule")
#let cell(it, figure, long) = {
  let side = if figure { right } else { left }
  if type(it) == str { table.cell(align: side, breakable: long, said(it)) } else {
    let body = text(fill: rgb(it.ink), weight: "bold", said(it.text))
    table.cell(align: side, fill: rgb(it.paper), breakable: long, body)
  }
}
#let drawn(share, colour, full, long) = table.cell(align: top, breakable: long, pdf.artifact(
  layout(place => box(width: 100%, height: 9pt,
  {
    if share != none {
      std.place(rect(width: share * place.width, height: 9pt, fill: rgb(colour), stroke: none))
    }
    std.place(line(start: (full * place.width, -1.5pt), length: 12pt, angle: 90deg,
      stroke: 0.9pt + ink("plain")))
  },
))))
#let titled(title) = if title != "" { heading(level: 2, title) }

#let words(it) = {
  if it.tone == "section" { heading(level: 2, it.text) }
  else if it.tone == "lead" { par(text(fill: ink("quiet"), said(it.text))) }
  else if it.tone == "caution" {
    let edge = (left: 3pt + rgb(look.caution.ink))
    block(width: 100%, inset: 6pt, fill: rgb(look.caution.paper), stroke: edge,
      text(fill: rgb(look.caution.ink), weight: "bold", said(it.text)))
  }
  else { par(said(it.text)) }
}
#let facts(it) = block(width: 100%, breakable: true, grid(
  columns: (it.room * 1pt, 1fr), inset: (x: 3.5pt, y: 3.6pt),
  stroke: (x, y) => (bottom: hair),
  ..for (label, value) in it.lines {
    (text(weight: "bold", said(label)), if value == none { v(9pt) } else { said(value) })
  },
))
#let listed(it) = {
  titled(it.title)
  if it.rows.len() == 0 { par(text(fill: ink("quiet"), said(it.nobody))) } else {
    set text(it.size * 1pt)
    set par(leading: 0.42em)
    table(
      columns: it.rooms.map(room => room * 1pt), inset: (x: 3.5pt, y: 3pt),
      stroke: (x, y) => (bottom: hair),
      table.header(..it.headings.enumerate().map(((at, heading)) => table.cell(
        align: (if it.figures.at(at) { right } else { left }) + bottom,
        fill: rgb(look.heading.paper),
        text(fill: rgb(look.heading.ink), weight: "bold", said(heading)),
      ))),
      ..for (number, row) in it.rows.enumerate() {
        let long = it.long.at(number)  // on more than one sheet, else what is beyond it is lost
        for (at, held) in row.enumerate() {
          if at == it.before {
            (drawn(it.shares.at(number), it.colours.at(number), it.full, long),)
          } else { (cell(held, it.figures.at(at), long),) }
        }
      },
    )
  }
}
#let ticks(it) = {
  titled(it.title)
  table(
    columns: (24pt, 1fr, 70pt, 110pt), inset: (x: 3.5pt, y: 4pt), align: left + horizon,
    stroke: (x, y) => (bottom: hair),
    table.header(..it.headings.map(heading => text(8pt, fill: ink("quiet"), heading))),
    ..for each in it.lines {
      let square = rect(width: 9pt, height: 9pt, stroke: 0.8pt + ink("plain"))
      (pdf.artifact(square), said(each), [], [])
    },
  )
}
#let together(them) = block(width: 100%, breakable: false, above: 15pt, them)

#for (number, page) in doc.pages.enumerate() {
  if number > 0 { pagebreak() }
  heading(level: 1, page.title)
  let checklist = none  // stands on one sheet with what is signed below it
  for it in page.blocks {
    if it.kind == "said" {
      if checklist == none { facts(it) } else { together(ticks(checklist) + facts(it)) }
      checklist = none
      continue
    }
    if checklist != none { together(ticks(checklist)) }
    checklist = if it.kind == "ticks" { it }
    if it.kind == "words" { words(it) }
    if it.kind == "grid" { listed(it) }
  }
  if checklist != none { together(ticks(checklist)) }
}
"""


def pdf(paper: Paper, tick: Tick = nothing, *, child: str = CHILD, memory: int = MEMORY) -> bytes:
    """The document as PDF/UA-1, set in a process of its own (`typesetter`).

    ``tick`` is called about every 50 ms; what it raises (`Cancelled`) ends the other process.
    ``child`` is the module that sets it, in so many bytes of memory. Raises `AppError`:
    ``pdf_missing`` without the library, ``pdf_too_long`` where memory ran out, else ``pdf_failed``.
    """
    if find_spec("typst") is None:
        raise AppError("pdf_missing")
    said = ({"memory": memory, "faces": printed.FACES}, TEMPLATE, _document(paper))
    content = bytearray()

    def ask(pipe: IO[bytes]) -> None:
        with pipe:
            for each in said:
                pipe.write(json.dumps(each).encode() + b"\n")

    with started(child) as process:
        talk = Talk(process, ask, content.extend)
        try:
            while talk.is_going():
                tick()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(LAST_SECONDS)
        finally:
            process.kill()
            talk.end()
    if process.returncode == 0:
        return bytes(content)
    is_memory = process.returncode == KILLED or talk.ran_out_of_memory()
    raise AppError("pdf_too_long" if is_memory else "pdf_failed")


def _document(paper: Paper) -> dict[str, object]:
    return {
        "title": visible(paper.title),
        "size": paper.size.value,
        "landscape": paper.is_landscape,
        "letters": printed.LETTERS[paper.size],
        "margin": printed.MARGIN,
        "head": printed.head_line(),
        "foot": printed.foot_line(paper),
        "page": printed.page_line("{page}", "{pages}"),
        "lang": language(),
        "look": {
            "plain": _ink(PLAIN),
            "quiet": _ink(QUIET),
            "title": _ink(TITLE),
            "rule": f"#{RULE_LINE}",
            "heading": _pair(HEADING),
            "caution": _pair(LATE),
        },
        "pages": [_page(page, paper) for page in paper.pages],
    }


def _ink(pair: Pair) -> str:
    return f"#{pair.ink}"


def _pair(pair: Pair) -> dict[str, str]:
    return {"ink": f"#{pair.ink}", "paper": f"#{pair.paper}"}


def _page(page: Page, paper: Paper) -> dict[str, object]:
    return {
        "title": printed.flowing(page.title),
        "blocks": [_block(block, paper) for block in page.blocks],
    }


def _block(block: Block, paper: Paper) -> dict[str, object]:
    match block:
        case Words():
            return {"kind": "words", "tone": block.tone.value, "text": printed.flowing(block.text)}
        case Said():
            return {"kind": "said", **_said(block, paper)}
        case Grid():
            return {"kind": "grid", **_grid(block, paper)}
        case Ticks():
            lines = [printed.flowing(line) for line in block.lines]
            headings = printed.tick_headings()
            return {"kind": "ticks", "title": block.title, "headings": headings, "lines": lines}


def _said(block: Said, paper: Paper) -> dict[str, object]:
    lines = [
        (printed.flowing(label), None if value is None else printed.loosened(printed.said(value)))
        for label, value in block.lines
    ]
    return {"room": printed.label_room([label for label, _ in lines], paper), "lines": lines}


def _grid(grid: Grid, paper: Paper) -> dict[str, object]:
    table = printed.table(grid, paper)
    return {
        "title": printed.flowing(grid.title),
        "nobody": printed.flowing(grid.nobody),
        "headings": table.headings,
        "figures": table.are_figures,
        "rooms": table.rooms,
        "size": table.size,
        "before": table.drawn.before,
        "shares": table.drawn.shares,
        "colours": [_ink(pair) for pair in table.drawn.pairs],
        "full": table.drawn.full,
        "long": table.are_long,
        "rows": [[_cell(cell) for cell in row] for row in table.rows],
    }


def _cell(cell: printed.Cell) -> str | dict[str, str]:
    return cell.text if cell.pair is None else {"text": cell.text, **_pair(cell.pair)}
