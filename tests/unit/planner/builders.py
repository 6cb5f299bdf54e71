"""Small questions for the planner: name only what the test is about."""

from collections.abc import Mapping
from math import inf

from allocation_app.planner.model import Answer, Block, Model, Receiver


def a_receiver(
    worker: int, points: float = 0.0, capacity: float = 10.0, cap: float = inf
) -> Receiver:
    return Receiver(id=f"W{worker}", capacity=capacity, points=points, cap=cap)


def who_waits(number: int, points: float, barred: Mapping[int, str] | None = None) -> Block:
    child = f"C{number}"
    return Block(children=(child,), kind=0, whole=points, waiting=(child,), barred=barred or {})


def who_is_held(number: int, worker: int, points: float, **fields: object) -> Block:
    standing = {"changes": 1, "churn": 1.0, "changes_at": {worker: 0}, "barred": {worker: "x"}}
    return Block(
        children=(f"C{number}",),
        kind=0,
        standing={worker: points},
        whole=points,
        **standing | fields,
    )


def a_model(*parts: Receiver | Block, **fields: object) -> Model:
    """The receivers and blocks in the order in which they are named; nothing is barred."""
    receivers = tuple(each for each in parts if isinstance(each, Receiver))
    return Model(
        receivers=receivers,
        blocks=tuple(each for each in parts if isinstance(each, Block)),
        barred=(("",) * len(receivers),),
        worth=((0.0,) * len(receivers),),
        **fields,
    )


def tell_nobody(_answer: Answer) -> None:
    """Nobody waits for the answers before the last."""
