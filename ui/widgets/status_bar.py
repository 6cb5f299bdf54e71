"""The bar below: what the plan does to the worst load, the unallocated and the late children.

No child is ever named here.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from allocation_app.domain.review import Review
from allocation_app.domain.scenarios import Desk
from allocation_app.wording import effects, moves, scenarios, terms
from allocation_app.wording.translate import tr
from ui.store import PlanStore
from ui.widgets.elided import Elided


class StatusBar(QFrame):
    """Follows the store. A figure that the plan has changed shows both: "131 → 112 %"."""

    def __init__(self, store: PlanStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status_bar")
        self._store = store
        self.effect = Elided(tone="text")
        self.effect.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.policy = Elided(align=Qt.AlignmentFlag.AlignRight)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(16)
        row.addWidget(self.effect)
        row.addWidget(self.policy, 1)
        store.review_changed.connect(self.refresh)
        self.refresh()

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
