"""Policies: the published figures that ship as presets, and the file of a council.

Every figure of a policy can stand in its file; what is left out stands as in `Policy`. A name that
nobody knows is refused, so that a slip in it can't leave a figure as it was.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache
from pathlib import Path

from allocation_app.domain.people import Reduction, WorkerId
from allocation_app.domain.policy import Bands, CaseType, Ladder, Policy, Weights
from allocation_app.domain.preferences import Preferences
from allocation_app.domain.working_days import Holiday
from allocation_app.errors import AppError
from allocation_app.settings.entries import (
    Entries,
    WrongEntryError,
    day,
    line_of,
    line_of_slip,
    share,
    standing_at,
    truth,
    words,
)
from allocation_app.settings.ladders import ladder_named, ladder_of, statuses
from allocation_app.settings.policy_text import text_of
from allocation_app.settings.tables import number, span, text, whole
from allocation_app.settings.writing import write_text

PRESETS = ("example", "scotland-15", "western-australia", "england-average", "moj")
"""What ships under `resources/weights`, the one to start with first."""


def policy(path: Path | None = None) -> Policy:
    """The policy in a council's own file, or the example weights that ship.

    Raises `AppError` with the reason, and the line where it can be told, where the file can't be
    read as a policy.
    """
    if path is None:
        return presets()["example"]
    try:
        read = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise AppError("policy_unreadable", file=path.name, why=error.strerror or "") from error
    except UnicodeDecodeError as error:
        raise AppError("policy_broken", file=path.name, why=str(error)) from error
    return parsed_policy(read, path.name)


@lru_cache(maxsize=1)
def presets() -> Mapping[str, Policy]:
    """The policies that ship, by code: published figures with their sources; none is law."""
    return {
        code: parsed_policy(text("weights", f"{code}.toml"), f"{code}.toml") for code in PRESETS
    }


def save(policy: Policy, path: Path) -> None:
    """Write a policy so that `policy` reads the same again, whole or not at all.

    Raises `AppError`: ``target_folder_missing``, ``target_locked`` or ``target_failed``.
    """
    write_text(path, text_of(policy))


def parsed_policy(written: str, file: str) -> Policy:
    """The policy in a text; raises `AppError` as `policy`, which calls it by the file."""
    try:
        return _policy(Entries(tomllib.loads(written)))
    except tomllib.TOMLDecodeError as error:
        line, why = line_of_slip(error)
    except WrongEntryError as error:
        line, why = line_of(written, error.place), str(error)
    except (ValueError, RecursionError) as error:  # a number too long, tables in tables in tables
        line, why = None, str(error)
    if line is None:
        raise AppError("policy_broken", file=file, why=why)
    raise AppError("policy_line_broken", file=file, line=str(line), why=why)


def _policy(of: Entries) -> Policy:
    capacity, allocation = of.table("capacity"), of.table("allocation")
    named = {key: of.read(key, words) for key in ("name", "version")}
    weights, bands = _weights(of), _bands(of.table("bands"))
    with standing_at("capacity"):
        base = Policy(
            name=named["name"],
            version=named["version"],
            is_example=of.read_or("is_example", truth, standing=False),
            weights=weights,
            bands=bands,
            points_full_time=capacity.read("points_full_time", number),
            points_stable=capacity.read("points_stable", number),
            newly_qualified_share=capacity.read("newly_qualified_share", share),
            long_absence=span(capacity.read("long_absence_days", whole)),
            leaving_soon=span(capacity.read("leaving_soon_days", whole)),
        )
        base = replace(
            base,
            assumed_fte=capacity.read_or("assumed_fte", number, base.assumed_fte),
            least_fte=capacity.read_or("least_fte", number, base.least_fte),
            headroom_to=capacity.read_or("headroom_to", number, base.headroom_to),
            sustained=capacity.read_or("sustained_weeks", _weeks, base.sustained),
        )
    capacity.all_read()
    found = _allocated(base, of, allocation)
    of.all_read()
    return found


def _allocated(base: Policy, of: Entries, allocation: Entries) -> Policy:
    """The policy with its local aims: who may hold what, what is said of changes, the ladder."""
    ladder = _ladder(of, allocation)
    with standing_at("allocation"):
        found = replace(
            base,
            source=of.read_or("source", words, ""),
            link=of.read_or("link", words, ""),
            ladder=ladder,
            first_contact_within=allocation.read_or(
                "first_contact_within_working_days", whole, base.first_contact_within
            ),
            act_before=allocation.read_or("act_before_working_days", whole, base.act_before),
            many_workers=allocation.read_or("many_workers", whole, base.many_workers),
            adviser_from_age=allocation.read_or("adviser_from_age", whole, base.adviser_from_age),
            handover_window=allocation.read_or(
                "handover_window_weeks", _weeks, base.handover_window
            ),
            key_event_window=span(
                allocation.read_or("key_event_days", whole, base.key_event_window.days)
            ),
            second_change_within=allocation.read_or(
                "second_change_weeks", _weeks, base.second_change_within
            ),
            quiet_weeks=allocation.read("quiet_weeks", whole)
            if allocation.has("quiet_weeks")
            else None,
            unstable_placements=allocation.read_or(
                "unstable_placements", whole, base.unstable_placements
            ),
            qualified_only=allocation.read_or("qualified_only", statuses, base.qualified_only),
            not_alone=allocation.read_or("not_alone", statuses, base.not_alone),
            remits=of.table_or_empty("remits").rest(statuses),
            reductions=_reductions(of.tables("reduction")),
            holidays=tuple(map(_holiday, of.tables("holiday"))),
            preferences=_preferences(of.table_or_empty("preferences")),
        )
    allocation.all_read()
    return found


def _weights(of: Entries) -> Weights:
    multiply, add, cases = of.table("multiply"), of.table("add"), of.table("cases")
    named = {cases_type(case): points for case, points in cases.rest(_points).items()}
    with standing_at("cases"):
        found = Weights(
            cases=named,
            sibling=multiply.read("sibling", share),
            co_worked=multiply.read("co_worked", share),
            out_of_area=add.read("out_of_area", _points),
            new=add.read("new", _points),
            new_within=add.read("new_within_weeks", _weeks),
        )
    multiply.all_read()
    add.all_read()
    return found


def cases_type(case: str) -> CaseType:
    """The case type of this name; raises `WrongEntryError` where there is none."""
    with standing_at("cases", case):
        return CaseType(case)


def _bands(bands: Entries) -> Bands:
    with standing_at(*bands.place):
        found = Bands(
            full=bands.read("full", number),
            stretched=bands.read("stretched", number),
            over=bands.read("over", number),
        )
    bands.all_read()
    return found


def _ladder(of: Entries, allocation: Entries) -> Ladder:
    """The ladder of a council's own table, or the published one that is named, with its own aim."""
    within = allocation.read("allocate_within_working_days", whole)
    if of.has("ladder"):
        return ladder_of(of.table("ladder"), within)
    ladder = allocation.read_or("ladder", lambda code: ladder_named(words(code)), Ladder())
    with standing_at("allocation", "allocate_within_working_days"):
        return replace(ladder, allocate_within=within)


def _preferences(of: Entries) -> Preferences:
    standing = Preferences().worths()
    with standing_at(*of.place):
        found = Preferences(
            **{name: of.read_or(name, number, worth) for name, worth in standing.items()}
        )
    of.all_read()
    return found


def _reductions(tables: list[Entries]) -> Mapping[WorkerId, tuple[Reduction, ...]]:
    found: dict[WorkerId, tuple[Reduction, ...]] = {}
    for table in tables:
        worker = WorkerId(table.read("worker", words))
        with standing_at(*table.place):
            reduction = Reduction(
                share=table.read("share", share),
                reason=table.read_or("reason", words, ""),
                start=table.read("from", day) if table.has("from") else None,
                end=table.read("to", day) if table.has("to") else None,
            )
        table.all_read()
        found[worker] = (*found.get(worker, ()), reduction)
    return found


def _holiday(of: Entries) -> Holiday:
    """A bank holiday that was announced late; without a Welsh name the one there is serves."""
    name = of.read("name", words)
    found = Holiday(day=of.read("date", day), name=name, name_cy=of.read_or("name_cy", words, name))
    of.all_read()
    return found


def _points(value: object) -> float:
    found = number(value)
    if found < 0:
        raise ValueError("a case can't weigh less than nothing")
    return found


def _weeks(value: object) -> timedelta:
    return span(7 * number(value))
