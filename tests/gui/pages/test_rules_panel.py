"""The rules in force: by country, with local ones beside them, single ones switched by hand."""

from pathlib import Path

import pytest

from allocation_app import settings
from allocation_app.errors import AppError
from allocation_app.settings.rule_text import rules_text
from tests.builders import a_reading
from tests.gui.pages.team import a_team
from ui.app import Application
from ui.pages.policy import PolicyPage
from ui.rulebook import COUNTRY, Rulebook, kept_rulebook
from ui.widgets.rules_panel import RulesPanel


@pytest.fixture
def opened(whole: Application) -> Application:
    whole.store.open(a_reading(a_team()))
    whole.window.go("policy")
    return whole


@pytest.fixture
def panel(opened: Application) -> RulesPanel:
    page = opened.window.pages["policy"]
    assert isinstance(page, PolicyPage)
    page.tabs.setCurrentWidget(page.rules)
    return page.rules


def row(panel: RulesPanel, rule: str) -> list[str]:
    return next(row for row in panel.table.texts() if row[2] == rule)


def asked(whole: Application, rule: str) -> set[str]:
    assert whole.store.review is not None
    return {f.child or "" for f in whole.store.review.findings if f.rule == rule}


def test_that_every_rule_stands_there_with_limit_standing_and_source(panel: RulesPanel) -> None:
    assert row(panel, "W-CP-06")[:4] == [
        "✓ on",
        "Child on register seen alone by the named social worker",
        "W-CP-06",
        "10 working days",
    ]
    assert row(panel, "W-CP-06")[7] == "read in the source"
    ids = {rule.id for rule in settings.rule_set().rules}
    assert ids <= {row[2] for row in panel.table.texts()}


def test_that_an_unverified_rule_is_off_and_says_so(panel: RulesPanel) -> None:
    found = row(panel, "W-STR-01")

    assert (found[0], found[7]) == ("off", "unverified: no source found")


def test_that_what_no_spreadsheet_decides_is_listed_with_the_reason(panel: RulesPanel) -> None:
    left = settings.rule_set().left_out[0]

    found = row(panel, left.id)

    assert (found[0], found[-1]) == ("left out", left.why)
    panel.table.select(left.id)
    panel.refresh()
    assert not panel.switch.isEnabled()


def test_that_a_rule_that_is_switched_off_is_asked_no_more(
    panel: RulesPanel, opened: Application
) -> None:
    assert asked(opened, "W-CP-06")
    panel.table.select("W-CP-06")
    panel.refresh()

    panel.switch.click()

    assert row(panel, "W-CP-06")[0] == "off"
    assert not asked(opened, "W-CP-06")
    assert "1 switched by hand" in opened.store.rules.version
    panel.switch.click()
    assert asked(opened, "W-CP-06")
    assert opened.store.rules == settings.rule_set()


def test_that_england_is_judged_by_its_own_rules_while_the_data_is_open(
    panel: RulesPanel, opened: Application
) -> None:
    opened.actions["rules_england"].trigger()

    assert opened.store.rules == settings.rule_set("england")
    assert opened.store.review is not None
    assert {f.rule[:2] for f in opened.store.review.findings if f.delay == "D12"} <= {"E-", "A-"}
    assert panel.countries.currentText() == "Rules: England"
    assert opened.actions["rules_england"].isChecked()
    page = opened.window.pages["policy"]
    assert isinstance(page, PolicyPage)
    assert "rules: England" in page.heading.sentence


def test_that_the_country_is_remembered(panel: RulesPanel) -> None:
    panel.countries.setCurrentIndex(1)
    panel.countries.activated.emit(1)

    book, refused = kept_rulebook()

    assert (book.country, refused) == ("england", None)


def test_that_a_councils_published_rules_are_asked_beside_the_countrys(
    panel: RulesPanel, opened: Application
) -> None:
    bexley = next(a for a in panel.locals.actions() if a.objectName() == "bexley")

    bexley.trigger()

    assert opened.store.rules.name == "wales+bexley"
    assert row(panel, "A-TRF-01")[6] == "Bexley"
    bexley.trigger()
    assert opened.store.rules == settings.rule_set()


def test_that_a_councils_own_file_takes_the_countrys_place(
    panel: RulesPanel, opened: Application, tmp_path: Path
) -> None:
    path = tmp_path / "ours.toml"
    path.write_text(
        rules_text("wales").replace('name = "wales"', 'name = "ours"', 1), encoding="utf-8"
    )

    opened.rules_in_force.use_country(str(path))

    assert opened.store.rules.name == "ours"
    assert panel.countries.currentText() == "Rules: ours.toml"
    assert kept_rulebook()[0].country == str(path)


def test_that_a_broken_file_changes_nothing_and_says_where(
    panel: RulesPanel, opened: Application, tmp_path: Path
) -> None:
    path, failed = tmp_path / "ours.toml", list[AppError]()
    path.write_text('name = "ours"\nversion = \n', encoding="utf-8")
    opened.rules_in_force.failed.disconnect(opened.tell)
    opened.rules_in_force.failed.connect(failed.append)

    opened.rules_in_force.use_country(str(path))

    assert opened.store.rules == settings.rule_set()
    assert [(error.code, error.details["line"]) for error in failed] == [("rules_line_broken", "2")]
    assert panel.countries.currentText() == "Rules: Wales"


def test_that_a_file_that_is_gone_at_the_next_start_is_told_and_the_shipped_ones_are_used() -> None:
    from ui import preferences  # noqa: PLC0415 - beside its use

    preferences.remember(COUNTRY, "/nowhere/ours.toml")

    book, refused = kept_rulebook()

    assert book == Rulebook()
    assert refused is not None
    assert refused.code == "rules_unreadable"


def test_that_a_copy_is_the_file_as_it_ships(opened: Application, tmp_path: Path) -> None:
    opened.rules_in_force.save("wales", tmp_path / "copy.toml")

    assert (tmp_path / "copy.toml").read_text(encoding="utf-8") == rules_text("wales")


def test_that_a_switched_rule_is_remembered(panel: RulesPanel) -> None:
    panel.switched.emit("W-STR-01")

    book, _ = kept_rulebook()

    rule = book.rules().rule("W-STR-01")
    assert rule is not None
    assert rule.is_on
