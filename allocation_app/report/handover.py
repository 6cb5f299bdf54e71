"""Hand-over packs: for each child or family that the plan moves, what goes with the case.

Each begins on a sheet of its own. Addresses, narratives and allegations have no place in it, and a
note only where names have.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from allocation_app.domain.effects import Measured, PlanEffect, plan_effect
from allocation_app.domain.findings import Finding, State
from allocation_app.domain.handover import Pack, Transfer, packs
from allocation_app.domain.move_rules import Broken, broken_in_plan
from allocation_app.domain.people import ChildId, Status, WorkerId
from allocation_app.domain.worker_history import is_present_untold
from allocation_app.report.facts import Facts
from allocation_app.report.listing import Column
from allocation_app.report.lists import state_pairs
from allocation_app.report.looks import Style
from allocation_app.report.pages import Grid, Page, Paper, Said, Ticks, Tone, Words
from allocation_app.report.printed import foot
from allocation_app.report.values import Value
from allocation_app.wording import effects, handover, terms
from allocation_app.wording import findings as sentences
from allocation_app.wording.names import Names
from allocation_app.wording.translate import tr

DATED = frozenset({"D6", "D12"})
"""The delays that say when something is due for a child, whoever holds it."""


def handover_packs(facts: Facts, children: Sequence[ChildId] = ()) -> Paper:
    """A pack for each child or family that the plan moves; ``children`` narrows them to theirs."""
    made, found = _Made(facts=facts), packs(facts.review, children)
    named = {each.child for pack in found for each in pack.transfers}
    named |= {sibling for pack in found for sibling in pack.siblings}
    nothing = (
        tr("The plan moves none of these children: there is nothing to hand over.")
        if children
        else tr("The plan changes no child’s worker: there is nothing to hand over.")
    )
    empty = Page(title=tr("Hand-over"), blocks=[Words(text=nothing)])
    return Paper(
        title=tr("Hand-over packs"),
        pages=tuple(made.page(pack) for pack in found) or (empty,),
        foot=foot(facts),
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
        facts = self.facts
        return Names(child=lambda child: called(facts, child), worker=facts.called.__getitem__)

    @cached_property
    def by(self) -> Measured:
        review = self.facts.review
        return Measured(policy=review.policy, rules=review.rules, calendar=review.calendar)

    @cached_property
    def effect(self) -> PlanEffect:
        return plan_effect(self.facts.whole.caseloads.plan, self.by)

    @cached_property
    def broken(self) -> Mapping[ChildId, Sequence[Broken]]:
        found: dict[ChildId, list[Broken]] = {}
        for each in broken_in_plan(self.facts.whole.caseloads.plan, self.by):
            found.setdefault(each.child, []).append(each)
        return found

    def page(self, pack: Pack) -> Page:
        """One hand-over, from what is decided to the signatures."""
        statuses = frozenset[Status]().union(
            *(self.facts.child(each.child).statuses for each in pack.transfers)
        )
        todo = handover.checklist(pack, statuses)
        signed = (
            (tr("Joint visit on"), None),
            (tr("Handed over by, on"), None),
            (tr("Taken over by, on"), None),
            (tr("Seen by a manager, on"), None),
        )
        return Page(
            title=self._title(pack),
            blocks=[
                Said(lines=[*self._head(pack)]),
                self._of_several(pack, self._seen(pack)),
                self._of_several(pack, self._dates(pack)),
                self._of_several(pack, self._people(pack)),
                Words(text=self._decided_on(), tone=Tone.SECTION),
                Said(lines=[*self._decided(pack)]),
                Ticks(title=tr("To be done for the hand-over"), lines=todo),
                Said(lines=signed),
            ],
        )

    def _title(self, pack: Pack) -> str:
        first = pack.transfers[0].child
        if len(pack.transfers) == 1:
            return tr("Hand-over: {child}", child=self.names.child(first))
        family, children = self.facts.child(first).family, terms.children(len(pack.transfers))
        return tr("Hand-over: family {family}, {children}", family=family, children=children)

    def _of_several(self, pack: Pack, grid: Grid) -> Grid:
        """The table without its first column, which says which child, where there is but one."""
        if len(pack.transfers) > 1:
            return grid
        rows = [row[1:] for row in grid.rows]
        return replace(grid, columns=grid.columns[1:], rows=rows)

    def _child(self) -> Column:
        return Column(heading=tr("Child"), style=Style.LONG, narrowest=14, widest=26)

    def _head(self, pack: Pack) -> Iterator[tuple[str, Value]]:
        day = terms.day(pack.day)
        first = self.facts.child(pack.transfers[0].child)
        is_untold = is_present_untold(self.facts.loads, first.id)
        donor = terms.untold_holder(first) if is_untold else self._worker(pack.donor)
        yield tr("From"), donor
        yield tr("To"), self._worker(pack.to)
        is_open = tr("{day} (no day was chosen: as at the import)", day=day)
        yield tr("On"), day if pack.has_day else is_open
        yield tr("Why"), handover.reasons(pack, self.names)
        notes = tuple(each.move.note for each in pack.transfers if each.move.note)
        if notes:
            yield tr("Note"), notes
        if len(pack.transfers) == 1:
            yield tr("Status"), handover.statuses(first.statuses)
        near = handover.key_events(pack)
        if near:
            yield tr("Key events near"), near
        yield tr("Joint visit"), handover.joint_visit(pack)

    def _worker(self, worker: WorkerId | None) -> str:
        if worker is None:
            return terms.first_up(self.names.holder(None))
        known = self.facts.loads.snapshot.workers[worker]
        parts = (self.names.worker(worker), terms.role(known), self.facts.team(known.team))
        once = {part.casefold(): part for part in reversed(parts) if part}  # “Duty” is its role too
        return ", ".join(reversed(once.values()))

    def _seen(self, pack: Pack) -> Grid:
        contacts = pack.transfers[0].contacts
        kinds = [terms.first_up(terms.event(contact.kind)) for contact in contacts]
        return Grid(
            title=tr("Last seen, as at {day}", day=terms.plain_day(self.facts.as_at)),
            columns=[
                self._child(),
                *(Column(heading=kind, style=Style.LONG, narrowest=19) for kind in kinds),
            ],
            rows=[
                (
                    self._with_status(each.child),
                    *(handover.contact(contact, self.facts.as_at) for contact in each.contacts),
                )
                for each in pack.transfers
            ],
        )

    def _with_status(self, child: ChildId) -> tuple[str, ...]:
        return self.names.child(child), handover.statuses(self.facts.child(child).statuses)

    def _dates(self, pack: Pack) -> Grid:
        return Grid(
            title=tr("Next statutory dates"),
            columns=[
                self._child(),
                Column(heading=tr("Due"), style=Style.DAY),
                Column(heading=tr("State"), narrowest=11, widest=11, pairs=state_pairs()),
                Column(heading=tr("What"), style=Style.LONG, widest=34),
                Column(heading=tr("Rule"), narrowest=9, widest=10),
                Column(heading=tr("Where it stands"), style=Style.LONG, widest=48),
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
        return sorted(found, key=lambda each: (each.due or date.max, each.rule))

    def _date(self, child: ChildId, finding: Finding) -> Sequence[Value]:
        review = self.facts.review
        name = sentences.rule_name(finding, review)
        if finding.state is State.CANNOT_TELL:
            name = sentences.sentence(finding, review)
        return (
            self.names.child(child),
            finding.due,
            terms.told(finding.told),
            name,
            finding.rule,
            sentences.source(finding, review).citation,
        )

    def _people(self, pack: Pack) -> Grid:
        return Grid(
            title=tr("Who has had the case, and who else is there"),
            columns=[
                self._child(),
                Column(heading=tr("Who"), style=Style.LONG, widest=22),
                Column(heading=tr("As"), style=Style.LONG, widest=34),
                Column(heading=tr("From"), style=Style.DAY),
                Column(heading=tr("To"), style=Style.DAY),
                Column(heading=tr("Days"), style=Style.COUNT, narrowest=5),
                Column(heading=tr("What is known of it"), style=Style.LONG, widest=36),
            ],
            rows=[
                *(row for each in pack.transfers for row in self._history(each)),
                *(row for each in pack.transfers for row in self._beside(each)),
                *self._siblings(pack),
            ],
            nobody=tr("Nobody, by the import."),
        )

    def _history(self, each: Transfer) -> Iterator[Sequence[Value]]:
        if is_present_untold(self.facts.loads, each.child):
            untold = terms.untold_holder(self.facts.child(each.child))
            yield self.names.child(each.child), tr("cannot tell"), None, None, None, None, untold
        for held in each.history:
            yield (
                self.names.child(each.child),
                self.names.worker(held.worker),
                handover.role_then(self.facts.snapshot.workers[held.worker]),
                held.start,
                held.end,
                held.days,
                handover.why_ended(held),
            )

    def _beside(self, each: Transfer) -> Iterator[Sequence[Value]]:
        child, changes = self.names.child(each.child), {c.about: c for c in each.changes}
        for spell in each.beside:
            change = changes.pop((spell.child, spell.worker, spell.involvement), None)
            comes = None if change is None else tr("begins by the plan")
            if spell.worker == each.move.to:
                comes = tr("becomes the case holder by the plan")
            role = terms.involvement(spell.involvement)
            yield child, self.names.worker(spell.worker), role, spell.start, spell.end, None, comes
        for gone in changes.values():
            role = terms.involvement(gone.involvement)
            day, ends = gone.effective or self.facts.as_at, tr("ends by the plan")
            yield child, self.names.worker(gone.worker), role, None, day, None, ends

    def _siblings(self, pack: Pack) -> Iterator[Sequence[Value]]:
        """The other open cases of the family, under whose name they stand by the plan."""
        loads = self.facts.loads
        for child in pack.siblings:
            spell = loads.spells.get(child)
            who = self.names.holder(None if spell is None else spell.worker)
            name = self.names.child(child)
            yield (
                name,
                tr("cannot tell") if child in loads.unreadable else who,
                tr("has sibling {child}", child=name),
                None if spell is None else spell.start,
                None,
                None,
                tr("begins by the plan") if child in loads.moves else None,
            )

    def _decided(self, pack: Pack) -> Iterator[tuple[str, Value]]:
        """The facts at the moment of the decision, so that they can be looked at later."""
        changed = (self.effect.workers.get(each) for each in (pack.donor, pack.to) if each)
        loads = [effects.worker(each, self.names) for each in changed if each is not None]
        if loads:
            yield tr("Loads by the whole plan"), "; ".join(loads)
        for each in pack.transfers:
            label = tr("The case") if len(pack.transfers) == 1 else self.names.child(each.child)
            yield label, self._case(each)
        against = [each for t in pack.transfers for each in self.broken.get(t.child, ())]
        if against:
            yield tr("What spoke against it"), handover.against(against)
        aside = [handover.set_aside(each.move) for each in pack.transfers if each.move.overrides]
        if aside:
            yield tr("Rules set aside"), tuple(dict.fromkeys(aside))

    def _decided_on(self) -> str:
        day, snapshot = terms.plain_day(self.facts.as_at), self.facts.snapshot
        return tr(
            "Decided on the import of {day} ({fingerprint})",
            day=day,
            fingerprint=snapshot.fingerprint,
        )

    def _case(self, of: Transfer) -> str:
        points = self.facts.points_held.get(of.child)
        parts = []
        if points is not None:
            parts.append(tr("{points} points with the new worker", points=terms.points(points)))
        if of.wait is not None:
            parts.append(handover.waited(of.wait))
        elif of.since is not None:
            parts.append(tr("with the last worker since {day}", day=terms.plain_day(of.since)))
        return "; ".join(parts) or tr("nothing on record")
