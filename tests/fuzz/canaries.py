"""Imports of which something must be found nowhere: one of odd names, and those that ship."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from leaks import DAY

from allocation_app import settings
from allocation_app.domain.people import (
    Absence,
    Child,
    ChildId,
    EventKind,
    FamilyId,
    Gap,
    Involvement,
    Reduction,
    Role,
    Spell,
    Status,
    Team,
    TeamId,
    Worker,
    WorkerId,
)
from allocation_app.domain.plan import InvolvementChange, Mark, MarkKind, Move, Oversight, Pin, Plan
from allocation_app.domain.policy import Policy
from allocation_app.domain.pseudonyms import Codes
from allocation_app.domain.review import review
from allocation_app.domain.rules import RuleSet
from allocation_app.domain.snapshot import Snapshot
from allocation_app.domain.snapshot import Source as File
from allocation_app.domain.staffing import Joiner, StaffChange, StaffChangeKind
from allocation_app.errors import Problem, Severity
from allocation_app.intake import read
from allocation_app.report.naming import Source
from sample_data import generate, generate_layout

AS_AT = date(2026, 11, 20)
CHILD, STAFF, TEXT = "quaizo", "ouphe", "eaunix"
"""A part of every child's name; of every worker's and team's, and every identifier; of whatever
else somebody wrote. With vowels, so that no code has it in it."""
KEY = Codes(key=bytes(range(32)))
CHILDREN = 40
SHAPES = (
    "{} Huws",
    "Huws, {}",
    "{}-O’Brien D'Arcy",
    "=HYPERLINK({})",
    "{} <b>&amp;</b>",
    "{} #let",
    "Σ{} Łódź",
    "محمد {}",
    "{} [*_`$\\]",
    "{}\u202e\u200b Gŵyn",
    "{} " + "Long " * 12,
    "{}",
)


def _ago(**days: int) -> dict[EventKind, date]:
    return {EventKind(kind): AS_AT - timedelta(days=ago) for kind, ago in days.items()}


BY_BIRTH = {
    # how many days ago it was born, its status, and what happened how many days ago
    33: (31, Status.REGISTERED, _ago(initial_conference=52, registered=52)),
    34: (5860, Status.LOOKED_AFTER, _ago(looked_after_start=901)),
    36: (4, Status.CARE_AND_SUPPORT, _ago(referral=41)),
    37: (13, Status.LOOKED_AFTER, _ago(looked_after_start=13)),
}
"""Children of whom something is due by the day on which they were born or turned 16."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A plan, by what it is judged, and the problems of its import."""

    name: str
    plan: Plan
    policy: Policy
    rules: RuleSet
    problems: tuple[Problem, ...] = ()
    earlier: tuple[Snapshot, ...] = ()

    def source(self, plan: Plan | None = None) -> Source:
        """What documents are made of; of another plan on request."""
        calendar = settings.calendar()
        return Source(
            review=review(plan or self.plan, self.policy, self.rules, calendar),
            problems=self.problems,
            earlier=self.earlier,
            codes=KEY,
        )


def canary(rules: str = "wales") -> Looked:
    """An import and a plan with a marked word in every text."""
    teams = [Team(id=TeamId(f"{STAFF}-t{n}"), name=f"{STAFF} Team {n} & <i>") for n in range(2)]
    workers = [_worker(n, teams[n % 2].id) for n in range(9)]
    children = [_child(n, teams[n % 2].id) for n in range(CHILDREN)]
    spells = [
        Spell(
            child=child.id,
            worker=workers[n % 7].id,
            start=AS_AT - timedelta(days=20 + 9 * n),
            end=AS_AT - timedelta(days=3) if n % 11 == 5 else None,
        )
        for n, child in enumerate(children)
        if n % 6
    ]
    beside = [
        Spell(child=child.id, worker=workers[8].id, involvement=involvement)
        for child, involvement in zip(
            children, (Involvement.CO_WORKER, Involvement.PERSONAL_ADVISER), strict=False
        )
    ]
    snapshot = Snapshot(
        as_at=AS_AT,
        children={child.id: child for child in children},
        workers={worker.id: worker for worker in workers},
        teams={team.id: team for team in teams},
        spells=(*spells, *beside),
        sources=(
            File(name=f"{children[0].name}.xlsx", sha256="ab" * 32),
            File(name=f"{STAFF} list.csv", sha256="cd" * 32),
        ),
    )
    before = replace(snapshot, as_at=AS_AT - 7 * DAY, sources=(File(name=TEXT, sha256="ef" * 32),))
    policy = settings.policy()
    reduced = {workers[0].id: (Reduction(share=0.1, reason=f"{TEXT} reduced"),)}
    strangers = {WorkerId(f"{STAFF} stranger"): (Reduction(share=0.1, reason=f"{TEXT} gone"),)}
    return Looked(
        name="canary",
        plan=planned(snapshot),
        policy=replace(policy, reductions=reduced | strangers, remits={teams[0].name: frozenset()}),
        rules=settings.rule_set(rules),
        problems=(
            Problem(
                code="cell_error",
                severity=Severity.ERROR,
                file=f"{TEXT}.xlsx",
                sheet=f"{TEXT} sheet",
                heading=f"{TEXT} heading",
                value=f"{TEXT} value",
                details={"kept": f"{TEXT} kept"},
            ),
        ),
        earlier=(before,),
    )


def _worker(n: int, team: TeamId) -> Worker:
    return Worker(
        id=WorkerId(f"{STAFF}{n}"),
        name=SHAPES[n % len(SHAPES)].format(f"{STAFF.title()}{n}"),
        role=(Role.SOCIAL_WORKER, Role.SENIOR_SOCIAL_WORKER, Role.DUTY)[n % 3],
        team=team,
        fte=1.0,
        is_newly_qualified=n == 3,
        is_listed=True,
        is_supervision_recorded=True,
        absences=(Absence(start=AS_AT + 9 * DAY, reason=f"{TEXT} away"),) if n == 1 else (),
        reductions=(Reduction(share=0.2, reason=f"{TEXT} half"),) if n < 4 else (),
        languages=frozenset({f"{TEXT} Cymraeg"}),
    )


def _child(n: int, team: TeamId) -> Child:
    kinds = [status for status in Status if status is not Status.UNKNOWN]
    # Some are not born yet, some are babies, some turn 16 or 18 within weeks.
    days = (-20, 3, 17, 16 * 365 + 4 - 12, 18 * 365 + 4 + 10, 2000 + 41 * n)[n % 6]
    born = AS_AT - timedelta(days=days + n // 6)
    status = kinds[(n + n // 6) % len(kinds)] if n % 13 else Status.UNKNOWN
    told = {kind: AS_AT - timedelta(days=30 + 5 * n % 90) for kind in EventKind if n % 4}
    if n in BY_BIRTH:
        days, status, told = BY_BIRTH[n]
        born = AS_AT - timedelta(days=days)
    return Child(
        id=ChildId(f"{STAFF}/{n:03}"),
        name=SHAPES[n % len(SHAPES)].format(f"{CHILD.title()}{n:03}"),
        date_of_birth=born,
        family=FamilyId(f"{STAFF}-f{n // 2}"),
        team=team,
        statuses=frozenset({status}),
        status_text=f"{TEXT} status" if status is Status.UNKNOWN else "",
        language=f"Welsh {TEXT}",
        events=told,
        recorded=frozenset(EventKind),
        told=frozenset(Gap),
        visited_by=WorkerId(f"{STAFF} visitor") if n % 5 == 0 else None,
    )


def planned(snapshot: Snapshot) -> Plan:
    """A plan with something of every kind staged in it, and a marked word in each text."""
    children, workers = list(snapshot.children), list(snapshot.workers)
    joiner = WorkerId(f"{STAFF} new")
    to = [each for each in workers if snapshot.workers[each].holds_cases] or workers
    return Plan(
        snapshot=snapshot,
        moves=tuple(
            Move(
                child=child,
                to=(*to, joiner)[n % (len(to) + 1)],
                reason="ORGRST",
                effective=snapshot.as_at + n * DAY,
                note=f"{TEXT} note {n}",
                overrides=("R1",) if n % 3 == 0 else (),
                override_reason="AGREED" if n % 3 == 0 else "",
            )
            for n, child in enumerate(children[:9])
        ),
        pins=tuple(Pin(child=child, reason="SETTLE") for child in children[9:11]),
        oversight=(Oversight(child=children[0], day=snapshot.as_at, note=f"{TEXT} seen"),),
        marks=(
            Mark(kind=MarkKind.MUST_NOT, child=children[1], worker=to[0]),
            Mark(kind=MarkKind.KEEP_APART, child=children[1], other=children[2]),
        ),
        involvements=(
            InvolvementChange(
                child=children[3],
                worker=to[-1],
                involvement=Involvement.CO_WORKER,
                note=f"{TEXT} beside",
            ),
        ),
        staffing=(
            StaffChange(
                kind=StaffChangeKind.JOINS,
                worker=joiner,
                day=snapshot.as_at,
                reason=f"{TEXT} joins",
                joiner=Joiner(
                    name=f"{STAFF} Joiner",
                    team=snapshot.workers[to[0]].team,
                    languages=frozenset({TEXT}),
                    protected=(Reduction(share=0.5, reason=f"{TEXT} start"),),
                ),
            ),
            StaffChange(
                kind=StaffChangeKind.AWAY,
                worker=to[0],
                day=snapshot.as_at + 20 * DAY,
                reason=f"{TEXT} leave",
            ),
        ),
        name=f"{TEXT} plan",
        notes=f"{TEXT} first\n{TEXT} second",
    )


def shipped(folder: Path) -> Iterator[Callable[[], Looked]]:
    """The odd one and the sample by both countries' rules, each layout, then larger ones."""
    yield partial(canary, "wales")
    yield partial(_sample, "team", 1, "wales", folder)
    yield partial(canary, "england")
    for layout in "gcabdef":
        yield partial(_layout, layout, "en", folder)
    yield partial(_sample, "team", 2, "england", folder)
    for layout in "abcdefg":
        yield partial(_layout, layout, "cy", folder)
    yield partial(_sample, "service", 1, "england", folder)
    yield partial(_sample, "council", 1, "wales", folder)
    seed = 3
    while True:
        yield partial(_sample, "team", seed, ("wales", "england")[seed % 2], folder)
        seed += 1


def _sample(size: str, seed: int, rules: str, folder: Path) -> Looked:
    return _read(f"{size} {seed} {rules}", generate(size, seed, folder), rules)


def _layout(layout: str, language: str, folder: Path) -> Looked:
    return _read(f"{layout} {language}", generate_layout(layout, language, 1, folder), "wales")


def _read(name: str, paths: list[Path], rules: str) -> Looked:
    reading = read([path for path in paths if path.suffix != ".json"])
    snapshot = reading.snapshot
    before = replace(
        snapshot, as_at=snapshot.as_at - 7 * DAY, sources=(File(name="then.xlsx", sha256="0" * 64),)
    )
    return Looked(
        name=name,
        plan=planned(snapshot),
        policy=settings.policy(),
        rules=settings.rule_set(rules),
        problems=reading.problems,
        earlier=(before,),
    )
