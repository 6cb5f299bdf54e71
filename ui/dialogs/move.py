"""Move to…: whom, with which siblings, to whom, why and from when; seen before it is staged."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from allocation_app.domain.effects import Measured
from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.plan import Move, Step
from allocation_app.domain.review import Review
from allocation_app.domain.staging import Preview, likely_reason, preview
from allocation_app.wording import move_rules, terms
from allocation_app.wording.names import names_of
from allocation_app.wording.translate import mark, tr
from ui.rows.moving import Chosen, Deed, passengers, steps, targets
from ui.rows.people import Shown
from ui.widgets.fitting import fit
from ui.widgets.grounds import Grounds
from ui.widgets.passengers import Passengers
from ui.widgets.preview_card import PreviewCard
from ui.widgets.target_list import TargetList
from ui.widgets.words import title, words

SOON = 40  # ms: who runs through the list with the arrows is not waited for
SIZE = (74, 38)  # in lines of text
DEEDS = {
    Deed.HOLDS: mark("case holder"),
    Deed.CO_WORKS: mark("co-worker, beside the case holder"),
    Deed.ADVISES: mark("personal adviser, beside the case holder"),
    Deed.ENDS: mark("no longer co-worker or adviser"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the question begins with. ``key`` is a `Target`'s: empty for nobody, None for none."""

    children: tuple[ChildId, ...]
    key: str | None = None
    deed: Deed = Deed.HOLDS
    reason: str = ""
    effective: date | None = None
    note: str = ""
    override_reason: str = ""

    @staticmethod
    def to(children: tuple[ChildId, ...], worker: WorkerId | None) -> Wanted:
        """These children to this worker, or to nobody."""
        return Wanted(children=children, key="" if worker is None else worker)


class MoveDialog(QDialog):
    """``chosen`` carries the steps that are to be staged at once.

    ``base`` is the plan that the change would be made in, worked out.
    """

    chosen = Signal(object)

    def __init__(  # noqa: PLR0913 - what it shows and begins with
        self,
        base: Review,
        by: Measured,
        shown: Shown,
        wanted: Wanted,
        parent: QWidget | None = None,
        *,
        hide_names: bool,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Move to…"))
        self._base, self._by, self._shown, self._wanted = base, by, shown, wanted
        self._names = names_of(base.snapshot, hide_names=hide_names)
        self.passengers = Passengers(passengers(base, wanted.children, hide_names=hide_names))
        self.deed = QComboBox()
        self.targets = TargetList()
        self.card = PreviewCard()
        self._seen = QScrollArea()
        self.grounds = Grounds(base.caseloads.plan.snapshot.as_at)
        self.verdict = words()
        self.buttons = QDialogButtonBox()
        self.stage = QPushButton(tr("Sta&ge"))
        self._timer = QTimer(self)
        self._preview: Preview | None = None
        self._build()
        self._begin()
        self._connect()
        self.look()

    @property
    def preview(self) -> Preview | None:
        """What the change would come to, None where nothing is chosen."""
        if self._timer.isActive():
            self.look()
        return self._preview

    def look(self) -> None:
        """Work out what the change would come to, and show it."""
        self._timer.stop()
        found = self._steps()
        self._preview = preview(self._base.caseloads.plan, found, self._by) if found else None
        seen = self._preview
        if seen is None:
            self.card.show_words(tr("Choose who is moved, and to whom."))
        else:
            self.card.show_preview(seen, self._names)
            beside = self._seen.verticalScrollBar().sizeHint().width()
            self._seen.setMinimumWidth(self.card.minimumSizeHint().width() + beside)
        has_warning = seen is not None and bool(seen.warning) and not seen.stopping
        self.grounds.ask_override(asked=has_warning)
        self.verdict.setText(self._said(seen) if seen is not None and seen.broken else "")
        self.stage.setEnabled(self._is_possible())

    def finish(self) -> None:
        """Stage it; where a reason is missing, go to where it is given."""
        seen = self.preview
        if self._is_possible():
            found = self._steps()
            self.accept()
            self.chosen.emit(self._with_overrides(found))
        elif seen is not None and not seen.stopping:
            self.grounds.override.setFocus()

    def _is_possible(self) -> bool:
        seen = self._preview
        if seen is None or seen.stopping:
            return False
        return not seen.warning or bool(self.grounds.override_reason)

    def _said(self, seen: Preview) -> str:
        if seen.warning and not seen.stopping and self.grounds.override_reason:
            rules = move_rules.rule_names(list(dict.fromkeys(each.rule for each in seen.warning)))
            return tr("Set aside, and kept with the move: {rules}.", rules=rules)
        return move_rules.verdict(seen.broken)

    def _steps(self) -> tuple[Step, ...]:
        target, children = self.targets.target, self.passengers.children_chosen
        if target is None or not children:
            return ()
        return steps(
            Chosen(
                children=children,
                deed=Deed(self.deed.currentData()),
                target=target,
                reason=str(self.grounds.reason.currentData()),
                effective=self.grounds.effective,
                note=self.grounds.note.text().strip(),
            )
        )

    def _with_overrides(self, found: tuple[Step, ...]) -> tuple[Step, ...]:
        """Each move with the codes of the rules that it sets aside."""
        warning = () if self._preview is None else self._preview.warning
        aside = {
            child: tuple(dict.fromkeys(each.rule for each in warning if each.child == child))
            for child in {each.child for each in warning}
        }
        because = self.grounds.override_reason
        return tuple(
            replace(each, overrides=aside[each.child], override_reason=because)
            if isinstance(each, Move) and each.child in aside
            else each
            for each in found
        )

    def _build(self) -> None:
        for deed, said in DEEDS.items():
            self.deed.addItem(terms.first_up(tr(said)), deed.value)
        self.deed.setAccessibleName(tr("In which capacity"))
        self.deed.setMinimumHeight(28)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.passengers)
        form = QFormLayout()
        form.addRow(tr("&As"), self.deed)
        left.addLayout(form)
        left.addWidget(self.targets, 1)
        right = QVBoxLayout()
        right.setSpacing(8)
        self._seen.setWidgetResizable(True)
        self._seen.setWidget(_at_the_top(self.card))
        self._seen.setAccessibleName(tr("What it would come to"))
        right.addWidget(self._seen, 1)
        right.addWidget(self.grounds)
        halves = QHBoxLayout()
        halves.setSpacing(16)
        halves.addLayout(left, 5)
        halves.addLayout(right, 4)
        foot = QHBoxLayout()
        foot.addWidget(self.verdict, 1)
        foot.addWidget(self._button_box())
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(title(self._headline()))
        column.addLayout(halves, 1)
        column.addLayout(foot)
        fit(self, *SIZE)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SOON)

    def _headline(self) -> str:
        children = self._wanted.children
        who = self._names.children(children)
        return tr("Move {who}", who=who)

    def _button_box(self) -> QDialogButtonBox:
        roles = QDialogButtonBox.ButtonRole
        self.buttons.addButton(self.stage, roles.AcceptRole)
        self.stage.setAccessibleName(tr("Stage"))
        self.stage.setToolTip(tr("Put it into the plan (Enter); undo takes it back"))
        self.stage.setProperty("look", "primary")
        self.stage.setDefault(True)
        leave = self.buttons.addButton(tr("Cancel"), roles.RejectRole)
        leave.setAccessibleName(tr("Cancel"))
        leave.setAutoDefault(False)
        return self.buttons

    def _begin(self) -> None:
        wanted = self._wanted
        self.deed.setCurrentIndex(self.deed.findData(wanted.deed.value))
        self._offer()
        if wanted.key is not None:
            self.targets.choose(wanted.key)
        first = wanted.reason or likely_reason(self._base.caseloads, wanted.children[0])
        self.grounds.reason.setCurrentIndex(self.grounds.reason.findData(first))
        if wanted.effective is not None:
            self.grounds.show_day(wanted.effective)
        self.grounds.note.setText(wanted.note)
        if wanted.override_reason:
            at = self.grounds.override.findData(wanted.override_reason)
            self.grounds.override.setCurrentIndex(at)
        self.targets.filter_line.setFocus()

    def _connect(self) -> None:
        self.passengers.changed.connect(self._offer)
        self.deed.currentIndexChanged.connect(self._offer)
        self.targets.changed.connect(self._timer.start)
        self.grounds.changed.connect(self.look)
        self.targets.taken.connect(self.finish)
        self.buttons.accepted.connect(self.finish)
        self.buttons.rejected.connect(self.reject)
        self._timer.timeout.connect(self.look)

    def _offer(self) -> None:
        """Show to whom the children that are ticked could go."""
        children = self.passengers.children_chosen
        deed = Deed(self.deed.currentData())
        self.targets.show_targets(targets(self._base, self._shown, children, deed))
        self._timer.start()


def _at_the_top(card: QWidget) -> QWidget:
    """A card as high as what it says, whatever room there is below."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(card)
    column.addStretch(1)
    return holder
