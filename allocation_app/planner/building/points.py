"""What children put on workers: as the loads are worked out, of the family alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from allocation_app.domain.beside import co_workers
from allocation_app.domain.capacity import DECIMALS
from allocation_app.domain.people import ChildId, Spell, WorkerId
from allocation_app.domain.weighing import Scales
from allocation_app.planner.building.scene import Scene

NOBODY = -1
"""A worker who has none of the family and works with none of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """What some children put on each worker: now (``standing``), and on who takes all of them.

    ``usual`` is for everybody whom ``at`` does not name.
    """

    standing: Mapping[int, float]
    usual: float
    at: Mapping[int, float]


@dataclass(frozen=True, kw_only=True)
class Weighing:
    """The plan's families and co-workers, as far as they are with the workers of the model."""

    scene: Scene

    @cached_property
    def held(self) -> Mapping[str, Mapping[int, Sequence[ChildId]]]:
        """The children of each family with each worker."""
        children = self.scene.loads.snapshot.children
        found: dict[str, dict[int, list[ChildId]]] = {}
        for child, worker in self.scene.stands.items():
            of_family = found.setdefault(children[child].family_key, {})
            of_family.setdefault(worker, []).append(child)
        return found

    @cached_property
    def beside(self) -> Mapping[ChildId, frozenset[int]]:
        """Who of the workers works with the holder of each child."""
        number, day = self.scene.number, self.scene.day
        return {
            child: frozenset(number[each] for each in co_workers(spells, day) if each in number)
            for child, spells in self.scene.loads.beside.items()
        }

    def put(self, children: Sequence[ChildId]) -> Put:
        """What these children put where they are, and on a worker who takes them all."""
        keys = self._families(children)
        near = {worker for key in keys for worker in self.held.get(key, ())}
        near.update(worker for child in children for worker in self.beside.get(child, ()))
        holders = sorted(
            {self.scene.stands[each] for each in children if each in self.scene.stands}
        )
        standing, at = dict[int, float](), dict[int, float]()
        usual = self._points(NOBODY, keys, children, come=True)
        for worker in sorted(near):
            without = self._points(worker, keys, children, come=False)
            amount = round(self._points(worker, keys, children, come=True) - without, DECIMALS)
            if worker in holders:
                now = self._points(worker, keys, children, come=None)
                standing[worker] = round(now - without, DECIMALS)
            if amount != usual or worker in holders:
                at[worker] = amount
        return Put(standing=standing, usual=usual, at=at)

    def _families(self, children: Iterable[ChildId]) -> tuple[str, ...]:
        known = self.scene.loads.snapshot.children
        return tuple(dict.fromkeys(known[child].family_key for child in children))

    def _points(
        self, worker: int, keys: Sequence[str], children: Collection[ChildId], *, come: bool | None
    ) -> float:
        """What the families of these children count for with a worker, co-worked ones among them.

        With all of these children, without any, or (``come`` is None) as they stand.
        """
        loads = self.scene.loads
        held = [
            child
            for key in keys
            for child in self.held.get(key, {}).get(worker, ())
            if come is not False or child not in children
        ]
        spells = {child: loads.spells[child] for child in held}
        if come:
            for child in children:
                if child not in spells:
                    spells[child] = self._arriving(child)
        beside = [
            child
            for child in children
            if child not in spells and worker in self.beside.get(child, ())
        ]
        scales = Scales(snapshot=loads.snapshot, policy=loads.policy, spells=spells)
        return round(sum(line.points for line in scales.lines(spells, beside)), DECIMALS)

    def _arriving(self, child: ChildId) -> Spell:
        """From when a child would be with a worker who takes it; who that is weighs nothing."""
        start = self.scene.effective(child) or self.scene.day
        return Spell(child=child, worker=WorkerId(""), start=start)
