"""What an edited workbook asks for, looked through before any of it is staged."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from allocation_app.domain.edited import Difference, Edits
from allocation_app.domain.effects import Measured
from allocation_app.domain.plan import Plan
from allocation_app.wording import edited as sentences
from allocation_app.wording.translate import tr, trn
from ui.rows.edited import EditRow, Judged, asked_for, edit_rows, judged, needs_reason
from ui.table_model import Column, TableModel
from ui.widgets.fitting import fit
from ui.widgets.grounds import why_set_aside
from ui.widgets.row_heights import RowHeights
from ui.widgets.table import Table
from ui.widgets.words import title, words

SIZE = (80, 44)  # times the height of a line


class EditedDialog(QDialog):
    """``chosen`` carries the differences that are to be staged as one step; Esc stages nothing.

    A difference against which a rule speaks is not ticked at first, nor is any beside other steps
    where nobody knows what the workbook was made of. ``hiding_wanted`` is Ctrl+H, as in the window
    behind.
    """

    chosen = Signal(object)
    hiding_wanted = Signal()

    def __init__(
        self,
        found: Edits,
        plan: Plan,
        by: Measured,
        parent: QWidget | None = None,
        *,
        hide_names: bool = False,
    ) -> None:
        super().__init__(parent)
        self._found, self._plan, self._by, self._hide_names = found, plan, by, hide_names
        self._asked = asked_for(found)
        is_safe = found.is_plan_known or not plan.child_steps  # else one may undo what came later
        self._ticked = set(range(len(found.differences))) if is_safe else set[int]()
        self._now = Judged(kept=(), refused=())
        self.setWindowTitle(tr("Bring back an edited workbook"))
        self.table = Table("edited", TableModel(_columns(), lambda row: row.number))
        self.told = words()
        self.why = why_set_aside()
        self.buttons = QDialogButtonBox()
        self.stage_button = QPushButton()
        self.tick_button = QPushButton(tr("&Tick or untick"))
        self._build()
        self._connect()
        fit(self, *SIZE)
        self._judge()
        self.table.select(0)
        self.table.view.setFocus()

    @property
    def kept(self) -> tuple[Difference, ...]:
        """What would be staged as things stand."""
        return self._now.kept

    def texts(self) -> list[str]:
        """Everything that is said above and below the table."""
        return [label.text() for label in self.findChildren(QLabel) if label.text()]

    def tick(self, rows: list[EditRow]) -> None:
        """Tick these rows, or untick them where all of them are ticked."""
        places = {row.number for row in rows if row.difference is not None}
        if places <= self._ticked:
            self._ticked -= places
        else:
            self._ticked |= places
        self._judge()

    def hide_names(self, hidden: bool) -> None:
        """Show initials in place of names, or names again."""
        self._hide_names = hidden
        self._show()

    def _judge(self) -> None:
        """Work out what of the ticked can be staged together."""
        ticked = [each for number, each in enumerate(self._asked) if number in self._ticked]
        self._now = judged(self._plan, ticked, str(self.why.currentData() or ""), self._by)
        self._show()

    def _show(self) -> None:
        found, now = self._found, self._now
        rows = edit_rows(found, self._ticked, now, self._plan, hide_names=self._hide_names)
        self.table.show_rows(rows)
        self.table.model.touch()
        n, of = len(now.kept), len(self._ticked)
        self.stage_button.setText(trn("&Stage {n} change", "&Stage {n} changes", n))
        self.stage_button.setEnabled(n > 0)
        held = of - n
        self.told.setText(
            trn(
                "{n} ticked change can’t be staged: the last column says why.",
                "{n} ticked changes can’t be staged: the last column says why.",
                held,
            )
            if held
            else ""
        )
        self.told.setVisible(held > 0)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(title(sentences.counted(self._found)))
        column.addWidget(
            words(
                tr(
                    "What is ticked is staged as one step, which undo takes back. Nothing is"
                    " changed in the workbook."
                ),
                is_muted=True,
            )
        )
        for remark in sentences.remarks(self._found):
            label = words(remark)
            label.setProperty("look", "doubt")
            column.addWidget(label)
        self.table.view.setAccessibleName(tr("What the workbook asks for"))
        self.table.columns.keep_whole(0)
        RowHeights(self.table.view)
        self.table.set_empty_text(tr("No change has all of these words."))
        self.tick_button.setAccessibleName(tr("Tick or untick the chosen rows"))
        self.tick_button.setToolTip(tr("Tick or untick the chosen rows (Space)"))
        self.table.add_tool(self.tick_button)
        column.addWidget(self.table, 1)
        self.told.setProperty("look", "alarm")
        self.told.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        column.addWidget(self.told)
        self.why.setVisible(needs_reason(self._found, self._now))
        column.addWidget(self.why, 0, Qt.AlignmentFlag.AlignLeft)
        roles = QDialogButtonBox.ButtonRole
        self.buttons.addButton(self.stage_button, roles.AcceptRole)
        self.stage_button.setProperty("look", "primary")
        self.buttons.addButton(tr("&Cancel"), roles.RejectRole)
        for button in (*self.buttons.buttons(), self.tick_button):
            if isinstance(button, QPushButton):
                button.setAutoDefault(False)
        column.addWidget(self.buttons)

    def _connect(self) -> None:
        self.table.view.clicked.connect(self._click)
        self.tick_button.clicked.connect(self._tick_chosen)
        space = QShortcut(QKeySequence(Qt.Key.Key_Space), self.table.view)
        space.setContext(Qt.ShortcutContext.WidgetShortcut)
        space.activated.connect(self._tick_chosen)
        self.why.currentIndexChanged.connect(self._judge)
        self.buttons.accepted.connect(self._stage)
        self.buttons.rejected.connect(self.reject)
        QShortcut(QKeySequence("Ctrl+H"), self, self.hiding_wanted.emit)

    def _tick_chosen(self) -> None:
        row = self.table.current()
        self.tick(self.table.marked() or ([] if row is None else [row]))

    def _click(self, index: QModelIndex) -> None:
        if index.column() == 0:
            self.tick([self.table.model.row(index)])

    def _stage(self) -> None:
        kept = self.kept
        self.accept()
        self.chosen.emit(kept)


def _columns() -> list[Column[EditRow]]:
    return [
        Column(tr("Stage"), _ticked, picture=_picture, tone=_tone),
        Column(tr("Cell"), lambda row: row.where),
        Column(tr("Child"), lambda row: row.child, is_bold=lambda _: True),
        Column(tr("Staged so far"), lambda row: row.before, tone=lambda _: "muted"),
        Column(tr("In the workbook"), lambda row: row.after),
        Column(tr("Problem"), lambda row: row.problem, tone=_tone),
    ]


def _ticked(row: EditRow) -> str:
    if row.difference is None:
        return tr("can’t be")
    return tr("yes") if row.is_ticked else tr("no")


def _picture(row: EditRow) -> str | None:
    if row.difference is None:
        return None
    return "square-check" if row.is_ticked else "square"


def _tone(row: EditRow) -> str | None:
    return "late" if row.is_refused else None
