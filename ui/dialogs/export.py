"""Export: which document, in which form, with whose names, about whom and when, and where to.

Left stand the documents, right what fits the one that is chosen. All but names is remembered.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from allocation_app.domain.people import ChildId, TeamId, WorkerId
from allocation_app.report.orders import Form, Naming, Order, What, file_name
from allocation_app.wording.translate import tr
from ui import preferences
from ui.actions import plain
from ui.rows.documents import (
    WAYS,
    Document,
    Offer,
    To,
    Wish,
    choices,
    default_naming,
    documents,
    group,
    namings,
    narrowed,
    rests_on,
    usual_way,
    ways,
)
from ui.rows.periods import TWELVE_MONTHS, periods
from ui.rows.wanted import Wanted
from ui.widgets.document_list import DocumentList, Line
from ui.widgets.fitting import fit
from ui.widgets.new_password import NewPassword
from ui.widgets.one_of import OneOf
from ui.widgets.period_box import PeriodBox
from ui.widgets.pick_list import PickList
from ui.widgets.save_as import SaveAs
from ui.widgets.words import title, words

SIZE = (66, 40)  # in lines of text
LIST = 24  # of them for the documents
DOCUMENT, WAY, FOLDER, PERIOD = "export/what", "export/to", "export/folder", "export/period"
ALL_THAT_IS_KEPT = frozenset({What.JOURNAL, What.RECONCILED})
FILES = {form.value for form in Form}


class ExportDialog(QDialog):
    """``chosen`` carries a `Wish`. ``folder`` is where files go until another one was chosen."""

    chosen = Signal(object)

    def __init__(
        self, of: Offer, folder: Path, wanted: Wanted, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Export"))
        self._of, self._folder, self._wanted = of, folder, wanted
        self.known = {
            document.what.value: document
            for document in documents()
            if of.only in {None, document.what}
        }
        self.documents = DocumentList(_lines(self.known.values()))
        self.heading = title()
        self.way = OneOf({way.value: tr(said) for way, said in WAYS.items()})
        self.naming = OneOf(
            {
                Naming.NAMES.value: tr("&Names"),
                Naming.INITIALS.value: tr("&Initials and case numbers"),
                Naming.CODES.value: tr("Co&des"),
            }
        )
        self.naming_note = words(is_muted=True)
        self.period = PeriodBox(periods(of.as_at, _today()))
        self.rests_on = words(rests_on(of), is_muted=True)
        self.people = PickList()
        self.team = QComboBox()
        self.password = NewPassword()
        self.save_as = SaveAs()
        self.buttons = QDialogButtonBox()
        self.go = QPushButton()
        self.look = QPushButton(tr("Pre&view…"))
        self._form = QFormLayout()
        self._is_filling = False
        self._named: tuple[Path, str] | None = None
        self._offer_teams()
        self._build()
        self._connect()
        fit(self, *SIZE)
        self.documents.choose(wanted.what or self._last())
        self.documents.setFocus()

    @property
    def document(self) -> Document:
        """Which document is chosen."""
        return self.known[self.documents.key]

    @property
    def to(self) -> To:
        """Where it goes."""
        return To(self.way.code)

    @property
    def order(self) -> Order:
        """What is asked for, as it stands."""
        document = self.document
        order = _named(document, Naming(self.naming.code))
        if self.team.currentData():
            order = replace(order, team=TeamId(str(self.team.currentData())))
        if document.has_period:
            first, last = self.period.days
            order = replace(order, first=first, last=last)
        if self.to is To.XLSX:
            order = replace(order, password=self.password.password)
        picked = () if self.people.is_everybody else self.people.chosen
        if document.picks_children:
            order = replace(order, children=tuple(map(ChildId, picked)))
        elif document.picks_workers:
            order = replace(order, workers=tuple(map(WorkerId, picked)))
        return order

    @property
    def is_possible(self) -> bool:
        """Whether what is asked for can be made."""
        document = self.document
        if _picks(document) and not self.people.chosen:
            return False
        if document.has_period and not self.period.is_possible:
            return False
        if self.to is To.XLSX and not self.password.is_possible:
            return False
        return self.to not in FILES or (self.save_as.named is not None and not self._complaint())

    def finish(self, *, is_preview: bool = False) -> None:
        """Take what is chosen, and remember it but for the names."""
        if not self.is_possible:
            return
        to, out = self.to, None
        if to in FILES:
            out = self.save_as.out
            preferences.remember(FOLDER, str(out.absolute().parent))
        preferences.remember(DOCUMENT, self.document.what)
        preferences.remember(f"{WAY}/{self.document.what}", to)
        if self.document.has_period and self.document.what not in ALL_THAT_IS_KEPT:
            preferences.remember(PERIOD, self.period.code)
        wish = Wish(order=self.order, to=to, out=out, is_preview=is_preview)
        self.accept()
        self.chosen.emit(wish)

    def _offer_teams(self) -> None:
        """Begin with the team that the window shows: what the filter says is what leaves."""
        self.team.setAccessibleName(tr("Team"))
        self.team.setMinimumHeight(28)
        self.team.addItem(tr("All teams"), "")
        for key, name in self._of.teams:
            self.team.addItem(name, key)
        self.team.setCurrentIndex(max(0, self.team.findData(self._of.team or "")))

    def _last(self) -> str:
        """The document that was chosen last, as far as it can go where it is wanted to."""
        last, to = preferences.recall(DOCUMENT), self._wanted.to
        fits = [key for key, each in self.known.items() if not to or to in ways(each.what)]
        return last if last in fits or not fits else fits[0]

    def _build(self) -> None:
        form = self._form
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(14)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        self._naming = _under(self.naming, self.naming_note)
        self._period = _under(self.period, self.rests_on)
        self._by = QLabel()
        self._whom = QLabel()
        self._whom.setBuddy(self.people)
        form.addRow(tr("Form"), self.way)
        when = QLabel(tr("Peri&od"))
        when.setBuddy(self.period)
        form.addRow(when, self._period)
        form.addRow(self._whom, self.people)
        form.addRow(tr("Tea&m"), self.team)
        form.addRow(self._by, self._naming)
        form.addRow(tr("Password"), self.password)
        form.addRow(tr("&Save as"), self.save_as)
        right = QWidget()
        inside = QVBoxLayout(right)
        inside.setContentsMargins(0, 0, 8, 0)
        inside.setSpacing(12)
        inside.addWidget(self.heading)
        inside.addLayout(form)
        inside.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(right)
        self.documents.setMinimumWidth(LIST // 2 * self.fontMetrics().height())
        halves = QHBoxLayout()
        halves.setSpacing(16)
        halves.addWidget(self.documents, LIST)
        halves.addWidget(area, SIZE[0] - LIST)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addLayout(halves, 1)
        column.addWidget(self._button_box())

    def _button_box(self) -> QDialogButtonBox:
        roles = QDialogButtonBox.ButtonRole
        self.buttons.addButton(self.go, roles.AcceptRole)
        self.go.setProperty("look", "primary")
        self.go.setDefault(True)
        self.buttons.addButton(self.look, roles.ActionRole)
        self.look.setAccessibleName(tr("Print preview"))
        self.look.setAutoDefault(False)
        self.look.clicked.connect(lambda: self.finish(is_preview=True))
        leave = self.buttons.addButton(tr("Cancel"), roles.RejectRole)
        leave.setAccessibleName(tr("Cancel"))
        leave.setAutoDefault(False)
        return self.buttons

    def _connect(self) -> None:
        self.documents.chosen.connect(lambda _: self._show_document())
        self.way.chosen.connect(lambda _: self._follow())
        self.naming.chosen.connect(lambda _: self._follow())
        for part in (self.period, self.people, self.password, self.save_as):
            part.changed.connect(self._allow)
        self.buttons.accepted.connect(self.finish)
        self.buttons.rejected.connect(self.reject)

    def _show_document(self) -> None:
        """Ask what fits this document, beginning with what was chosen for it last."""
        document, of = self.document, self._of
        self._is_filling = True
        self.heading.setText(tr(document.name))
        if document.has_period:
            self.period.choose(_usual_period(document))
        self._offer_people(document)
        form = self._form
        form.setRowVisible(self._period, document.has_period)
        self.rests_on.setVisible(document.what is What.EVIDENCE)
        form.setRowVisible(self.people, _picks(document))
        form.setRowVisible(self.team, len(of.teams) > 1)
        self._by.setText(tr("Children by") if document.has_children else tr("Workers by"))
        self.naming.allow(namings(document))
        self.naming.buttons[Naming.INITIALS].setText(_initials(document))
        usual_naming = default_naming(document, hide_names=of.hide_names)
        self.naming.choose(self._wanted.naming or usual_naming)
        self.way.allow(frozenset(ways(document.what)))
        asked = self._wanted.to if self._wanted.what in {None, document.what} else None
        usual = usual_way(document.what)
        self.way.choose(asked or preferences.recall(f"{WAY}/{document.what}", usual))
        self._is_filling = False
        self._follow()

    def _offer_people(self, document: Document) -> None:
        of, wanted = self._of, self._wanted
        are_children = document.picks_children
        name = tr("C&hildren") if are_children else tr("&Workers")
        people = choices(document, of)
        ticked = narrowed(document, wanted.children, wanted.workers, of)
        self._whom.setText(name)
        self.people.offer(name.replace("&", ""), people, ticked)
        nobody = tr("No child changes worker by the plan yet.")
        if not are_children:
            nobody = tr("No worker has a case.")
        self.people.say_nobody("" if people else nobody)

    def _follow(self) -> None:
        """Follow the form: what the file is called, what the button does."""
        if self._is_filling:
            return
        to, is_file = self.to, self.to in FILES
        self._form.setRowVisible(self.save_as, is_file)
        self._form.setRowVisible(self.password, to is To.XLSX)
        self.naming_note.setText(_about(self.document, Naming(self.naming.code)))
        self.go.setText(_deed(to))
        self.look.setVisible(to is To.PRINT)
        self.go.setAccessibleName(plain(self.go.text()))
        if is_file:
            folder = Path(preferences.recall(FOLDER) or self._folder)
            name = file_name(self.order, self._of.as_at, Form(to.value))
            self.save_as.offer(folder / name, _kind(to))
        self._allow()

    def _complaint(self) -> str:
        """What speaks against the file's name: asked twice a letter, looked for once."""
        out = self.save_as.out
        if self._named is None or self._named[0] != out:
            self._named = out, self._of.complaint(out)
        return self._named[1]

    def _allow(self) -> None:
        if not self._is_filling and self.documents.key:
            wrong = self._complaint()
            mind = tr("Don’t put a child’s name into the file’s name.")
            self.save_as.say(wrong or mind, is_wrong=bool(wrong))
            for button in (self.go, self.look):
                button.setEnabled(self.is_possible)


def _under(part: QWidget, note: QWidget) -> QWidget:
    """A part of the form with a note below it."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(part)
    column.addWidget(note)
    return holder


def _lines(known: Iterable[Document]) -> list[Line]:
    return [
        Line(
            key=document.what.value,
            group=group(document),
            name=tr(document.name),
            about=tr(document.about),
        )
        for document in known
    ]


def _picks(document: Document) -> bool:
    return document.picks_children or document.picks_workers


def _usual_period(document: Document) -> str:
    """What was chosen last; of the journal all that may be kept: of last month it may be empty."""
    is_all = document.what in ALL_THAT_IS_KEPT
    return TWELVE_MONTHS if is_all else preferences.recall(PERIOD)


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the day on this computer is the day that is meant


def _named(document: Document, by: Naming) -> Order:
    """An order by this naming; without children it is about what workers are called."""
    if document.has_children or by is Naming.CODES:
        return Order(what=document.what, naming=by)
    return Order(what=document.what, are_workers_named=by is Naming.NAMES)


def _initials(document: Document) -> str:
    return tr("&Initials and case numbers") if document.has_children else tr("&Initials")


def _about(document: Document, naming: Naming) -> str:
    """What to mind with names, and what the others leave out."""
    if naming is Naming.CODES:
        return tr(
            "Codes in place of every name and number, workers’ and teams’ too; no note, no date of"
            " birth. Only here can anybody tell whose code it is: type it into the search box."
        )
    if not document.has_children:
        return tr("It names no child, whichever you choose.")
    if naming is Naming.NAMES:
        return tr("Keep it where you keep the records of these children.")
    return tr("Notes that somebody wrote are left out, too: they may hold names.")


def _deed(to: To) -> str:
    """What the button does."""
    return {To.PRINT: tr("Print…"), To.CLIPBOARD: tr("Cop&y")}.get(to, tr("&Export"))


def _kind(to: To) -> str:
    if to is To.XLSX:
        return tr("Excel workbook")
    return tr("Table as text") if to is To.CSV else tr("PDF document")
