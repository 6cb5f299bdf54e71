"""Which groups of the caseloads are looked for, by words or by a figure, and how many they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from allocation_app.domain.people import ChildId
from allocation_app.domain.policy import Band
from allocation_app.domain.review import Review
from allocation_app.wording import terms
from allocation_app.wording.translate import tr
from ui.rows.caseload import Group, Kind
from ui.rows.people import called, workers_count
from ui.table_model import fold


def summary(shown: tuple[Group, ...]) -> str:
    """How many workers hold how many children, and how many children nobody holds."""
    holding = [group for group in shown if group.kind is Kind.WORKER]
    held = sum(len(group.children) for group in holding)
    loose = sum(len(group.children) for group in shown if group.kind is not Kind.WORKER)
    said = tr(
        "{workers}, {children} held",
        workers=workers_count(len(holding)),
        children=terms.children(held),
    )
    if not loose:
        return said
    return tr("{said} · {n} under no worker", said=said, n=loose)


def narrowed(
    shown: tuple[Group, ...], review: Review, bands: frozenset[Band], workers_in_year: int | None
) -> Iterator[Group]:
    """Those in one of these bands, with their children who had so many workers; none asks all."""
    for group in shown:
        if bands and (group.share is None or group.band not in bands):
            continue
        if workers_in_year is None:
            yield group
            continue
        children = review.snapshot.children
        many = tuple(
            child
            for child in group.children
            if (children[child].workers_in_year or 0) >= workers_in_year
        )
        if many:
            yield _only(group, many, review)


def searched(
    shown: Iterable[Group], review: Review, text: str, *, hide_names: bool
) -> tuple[Group, ...]:
    """The groups and children with every word of a text in them."""
    wanted = fold(text).split()
    if not wanted:
        return tuple(shown)
    found = []
    for group in shown:
        own = fold(f"{group.name} {group.facts}")
        rest = [word for word in wanted if word not in own]
        children = tuple(
            child
            for child in group.children
            if not rest or _has(review, child, rest, hide_names=hide_names)
        )
        if not rest or children:
            found.append(_only(group, children, review) if rest else group)
    return tuple(found)


def _has(review: Review, child: ChildId, wanted: list[str], *, hide_names: bool) -> bool:
    one = review.snapshot.children[child]
    text = fold(f"{called(one, hide_names=hide_names)} {terms.statuses(one)}")
    return all(word in text for word in wanted)


def _only(group: Group, children: tuple[ChildId, ...], review: Review) -> Group:
    """The group with only these of its children listed; its load stays what it is."""
    families = review.caseloads.families(children)
    return replace(group, children=children, co_worked=(), families=families)
