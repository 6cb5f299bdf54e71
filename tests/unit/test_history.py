"""Undo and redo of a value: any order of doing, undoing and redoing keeps what was done."""

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from allocation_app.history import History

VALUES = st.integers(0, 3)


class DoingAndUndoing(RuleBasedStateMachine):
    """A history beside a plain list of all values and the place in it."""

    def __init__(self) -> None:
        super().__init__()
        self.history = History(0)
        self.all = [0]
        self.at = 0

    @rule(value=VALUES)
    def go_on(self, value: int) -> None:
        self.history = self.history.then(value)
        if value != self.all[self.at]:
            self.all = [*self.all[: self.at + 1], value]
            self.at += 1

    @rule()
    def undo(self) -> None:
        self.history = self.history.undo()
        self.at = max(0, self.at - 1)

    @rule()
    def redo(self) -> None:
        self.history = self.history.redo()
        self.at = min(len(self.all) - 1, self.at + 1)

    @precondition(lambda self: self.history.can_undo)
    @rule()
    def undo_and_redo(self) -> None:
        assert self.history.undo().redo() == self.history

    @precondition(lambda self: self.history.can_redo)
    @rule()
    def redo_and_undo(self) -> None:
        assert self.history.redo().undo() == self.history

    @invariant()
    def the_present_is_where_we_are_in_all_that_was_done(self) -> None:
        assert self.history.present == self.all[self.at]
        assert [*self.history.past, self.history.present, *self.history.future] == self.all

    @invariant()
    def what_can_be_undone_or_redone_is_what_lies_before_or_after(self) -> None:
        assert self.history.can_undo is (self.at > 0)
        assert self.history.can_redo is (self.at < len(self.all) - 1)


TestThatDoingUndoingAndRedoingLoseNothing = DoingAndUndoing.TestCase


def test_that_there_is_nothing_to_undo_or_redo_at_first() -> None:
    start = History("empty plan")

    assert start.undo() is start
    assert start.redo() is start


def test_that_no_change_is_no_step() -> None:
    history = History(1).then(2)

    assert history.then(2) is history
    assert history.undo().then(1).can_redo


def test_that_going_on_forgets_what_was_undone() -> None:
    history = History(1).then(2).undo().then(3)

    assert not history.can_redo
    assert (history.past, history.present) == ((1,), 3)


@given(st.lists(VALUES, max_size=20))
def test_that_undoing_everything_leads_back_to_the_first_value(values: list[int]) -> None:
    history = History(-1)
    for value in values:
        history = history.then(value)
    while history.can_undo:
        history = history.undo()

    assert history.present == -1
