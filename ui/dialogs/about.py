"""What this tool is and is not, where it keeps what, and whose work it is made of."""

from __future__ import annotations

from html import escape

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from allocation_app import settings
from allocation_app.settings import defaults, exports_made, secret
from allocation_app.wording.translate import tr
from ui import preferences
from ui.widgets.fitting import fit

SIZE = (40, 36)  # times the height of a line
PARTS = (
    ("PySide6-Essentials", "LGPL-3.0"),
    ("cryptography", "Apache-2.0 / BSD-3-Clause"),
    ("defusedxml", "PSF-2.0"),
    ("highspy", "MIT"),
    ("Lucide", "ISC"),
    ("msoffcrypto-tool", "MIT"),
    ("numpy", "BSD-3-Clause"),
    ("olefile", "BSD-2-Clause"),
    ("openpyxl", "MIT"),
    ("pandas", "BSD-3-Clause"),
    ("platformdirs", "MIT"),
    ("python-calamine", "MIT"),
    ("rapidfuzz", "MIT"),
    ("typing_extensions", "PSF-2.0"),
    ("typst", "Apache-2.0"),
)
"""What it is made of, with the licence of each."""


class AboutDialog(QDialog):
    """One page of text, to be read and copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("About this tool"))
        self.text = QTextBrowser()
        self.text.setAccessibleName(tr("About this tool"))
        self.text.setHtml(about_html())
        box = QDialogButtonBox()
        close = box.addButton(tr("&Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setAccessibleName(tr("Close"))
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.addWidget(self.text)
        column.addWidget(box)
        fit(self, *SIZE)


def about_html() -> str:
    """The whole text."""
    return "".join(
        (
            f"<h2>{escape(tr('Caseload allocation {version}', version=settings.VERSION))}</h2>",
            _paragraph(tr("For managers of teams in children’s social services. Licence: MIT.")),
            _part(tr("Never the record"), *_never_the_record()),
            _part(tr("Nothing leaves this computer"), *_nothing_leaves()),
            f"<h3>{escape(tr('Where things are kept'))}</h3>",
            _table(_places()),
            f"<h3>{escape(tr('What it is made of'))}</h3>",
            _table(list(PARTS)),
        )
    )


def _never_the_record() -> tuple[str, ...]:
    return (
        tr(
            "What stands here is a planning copy, to be deleted after use. Decisions go back into"
            " the case system: the record is there, and only there."
        ),
        tr(
            "The case record of a child who is looked after is kept until the 75th birthday"
            " (Wales: WSI 2015/1818, regulation 64). A workspace is not: it deletes what is older"
            " than the period that you set, once you have agreed."
        ),
    )


def _nothing_leaves() -> tuple[str, ...]:
    return (
        tr(
            "There is no network code in it. Others see what you hand round: a file that you export"
            " or a page that you print."
        ),
        tr(
            "Without a workspace nothing is kept from one start to the next. A workspace is"
            " encrypted: nobody opens it without its passphrase or, where your council has one, its"
            " recovery key. Nobody can bring back a passphrase that is forgotten."
        ),
    )


def _places() -> list[tuple[str, str]]:
    return [
        (tr("Workspaces and their backups"), tr("where you save them, encrypted")),
        (tr("Spreadsheets and exports"), tr("where you save them; delete them after use")),
        (tr("How the window looks"), str(preferences.folder() / preferences.ORGANISATION)),
        (tr("How columns were understood"), str(settings.profiles_folder())),
        (tr("The record of exports, which names nobody"), str(exports_made.record_file())),
        (tr("The key to the codes in exports"), str(secret.key_file())),
        (tr("What your council has set, if anything"), str(defaults.defaults_file())),
    ]


def _part(title: str, *paragraphs: str) -> str:
    return f"<h3>{escape(title)}</h3>" + "".join(map(_paragraph, paragraphs))


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def _table(rows: list[tuple[str, str]]) -> str:
    cells = "".join(
        f"<tr><td width='220' style='padding:2px 16px 2px 0'><b>{escape(name)}</b></td>"
        f"<td style='padding:2px 0'>{escape(said)}</td></tr>"
        for name, said in rows
    )
    return f"<table>{cells}</table>"
