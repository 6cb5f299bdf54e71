"""The figures of a policy as they are edited: each with its words, its range, where it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import TypeVar

from allocation_app.domain.policy import Bands, CaseType, Ladder, Policy, Weights, edited
from allocation_app.wording import terms
from allocation_app.wording.translate import mark, tr


class Group(StrEnum):
    """Where a figure stands on the panel."""

    CASES = "cases"
    CHANGES = "changes"
    BANDS = "bands"
    CAPACITY = "capacity"
    AIMS = "aims"


GROUPS: Mapping[Group, str] = {
    Group.CASES: mark("Points a child"),
    Group.CHANGES: mark("What changes them"),
    Group.BANDS: mark("Bands, from % of capacity"),
    Group.CAPACITY: mark("Capacity of a post"),
    Group.AIMS: mark("Local aims, not law"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number: how it is read from a policy and put into one; ``step`` is one click's worth."""

    key: str
    group: Group
    words: str
    read: Callable[[Policy], float]
    put: Callable[[Policy, float], Policy]
    least: float = 0.0
    most: float = 100.0
    step: float = 1.0
    decimals: int = 0


def _case(case: CaseType) -> Figure:
    def put(policy: Policy, value: float) -> Policy:
        cases = {**policy.weights.cases, case: value}
        return replace(policy, weights=replace(policy.weights, cases=cases))

    return Figure(
        key=f"case_{case.value}",
        group=Group.CASES,
        words=terms.case_type(case),
        read=lambda policy: policy.weights.cases[case],
        put=put,
        most=50,
        step=0.5,
        decimals=1,
    )


def _weight(key: str, words: str, *, most: float, step: float, decimals: int) -> Figure:
    def put(policy: Policy, value: float) -> Policy:
        return replace(policy, weights=_changed(policy.weights, key, value))

    return Figure(
        key=key,
        group=Group.CHANGES,
        words=words,
        read=lambda policy: float(getattr(policy.weights, key)),
        put=put,
        most=most,
        step=step,
        decimals=decimals,
    )


def _new_within() -> Figure:
    def put(policy: Policy, value: float) -> Policy:
        weights = replace(policy.weights, new_within=timedelta(weeks=value))
        return replace(policy, weights=weights)

    return Figure(
        key="new_within",
        group=Group.CHANGES,
        words=tr("new for so many weeks"),
        read=lambda policy: policy.weights.new_within / timedelta(weeks=1),
        put=put,
        most=52,
    )


def _band(key: str, words: str) -> Figure:
    def put(policy: Policy, value: float) -> Policy:
        return replace(policy, bands=_changed(policy.bands, key, round(value / 100, 4)))

    return Figure(
        key=f"band_{key}",
        group=Group.BANDS,
        words=words,
        read=lambda policy: round(100 * float(getattr(policy.bands, key)), 2),
        put=put,
        least=1,
        most=300,
        decimals=0,
    )


def _own(  # noqa: PLR0913 - a figure is its range and its words
    key: str,
    words: str,
    group: Group,
    *,
    most: float,
    least: float = 0.0,
    step: float = 1.0,
    decimals: int = 0,
) -> Figure:
    """A number that stands on the policy itself."""

    def put(policy: Policy, value: float) -> Policy:
        return _changed(policy, key, value if decimals else round(value))

    return Figure(
        key=key,
        group=group,
        words=words,
        read=lambda policy: float(getattr(policy, key)),
        put=put,
        least=least,
        most=most,
        step=step,
        decimals=decimals,
    )


def _days(key: str, words: str, *, most: float) -> Figure:
    def put(policy: Policy, value: float) -> Policy:
        return _changed(policy, key, timedelta(days=value))

    return Figure(
        key=key,
        group=Group.CAPACITY,
        words=words,
        read=lambda policy: float(getattr(policy, key).days),
        put=put,
        most=most,
    )


def _room_to() -> Figure:
    def put(policy: Policy, value: float) -> Policy:
        return replace(policy, headroom_to=round(value / 100, 4))

    return Figure(
        key="headroom_to",
        group=Group.CAPACITY,
        words=tr("room is told up to, %"),
        read=lambda policy: round(100 * policy.headroom_to, 2),
        put=put,
        least=1,
        most=200,
    )


def _within() -> Figure:
    def put(policy: Policy, value: float) -> Policy:
        return replace(policy, ladder=replace(policy.ladder, allocate_within=round(value)))

    return Figure(
        key="allocate_within",
        group=Group.AIMS,
        words=tr("allocated, working days"),
        read=lambda policy: float(policy.ladder.allocate_within),
        put=put,
        most=250,
    )


Figures = TypeVar("Figures", Policy, Weights, Bands)


def _changed(of: Figures, key: str, value: object) -> Figures:
    return replace(of, **{key: value})  # type: ignore[arg-type]


def figures() -> tuple[Figure, ...]:
    """The figures of the panel, group by group; what is seldom changed stands in the file only."""
    aims, capacity = Group.AIMS, Group.CAPACITY
    return (
        *(_case(case) for case in CaseType),
        _weight("sibling", tr("further sibling ×"), most=1, step=0.05, decimals=2),
        _weight("co_worked", tr("co-worked ×"), most=1, step=0.05, decimals=2),
        _weight("out_of_area", tr("out of area +"), most=50, step=0.5, decimals=1),
        _weight("new", tr("new to the worker +"), most=50, step=0.5, decimals=1),
        _new_within(),
        _band("full", tr("full")),
        _band("stretched", tr("stretched")),
        _band("over", tr("over")),
        _own("points_full_time", tr("full-time post, points"), capacity, least=1, most=1000),
        _own("points_stable", tr("of them for stable work"), capacity, most=999),
        _own(
            "newly_qualified_share",
            tr("newly qualified ×"),
            capacity,
            least=0.05,
            most=1,
            step=0.05,
            decimals=2,
        ),
        _own(
            "assumed_fte",
            tr("FTE where none is given"),
            capacity,
            least=0.1,
            most=1,
            step=0.1,
            decimals=2,
        ),
        _days("long_absence", tr("long absence from, days"), most=365),
        _days("leaving_soon", tr("leaving soon, days"), most=365),
        _room_to(),
        _within(),
        _own("first_contact_within", tr("first visit, working days"), aims, most=250),
        _own("many_workers", tr("many workers a year from"), aims, least=1, most=20),
        _own("adviser_from_age", tr("adviser from age"), aims, least=1, most=25),
        _own("unstable_placements", tr("unstable from placements"), aims, least=1, most=20),
        _own("act_before", tr("act ahead, working days"), aims, most=250),
    )


def with_figures(base: Policy, values: Mapping[str, float], ladder: Ladder) -> Policy:
    """The policy with these figures and this ladder; the base itself where nothing is different.

    Raises `ValueError` with the reason where the figures do not go together.
    """
    changed = base
    if ladder.code != base.ladder.code:
        within = base.ladder.allocate_within
        changed = replace(changed, ladder=replace(ladder, allocate_within=within))
    for figure in figures():
        value = values[figure.key]
        if figure.key not in TOGETHER and round(figure.read(base), figure.decimals) != value:
            changed = figure.put(changed, value)
    changed = replace(
        changed,
        bands=_bands(base.bands, values),
        points_full_time=values["points_full_time"],
        points_stable=values["points_stable"],
    )
    return base if changed == base else _as_next(base, changed)


TOGETHER = frozenset(
    {"band_full", "band_stretched", "band_over", "points_full_time", "points_stable"}
)
"""What is checked against one another: one after the other they might cross on the way."""


def _bands(base: Bands, values: Mapping[str, float]) -> Bands:
    named = {key: values[f"band_{key}"] for key in ("full", "stretched", "over")}
    kept = {key: round(100 * getattr(base, key)) == value for key, value in named.items()}
    return Bands(
        **{
            key: getattr(base, key) if kept[key] else round(value / 100, 4)
            for key, value in named.items()
        }
    )


def _as_next(base: Policy, changed: Policy) -> Policy:
    names = [name for name in Policy.__dataclass_fields__ if name not in {"source", "link"}]
    changes = {
        name: getattr(changed, name)
        for name in names
        if getattr(changed, name) != getattr(base, name)
    }
    return edited(base, **changes)
