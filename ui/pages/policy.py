"""By which weights everything is counted, and by which rules it is judged."""

from __future__ import annotations

from PySide6.QtWidgets import QTabWidget, QWidget
from typing_extensions import override

from allocation_app.wording.translate import tr
from ui.rows.imported import policy_name
from ui.rows.rules import named
from ui.store import PlanStore
from ui.widgets.card import page_column
from ui.widgets.heading import Heading
from ui.widgets.page import Page
from ui.widgets.policy_panel import PolicyPanel
from ui.widgets.rules_panel import RulesPanel


class PolicyPage(Page):
    """Weights and capacity on one tab, the rules on the other."""

    def __init__(self, store: PlanStore, parent: QWidget | None = None) -> None:
        super().__init__(store, parent)
        self.heading = Heading(self.title)
        self.weights = PolicyPanel(store)
        self.rules = RulesPanel(store)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(tr("Weights and capacity, rules"))
        self.tabs.addTab(self.weights, tr("Weights and capacity"))
        self.tabs.addTab(self.rules, tr("Rules"))
        self.setFocusProxy(self.tabs)
        column = page_column(self)
        column.addWidget(self.heading)
        column.addWidget(self.tabs, 1)
        store.settings_changed.connect(self.mark_stale)

    @property
    @override
    def title(self) -> str:
        return tr("Policy")

    @property
    @override
    def is_settled(self) -> bool:
        return super().is_settled and self.weights.effect.is_settled

    @override
    def refresh(self) -> None:
        rules = self.store.rules
        self.heading.say(
            tr(
                "{policy} · rules: {rules}, version {version}",
                policy=policy_name(self.store.policy),
                rules=named(rules),
                version=rules.version,
            )
        )
        self.weights.refresh()
        self.rules.refresh()
