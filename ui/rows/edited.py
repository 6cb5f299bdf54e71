"""What an edited workbook asks for, as rows of a table: each difference, then each problem."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from allocation_app.domain.edited import Difference, Edits, Trouble, Unclear, allowed
from allocation_app.domain.effects import Measured
from allocation_app.domain.people import ChildId
from allocation_app.domain.plan import Move, Plan
from allocation_app.domain.snapshot import Snapshot
from allocation_app.wording import edited as sentences
from allocation_app.wording import move_rules
from allocation_app.wording.moves import Donors
from allocation_app.wording.names import Names, names_of
from allocation_app.wording.translate import tr


@dataclass(frozen=True, slots=True, kw_only=True)
class EditRow:
    """One difference, or one thing that can't be taken as meant, which has no ``difference``.

    ``number`` is its place; ``problem`` says what is wrong, or what still speaks against it.
    """

    number: int
    where: str
    child: str
    before: str
    after: str
    problem: str
    difference: Difference | None
    is_ticked: bool

    @property
    def is_refused(self) -> bool:
        """Whether it is ticked, or can't be, and is not staged as it stands."""
        return bool(self.problem) and (self.is_ticked or self.difference is None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What is ticked, judged together: ``kept`` can be staged, ``refused`` says why not."""

    kept: tuple[Difference, ...]
    refused: tuple[Unclear, ...]


def asked_for(found: Edits) -> tuple[Difference, ...]:
    """Every difference, those against which a rule speaks at the end."""
    refused = (each.difference for each in found.unclear if each.difference is not None)
    return (*found.differences, *dict.fromkeys(refused))


def judged(plan: Plan, ticked: list[Difference], why: str, by: Measured) -> Judged:
    """What can be staged of these, rules that warn being set aside for this reason (a code).

    A reason that stands in the workbook itself goes before it, and what breaks no rule has none.
    """
    asked = list(ticked)
    while True:
        kept, refused = allowed(plan, asked, by)
        late = {
            _about(each.difference)
            for each in refused
            if each.trouble is Trouble.RULE_UNEXPLAINED and each.difference is not None
        }
        explained = [replace(e, override=why) if _about(e) in late else e for e in asked]
        if explained == asked:
            return Judged(kept=tuple(kept), refused=tuple(refused))
        asked = explained


def edit_rows(
    found: Edits, ticked: set[int], now: Judged, plan: Plan, *, hide_names: bool
) -> list[EditRow]:
    """A row per difference, ``ticked`` by its place among `asked_for`, and one per problem."""
    names, before = names_of(plan.facts, hide_names=hide_names), donors_of(plan.snapshot)
    against = _said((*found.unclear, *now.refused), names)
    rows = []
    for number, each in enumerate(asked_for(found)):
        is_ticked = number in ticked
        rows.append(
            EditRow(
                number=number,
                where=sentences.where(each) or tr("a row that was deleted"),
                child=names.child(each.step.child),
                before=sentences.was(each, before, names),
                after=sentences.now(_as_kept(each, now), before, names),
                problem=_problem(each, now, against, is_ticked=is_ticked),
                difference=each,
                is_ticked=is_ticked,
            )
        )
    return [*rows, *_problems(found, len(rows), names)]


def _problems(found: Edits, first: int, names: Names) -> list[EditRow]:
    unmeant = (each for each in found.unclear if each.difference is None)
    return [
        EditRow(
            number=number,
            where=sentences.where(each),
            child="" if each.child is None else names.child(each.child),
            before="",
            after="",
            problem=sentences.sentence(each, names),
            difference=None,
            is_ticked=False,
        )
        for number, each in enumerate(unmeant, start=first)
    ]


def needs_reason(found: Edits, now: Judged) -> bool:
    """Whether anything is against a rule that could be set aside with a reason."""
    told = (*found.unclear, *now.refused)
    return any(each.trouble is Trouble.RULE_UNEXPLAINED for each in told)


def donors_of(snapshot: Snapshot) -> Donors:
    """Under whose name each child stands in the import."""
    return {child: spell.worker for child, spell in snapshot.holding_spells().items()}


About = tuple[ChildId, object]


def _about(of: Difference) -> About:
    return of.step.child, None if isinstance(of.step, Move) else of.step.about


def _said(unclear: tuple[Unclear, ...], names: Names) -> Mapping[About, str]:
    """What speaks against each, and once whether a reason would do."""
    said: dict[About, dict[str, None]] = {}
    stopped = set[About]()
    for each in unclear:
        if each.difference is not None and each.broken is not None:
            about = _about(each.difference)
            said.setdefault(about, {})[move_rules.sentence(each.broken, names)] = None
            if each.trouble is Trouble.RULE:
                stopped.add(about)
    hint = tr("It needs a reason: choose one below.")
    return {
        about: " ".join(parts if about in stopped else (*parts, hint))
        for about, parts in said.items()
    }


def _problem(of: Difference, now: Judged, said: Mapping[About, str], *, is_ticked: bool) -> str:
    """What speaks against it as things stand; nothing where it is kept."""
    if is_ticked and any(_about(each) == _about(of) for each in now.kept):
        return ""
    return said.get(_about(of), "")


def _as_kept(of: Difference, now: Judged) -> Difference:
    """The difference with what is set aside for it, once it is."""
    return next((each for each in now.kept if _about(each) == _about(of)), of)
