"""Hand-over packs: for each child or family that the plan moves, what goes with the case.

Each begins on a sheet of its own. Addresses, narratives and allegations have no place in it, and a
note only where names have.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from allocation_app.domain.effects import Measured, PlanEffect, plan_effect
from allocation_app.domain.findings import Finding, State
from allocation_app.domain.handover import Pack, Transfer, packs
from allocation_app.domain.move_rules import Broken, broken_in_plan
from allocation_app.domain.people import ChildId, Gap, Status, WorkerId
from allocation_app.report.facts import Facts
from allocation_app.report.listing import Column
from allocation_app.report.lists import state_pairs
from allocation_app.report.looks import Style
from allocation_app.report.notes import versions
from allocation_app.report.pages import Block, Grid, Page, Paper, Said, Ticks, Tone, Words
from allocation_app.report.values import Value
from allocation_app.wording import effects, handover, move_rules, moves, terms
from allocation_app.wording import findings as sentences
from allocation_app.wording.names import Names, names_of
from allocation_app.wording.translate import tr

DATED = frozenset({"D6", "D12"})
"""The delays that say when something is due for a child, whoever holds it."""


def handover_packs(facts: Facts, children: Sequence[ChildId] = ()) -> Paper:
    """A pack for each child or family that the plan moves; ``children`` narrows them to theirs."""
    made, found = _Made(facts=facts), packs(facts.review, children)
    named = {each.child for pack in found for each in pack.transfers}
    named |= {sibling for pack in found for sibling in pack.siblings}
    nobody = Words(text=tr("The plan changes no child’s worker: there is nothing to hand over."))
    empty = Page(title=tr("Hand-over"), blocks=[nobody])
    return Paper(
        title=tr("Hand-over packs"),
        pages=tuple(made.page(pack) for pack in found) or (empty,),
        foot=versions(facts),
        children=len(named),
    )


def called(facts: Facts, child: ChildId) -> str:
    """A child by name or initials, with the case number: "L.H. (012345)"."""
    name = facts.name(child)
    return f"{name} ({child})" if name and name != child else str(child)


@dataclass(frozen=True, kw_only=True)
class _Made:
    """What every pack is told by, worked out once."""

    facts: Facts

    @cached_property
    def names(self) -> Names:
        known = names_of(self.facts.loads.snapshot, hide_names=self.facts.hide_names)
        return replace(known, child=lambda child: called(self.facts, child))

    @cached_property
    def by(self) -> Measured:
        review = self.facts.review
        return Measured(policy=review.policy, rules=review.rules, calendar=review.calendar)

    @cached_property
    def effect(self) -> PlanEffect:
        return plan_effect(self.facts.loads.plan, self.by)

    @cached_property
    def broken(self) -> Mapping[ChildId, Sequence[Broken]]:
        found: dict[ChildId, list[Broken]] = {}
        for each in broken_in_plan(self.facts.loads.plan, self.by):
            found.setdefault(each.child, []).append(each)
        return found

    def page(self, pack: Pack) -> Page:
        """One hand-over, from what is decided to the signatures."""
        statuses = frozenset[Status]().union(
            *(self.facts.child(each.child).statuses for each in pack.transfers)
        )
        blocks: list[Block] = [
            Said(lines=[*self._head(pack)]),
            self._seen(pack),
            self._dates(pack),
            *self._near(pack),
            self._people(pack),
            self._history(pack),
            self._decided(pack),
            Ticks(
                title=tr("To be done for the hand-over"),
                lines=handover.checklist(statuses, is_met=pack.is_met),
            ),
            Said(
                lines=[
                    (tr("Joint visit made on"), None),
                    (tr("Handed over by, on"), None),
                    (tr("Taken over by, on"), None),
                    (tr("Seen by a manager, on"), None),
                ]
            ),
        ]
        return Page(title=self._title(pack), blocks=blocks)

    def _title(self, pack: Pack) -> str:
        if len(pack.transfers) == 1:
            return tr("Hand-over: {child}", child=self.names.child(pack.transfers[0].child))
        family = self.facts.child(pack.transfers[0].child).family
        children = terms.children(len(pack.transfers))
        return tr("Hand-over: family {family}, {children}", family=family, children=children)

    def _head(self, pack: Pack) -> Iterator[tuple[str, Value]]:
        day = terms.day(pack.day)
        first = self.facts.child(pack.transfers[0].child)
        is_known = pack.donor is not None or (first.is_holder_readable and not first.rivals)
        unknown = tr("cannot tell: {why}", why=terms.missing(Gap.HOLDER))
        yield tr("From"), self._worker(pack.donor) if is_known else unknown
        yield tr("To"), self._worker(pack.to)
        yield (
            tr("On"),
            day if pack.has_day else tr("{day} (no day was chosen: as at the import)", day=day),
        )
        yield tr("Why"), handover.reasons(pack, self.names)
        if not self.facts.hide_names:
            notes = tuple(each.move.note for each in pack.transfers if each.move.note)
            if notes:
                yield tr("Note"), notes
        yield tr("Joint visit"), handover.joint_visit(pack)

    def _worker(self, worker: WorkerId | None) -> str:
        if worker is None:
            return terms.first_up(self.names.holder(None))
        known = self.facts.loads.snapshot.workers[worker]
        parts = (self.names.worker(worker), terms.role(known), self.facts.team(known.team))
        return ", ".join(part for part in parts if part)

    def _seen(self, pack: Pack) -> Grid:
        kinds = [contact.kind for contact in pack.transfers[0].contacts]
        return Grid(
            title=tr("Last seen, by the import"),
            columns=[
                Column(heading=tr("Child"), style=Style.LONG, widest=20),
                Column(heading=tr("Status"), style=Style.LONG, widest=20),
                *(
                    Column(heading=terms.first_up(terms.event(kind)), style=Style.LONG, widest=18)
                    for kind in kinds
                ),
            ],
            rows=[
                (
                    self.names.child(each.child),
                    handover.statuses(self.facts.child(each.child).statuses),
                    *(handover.contact(contact, self.facts.as_at) for contact in each.contacts),
                )
                for each in pack.transfers
            ],
        )

    def _dates(self, pack: Pack) -> Grid:
        return Grid(
            title=tr("Next statutory dates"),
            columns=[
                Column(heading=tr("Child"), style=Style.LONG, widest=20),
                Column(heading=tr("Due"), style=Style.DAY),
                Column(heading=tr("State"), widest=12, pairs=state_pairs()),
                Column(heading=tr("What"), style=Style.LONG, widest=46),
                Column(heading=tr("Rule and where it stands"), style=Style.LONG, widest=46),
            ],
            rows=[
                self._date(each.child, finding)
                for each in pack.transfers
                for finding in self._due(each.child)
            ],
            nobody=tr("No rule in force asks for a date."),
        )

    def _due(self, child: ChildId) -> Sequence[Finding]:
        """Everything with a date for the child by that date, then what nobody can tell."""
        known = self.facts.findings.get(child, ())
        found = [each for each in known if each.delay in DATED]
        found += self.facts.in_time.get(child, ())
        undated = [each for each in found if each.state is State.CANNOT_TELL]
        dated = [each for each in found if each.due is not None and each not in undated]
        return [*sorted(dated, key=lambda each: (each.due, each.rule)), *undated]

    def _date(self, child: ChildId, finding: Finding) -> Sequence[Value]:
        review = self.facts.review
        citation = sentences.source(finding, review).citation
        return (
            self.names.child(child),
            finding.due,
            terms.told(finding.told),
            sentences.sentence(finding, review),
            f"{finding.rule}: {citation}",
        )

    def _near(self, pack: Pack) -> Iterator[Block]:
        """The key events near the move, where there are any."""
        lines = [
            (self.names.child(each.child), handover.key_event(event, pack.day))
            for each in pack.transfers
            for event in each.key_events
        ]
        if lines:
            days = self.facts.review.policy.key_event_window.days
            yield Words(text=tr("Key events within {n} days", n=days), tone=Tone.SECTION)
            yield Said(lines=lines)

    def _people(self, pack: Pack) -> Grid:
        return Grid(
            title=tr("Brothers and sisters, and who else works with the family"),
            columns=[
                Column(heading=tr("Child"), style=Style.LONG, widest=20),
                Column(heading=tr("Who"), style=Style.LONG, widest=30),
                Column(heading=tr("As"), style=Style.LONG, widest=20),
                Column(heading=tr("Since"), style=Style.DAY),
                Column(heading=tr("By the plan"), style=Style.LONG, widest=40),
            ],
            rows=[*self._siblings(pack), *self._beside(pack)],
            nobody=tr(
                "None on record: no other open case in the family, nobody beside the worker."
            ),
        )

    def _siblings(self, pack: Pack) -> Iterator[Sequence[Value]]:
        loads = self.facts.loads
        for child in pack.siblings:
            spell, move = loads.spells.get(child), loads.moves.get(child)
            if child in loads.unreadable:
                who = tr("cannot tell")
            else:
                who = self.names.holder(None if spell is None else spell.worker)
            yield (
                self.names.child(child),
                who,
                tr("sibling’s worker"),
                None if spell is None else spell.start,
                None if move is None else tr("moves too"),
            )

    def _beside(self, pack: Pack) -> Iterator[Sequence[Value]]:
        for each in pack.transfers:
            for spell in each.beside:
                yield (
                    self.names.child(each.child),
                    self.names.worker(spell.worker),
                    terms.involvement(spell.involvement),
                    spell.start,
                    None,
                )
            for change in each.changes:
                yield (
                    self.names.child(each.child),
                    self.names.worker(change.worker),
                    terms.involvement(change.involvement),
                    change.effective,
                    tr("ends") if change.is_end else tr("begins"),
                )

    def _history(self, pack: Pack) -> Grid:
        return Grid(
            title=tr("Who has had the case"),
            columns=[
                Column(heading=tr("Child"), style=Style.LONG, widest=20),
                Column(heading=tr("Worker"), style=Style.LONG, widest=24),
                Column(heading=tr("From"), style=Style.DAY),
                Column(heading=tr("To"), style=Style.DAY),
                Column(heading=tr("Days"), style=Style.COUNT),
                Column(heading=tr("Why it ended"), style=Style.LONG, widest=40),
            ],
            rows=[
                (
                    self.names.child(each.child),
                    self.names.worker(held.worker),
                    held.start,
                    held.end,
                    held.days,
                    handover.why_ended(held),
                )
                for each in pack.transfers
                for held in each.history
            ],
            nobody=tr("Nobody, by the import."),
        )

    def _decided(self, pack: Pack) -> Said:
        """The facts on which it was decided, so that they can be looked at later."""
        return Said(lines=[*self._facts(pack)])

    def _facts(self, pack: Pack) -> Iterator[tuple[str, Value]]:
        snapshot = self.facts.snapshot
        yield (
            tr("Decided on"),
            tr(
                "the import as at {day} ({fingerprint})",
                day=terms.day(snapshot.as_at),
                fingerprint=snapshot.fingerprint,
            ),
        )
        for worker in (pack.donor, pack.to):
            change = None if worker is None else self.effect.workers.get(worker)
            if worker is not None and change is not None:
                said = effects.load_change(change)
                yield tr("Load of {worker}", worker=self.names.worker(worker)), said
        yield from self._of_each(pack.transfers)

    def _of_each(self, transfers: Sequence[Transfer]) -> Iterator[tuple[str, Value]]:
        for each in transfers:
            who = self.names.child(each.child)
            if each.wait is not None:
                yield who, handover.waited(each.wait)
            if each.child in self.facts.points_held:
                points = terms.points(self.facts.points_held[each.child])
                yield who, tr("{points} points with the new worker", points=points)
            against = move_rules.sentences(self.broken.get(each.child, ()), self.names)
            if against:
                yield tr("What spoke against it"), tuple(against)
            if each.move.overrides:
                rules = move_rules.rule_names(each.move.overrides)
                why = moves.override_reason(each.move.override_reason)
                yield tr("Set aside"), tr("{rules}: {reason}", rules=rules, reason=why)
