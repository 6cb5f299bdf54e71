"""The figures of a policy on one page: edited, tried, then put in force as the next version."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from allocation_app.domain.policy import Policy, edited, next_version
from allocation_app.settings.policies import presets
from allocation_app.wording.translate import tr
from ui.rows.policy_effect import about
from ui.rows.reductions import Reductions
from ui.store import PlanStore
from ui.widgets.flow import Flow
from ui.widgets.policy_effect import PolicyEffect
from ui.widgets.policy_form import PolicyForm
from ui.widgets.reductions import ReductionsTable
from ui.widgets.words import words


class PolicyPanel(QWidget):
    """``opening`` asks for a file, ``saving`` for a place for the policy that it carries.

    ``kept`` is told by whoever reads and writes files: what stands in the council's own one.
    """

    opening = Signal()
    saving = Signal(object)

    def __init__(self, store: PlanStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.store = store
        self._base = store.policy
        self._kept: Policy | None = None
        self.preset = QComboBox()
        self.form = PolicyForm()
        self.reductions = ReductionsTable()
        self.effect = PolicyEffect(store)
        self.apply = QPushButton(tr("&Apply"))
        self.revert = QPushButton(tr("Re&vert"))
        self.open = QPushButton(tr("&Open…"))
        self.save = QPushButton(tr("Save &as…"))
        self.about = words(is_bold=True)
        self.source = words(is_muted=True)
        self.wrong = words()
        self._build()
        store.settings_changed.connect(self._follow)

    @property
    def draft(self) -> Policy | None:
        """The policy as it stands on the panel, None while its figures do not go together."""
        try:
            return self._drafted()
        except ValueError:
            return None

    @override
    def minimumSizeHint(self) -> QSize:
        """What it needs at its own width, not at the least one, where all text wraps."""
        least = super().minimumSizeHint()
        return QSize(least.width(), min(least.height(), self.heightForWidth(self.width())))

    def refresh(self) -> None:
        """Follow the data: names of workers, figures of the effect."""
        self._show(self._base)

    def keep(self, policy: Policy) -> None:
        """Know that this policy stands in a file."""
        self._kept = policy
        self._judge()

    def _build(self) -> None:
        self.preset.setAccessibleName(tr("Start from a published preset"))
        self.preset.setToolTip(tr("Fill in figures that are published; nothing changes until then"))
        self.preset.setMinimumHeight(28)
        self.preset.addItem(tr("Start from a preset…"), None)
        for code, policy in presets().items():
            self.preset.addItem(tr(policy.name), code)
        self.preset.activated.connect(self._take_preset)
        self.apply.setProperty("look", "primary")
        self.apply.setToolTip(tr("Count by these figures from now on, as the next version"))
        self.apply.clicked.connect(self.put_in_force)
        self.revert.setToolTip(tr("Back to the figures that are in force"))
        self.revert.clicked.connect(lambda: self._show(self.store.policy))
        self.open.setToolTip(tr("Use a council’s own policy file, now and at the next start"))
        self.open.clicked.connect(self.opening)
        self.save.setToolTip(tr("Save what is in force as a file, to be used at the next start"))
        self.save.clicked.connect(lambda: self.saving.emit(self.store.policy))
        self.wrong.setProperty("look", "alarm")
        self.form.changed.connect(self._judge)
        self.reductions.changed.connect(self._take_reductions)
        tools = QWidget()
        flow = Flow(tools)
        for widget in (self.preset, self.apply, self.revert, self.open, self.save):
            flow.addWidget(widget)
        below = QHBoxLayout()
        below.setSpacing(16)
        below.addWidget(self.reductions, 3)
        below.addWidget(self.effect, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 4)
        column.setSpacing(4)
        parts: tuple[QWidget, ...] = (tools, self.about, self.source, self.wrong, self.form)
        for part in parts:
            column.addWidget(part)
        column.addLayout(below, 1)

    def put_in_force(self) -> None:
        """Count by what stands here."""
        draft = self.draft
        if draft is not None:
            self._base = draft
            self.store.set_policy(draft)

    def _follow(self) -> None:
        self._show(self.store.policy)

    def _show(self, policy: Policy) -> None:
        self._base = policy
        review = self.store.review
        self.form.show_policy(policy)
        self.reductions.show_policy(policy, None if review is None else review.snapshot)
        self.preset.setCurrentIndex(0)
        self._judge()

    def _take_preset(self, place: int) -> None:
        code = self.preset.itemData(place)
        if code is None:
            return
        own = self.store.policy  # whose ladder it is and who has fewer hours, no preset knows
        self._show(
            replace(
                presets()[str(code)],
                ladder=own.ladder,
                reductions=own.reductions,
                remits=own.remits,
            )
        )

    def _take_reductions(self, reductions: Reductions) -> None:
        draft = self.draft
        if draft is not None:
            self._show(edited(draft, reductions=reductions))

    def _drafted(self) -> Policy:
        """What stands here, one version after the one in force for however many changes."""
        draft, in_force = self.form.policy(), self.store.policy
        is_ours = draft.name == in_force.name and draft not in presets().values()
        if draft == in_force or not is_ours:
            return draft
        again = replace(draft, version=in_force.version)
        return (
            again if again == in_force else replace(draft, version=next_version(in_force.version))
        )

    def _judge(self) -> None:
        """Say what stands here, whether it goes together, and what it would change."""
        try:
            draft = self._drafted()
        except ValueError as error:
            self.wrong.setText(tr("This does not go together: {why}.", why=str(error)))
            self.wrong.setVisible(True)
            self.apply.setEnabled(False)
            self.revert.setEnabled(True)
            return
        self.wrong.setVisible(False)
        is_edited = draft != self.store.policy
        self.apply.setEnabled(is_edited)
        self.revert.setEnabled(is_edited)
        self.about.setText(self._about(draft, is_edited=is_edited))
        self.source.setText(_source(draft))
        self.source.setToolTip(tr("Read it at {link}", link=draft.link) if draft.link else "")
        self.effect.show_policy(draft)

    def _about(self, draft: Policy, *, is_edited: bool) -> str:
        said = about(draft)
        if is_edited:
            return tr("{policy} · not in force yet", policy=said)
        if draft.is_example:
            return tr("{policy} · example weights: set your own", policy=said)
        if draft != self._kept:
            return tr(
                "{policy} · in force until the window closes; save it to keep it", policy=said
            )
        return tr("{policy} · in force, kept in a file", policy=said)


def _source(policy: Policy) -> str:
    if policy.source:
        return tr("Source: {source}", source=policy.source)
    return tr("A council’s own figures. None of them is law.")
