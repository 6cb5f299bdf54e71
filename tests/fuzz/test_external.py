"""I3: a file that names others, in any of the ways there are, makes the reader reach for none."""

import socket
from collections.abc import Callable, Iterator, Mapping
from itertools import cycle, islice
from pathlib import Path
from random import Random

import pytest
from mutants import a_whole_workbook, parts_of, zipped

from allocation_app.intake.opening.apart import Task, read_apart
from allocation_app.wording.problems import error_message

WATCHED = "tests.fuzz.watched_child"
SECRET = "a-secret-of-another-file"  # noqa: S105 - what must not be read
DTDS = (
    '<!DOCTYPE r [<!ENTITY e SYSTEM "{target}">]>',
    '<!DOCTYPE r [<!ENTITY % p SYSTEM "{target}"> %p;]>',
    '<!DOCTYPE r SYSTEM "{target}">',
    '<!DOCTYPE r PUBLIC "-//A//B" "{target}">',
    '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY e "&b;&b;">]>',
)
XML_2003 = """<?xml version="1.0"?>{dtd}<Workbook
 xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="A"><Table><Row><Cell>
 <Data ss:Type="String">{text}</Data></Cell></Row></Table></Worksheet></Workbook>"""
FODS = """<?xml version="1.0"?>{dtd}<office:document
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:x="http://www.w3.org/1999/xlink"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><table:table table:name="A">
 <table:table-source x:href="{target}"/><table:table-row><table:table-cell><text:p>{text}</text:p>
 </table:table-cell></table:table-row></table:table></office:document>"""
CENSUS = """<?xml version="1.0"?>{dtd}<Message><CSWWWorker><SWENo>{text}</SWENo></CSWWWorker>
</Message>"""
HTML = """<html><head><script src="{target}">x</script><link href="{target}"></head><body>
 <iframe src="{target}"></iframe><table background="{target}"><tr><td><img src="{target}">a</td>
 <td>{text}</td></tr></table></body></html>"""
LINK = (
    '<Relationship Id="rId99" TargetMode="External" Target="{target}" Type="http://schemas'
    '.openxmlformats.org/officeDocument/2006/relationships/{kind}"/></Relationships>'
)
FORMULAS = (
    "[1]Sheet1!A1", "'{target}'!A1", "cmd|'/c calc'!A0", 'WEBSERVICE("{target}")',
    'HYPERLINK("{target}","x")', 'DDE("soffice","{target}","A1")', 'IMAGE("{target}")',
)  # fmt: skip


def in_a_part(chance: Random, target: str) -> bytes:
    """A document type definition in one of the parts of a workbook."""
    parts = parts_of(a_whole_workbook())
    name = chance.choice([part for part in parts if part.endswith((".xml", ".rels"))])
    dtd = chance.choice(DTDS).format(target=target).encode()
    start, close, rest = parts[name].partition(b"?>")
    entity = b"&e;" if chance.random() < 0.5 else b""
    at = rest.rfind(b"</")
    parts[name] = start + close + dtd + rest[:at] + entity + rest[at:]
    return zipped(parts)


def linked(chance: Random, target: str) -> bytes:
    """A relationship with something outside: a workbook, a template, a picture, strings."""
    parts = parts_of(a_whole_workbook())
    name = chance.choice(("xl/_rels/workbook.xml.rels", "_rels/.rels"))
    kinds = ("externalLinkPath", "sharedStrings", "worksheet", "image", "attachedTemplate")
    link = LINK.format(target=target, kind=chance.choice(kinds)).encode()
    parts[name] = parts[name].replace(b"</Relationships>", link)
    return zipped(parts)


def formula(chance: Random, target: str) -> bytes:
    """A formula that asks another program, file or server."""
    parts = parts_of(a_whole_workbook())
    asked = chance.choice(FORMULAS).format(target=target).replace("&", "&amp;")
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(b"NA()", asked.encode(), chance.choice((1, -1)))
    return zipped(parts)


def as_text(document: str) -> Callable[[Random, str], bytes]:
    """One of the kinds that are a text, with or without a definition."""

    def made(chance: Random, target: str) -> bytes:
        dtd = chance.choice(("", *DTDS)).format(target=target)
        text = "&e;" if "ENTITY e" in dtd else "x"
        whole = document.format(dtd=dtd, target=target, text=text)
        return whole.encode(chance.choice(("utf-8", "utf-8-sig", "utf-16")))

    return made


def separated(chance: Random, target: str) -> bytes:
    """A text file whose cells are formulas, which are text here."""
    asked = chance.choice(FORMULAS).format(target=target)
    return f"Child ID,Name\n1,=@{asked}\n2,+cmd|' /C calc'!A0\n".encode()


WAYS: Mapping[str, Callable[[Random, str], bytes]] = {
    "part": in_a_part,
    "link": linked,
    "formula": formula,
    "xml 2003": as_text(XML_2003),
    "fods": as_text(FODS),
    "census": as_text(CENSUS),
    "html": as_text(HTML),
    "text": separated,
}


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A file that nobody named."""
    path = tmp_path / "secret.txt"
    path.write_text(SECRET, encoding="utf-8")
    return path


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """A server that nobody is to reach."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)  # noqa: FBT003 - the socket's own way
        yield server


@pytest.mark.timeout(1_200)
@pytest.mark.campaign(quick=16, ci=200)
def test_that_no_other_file_or_server_is_reached(
    rounds: int, secret: Path, listener: socket.socket
) -> None:
    server = f"http://127.0.0.1:{listener.getsockname()[1]}/x"
    for number, way in enumerate(islice(cycle(WAYS), rounds)):
        chance = Random(number)  # noqa: S311 - seeded to be repeated
        target = chance.choice((secret.as_uri(), str(secret), server))
        content = WAYS[way](chance, target)
        task = Task(name="a.xlsx", content=content)
        answer = read_apart(task, lambda: None, child=WATCHED)
        values = {str(v) for grid in answer.grids for column in grid.columns for v in column.values}
        assert not any(SECRET in value for value in values), f"{way} {number}"
        if answer.refusal is not None:
            assert answer.refusal.code in {"file_damaged", "file_kind"}, f"{way} {number}"
            assert not answer.refusal.details.get("why", "").startswith(("crash", "answer"))
            assert "a.xlsx" in error_message(answer.refusal)
        with pytest.raises(BlockingIOError):
            listener.accept()
