"""A small team that has one of everything the pages show."""

from datetime import date, timedelta

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QTableView, QWidget
from pytestqt.qtbot import QtBot

from allocation_app.domain.people import Absence, Child, EventKind, Role, Status, Team, TeamId
from allocation_app.domain.snapshot import Snapshot
from tests.builders import AS_AT, a_child, a_snapshot, a_spell, a_worker

NAMES = ("Lowri", "Huw", "Mali", "Osian", "Amira", "Jac", "Teilo")
"""The forenames of every child of the team."""


def press(
    qtbot: QtBot,
    widget: QWidget,
    key: Qt.Key,
    keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """Press a key where the keyboard is in this widget, as a shortcut of its own asks for."""
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)
    widget.setFocus()
    qtbot.keyClick(widget, key, keys)


def mark_row(view: QTableView, row: int) -> None:
    """Mark one row, whichever keys an earlier test has left held."""
    flags = QItemSelectionModel.SelectionFlag
    index = view.model().index(row, 0)
    view.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)


def days_ago(days: int) -> date:
    return AS_AT - timedelta(days=days)


def held_by_sioned() -> list[Child]:
    """Five children in proceedings and one on the register who was last seen too long ago."""
    seen = {EventKind.REGISTERED: days_ago(60), EventKind.SEEN_ALONE: days_ago(30)}
    return [
        *(
            a_child(
                f"C1{n}",
                name=f"Teilo Number{n}",
                team="T1",
                statuses=[Status.PROCEEDINGS],
                workers_in_year=n,
            )
            for n in range(5)
        ),
        a_child("C15", name="Teilo Seen", team="T1", statuses=[Status.REGISTERED], events=seen),
    ]


def a_team() -> Snapshot:
    """Sioned is over, Kofi has room, Nia is away; duty, a leaver and nobody have a child each."""
    kofi = a_worker("W2", name="Kofi Ahmed", team="T2", is_newly_qualified=True)
    nia = a_worker(
        "W3", name="Nia Griffiths", team="T1", fte=None, absences=(Absence(start=days_ago(40)),)
    )
    staff = [
        a_worker("W1", name="Sioned Hughes", team="T1", fte=0.5),
        kofi,
        nia,
        a_worker("D1", name="Duty", role=Role.DUTY, team="T1", is_listed=False),
        a_worker("L1", name="Dafydd Ellis", team="T1", last_day=days_ago(2)),
    ]
    referred = {EventKind.REFERRAL: days_ago(20)}
    lowri = a_child("C01", name="Lowri Price", family="P", team="T1", events=referred)
    huw = a_child("C02", name="Huw Price", family="P", team="T1", events=referred)
    mali = a_child("C03", name="Mali Price", family="P", team="T1")
    osian = a_child("C04", name="Osian Rees", team="T2", statuses=[Status.REGISTERED])
    amira = a_child("C05", name="Amira Khan", team="T1", is_holder_readable=False)
    jac = a_child("C20", name="Jac Thomas", team="T2")
    return a_snapshot(
        {"W1": [*held_by_sioned(), mali], "D1": [lowri], "L1": [osian]},
        workers=staff,
        waiting=[huw, amira, jac],
        teams=[Team(id=TeamId("T1"), name="Assessment"), Team(id=TeamId("T2"), name="Disability")],
        spells=[a_spell(jac, kofi, start=days_ago(3))],
    )
