"""Undo and redo of a value: past, present, future. Any command is a new value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class History(Generic[T]):
    """A value with the ones before and after it. Not slotted: generic ones break on 3.12.1."""

    present: T
    past: tuple[T, ...] = ()
    future: tuple[T, ...] = ()

    def then(self, value: T) -> History[T]:
        """Go on to another value; what was undone before is forgotten, no change is no step."""
        if value == self.present:
            return self
        return History(value, (*self.past, self.present))

    @property
    def can_undo(self) -> bool:
        """Whether there is a value before this one."""
        return bool(self.past)

    @property
    def can_redo(self) -> bool:
        """Whether a value was undone."""
        return bool(self.future)

    def undo(self) -> History[T]:
        """Back to the value before, or the same when there is none."""
        if not self.past:
            return self
        return History(self.past[-1], self.past[:-1], (self.present, *self.future))

    def redo(self) -> History[T]:
        """Forward to the value that was undone, or the same when there is none."""
        if not self.future:
            return self
        return History(self.future[0], (*self.past, self.present), self.future[1:])
