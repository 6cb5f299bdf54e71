"""What is in memory stays out of what the system writes of a program that crashes."""

import sys
from collections.abc import Callable, Iterator

import pytest

from allocation_app.cli import main
from ui.app import application

if sys.platform == "win32":
    pytest.skip("no such limit", allow_module_level=True)

import resource


@pytest.fixture(autouse=True)
def _allowed() -> Iterator[None]:
    """A system on which whoever started the program wants an image of it."""
    before = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (before[1], before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_CORE, before)


@pytest.mark.parametrize("start", [application, lambda: main(["exports", "--json"])])
def test_that_a_crash_leaves_no_image_of_children_and_keys(start: Callable[[], object]) -> None:
    start()

    assert resource.getrlimit(resource.RLIMIT_CORE)[0] == 0
