"""Which dates a rule may use: a quick look never lets an impossible one through."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from allocation_app.domain.facts import is_possible
from allocation_app.domain.people import Child, EventKind
from tests.unit.domain.builders import DAY_0, a_child, facts

DAY = timedelta(days=1)
KINDS = (
    EventKind.REFERRAL,
    EventKind.ASSESSMENT_START,
    EventKind.ASSESSMENT_END,
    EventKind.VISIT,
)
DAYS = st.integers(-3, 3).map(lambda n: DAY_0 + n * DAY)


@st.composite
def children(draw: st.DrawFn) -> Child:
    """A child whose birth and dates lie within days of the import."""
    return a_child(
        date_of_birth=draw(st.none() | DAYS),
        events=draw(st.dictionaries(st.sampled_from(KINDS), DAYS)),
    )


@given(children())
def test_that_what_is_impossible_is_kept_apart_and_everything_else_can_be_used(
    child: Child,
) -> None:
    sorted_out = facts(child)

    can_be = {
        kind: day for kind, day in child.events.items() if is_possible(child, kind, day, DAY_0)
    }
    assert sorted_out.events == can_be
    assert sorted_out.impossible == {
        kind: day for kind, day in child.events.items() if kind not in can_be
    }
