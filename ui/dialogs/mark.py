"""Mark who must not hold a child, or which children are kept apart or together; never why."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.plan import Mark, MarkKind
from allocation_app.wording import moves
from allocation_app.wording.names import Names
from allocation_app.wording.translate import mark, tr
from ui.rows.meanings import Choice
from ui.widgets.choices import Choices
from ui.widgets.fitting import fit
from ui.widgets.grounds import coded
from ui.widgets.words import title, words

KINDS = {
    MarkKind.MUST_NOT: mark("must not be held by"),
    MarkKind.KEEP_APART: mark("keep apart: different workers"),
    MarkKind.KEEP_TOGETHER: mark("keep together: one worker"),
}


class MarkDialog(QDialog):
    """``marked`` carries the marks that are set, ``removed`` one that is taken away.

    Of one child it asks for a worker or another child; several are kept apart or together among
    themselves. ``choices`` are the workers and the children who can be named.
    """

    marked = Signal(object)
    removed = Signal(object)

    def __init__(
        self,
        children: Sequence[ChildId],
        known: Sequence[Mark],
        choices: tuple[Sequence[Choice], Sequence[Choice]],
        names: Names,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Mark"))
        self._children, self._names = tuple(children), names
        self.kind = coded(tr("What is marked"), {kind: tr(text) for kind, text in KINDS.items()})
        self.worker = Choices(tr("The worker"))
        self.worker.offer(choices[0])
        self.worker.show_value(None)
        self.other = Choices(tr("The other child"))
        self.other.offer(choices[1])
        self.other.show_value(None)
        self.buttons = QDialogButtonBox()
        self.set_button = QPushButton(tr("&Set the mark"))
        self.removals: list[QPushButton] = []
        self._build(known)
        self._connect()
        several = len(self._children) > 1
        self.choose(MarkKind.KEEP_TOGETHER if several else MarkKind.MUST_NOT)
        self._follow()
        fit(self, 34)

    def choose(self, kind: MarkKind) -> None:
        """Ask for this kind of mark."""
        self.kind.setCurrentIndex(self.kind.findData(kind.value))

    def marks(self) -> list[Mark]:
        """The marks as they are asked for now; none while nobody is named."""
        kind = MarkKind(self.kind.currentData())
        if kind is MarkKind.MUST_NOT:
            if not self.worker.value:
                return []
            worker = WorkerId(self.worker.value)
            return [Mark(kind=kind, child=child, worker=worker) for child in self._children]
        if len(self._children) > 1:
            pairs = combinations(self._children, 2)
            return [Mark(kind=kind, child=child, other=other) for child, other in pairs]
        if not self.other.value:
            return []
        return [Mark(kind=kind, child=self._children[0], other=ChildId(self.other.value))]

    def _build(self, known: Sequence[Mark]) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(title(tr("Mark {who}", who=self._names.children(self._children))))
        about = tr("No reason is asked for, and none is kept: it may be a confidence.")
        column.addWidget(words(about, is_muted=True))
        for given in known:
            column.addLayout(self._known(given))
        self._form = QFormLayout()
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._form.addRow(tr("&Mark"), self.kind)
        self._form.addRow(tr("&Worker"), self.worker)
        self._form.addRow(tr("&Other child"), self.other)
        column.addLayout(self._form)
        column.addStretch(1)
        column.addWidget(self._button_box())

    def _known(self, given: Mark) -> QHBoxLayout:
        said = moves.marked(given, self._names)
        remove = QPushButton(tr("Remove"))
        remove.setAccessibleName(tr("Remove the mark: {mark}", mark=said))
        remove.setAutoDefault(False)
        remove.clicked.connect(lambda: self._remove(given))
        self.removals.append(remove)
        row = QHBoxLayout()
        row.addWidget(words(said), 1)
        row.addWidget(remove)
        return row

    def _button_box(self) -> QDialogButtonBox:
        roles = QDialogButtonBox.ButtonRole
        self.buttons.addButton(self.set_button, roles.AcceptRole)
        self.set_button.setAccessibleName(tr("Set the mark"))
        self.set_button.setProperty("look", "primary")
        self.set_button.setDefault(True)
        leave = self.buttons.addButton(tr("&Cancel"), roles.RejectRole)
        leave.setAccessibleName(tr("Cancel"))
        leave.setAutoDefault(False)
        return self.buttons

    def _connect(self) -> None:
        self.kind.currentIndexChanged.connect(self._follow)
        for choices in (self.worker, self.other):
            choices.picked.connect(self._follow)
            choices.left.connect(self.set_button.setFocus)
        self.buttons.accepted.connect(self._set)
        self.buttons.rejected.connect(self.reject)

    def _follow(self) -> None:
        """Ask for a worker or for a child, as the kind of mark has it."""
        is_of_worker = MarkKind(self.kind.currentData()) is MarkKind.MUST_NOT
        self._form.setRowVisible(self.worker, is_of_worker)
        self._form.setRowVisible(self.other, not is_of_worker and len(self._children) == 1)
        self.set_button.setEnabled(bool(self.marks()))

    def _set(self) -> None:
        asked = self.marks()
        self.accept()
        self.marked.emit(asked)

    def _remove(self, given: Mark) -> None:
        self.accept()
        self.removed.emit(given)
