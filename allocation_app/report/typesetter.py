"""The process that sets one document as PDF: started for it, limited in memory, ended with it.

It takes from stdin a line of JSON (the most memory in bytes, the fonts wished for), one with the
template and one with the document, and writes the PDF to stdout. It is started by `tagged_pdf` and
has nothing else to open.
"""

from __future__ import annotations

import json
import os
import sys

from allocation_app.memory import limit_memory

EMBEDDED = ("DejaVu Sans Mono", "Libertinus Serif")
"""What comes with the library: for a system without any of the fonts wished for."""


def main() -> None:
    """Set what is asked for, and end."""
    sent = sys.stdin.buffer
    asked = json.loads(sent.readline())
    template, document = json.loads(sent.readline()).encode(), sent.readline().decode()
    limit_memory(asked["memory"])
    content = typeset(template, document, asked["faces"])
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as out:
        out.write(content)
    os._exit(0)  # there is nothing to tidy


def typeset(template: bytes, document: str, faces: list[str]) -> bytes:
    """The document as PDF/UA-1.

    Where no font here has one of its letters it is tagged all the same, but does not claim the
    standard, which forbids that.
    """
    import typst

    fonts = typst.Fonts()
    known = set(fonts.families())
    found = [name for name in (*faces, *EMBEDDED) if name in known]
    said = {"doc": document, "fonts": json.dumps(found)}
    try:
        return typst.compile(
            template, format="pdf", pdf_standards="ua-1", sys_inputs=said, font_paths=fonts
        )
    except typst.TypstError:
        return typst.compile(template, format="pdf", sys_inputs=said, font_paths=fonts)


if __name__ == "__main__":
    main()
