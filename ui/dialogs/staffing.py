"""What if somebody leaves, is away, comes back, joins or changes hours: one dated change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QDate, QSize, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from allocation_app.domain.people import Reduction, Role, TeamId, WorkerId
from allocation_app.domain.plan import Plan
from allocation_app.domain.staffing import Joiner, StaffChange, StaffChangeKind
from allocation_app.wording import staffing, terms
from allocation_app.wording.translate import tr
from ui.rows.meanings import Choice
from ui.rows.staffing import new_worker, why_not
from ui.widgets.choices import Choices
from ui.widgets.number_box import NumberBox
from ui.widgets.tick import Tick
from ui.widgets.words import title, words

KIND = StaffChangeKind
SOON = 120  # ms after the last change of a field until the effect is told
WEEKS = 4  # until a change that nobody has dated yet
PROTECTED_WEEKS = 12
JOINING = (
    Role.SOCIAL_WORKER,
    Role.SENIOR_SOCIAL_WORKER,
    Role.PERSONAL_ADVISER,
    Role.SUPPORT_WORKER,
)


class StaffingDialog(QDialog):
    """``decided`` carries the change; ``going_on`` too, when the children come next.

    ``effect`` says in a sentence what a change would do on its day.
    """

    decided = Signal(object)
    going_on = Signal(object)

    def __init__(  # noqa: PLR0913 - what is known, and what is given
        self,
        plan: Plan,
        people: list[Choice],
        effect: Callable[[StaffChange], str],
        parent: QWidget | None = None,
        *,
        worker: WorkerId | None = None,
        change: StaffChange | None = None,
        team: TeamId | None = None,
    ) -> None:
        super().__init__(parent)
        self._plan, self._effect, self._had = plan, effect, change
        self._today = plan.snapshot.as_at
        self.setWindowTitle(tr("Someone leaves, is away, joins"))
        self.kind = QComboBox()
        self.worker = Choices(tr("Worker"))
        self.name, self.role, self.team = QLineEdit(), QComboBox(), QComboBox()
        self.day, self.until = QDateEdit(), QDateEdit()
        self.has_end = Tick(tr("&Return planned: last day away"))
        self.fte = NumberBox(tr("Share of full time"), least=0, most=1, step=0.1, decimals=2)
        self.is_new = Tick(tr("Newly &qualified"))
        self.speaks_welsh = Tick(tr("Spea&ks Welsh"))
        self.is_protected = Tick(tr("&Protected start, less by"))
        self.less = NumberBox(tr("Less at the start, %"), least=5, most=100, step=5, decimals=0)
        self.protected_until = QDateEdit()
        self.told = words()
        self.buttons = QDialogButtonBox()
        self.form = QFormLayout()
        self._soon = QTimer(self)
        self._offer(people, team)
        self._build()
        self._fill(worker, change)
        self._connect()
        self._follow()
        self.resize(self.sizeHint().expandedTo(QSize(34 * self.fontMetrics().height(), 0)))

    @property
    def chosen(self) -> StaffChangeKind:
        """What is to happen."""
        return KIND(str(self.kind.currentData()))

    def change(self) -> StaffChange | None:
        """The change as the fields say, None while something is missing."""
        kind = self.chosen
        if kind is KIND.JOINS:
            return self._joining()
        if self.worker.value is None:
            return None
        until = _date(self.until) if kind is KIND.AWAY and self.has_end.isChecked() else None
        return StaffChange(
            kind=kind,
            worker=WorkerId(self.worker.value),
            day=_date(self.day),
            until=until if until is None else max(until, _date(self.day)),
            fte=self.fte.value() if kind is KIND.HOURS else None,
        )

    def problem(self) -> str:
        """Why the change can't be staged as it stands, empty where it can."""
        if self.chosen is KIND.JOINS:
            return "" if self.name.text().strip() else tr("Give a name for who joins.")
        if self.worker.value is None:
            return tr("Choose a worker.")
        known = self._plan if self._had is None else self._plan.without_step(self._had)
        worker = known.facts.workers.get(WorkerId(self.worker.value))
        change = self.change()
        if worker is None or change is None:
            return ""
        return why_not(worker, change, self._today)

    def _joining(self) -> StaffChange | None:
        name = self.name.text().strip()
        if not name:
            return None
        day, until = _date(self.day), _date(self.protected_until)
        less = Reduction(
            share=self.less.value() / 100, reason=tr("protected start"), end=max(day, until)
        )
        had = None if self._had is None or self._had.joiner is None else self._had.worker
        return StaffChange(
            kind=KIND.JOINS,
            worker=had or new_worker(self._plan),
            day=day,
            joiner=Joiner(
                name=name,
                team=None if self.team.currentData() is None else TeamId(self.team.currentData()),
                role=Role(str(self.role.currentData())),
                fte=self.fte.value(),
                is_newly_qualified=self.is_new.isChecked(),
                languages=frozenset({"Welsh"}) if self.speaks_welsh.isChecked() else frozenset(),
                protected=(less,) if self.is_protected.isChecked() else (),
            ),
        )

    def _offer(self, people: list[Choice], team: TeamId | None) -> None:
        for kind in KIND:
            self.kind.addItem(terms.first_up(staffing.kind(kind)), kind.value)
        self.worker.offer(people)
        for role in JOINING:
            self.role.addItem(terms.first_up(terms.role_name(role)), role.value)
        teams = sorted(self._plan.snapshot.teams.values(), key=lambda each: each.name)
        self.team.addItem(tr("no team given"), None)
        for each in teams:
            self.team.addItem(each.name, each.id)
        only = teams[0].id if len(teams) == 1 else None
        self.team.setCurrentIndex(max(0, self.team.findData(team or only)))

    def _build(self) -> None:
        later = self._today + timedelta(weeks=WEEKS)
        protected = later + timedelta(weeks=PROTECTED_WEEKS)
        for edit, name, day in (
            (self.day, tr("Day"), later),
            (self.until, tr("Last day away"), later + timedelta(weeks=WEEKS)),
            (self.protected_until, tr("Last day of the protected start"), protected),
        ):
            edit.setAccessibleName(name)
            edit.setDisplayFormat("ddd d MMM yyyy")
            edit.setCalendarPopup(True)
            edit.setMinimumHeight(28)
            edit.setDate(_qdate(day))
        for box, name in (
            (self.kind, tr("What happens")),
            (self.role, tr("Role")),
            (self.team, tr("Team")),
            (self.name, tr("Name of who joins")),
        ):
            box.setAccessibleName(name)
        self.fte.setValue(1)
        self.less.setValue(50)
        self.less.setSuffix(" %")
        form = self.form
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(tr("&What happens"), self.kind)
        form.addRow(tr("W&orker"), self.worker)
        form.addRow(tr("&Name"), self.name)
        form.addRow(tr("&Team"), self.team)
        form.addRow(tr("Ro&le"), self.role)
        form.addRow(tr("&Day"), self.day)
        form.addRow(self.has_end, self.until)
        form.addRow(tr("&Full-time share"), self.fte)
        form.addRow("", self.is_new)
        form.addRow("", self.speaks_welsh)
        form.addRow(self.is_protected, self.less)
        form.addRow(tr("&until"), self.protected_until)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(title(tr("What if…")))
        column.addLayout(form)
        column.addWidget(self.told)
        column.addStretch(1)
        column.addWidget(self._button_box())

    def _button_box(self) -> QDialogButtonBox:
        roles = QDialogButtonBox.ButtonRole
        self.stage_button = QPushButton(tr("&Stage it"))
        self.on_button = QPushButton()
        leave = QPushButton(tr("&Cancel"))
        self.buttons.addButton(self.stage_button, roles.AcceptRole)
        self.buttons.addButton(self.on_button, roles.ActionRole)
        self.buttons.addButton(leave, roles.RejectRole)
        self.stage_button.setDefault(True)
        self.stage_button.setProperty("look", "primary")
        for button in (self.on_button, leave):
            button.setAutoDefault(False)
        self.buttons.accepted.connect(self._stage)
        self.buttons.rejected.connect(self.reject)
        self.on_button.clicked.connect(self._go_on)
        return self.buttons

    def _fill(self, worker: WorkerId | None, change: StaffChange | None) -> None:
        self.worker.show_value(worker if change is None else change.worker)
        if change is None:
            return
        self.kind.setCurrentIndex(self.kind.findData(change.kind.value))
        self.kind.setEnabled(False)
        self.worker.setEnabled(False)
        self.day.setDate(_qdate(change.day))
        self.has_end.setChecked(change.until is not None)
        if change.until is not None:
            self.until.setDate(_qdate(change.until))
        self.fte.setValue(1 if change.fte is None else change.fte)
        if change.joiner is not None:
            self._fill_joiner(change.joiner)

    def _fill_joiner(self, joiner: Joiner) -> None:
        self.name.setText(joiner.name)
        self.team.setCurrentIndex(max(0, self.team.findData(joiner.team)))
        role = joiner.role or Role.SOCIAL_WORKER
        self.role.setCurrentIndex(max(0, self.role.findData(role.value)))
        self.fte.setValue(joiner.fte)
        self.is_new.setChecked(joiner.is_newly_qualified)
        self.speaks_welsh.setChecked(bool(joiner.languages))
        for less in joiner.protected[:1]:
            self.is_protected.setChecked(True)
            self.less.setValue(less.share * 100)
            if less.end is not None:
                self.protected_until.setDate(_qdate(less.end))

    def _connect(self) -> None:
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self._tell)
        self.kind.currentIndexChanged.connect(self._follow)
        self.worker.picked.connect(self._follow)
        self.name.textChanged.connect(self._follow)
        for edit in (self.day, self.until, self.protected_until):
            edit.dateChanged.connect(self._follow)
        for number in (self.fte, self.less):
            number.valueChanged.connect(self._follow)
        for box in (self.role, self.team):
            box.currentIndexChanged.connect(self._follow)
        for tick in (self.has_end, self.is_new, self.speaks_welsh, self.is_protected):
            tick.toggled.connect(self._follow)

    def _follow(self) -> None:
        """Show the fields of this kind, and soon what the change would do."""
        kind, form = self.chosen, self.form
        is_joining = kind is KIND.JOINS
        form.setRowVisible(self.worker, not is_joining)
        for field in (self.name, self.team, self.role, self.is_new, self.speaks_welsh, self.less):
            form.setRowVisible(field, is_joining)
        form.setRowVisible(self.protected_until, is_joining and self.is_protected.isChecked())
        form.setRowVisible(self.until, kind is KIND.AWAY)
        form.setRowVisible(self.fte, is_joining or kind is KIND.HOURS)
        self.until.setEnabled(self.has_end.isChecked())
        self.less.setEnabled(self.is_protected.isChecked())
        label = form.labelForField(self.day)
        self.day.setAccessibleName(staffing.day_name(kind))
        if label is not None:
            label.setProperty("text", staffing.day_name(kind))
        problem = self.problem()
        for button in (self.stage_button, self.on_button):
            button.setEnabled(not problem)
        self.on_button.setVisible(kind in {KIND.LEAVES, KIND.AWAY, KIND.RETURNS})
        self.on_button.setText(
            tr("Stage and &give back…") if kind is KIND.RETURNS else tr("Stage and s&hare out…")
        )
        self.told.setText(problem)
        if self.isVisible():
            self.resize(self.width(), self.sizeHint().height())
        self._soon.start()

    def _tell(self) -> None:
        change = self.change()
        if change is not None and not self.problem():
            self.told.setText(self._effect(change))

    def _stage(self) -> None:
        change = self.change()
        if change is not None and not self.problem():
            self.accept()
            self.decided.emit(change)

    def _go_on(self) -> None:
        change = self.change()
        if change is not None and not self.problem():
            self.accept()
            self.decided.emit(change)
            self.going_on.emit(change)


def _date(edit: QDateEdit) -> date:
    day = edit.date()
    return date(day.year(), day.month(), day.day())


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
