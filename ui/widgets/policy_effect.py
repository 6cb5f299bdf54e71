"""Beside the panel: what the edited policy would change, worked out off the window's thread."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from allocation_app.domain.policy import Policy
from allocation_app.domain.review import Review
from allocation_app.domain.sensitivity import Sensitivity, sensitivity
from allocation_app.progress import Progress
from allocation_app.wording.translate import tr
from ui import tasks
from ui.rows.policy_effect import Effect, effects, sensitivity_words
from ui.store import PlanStore
from ui.table_model import RIGHT, Column
from ui.widgets.plain_table import PlainTable
from ui.widgets.words import words

SOON = 200  # ms: somebody who steps a figure up wants one answer, not ten


class PolicyEffect(QWidget):
    """The figures before and after, and what hangs on a single weight."""

    def __init__(self, store: PlanStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._policy: Policy | None = None
        self._shown: tuple[Review, Policy] | None = None
        self._is_at_work = False
        self.table = _table()
        self.sensitivity = words(is_muted=True)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self._work_out)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(words(tr("With these figures"), is_bold=True))
        column.addWidget(self.table)
        column.addWidget(self.sensitivity)
        column.addStretch(1)

    @property
    def is_settled(self) -> bool:
        """Whether nothing is being worked out, nor about to be."""
        return not self._is_at_work and not self._wait.isActive()

    def show_policy(self, policy: Policy) -> None:
        """Work out what this policy would change; a moment later, once for several changes."""
        self._policy = policy
        if self._store.review is None:
            self._shown = None
            self.table.show_rows(())
        else:
            self._wait.start(0 if self._shown is None else SOON)

    def _work_out(self) -> None:
        """Begin, where that is not shown yet; one piece of work at a time, which slows the rest."""
        review, policy, store = self._store.review, self._policy, self._store
        if review is None or policy is None or self._is_at_work or self._is_shown(review, policy):
            return
        self._is_at_work = True

        def work(_progress: Progress) -> tuple[Review, Sensitivity]:
            after = store.tried(policy)
            return after, sensitivity(after.caseloads)

        def then(found: tuple[Review, Sensitivity]) -> None:
            self._is_at_work = False
            if policy is self._policy and review is self._store.review:
                self._shown = review, policy
                self._show(review, *found)
            else:
                self._wait.start(SOON)

        def failed(_error: Exception) -> None:
            self._is_at_work = False
            self.table.show_rows(())

        tasks.run(work, then=then, failed=failed)

    def _is_shown(self, review: Review, policy: Policy) -> bool:
        return self._shown is not None and self._shown[0] is review and self._shown[1] == policy

    def _show(self, before: Review, after: Review, found: Sensitivity) -> None:
        self.table.show_rows(effects(before, after))
        self.sensitivity.setText(sensitivity_words(found, after))


def _table() -> PlainTable[Effect]:
    columns = (
        Column[Effect](tr("Figure"), lambda row: row.heading),
        Column[Effect](tr("Now"), lambda row: row.before, align=RIGHT),
        Column[Effect](
            tr("Then"), lambda row: row.after, align=RIGHT, is_bold=lambda row: row.is_changed
        ),
    )
    table = PlainTable(columns, lambda row: row.heading, stretch=0)
    table.setAccessibleName(tr("What the figures would change"))
    return table
