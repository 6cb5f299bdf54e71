"""Stable codes in place of every name and identifier, for a plan that is shown to others.

The code of a child is the same in every export of one installation, and means nothing without the
key that stays there: HMAC-SHA-256 of the identifier (UK GDPR art. 4(5): pseudonymisation; whoever
has the key can tell who is meant, so it is still personal data). A plan is turned into one of codes
before anything is made of it, so that no document can say what it does not know.
"""

from __future__ import annotations

import hmac
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from hashlib import sha256
from typing import TypeVar

from allocation_app.domain.people import (
    Child,
    ChildId,
    FamilyId,
    Team,
    TeamId,
    Worker,
    WorkerId,
)
from allocation_app.domain.plan import Mark, Plan
from allocation_app.domain.policy import Policy
from allocation_app.domain.remits import remit_of
from allocation_app.domain.sides import latest_ids, names
from allocation_app.domain.snapshot import Snapshot, Source
from allocation_app.domain.staffing import StaffChange
from allocation_app.domain.wordless import (
    import_without_words,
    plan_without_words,
    policy_without_words,
)

LETTERS = "23456789BCDFGHJKMNPQRSTVWXYZ"
"""Neither vowels (no words come about) nor what is taken for something else."""
LENGTH, LONGEST, DIGEST = 9, 26, 16  # letters, letters, bytes
Id = TypeVar("Id", bound=str)


class Kind(StrEnum):
    """What a code stands for; its first letter tells."""

    CHILD = "child"
    FAMILY = "family"
    WORKER = "worker"
    TEAM = "team"


INITIAL: Mapping[Kind, str] = {
    Kind.CHILD: "C",
    Kind.FAMILY: "F",
    Kind.WORKER: "W",
    Kind.TEAM: "T",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """The codes of one installation, made with its ``key`` (32 random bytes).

    Each has ``length`` letters after the first, or all where two would share these (`code_book`).
    """

    key: bytes = field(repr=False)
    length: int = LENGTH

    def code(self, kind: Kind, known: str, letters: int = LONGEST) -> str:
        """The code of an identifier; in full it has 125 bits, so that no two are alike."""
        said = f"{kind}:{known}".encode(errors="surrogatepass")
        number, found = int.from_bytes(hmac.digest(self.key, said, sha256)[:DIGEST]), INITIAL[kind]
        for _ in range(letters):
            number, at = divmod(number, len(LETTERS))
            found += LETTERS[at]
        return found

    def sealed(self, fingerprint: str) -> str:
        """A fingerprint that only this installation can tell: who tries every identifier can't.

        That of a plan of one move could be worked out from its day and reason and each possible
        child and worker.
        """
        return hmac.digest(self.key, f"fingerprint:{fingerprint}".encode(), sha256).hex()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Whose:
    """What a code stands for: the kind, and the identifier that the source files give."""

    kind: Kind
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeBook:
    """The code of everybody in some imports; no two of a kind are alike."""

    children: Mapping[ChildId, ChildId]
    families: Mapping[FamilyId, FamilyId]
    workers: Mapping[WorkerId, WorkerId]
    teams: Mapping[TeamId, TeamId]

    def whose(self, code: str) -> Whose | None:
        """What a code stands for, however it is typed or spaced; None where nobody has it."""
        wanted = "".join(code.split()).upper()
        for kind, known, each in self._all():
            if each == wanted:
                return Whose(kind=kind, id=known)
        return None

    def _all(self) -> Iterator[tuple[Kind, str, str]]:
        yield from ((Kind.CHILD, known, code) for known, code in self.children.items())
        yield from ((Kind.FAMILY, known, code) for known, code in self.families.items())
        yield from ((Kind.WORKER, known, code) for known, code in self.workers.items())
        yield from ((Kind.TEAM, known, code) for known, code in self.teams.items())


def code_book(
    codes: Codes, plan: Plan, policy: Policy | None = None, earlier: Iterable[Snapshot] = ()
) -> CodeBook:
    """The codes of everybody whom a plan, its import, a policy and earlier imports name.

    Somebody who went by other ids in earlier imports has one code, that of the latest.
    """
    facts = plan.facts
    imports = (facts, *earlier)
    reduced = () if policy is None else (*policy.reductions,)
    remits = () if policy is None else (*map(TeamId, policy.remits),)
    children = (child for each in imports for child in each.children)
    workers = _codes(codes, Kind.WORKER, WorkerId, (*_workers(imports), *reduced))
    days = {each.as_at: each for each in (*imports[1:], facts)}
    same = latest_ids([names(days[day]) for day in sorted(days)])
    workers |= {before: workers[now] for before, now in same.items()}
    return CodeBook(
        children=_codes(codes, Kind.CHILD, ChildId, children),
        families=_codes(codes, Kind.FAMILY, FamilyId, _families(imports)),
        workers=workers,
        teams=_codes(codes, Kind.TEAM, TeamId, (*_teams(imports), *remits)),
    )


def coded(plan: Plan, book: CodeBook) -> Plan:
    """The plan with codes in place of every name and identifier, and without what somebody wrote.

    What is counted and judged is the same, by dates of birth that nothing shows (`Child.born`).
    """
    bare = plan_without_words(plan, _nothing)
    children, workers = book.children, book.workers
    return replace(
        bare,
        snapshot=_coded_import(bare.snapshot, book),
        moves=tuple(
            replace(move, child=children[move.child], to=_of(workers, move.to))
            for move in bare.moves
        ),
        pins=tuple(replace(pin, child=children[pin.child]) for pin in bare.pins),
        oversight=tuple(replace(each, child=children[each.child]) for each in bare.oversight),
        marks=tuple(coded_mark(mark, book) for mark in bare.marks),
        involvements=tuple(
            replace(each, child=children[each.child], worker=workers[each.worker])
            for each in bare.involvements
        ),
        staffing=tuple(coded_change(change, book) for change in bare.staffing),
        unpinned=tuple(children[child] for child in bare.unpinned),
    )


def coded_import(snapshot: Snapshot, book: CodeBook) -> Snapshot:
    """An import, which may be an earlier one of the book, with codes."""
    return _coded_import(import_without_words(snapshot, _nothing), book)


def coded_policy(policy: Policy, plan: Plan, book: CodeBook) -> Policy:
    """The policy with codes where it names workers, and teams of this plan's import.

    It goes by its own fingerprint, so that it is known to be the one in force.
    """
    bare, teams = policy_without_words(policy), plan.facts.teams
    remits = {book.teams[TeamId(name)].casefold(): some for name, some in bare.remits.items()}
    for team, code in book.teams.items():
        some = remit_of(bare, team, teams.get(team))
        if some is not None:
            remits[code.casefold()] = some
    return replace(
        bare,
        reductions={book.workers[worker]: some for worker, some in bare.reductions.items()},
        remits=remits,
    )


def _coded_import(snapshot: Snapshot, book: CodeBook) -> Snapshot:
    """Children, workers and teams stand in the order of their codes, which says nothing."""
    workers, teams = book.workers, book.teams
    children = [_child(child, book) for child in snapshot.children.values()]
    staff = [_worker(worker, book) for worker in snapshot.workers.values()]
    groups = [Team(id=teams[team], name=teams[team]) for team in snapshot.teams]
    return replace(
        snapshot,
        children={child.id: child for child in sorted(children, key=_by_id)},
        workers={worker.id: worker for worker in sorted(staff, key=_by_id)},
        teams={team.id: team for team in sorted(groups, key=_by_id)},
        spells=tuple(
            replace(spell, child=book.children[spell.child], worker=workers[spell.worker])
            for spell in snapshot.spells
        ),
        sources=tuple(Source(name="", sha256=source.sha256) for source in snapshot.sources),
        is_coded=True,
    )


def _child(child: Child, book: CodeBook) -> Child:
    return replace(
        child,
        id=book.children[child.id],
        date_of_birth=None,
        withheld_birth=child.born,
        family=_of(book.families, child.family),
        team=_of(book.teams, child.team),
        visited_by=_of(book.workers, child.visited_by),
        rivals=tuple(book.workers[worker] for worker in child.rivals),
    )


def _worker(worker: Worker, book: CodeBook) -> Worker:
    code = book.workers[worker.id]
    return replace(worker, id=code, name=code, team=_of(book.teams, worker.team))


def coded_mark(mark: Mark, book: CodeBook) -> Mark:
    """A mark with codes."""
    return replace(
        mark,
        child=book.children[mark.child],
        worker=_of(book.workers, mark.worker),
        other=_of(book.children, mark.other),
    )


def coded_change(change: StaffChange, book: CodeBook) -> StaffChange:
    """A change of staff with codes."""
    code, joiner = book.workers[change.worker], change.joiner
    if joiner is not None:
        joiner = replace(joiner, name=code, team=_of(book.teams, joiner.team))
    return replace(change, worker=code, joiner=joiner)


def _of(codes: Mapping[Id, Id], known: Id | None) -> Id | None:
    return None if known is None else codes[known]


def _by_id(each: Child | Worker | Team) -> str:
    return each.id


def _nothing(_child: Child) -> str:
    return ""


def _codes(
    codes: Codes, kind: Kind, make: Callable[[str], Id], known: Iterable[Id]
) -> dict[Id, Id]:
    """The first letters of each code; in full where two would share these."""
    short = {each: codes.code(kind, each, codes.length) for each in known}
    met = Counter(short.values())
    return {
        each: make(code if met[code] == 1 else codes.code(kind, each))
        for each, code in short.items()
    }


def _workers(imports: Iterable[Snapshot]) -> Iterator[WorkerId]:
    for each in imports:
        yield from each.workers
        for child in each.children.values():
            yield from child.rivals
            if child.visited_by is not None:
                yield child.visited_by


def _families(imports: Iterable[Snapshot]) -> Iterator[FamilyId]:
    for each in imports:
        yield from (child.family for child in each.children.values() if child.family is not None)


def _teams(imports: Iterable[Snapshot]) -> Iterator[TeamId]:
    for each in imports:
        yield from each.teams
        yield from (child.team for child in each.children.values() if child.team is not None)
        yield from (worker.team for worker in each.workers.values() if worker.team is not None)
