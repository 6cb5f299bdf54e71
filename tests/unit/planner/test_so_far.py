"""While a solver goes on, the best answer by now is told by its figures."""

from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.proposal import Ask, Request, Status
from allocation_app.planner.model import STAY, Answer, Block, Choice, Model, Receiver, Way
from allocation_app.planner.so_far import so_far

INFINITE = float("inf")


def test_that_the_best_so_far_says_its_load_its_bound_and_who_is_left() -> None:
    receiver = Receiver(id=WorkerId("W1"), capacity=10.0, points=5.0, cap=INFINITE)
    placed, left = (
        Block(children=(ChildId(name),), kind=0, whole=4.0, waiting=(ChildId(name),))
        for name in ("C1", "C2")
    )
    model = Model(receivers=(receiver,), blocks=(placed, left), barred=(("",),), worth=((0.0,),))
    answer = Answer(choices=(Choice(Way.WHOLE, 0), STAY), worst_bound=0.7)
    request = Request(ask=Ask.PLACE)

    found = so_far(model, answer, request)

    assert (found.worst, found.bound, found.changes) == (0.9, 0.7, 0)
    assert [each.child for each in found.unplaced] == ["C2"]
    assert (found.status, found.moves, found.request) == (Status.FEASIBLE, (), request)
