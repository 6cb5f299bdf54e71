"""How one file is written: its language, and the words and forms that it keeps to."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date
from random import Random

from sample_data.generator.chance import happens
from sample_data.generator.layouts.headings import ALL
from sample_data.generator.layouts.words import LANGUAGES, Words
from sample_data.generator.records import Child, Worker
from sample_data.generator.story import TEAM_NAME

TEAMS_IN_WELSH: Mapping[str, str] = {TEAM_NAME: "Tîm Cymorth Teulu a Diogelu"}
PLAIN_HEADING = 0.3
NAME_SLIP = 0.15
NBSP = "\N{NO-BREAK SPACE}"
SHORT_FORMS = ("%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y")


class Voice:
    """Chooses words by chance, and keeps to those that one file has only once."""

    def __init__(self, language: str, rng: Random) -> None:
        self.language = language
        self.rng = rng
        self.words: Words = LANGUAGES[language]
        self.always_gives_ids = False
        self._headings: dict[tuple[str, str], str] = {}
        self._yes, self._no = rng.choice(self.words.yes_no)
        self._join = rng.choice(self.words.joins)
        self._roles = {role: rng.choice(said) for role, said in self.words.roles.items()}
        self._team_is_welsh = language == "cy" and happens(rng, 0.5)

    @property
    def is_welsh(self) -> bool:
        """Whether the file is in Welsh."""
        return self.language == "cy"

    def heading(self, kind: str, field: str) -> str:
        """What this file calls a column of children, workers or spells."""
        known = self._headings.get((kind, field))
        if known is None:
            options = ALL[self.language][kind][field]
            plain = happens(self.rng, PLAIN_HEADING)
            known = self._headings[kind, field] = options[0] if plain else self.rng.choice(options)
        return known

    def yes_no(self, flag: bool | None) -> str | None:  # noqa: FBT001 - the value of a cell
        """A flag as this file writes it."""
        return None if flag is None else self._yes if flag else self._no

    def role(self, role: str) -> str:
        """A job title; one that no list has stays as it is."""
        return self._roles.get(role, role)

    def team(self, name: str) -> str:
        """A team's name."""
        return TEAMS_IN_WELSH.get(name, name) if self._team_is_welsh else name

    def status(self, child: Child) -> str:
        """A child's statuses; a word that no list has stays as it is."""
        if "unknown" in child.statuses:
            return child.status_text
        said = [self.rng.choice(self.words.statuses[one]) for one in sorted(child.statuses)]
        return self._in_some_case(self._join.join(reversed(said)))

    def placement(self, child: Child) -> str | None:
        """Where a looked-after child is, as this file says it."""
        return (
            None if child.placement is None else self._said(self.words.placements, child.placement)
        )

    def legal_status(self, child: Child) -> str | None:
        """By which order or agreement a child is looked after, as this file says it."""
        if child.legal_status is None:
            return None
        return self._said(self.words.orders, child.legal_status)

    def _said(self, words: Mapping[str, tuple[str, ...]], what: str) -> str:
        return self.rng.choice(words[what])

    def _in_some_case(self, text: str) -> str:
        return self.rng.choice((text, text, text, text, text.upper(), text.lower(), f"{text} "))

    def not_told(self) -> str:
        """What stands where nobody knows yet."""
        return self.rng.choice(self.words.not_told)

    def nobody(self) -> str | None:
        """What stands where no worker is."""
        return self.rng.choice((None, *self.words.nobody))

    def name(self, worker: Worker) -> str:
        """A worker's name, now and then written in another way."""
        if not happens(self.rng, NAME_SLIP):
            return worker.name
        return self.rng.choice(
            (
                worker.name_reversed,
                worker.name.upper(),
                f" {worker.name}",
                f"{worker.name}{NBSP}",
                worker.name.replace(" ", "  ", 1),
                worker.name.replace(" ", NBSP, 1),
                without_accents(worker.name),
            )
        )

    def day_in_words(self, day: date) -> str:
        """A date with its month as a word, whole or short."""
        month = self.words.months[day.month - 1]
        if self.is_welsh:
            return f"{day.day} {month} {day.year}"
        form = self.rng.choice(
            ("{d} {m} {y}", "{d:02} {s} {y}", "{d:02}-{s}-{y}", "{d}{th} {m} {y}")
        )
        ending = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}
        return form.format(
            d=day.day, m=month, s=month[:3], y=day.year, th=ending.get(day.day, "th")
        )


def without_accents(text: str) -> str:
    """Text as a keyboard without accents gives it."""
    parts = unicodedata.normalize("NFD", text)
    return "".join(part for part in parts if not unicodedata.combining(part))
