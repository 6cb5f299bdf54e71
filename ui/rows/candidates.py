"""Who could take a child, as the panel beside the child shows it: a row a worker, best first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from allocation_app.domain.candidates import Candidate, Candidates, Part, candidates
from allocation_app.domain.move_rules import Bar
from allocation_app.domain.people import ChildId, TeamId, Worker, WorkerId
from allocation_app.domain.policy import Band
from allocation_app.domain.review import Review
from allocation_app.wording import candidates as sentences
from allocation_app.wording import terms
from allocation_app.wording.translate import mark, tr, trn
from ui.rows.people import worker_facts

TOLD = 2  # parts beside a name; all of them stand in the tip
KNOWN: Mapping[Part, str] = {
    Part.KNOWS_CHILD: mark("knows the child"),
    Part.KNOWS_SIBLING: mark("knows a sibling"),
    Part.WELSH: mark("Welsh, as the child"),
}
BADGED = frozenset({*KNOWN, Part.NEWLY_QUALIFIED, Part.NEW_CASES, Part.AWAY_SOON, Part.OTHER_TEAM})
"""Parts that a badge or the team's name tells, so that the reason has room for others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    """A fact in a word or few; ``is_for`` tells one that speaks for the worker."""

    words: str
    is_for: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateRow:
    """One worker for the child. Shares are of capacity, now and with the child."""

    worker: WorkerId
    name: str
    team: str
    before: float | None
    after: float | None
    band_before: Band
    band: Band
    reason: str
    badges: tuple[Badge, ...]
    candidate: Candidate
    among: Candidates

    @property
    def tip(self) -> str:
        """The whole reason, then every part with what it counts."""
        known = self.candidate.known
        lines = [sentences.reason(self.candidate, self.among)]
        for part in self.candidate.largest:
            points = sentences.signed(self.candidate.parts[part])
            why = sentences.part_words(self.candidate, part)
            lines.append(tr("{points}: {why}", points=points, why=why))
        lines += [terms.first_up(sentences.known(each, self.among)) for each in known]
        last = (sentences.without_top(self.candidate), self.recent)
        return "\n".join([*lines, *(each for each in last if each)])

    @property
    def recent(self) -> str:
        """What they had of the last cases; it decides where all else is the same."""
        recent = self.candidate.recent
        if recent is None or not (recent.cases or recent.expected):
            return ""
        return sentences.recent(recent)

    @property
    def change(self) -> str:
        """The share before and after: "81 → 90 %"."""
        return tr("{before} → {after}", before=share_before(self.before), after=self.after_words)

    @property
    def after_words(self) -> str:
        """The share with the child: "90 %"."""
        return terms.percent(self.after)

    @property
    def said(self) -> str:
        """The whole row in words, for who hears it."""
        load = tr("{change} of capacity, {band}", change=self.change, band=terms.term(self.band))
        badges = ", ".join(badge.words for badge in self.badges)
        return "; ".join(part for part in (self.name, self.team, load, self.reason, badges) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Barred:
    """One rule that excludes workers from the child, and whom; all of them without ``names``."""

    rule: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateRows:
    """Who could take a child, without who has it. ``near`` are those of the team looked at.

    Only those who are shown are made rows of: a council has hundreds.
    """

    found: Candidates | None = None
    ranked: tuple[Candidate, ...] = ()
    near: tuple[Candidate, ...] = ()
    away: tuple[CandidateRow, ...] = ()
    barred: tuple[Barred, ...] = ()


def share_before(share: float | None) -> str:
    """A share without its unit, which stands after the arrow."""
    return "–" if share is None else str(terms.whole_percent(share))


def candidate_rows(review: Review, child: ChildId, team: TeamId | None) -> CandidateRows:
    """Rank everybody for this child; whoever holds the child already is no candidate."""
    found = candidates(review.caseloads, child)
    holder = review.caseloads.holder(child)
    held_by = None if holder is None else holder.id
    ranked = tuple(each for each in found.ranked if each.worker != held_by)
    workers = review.snapshot.workers
    return CandidateRows(
        found=found,
        ranked=ranked,
        near=tuple(each for each in ranked if team in {None, workers[each.worker].team}),
        away=tuple(
            candidate_row(each, found, review) for each in found.away if each.worker != held_by
        ),
        barred=_barred(found, review),
    )


def candidate_row(each: Candidate, among: Candidates, review: Review) -> CandidateRow:
    """One candidate in words."""
    worker = review.snapshot.workers[each.worker]
    told = [part for part in each.largest if part not in BADGED][:TOLD]
    said = [sentences.brief(each, part) for part in told]
    if each.known:
        said = [sentences.known(each.known[0], among), *said[:1]]
    if each.absence is not None:
        said = [sentences.away(each.absence), *said]
    return CandidateRow(
        worker=worker.id,
        name=worker.name,
        team=_team(worker, review.snapshot.children[among.child].team, review),
        before=each.before.utilisation,
        after=each.after.utilisation,
        band_before=each.before.band,
        band=each.after.band,
        reason=terms.first_up("; ".join(said)),
        badges=tuple(_badges(each, worker, review)),
        candidate=each,
        among=among,
    )


def _team(worker: Worker, team: TeamId | None, review: Review) -> str:
    """The worker's team where it is not the child's."""
    if worker.team is None or worker.team == team:
        return ""
    known = review.snapshot.teams.get(worker.team)
    return worker.team if known is None else known.name


def _badges(each: Candidate, worker: Worker, review: Review) -> Iterator[Badge]:
    for part, words in KNOWN.items():
        if part in each.parts:
            yield Badge(words=tr(words), is_for=True)
    if each.new_cases:
        yield Badge(words=trn("{n} new in 7 days", "{n} new in 7 days", each.new_cases))
    # The reason has the absence of whoever is away now; the language is among what is known.
    untold = replace(
        worker,
        absences=tuple(away for away in worker.absences if away != each.absence),
        languages=frozenset() if Part.WELSH in each.parts else worker.languages,
    )
    for fact in worker_facts(untold, review):
        yield Badge(words=fact)


def _barred(found: Candidates, review: Review) -> tuple[Barred, ...]:
    """Who is excluded, a line a rule, the rule that most are excluded by last."""
    names: dict[str, list[str]] = {}
    if found.pin is not None:
        return (Barred(rule=sentences.excluded(Bar.PINNED), names=()),)
    for each in found.excluded:
        worker = review.snapshot.workers[each.worker].name
        names.setdefault(sentences.excluded(each.rule), []).append(worker)
    order = sorted(names, key=lambda rule: (len(names[rule]), rule))
    return tuple(Barred(rule=rule, names=tuple(sorted(names[rule]))) for rule in order)
