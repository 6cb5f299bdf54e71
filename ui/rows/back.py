"""What there is to look back on: imports, what they come to, who had whom, what was done."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from allocation_app.domain.holders import Holders
from allocation_app.domain.journal import Entry
from allocation_app.domain.past import Past
from allocation_app.domain.trends import Trend


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """An import that is known, by the number that the journal knows it by.

    ``added`` is the local time with its offset, and with ``by`` empty where nothing is kept.
    """

    number: int
    fingerprint: str
    as_at: date
    sources: tuple[str, ...]
    added: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Back:
    """What there is to look back on. Without a workspace ``is_kept`` is False: no journal then."""

    imports: tuple[Seen, ...] = ()
    past: Past = field(default_factory=Past)
    trend: Trend = field(default_factory=Trend)
    holders: Holders = field(default_factory=Holders)
    is_kept: bool = False

    @property
    def journal(self) -> tuple[Entry, ...]:
        """What was done, the first first."""
        return self.past.journal
