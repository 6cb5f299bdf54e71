"""Help without a network: keys, words, and what the flags mean."""

from __future__ import annotations

from html import escape

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from allocation_app.domain.caseloads import Reason
from allocation_app.domain.findings import State, Told
from allocation_app.domain.policy import Band, Bands
from allocation_app.wording import terms
from allocation_app.wording.translate import tr
from ui.widgets.fitting import fit


class HelpDialog(QDialog):
    """One page of text; it stays open beside the window."""

    def __init__(self, keys: list[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Help"))
        self.text = QTextBrowser()
        self.text.setAccessibleName(tr("Help"))
        self.text.setHtml(help_html(keys))
        box = QDialogButtonBox()
        close = box.addButton(tr("&Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setAccessibleName(tr("Close"))
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.addWidget(self.text)
        column.addWidget(box)
        fit(self, 40, 38)


def help_html(keys: list[tuple[str, str]]) -> str:
    """The whole text, with the keys as the actions have them."""
    in_lists = [
        (tr("Open the row"), tr("Enter")),
        (tr("Copy rows for Excel"), "Ctrl+C"),
        (tr("Menu of the row"), tr("Menu key or right click")),
        (tr("Open or close a card of the board"), tr("Enter")),
        (tr("Tick a worker to compare"), tr("Space, on the board and among candidates")),
        (tr("Take what is staged out of the plan"), tr("Del, in the lists of the Plan page")),
    ]
    return "".join(
        (
            _section(tr("What the flags mean"), _states()),
            _section(tr("How full a worker is"), _bands()),
            _section(tr("Who counts as unallocated"), _reasons()),
            _section(tr("Moving children"), _moving()),
            _section(tr("Words"), _glossary()),
            _section(tr("Planning"), _planning()),
            _section(tr("Keys"), [*keys, *in_lists]),
        )
    )


def _section(title: str, rows: list[tuple[str, str]]) -> str:
    cells = "".join(
        f"<tr><td width='200' style='padding:2px 16px 2px 0'><b>{escape(word)}</b></td>"
        f"<td style='padding:2px 0'>{escape(meaning)}</td></tr>"
        for word, meaning in rows
    )
    return f"<h3>{escape(title)}</h3><table>{cells}</table>"


def _states() -> list[tuple[str, str]]:
    return [
        (terms.term(State.LATE), tr("the due date has passed and nothing on record meets it")),
        (
            terms.told(Told.FLAGGED),
            tr("so on the day of the data, with no due date to be late by; near: almost so"),
        ),
        (terms.term(State.CANNOT_TELL), tr("a date that the rule needs is missing; never in time")),
        (
            terms.term(State.DUE_SOON),
            tr("due within two weeks, and half of the time or less is left"),
        ),
        (terms.term(State.IN_TIME), tr("nothing to do yet")),
    ]


def _bands() -> list[tuple[str, str]]:
    bands = Bands()
    full, stretched = terms.percent(bands.full), terms.percent(bands.stretched)
    over = terms.percent(bands.over)
    return [
        (terms.term(Band.SPARE), tr("under {share} of capacity", share=full)),
        (terms.term(Band.FULL), tr("from {share} of capacity", share=full)),
        (terms.term(Band.STRETCHED), tr("from {share} of capacity", share=stretched)),
        (terms.term(Band.OVER), tr("from {share} of capacity", share=over)),
    ]


def _reasons() -> list[tuple[str, str]]:
    meant = {
        Reason.NO_WORKER: tr("the worker's cell is blank or says that nobody has the child"),
        Reason.DUTY: tr("the name is that of a duty tray"),
        Reason.TEAM: tr("the name is that of a team or an inbox"),
        Reason.MANAGER: tr("a manager holds the child until it is allocated"),
        Reason.LEAVER: tr("the worker's last day lies before the date of the data"),
        Reason.NOT_STARTED: tr("the worker's first day lies after the date of the data"),
        Reason.PERSONAL_ADVISER: tr("an adviser is a case holder for a care leaver only"),
    }
    return [(terms.reason(code), meaning) for code, meaning in meant.items()]


def _planning() -> list[tuple[str, str]]:
    return [
        (
            tr("staged"),
            tr("in the plan and not done: every figure shows it, and undo takes it back"),
        ),
        (tr("a rule that stops"), tr("the move can’t be staged: pinned, has left, must not hold…")),
        (
            tr("a rule that warns"),
            tr("the move can be staged with a reason, which is kept: over capacity, siblings…"),
        ),
        (
            tr("pin"),
            tr("the child stays; so does one with many workers in a year, until the pin is lifted"),
        ),
        (tr("mark"), tr("who must not hold a child, or who is kept apart or together; never why")),
        (tr("scenario"), tr("what is staged, kept by a name to be compared and taken up again")),
        (tr("what if"), tr("a change of staff with its day; no record of leave is made")),
    ]


def _moving() -> list[tuple[str, str]]:
    return [
        (
            tr("Drag"),
            tr(
                "from any list that names a child to a worker: on the left while you drag, in the"
                " caseloads, on the board, in the balance; beside the pointer stands what it would"
                " come to, and every rule that it would break"
            ),
        ),
        (tr("Shift while dragging"), tr("siblings who stand where the child does come along")),
        (tr("Ctrl or Shift with a click"), tr("mark several children; they are dragged together")),
        (tr("Wait over a page or a team"), tr("the page is opened, the team’s workers are listed")),
        (tr("Esc while dragging"), tr("nothing is moved")),
        (
            tr("By keys alone"),
            tr("Ctrl+M asks to whom, and says and does the same; Shift and arrows mark several"),
        ),
    ]


def _glossary() -> list[tuple[str, str]]:
    return [
        (tr("points"), tr("what a case weighs, by the weights in force; examples until you set")),
        (tr("capacity"), tr("points that a worker can carry: by FTE, reductions, newly qualified")),
        (tr("family"), tr("siblings; of each family the heaviest case counts in full")),
        (tr("working day"), tr("not a weekend, not a bank holiday of England and Wales")),
        (tr("as at"), tr("the date of the data; every wait is counted up to it")),
    ]
