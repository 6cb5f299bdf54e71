"""The policy panel: edited, tried beside, put in force as the next version, kept in a file."""

from pathlib import Path
from time import monotonic

import pytest
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from allocation_app import settings
from allocation_app.domain.people import WorkerId
from allocation_app.domain.plan import Move
from allocation_app.errors import AppError
from allocation_app.settings.policies import presets
from ui import preferences, tasks
from ui.app import Application
from ui.pages.policy import PolicyPage
from ui.policy_file import PATH, PolicyFile, kept_policy
from ui.store import PlanStore
from ui.widgets.policy_panel import PolicyPanel


@pytest.fixture
def page(team: PlanStore, qtbot: QtBot) -> PolicyPage:
    made = PolicyPage(team)
    qtbot.addWidget(made)
    made.resize(1240, 780)
    made.show()
    return made


@pytest.fixture
def panel(page: PolicyPage) -> PolicyPanel:
    return page.weights


def test_that_the_example_weights_are_called_so_with_version_and_fingerprint(
    panel: PolicyPanel,
) -> None:
    fingerprint = settings.policy().fingerprint

    assert panel.about.text() == (
        f"Example weights, version 1 · fingerprint {fingerprint} · example weights: set your own"
    )
    assert panel.source.text().startswith("Source: Invented within Slough's range")
    assert not panel.apply.isEnabled()
    assert not panel.revert.isEnabled()


def test_that_nothing_counts_by_an_edited_figure_until_it_is_applied(panel: PolicyPanel) -> None:
    store = panel.store

    panel.form.boxes["case_registered"].setValue(12)

    assert "not in force yet" in panel.about.text()
    assert store.policy == settings.policy()
    panel.apply.click()
    assert store.policy.version == "2"
    assert not store.policy.is_example
    assert store.review is not None
    assert store.review.policy == store.policy
    assert "save it to keep it" in panel.about.text()


def test_that_the_panel_asks_for_no_more_height_than_its_figures_need(panel: PolicyPanel) -> None:
    """So they fit a page without a scroll bar."""
    panel.form.boxes["case_registered"].setValue(12)
    panel.apply.click()

    assert panel.minimumSizeHint().height() <= panel.heightForWidth(panel.width())


def test_that_revert_brings_the_figures_in_force_back(panel: PolicyPanel) -> None:
    panel.form.boxes["points_full_time"].setValue(120)

    panel.revert.click()

    assert panel.form.boxes["points_full_time"].value() == 100
    assert not panel.apply.isEnabled()


def test_that_figures_that_do_not_go_together_say_why_and_cannot_be_applied(
    panel: PolicyPanel,
) -> None:
    panel.form.boxes["band_stretched"].setValue(90)

    assert panel.wrong.isVisible()
    assert panel.wrong.text().startswith("This does not go together: bands must rise")
    assert not panel.apply.isEnabled()
    panel.form.boxes["band_full"].setValue(80)
    assert not panel.wrong.isVisible()
    assert panel.apply.isEnabled()


def test_that_figures_checked_against_one_another_can_be_changed_together(
    panel: PolicyPanel,
) -> None:
    panel.form.boxes["points_full_time"].setValue(10)
    panel.form.boxes["points_stable"].setValue(2)

    panel.apply.click()

    assert panel.store.policy.points_full_time == 10
    assert panel.store.policy.points_stable == 2


def test_that_the_effect_is_seen_before_it_is_in_force(panel: PolicyPanel, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(panel.effect.table.rows()))
    panel.form.boxes["points_full_time"].setValue(200)

    def halved() -> bool:
        return any(row.is_changed for row in panel.effect.table.rows())

    qtbot.waitUntil(halved)
    worst = next(row for row in panel.effect.table.rows() if row.heading == "Most loaded")
    assert int(worst.after.split()[0]) < int(worst.before.split()[0])
    waiting = next(row for row in panel.effect.table.rows() if row.heading == "Unallocated")
    assert (waiting.before, waiting.after) == ("3 children", "3 children")
    assert panel.effect.sensitivity.text()


def test_that_an_edit_that_is_taken_back_at_once_leaves_no_effect(
    panel: PolicyPanel, qtbot: QtBot
) -> None:
    """What is worked out for figures that stand there no longer is not shown."""
    qtbot.waitUntil(lambda: bool(panel.effect.table.rows()) and not tasks.running())
    panel.form.boxes["points_full_time"].setValue(200)
    until = monotonic() + 5
    while not tasks.running() and monotonic() < until:
        QApplication.processEvents()
    assert tasks.running()

    panel.revert.click()

    qtbot.waitUntil(lambda: not tasks.running())
    assert not any(row.is_changed for row in panel.effect.table.rows())


def test_that_the_effect_is_worked_out_once_at_a_time(panel: PolicyPanel, qtbot: QtBot) -> None:
    """Many pieces of work beside each other would keep the window from painting."""
    store, met = panel.store, list[int]()
    assert store.review is not None
    plan = store.review.caseloads.plan
    for wait in store.review.waits:
        plan = plan.with_move(Move(child=wait.child, to=store.review.caseloads.case_holders[0].id))
        store.make(plan)
        qtbot.wait(1)
        met.append(len(tasks.running()))

    assert max(met) <= 1
    qtbot.waitUntil(
        lambda: any(row.after == "0 children" for row in panel.effect.table.rows()), timeout=5000
    )


def test_that_a_preset_fills_the_figures_in_with_its_source(panel: PolicyPanel) -> None:
    place = panel.preset.findData("moj")

    panel.preset.setCurrentIndex(place)
    panel.preset.activated.emit(place)

    assert panel.draft == presets()["moj"]
    assert panel.source.text().startswith("Source: Ministry of Justice")
    panel.apply.click()
    assert panel.store.policy == presets()["moj"]


def test_that_a_preset_leaves_the_councils_ladder_and_reductions(panel: PolicyPanel) -> None:
    walsall = panel.form.ladder.findData("walsall")
    panel.form.ladder.setCurrentIndex(walsall)
    panel.form.ladder.activated.emit(walsall)
    panel.reductions.add.click()
    panel.apply.click()
    place = panel.preset.findData("scotland-15")

    panel.preset.activated.emit(place)
    panel.apply.click()

    policy = panel.store.policy
    assert (policy.name, policy.ladder.code) == (presets()["scotland-15"].name, "walsall")
    assert len(policy.reductions) == 1


def test_that_another_ladder_is_climbed_as_soon_as_it_is_applied(panel: PolicyPanel) -> None:
    walsall = panel.form.ladder.findData("walsall")
    panel.form.ladder.setCurrentIndex(walsall)
    panel.form.ladder.activated.emit(walsall)

    panel.apply.click()

    assert panel.form.ladder_source.text().startswith("Source: Walsall")
    assert panel.store.review is not None
    rungs = {wait.child: wait.escalation for wait in panel.store.review.waits}
    assert rungs["C01"] == "weekly_review"


def test_that_a_published_protection_of_the_newly_qualified_fills_its_share_in(
    panel: PolicyPanel,
) -> None:
    box = panel.form.protection
    place = next(n for n in range(box.count()) if box.itemText(n).startswith("Devon"))

    box.activated.emit(place)

    assert panel.form.boxes["newly_qualified_share"].value() == pytest.approx(0.66)


def test_that_the_ladder_is_chosen_with_its_source(panel: PolicyPanel) -> None:
    assert panel.form.ladder.currentText() == "Cumberland"
    assert panel.form.ladder_source.text().startswith("Source: Cumberland")


def test_that_a_reduction_is_added_with_its_reason_and_days_and_taken_away(
    panel: PolicyPanel,
) -> None:
    table = panel.reductions
    table.worker.setCurrentIndex(table.worker.findData("W1"))
    table.reason.setCurrentIndex(table.reason.findData("union_duties"))
    table.dated.setChecked(True)
    table.start.setDate(QDate(2026, 11, 1))
    table.end.setDate(QDate(2026, 12, 31))

    table.add.click()

    assert [row[:4] for row in table.table.texts()] == [
        ["Sioned Hughes", "less 50 %", "union duties", "1 Nov 2026 to 31 Dec 2026"]
    ]
    panel.apply.click()
    [reduction] = panel.store.policy.reductions[WorkerId("W1")]
    assert reduction.share == 0.5
    assert panel.store.policy.version == "2"
    table.remove.click()
    panel.apply.click()
    assert panel.store.policy.reductions == {}


def test_that_several_edits_are_one_version(panel: PolicyPanel) -> None:
    panel.form.boxes["case_registered"].setValue(12)
    panel.reductions.add.click()
    panel.form.boxes["case_referral"].setValue(5)

    panel.apply.click()

    assert panel.store.policy.version == "2"


def test_that_a_saved_policy_is_used_at_the_next_start(
    panel: PolicyPanel, tmp_path: Path, qtbot: QtBot
) -> None:
    panel.form.boxes["case_registered"].setValue(12)
    panel.apply.click()
    policy_file = PolicyFile(panel.store, panel)
    policy_file.kept.connect(panel.keep)

    with qtbot.waitSignal(policy_file.kept):
        policy_file.save(panel.store.policy, tmp_path / "ours.toml")

    assert kept_policy() == (panel.store.policy, None)
    assert "kept in a file" in panel.about.text()


def test_that_an_opened_policy_is_in_force_and_remembered(
    panel: PolicyPanel, tmp_path: Path
) -> None:
    from allocation_app.settings import policies  # noqa: PLC0415 - beside its use

    path = tmp_path / "moj.toml"
    policies.save(presets()["moj"], path)

    PolicyFile(panel.store, panel).open(path)

    assert panel.store.policy == presets()["moj"]
    assert preferences.recall(PATH) == str(path)


def test_that_a_broken_policy_file_says_why_and_the_shipped_one_is_used(tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    path.write_text('name = "ours"\nversion = \n', encoding="utf-8")
    preferences.remember(PATH, str(path))

    policy, refused = kept_policy()

    assert policy == settings.policy()
    assert refused is not None
    assert refused.code == "policy_line_broken"
    assert refused.details["file"] == "ours.toml"


def test_that_a_broken_file_that_is_opened_changes_nothing(whole: Application) -> None:
    before, failed = whole.store.policy, list[AppError]()
    whole.policy_file.failed.disconnect(whole.tell)
    whole.policy_file.failed.connect(failed.append)

    whole.policy_file.open(Path("/nowhere/ours.toml"))

    assert whole.store.policy == before
    assert [error.code for error in failed] == ["policy_unreadable"]
    assert preferences.recall(PATH) == ""
