"""What the README says of what leaves the tool is so: each document, form, command, entry, file.

`RENEW_README=1 ./run-tests tests/gui/test_readme_documents.py` writes the table anew.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from allocation_app.report.orders import FORMS, What
from tests.gui.test_readme_planning import KEYED, bare
from tests.unit.test_cli_usage import exit_code
from ui.app import Application
from ui.rows.documents import KNOWN, group

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
BEGIN = (
    "<!-- documents: RENEW_README=1 ./run-tests tests/gui/test_readme_documents.py -->\n\n"
    "| | document | what is in it | forms | `--what` |\n|---|---|---|---|---|\n"
)
END = "\n<!-- end of the documents -->"
DOCUMENT = re.compile(r"`--what (\w+)")
ENDING = re.compile(r"--out \w+\.(\w+)")
COMMAND = re.compile(r"`\./run (\w+)")
ASKING = re.compile(r"\*\*([^*]+…)\*\*")
FILE = re.compile(r"`(tests/[\w/]+\.py)`")


def table() -> str:
    """A row for each document, under those it is for, as the window groups them."""
    rows, last = [], ""
    for document in KNOWN:
        whom = group(document)
        forms = ", ".join(FORMS[document.what])
        told = "" if whom == last else whom
        rows.append(
            f"| {told} | {document.name} | {document.about} | {forms} | `{document.what}` |"
        )
        last = whom
    return "\n".join(rows) + "\n"


def section() -> str:
    """What the README says of what leaves the tool."""
    text = README.read_text(encoding="utf-8")
    return text.split("## What leaves the tool")[1].split("\n## ")[0]


def wheres() -> Iterator[str]:
    """Where the README says that each thing asked for is."""
    rows = section().split("| asked for | where |\n|---|---|\n")[1].splitlines()
    for row in rows:
        if row.startswith("|"):
            yield row.split("|")[2]


def test_that_the_table_of_documents_is_the_list_of_the_window() -> None:
    before, rest = README.read_text(encoding="utf-8").split(BEGIN.splitlines()[0])
    between, after = rest.split(END)
    written = BEGIN.splitlines()[0] + between
    if os.environ.get("RENEW_README"):
        written = BEGIN + table()
        README.write_text(f"{before}{written}{END}{after}", encoding="utf-8")

    assert written == BEGIN + table()


def test_that_every_document_has_one_line() -> None:
    for what in What:
        assert section().count(f"| `{what}` |") == 1, what


def test_that_each_thing_asked_for_is_where_it_is_said_to_be(whole: Application) -> None:
    actions = {
        bare(action.text()): [key.toString() for key in action.shortcuts()]
        for action in whole.actions
    }
    found = 0
    for where in wheres():
        for what in DOCUMENT.findall(where):
            assert what in set(What)
            found += 1
        for words, key in KEYED.findall(where):
            assert key in actions[bare(words)], words
            found += 1
        for name in FILE.findall(where):
            assert (ROOT / name).is_file(), name
            found += 1
        for ending in ENDING.findall(where):
            assert any(ending in forms for forms in FORMS.values())
    assert len(list(wheres())) == 12  # rows 65 to 76 of what others have
    assert found >= 12


def test_that_each_entry_that_it_names_is_in_the_menus(whole: Application) -> None:
    entries = {bare(action.text()) for action in whole.actions}
    named = {bare(words) for words in ASKING.findall(section())}

    assert len(named) > 5
    assert named <= entries


def test_that_each_command_that_it_names_is_one() -> None:
    for command in set(COMMAND.findall(section())):
        assert exit_code(command, "--help") == 0
