"""What would be invisible in a text is shown."""

import pytest

from allocation_app.wording.terms import child_name
from allocation_app.wording.visible import visible
from tests.builders import a_child


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ann\x07", "Ann␇"),
        ("Ann\x7f", "Ann␡"),
        ("Ann\tRoe", "Ann␉Roe"),
        ("Ann\x85", "Ann\ufffd"),
        ("Ann\u202eeoR", "Ann\ufffdeoR"),
    ],
)
def test_that_a_character_that_acts_stands_as_a_sign(text: str, shown: str) -> None:
    assert visible(text) == shown
    assert child_name(a_child(name=text), hide_names=False) == shown


@pytest.mark.parametrize(
    "text", ["Siân Gŵyn", "Sia\u0302n", "De\xa0Souza", "\U0001f469\u200d\U0001f467", "דוד", "a\nb"]
)
def test_that_letters_of_every_script_stand_as_they_are(text: str) -> None:
    assert visible(text) == text
