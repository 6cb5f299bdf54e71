"""Whoever looks for a module of the report finds it in the package's own list."""

import re
from pathlib import Path

from allocation_app import report


def test_that_the_list_of_modules_names_each_and_no_other() -> None:
    told = re.findall(r"`(\w+)`", report.__doc__ or "")
    there = {path.stem for path in Path(report.__file__).parent.glob("[!_]*.py")}

    assert set(told) == there
    assert len(told) == len(there), "one is named twice"
