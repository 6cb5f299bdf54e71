"""Turns the English of the source into the language in use; one catalogue for all front ends.

Texts are marked by `tr` (or `trn` where a number decides the form, or `mark` where the text is kept
for later) so that a message extractor finds them. Values come in by name, so that a translation can
reorder them.
"""

from __future__ import annotations

from gettext import GNUTranslations, NullTranslations
from importlib import resources

from allocation_app.errors import AppError

ENGLISH, WELSH = "en", "cy"
_in_use: list[NullTranslations] = [NullTranslations()]


def languages() -> tuple[str, ...]:
    """The languages that can be chosen: English, and each with a catalogue in `resources`."""
    folder = resources.files("resources").joinpath("translations")
    found = sorted(
        entry.name.removesuffix(".mo")
        for entry in (folder.iterdir() if folder.is_dir() else ())
        if entry.name.endswith(".mo")
    )
    return (ENGLISH, *found)


def use_language(code: str) -> None:
    """Say everything in this language from now on; raises `AppError` where there is none."""
    if code == ENGLISH:
        use_catalogue(NullTranslations())
        return
    if code not in languages():
        raise AppError("no_such_language", language=code)
    use_catalogue(_catalogue(code))


def in_every_language(text: str) -> tuple[str, ...]:
    """The text as it is said in English, in every language that ships, and in the one in use."""
    others = (_catalogue(code).gettext(text) for code in languages() if code != ENGLISH)
    return tuple(dict.fromkeys((text, *others, tr(text))))


def _catalogue(code: str) -> GNUTranslations:
    path = resources.files("resources").joinpath("translations", f"{code}.mo")
    with path.open("rb") as file:
        return GNUTranslations(file)


def language() -> str:
    """The code of the language in use, as its catalogue states it."""
    return _in_use[0].info().get("language", ENGLISH)


def use_catalogue(catalogue: NullTranslations) -> None:
    """Say everything by this catalogue (tests use one that shows what was never marked)."""
    _in_use[0] = catalogue


def tr(text: str, /, **values: object) -> str:
    """The text in the language in use, with the values put in."""
    said = _in_use[0].gettext(text)
    return said.format(**values) if values else said


def trn(one: str, many: str, n: int, /, **values: object) -> str:
    """The form that this number asks for (Welsh has up to six); ``n`` is among the values."""
    return _in_use[0].ngettext(one, many, n).format(n=n, **values)


def mark(text: str, /) -> str:
    """Mark a text for translation that is looked up later by `tr`."""
    return text
