"""On what conditions a suggestion is asked for: from when, up to which load, what it keeps."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QWidget

from allocation_app.domain.proposal import KEPT_RULES, Request
from allocation_app.wording import suggesting as wording
from allocation_app.wording import terms
from allocation_app.wording.translate import tr
from ui.store import PlanStore
from ui.suggesting import Suggesting
from ui.widgets.card import Card
from ui.widgets.flow import wrapping
from ui.widgets.grounds import chosen_day, day_edit
from ui.widgets.number_box import NumberBox
from ui.widgets.tick import Tick
from ui.widgets.words import one_line, words

LEAST, MOST, STEP = 50, 200, 5  # per cent of capacity
USUAL = 100


class Conditions(Card):
    """What holds for every suggestion that is asked for, whatever it asks."""

    def __init__(
        self, store: PlanStore, suggesting: Suggesting, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._store, self._suggesting = store, suggesting
        self.day = day_edit(tr("From which day the moves take effect"))
        self.is_limited = Tick(tr("Nobody &receives above"))
        self.limit = NumberBox(
            tr("Per cent of capacity"), least=LEAST, most=MOST, step=STEP, decimals=0
        )
        self.no_one_worse = Tick(tr("Nobody &worse off than today"))
        self.may_break = {
            rule: Tick(terms.first_up(wording.rule_name(rule))) for rule in KEPT_RULES
        }
        self._build()

    def refresh(self) -> None:
        """Show the conditions as they hold."""
        now = self._suggesting.conditions
        for each in (self.day, self.is_limited, self.limit, self.no_one_worse, *self._ticks()):
            each.blockSignals(True)
        if self._store.review is not None:
            first = self._store.plan.snapshot.as_at
            self.day.setMinimumDate(_qdate(first))
            self.day.setDate(_qdate(max(now.day or first, first)))
        self.is_limited.setChecked(now.limit is not None)
        self.limit.setValue(USUAL if now.limit is None else round(now.limit * 100))
        self.limit.setEnabled(now.limit is not None)
        self.no_one_worse.setChecked(now.is_no_one_worse)
        for rule, tick in self.may_break.items():
            tick.setChecked(rule in now.set_aside)
        for each in (self.day, self.is_limited, self.limit, self.no_one_worse, *self._ticks()):
            each.blockSignals(False)

    def _ticks(self) -> list[Tick]:
        return list(self.may_break.values())

    def _take(self) -> None:
        """Let what is set here hold from now on."""
        if self._store.review is None:
            return
        chosen = chosen_day(self.day)
        self._suggesting.set_conditions(
            replace(
                self._suggesting.conditions,
                day=None if chosen <= self._store.plan.snapshot.as_at else chosen,
                limit=self.limit.value() / 100 if self.is_limited.isChecked() else None,
                is_no_one_worse=self.no_one_worse.isChecked(),
                set_aside=frozenset(
                    rule for rule, tick in self.may_break.items() if tick.isChecked()
                ),
            )
        )

    def _build(self) -> None:
        self.limit.setSuffix(tr(" %"))
        self.limit.setToolTip(
            tr("Without it everybody is placed who can be, and loads are kept as low as can be")
        )
        self.no_one_worse.setToolTip(
            tr("Who is full today ends no higher than today, and nobody else above full")
        )
        self.column.addWidget(wrapping(one_line(tr("The moves take effect from")), self.day))
        self.column.addWidget(wrapping(self.is_limited, self.limit, self.no_one_worse))
        self.column.addWidget(words(tr("Rules that a suggestion may break")))
        self.column.addWidget(wrapping(*self._ticks()))
        self.day.dateChanged.connect(self._take)
        self.limit.valueChanged.connect(self._take)
        for tick in (self.is_limited, self.no_one_worse, *self._ticks()):
            tick.toggled.connect(self._take)
        self._suggesting.conditions_changed.connect(self.refresh)


def said(of: Request) -> str:
    """The conditions in a line, where they are not the usual ones; else nothing."""
    found = []
    if of.day is not None:
        found.append(tr("from {day}", day=terms.short_day(of.day)))
    if of.limit is not None:
        found.append(tr("nobody receives above {share}", share=terms.percent(of.limit)))
    if of.is_no_one_worse:
        found.append(tr("nobody worse off than today"))
    if of.set_aside:
        aside = [rule for rule in KEPT_RULES if rule in of.set_aside]
        found.append(tr("may break: {rules}", rules=wording.rule_names(aside)))
    return terms.first_up("; ".join(found))


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
