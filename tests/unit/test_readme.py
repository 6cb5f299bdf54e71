"""The README says which delays and rules there are: its tables are those of the files.

`RENEW_README=1 ./run-tests tests/unit/test_readme.py` writes them anew.
"""

import os
from pathlib import Path

from allocation_app import settings
from allocation_app.domain.delays import DELAYS
from tests.unit.readme_rules import BEGIN, END, table

README = Path(__file__).parents[2] / "README.md"


def _parts() -> tuple[str, str, str]:
    before, rest = README.read_text(encoding="utf-8").split(BEGIN)
    between, after = rest.split(END)
    return before, f"{BEGIN}{between}{END}", after


def test_that_the_tables_of_the_readme_are_what_ships() -> None:
    before, written, after = _parts()
    if os.environ.get("RENEW_README"):
        written = table()
        README.write_text(f"{before}{written}{after}", encoding="utf-8")

    assert written == table()


def test_that_every_delay_and_every_rule_has_its_line() -> None:
    _, written, _ = _parts()
    shipped = [
        *(settings.rule_set(name) for name in settings.RULE_SETS),
        *(settings.local_rules(name) for name in settings.LOCAL),
    ]
    ids = [each.id for rules in shipped for each in (*rules.rules, *rules.left_out)]

    for code in (*DELAYS, *ids):
        assert f"\n| {code} | " in written
