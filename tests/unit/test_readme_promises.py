"""The README's table of what the workspace promises names tests that there are."""

import pytest

from tests.bench.promises import BEGIN, END, PROMISES, README, ROOT, Promise, known_results, table


@pytest.mark.parametrize("promise", PROMISES, ids=lambda each: each.tests.rpartition("::")[2])
def test_that_a_promise_has_its_test_and_counts(promise: Promise) -> None:
    file, _, name = promise.tests.partition("::")
    lines = (ROOT / file).read_text("utf-8").splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith(f"def {name}("))
    marked = [line for line in lines[max(0, at - 6) : at] if "campaign(" in line]

    assert marked
    assert f"ci={promise.ci:_}".replace("_", "") in marked[-1].replace("_", "")
    assert promise.full >= promise.ci


def test_that_the_readme_has_the_table() -> None:
    written = README.read_text("utf-8").partition(BEGIN)[2].partition(END)[0]

    assert written.strip() == table(known_results())
