"""The bar below: what the plan does to the worst load, the unallocated and the late children.

On its right stands whether what is done is kept, always in words; they lead to what can be done.

No child is ever named here.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from allocation_app.domain.review import Review
from allocation_app.domain.scenarios import Desk
from allocation_app.wording import effects, kept, moves, scenarios, terms
from allocation_app.wording.kept import Keeping, Kept
from allocation_app.wording.translate import tr
from ui.store import PlanStore
from ui.theme import set_icon
from ui.widgets.elided import Elided

KEPT_ICONS: Mapping[Keeping, tuple[str, str]] = {
    Keeping.NOWHERE: ("info", "cannot_tell"),
    Keeping.KEPT: ("circle-check", "in_time"),
    Keeping.UNDER_WAY: ("save", "cannot_tell"),
    Keeping.FAILED: ("triangle-alert", "late"),
    Keeping.LOCKED_UNKEPT: ("triangle-alert", "late"),
    Keeping.READ_ONLY: ("file-text", "due_soon"),
    Keeping.LOCKED: ("lock", "cannot_tell"),
}


class StatusBar(QFrame):
    """Follows the store. A figure that the plan has changed shows both: "131 → 112 %".

    ``keeping_wanted`` says that the words about keeping were chosen.
    """

    keeping_wanted = Signal()

    def __init__(self, store: PlanStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status_bar")
        self._store = store
        self.effect = Elided(tone="text")
        self.effect.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.policy = Elided(align=Qt.AlignmentFlag.AlignRight)
        self.kept = QPushButton()
        self.kept.setProperty("look", "link")
        self.kept.setObjectName("kept")
        self.kept.clicked.connect(self.keeping_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(16)
        row.addWidget(self.effect)
        row.addWidget(self.policy, 1)
        row.addWidget(self.kept)
        store.review_changed.connect(self.refresh)
        self.say_kept(Kept())
        self.refresh()

    def say_kept(self, state: Kept) -> None:
        """Say whether what is done is kept."""
        said, tip = kept.kept(state), kept.way_on(state)
        self.kept.setText(said.replace("&", "&&"))
        self.kept.setAccessibleName(said)
        self.kept.setToolTip(tip)
        self.kept.setAccessibleDescription(tip)
        set_icon(self.kept, *KEPT_ICONS[state.how])

    def refresh(self) -> None:
        """Show the effect of the plan as it stands."""
        review, imported = self._store.review, self._store.imported
        if review is None or imported is None:
            self.effect.say(tr("Nothing is open"))
            self.policy.say(tr("Data stays on this computer"))
            return
        self.effect.say("     ".join([_plan(self._store.desk), *effect(imported, review)]))
        policy = review.policy
        named = tr("{name}, version {version}", name=policy.name, version=policy.version)
        self.policy.say(
            tr("{policy}: an example, set your own", policy=named) if policy.is_example else named
        )


def worst_load(review: Review) -> float | None:
    """The fullest worker's points as a share of capacity."""
    loads = review.caseloads.loads.values()
    return max((load.utilisation for load in loads if load.utilisation is not None), default=None)


def effect(before: Review, after: Review) -> list[str]:
    """The plan in three figures, each with what it was where it changed."""
    waiting = (len(before.caseloads.unallocated), len(after.caseloads.unallocated))
    late = (len(before.late_children), len(after.late_children))
    worst = (worst_load(before), worst_load(after))
    share = terms.percent(worst[1]) if worst[0] == worst[1] else effects.shares(*worst)
    return [
        tr("Most loaded {change}", change=share),
        tr("Unallocated {change}", change=_change(*map(str, waiting))),
        tr("Late for {change} children", change=_change(*map(str, late))),
    ]


def _plan(desk: Desk) -> str:
    """The plan by its name, where it has one, and how much is staged in it."""
    said = moves.count(len(desk.plan.steps))
    name = scenarios.plan_name(desk.plan.name, is_changed=desk.is_changed)
    return tr("{name}: {said}", name=name, said=said) if name else terms.first_up(said)


def _change(before: str, after: str) -> str:
    return after if before == after else f"{before} → {after}"
