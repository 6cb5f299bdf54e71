"""A policy as the text of its file: what `settings.policies` reads back as the same policy."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from allocation_app.domain.people import Reduction, Status, WorkerId
from allocation_app.domain.policy import CaseType, Ladder, Policy
from allocation_app.domain.working_days import Holiday
from allocation_app.settings.ladders import is_published

Value = str | bool | float | date | frozenset[Status]


def text_of(policy: Policy) -> str:
    """The whole policy as TOML, every figure written out; equal when it is read back."""
    weights, bands = policy.weights, policy.bands
    tables = [
        _entries({"name": policy.name, "version": policy.version, "is_example": policy.is_example}),
        _entries({"source": policy.source, "link": policy.link}),
        *_table("cases", {case.value: weights.cases[case] for case in CaseType}),
        *_table("multiply", {"sibling": weights.sibling, "co_worked": weights.co_worked}),
        *_table(
            "add",
            {
                "out_of_area": weights.out_of_area,
                "new": weights.new,
                "new_within_weeks": _weeks(weights.new_within),
            },
        ),
        *_table("capacity", _capacity(policy)),
        *_table("bands", {"full": bands.full, "stretched": bands.stretched, "over": bands.over}),
        *_table("allocation", _allocation(policy)),
        *_table("preferences", policy.preferences.worths()),
        *_ladder(policy.ladder),
        *_table("remits", policy.remits),
        *_reductions(policy.reductions),
        *_holidays(policy.holidays),
    ]
    return "\n".join(tables)


def _capacity(policy: Policy) -> dict[str, Value]:
    return {
        "points_full_time": policy.points_full_time,
        "points_stable": policy.points_stable,
        "newly_qualified_share": policy.newly_qualified_share,
        "assumed_fte": policy.assumed_fte,
        "least_fte": policy.least_fte,
        "headroom_to": policy.headroom_to,
        "sustained_weeks": _weeks(policy.sustained),
        "long_absence_days": policy.long_absence.days,
        "leaving_soon_days": policy.leaving_soon.days,
    }


def _allocation(policy: Policy) -> dict[str, Value]:
    ladder = policy.ladder
    return {
        **({"ladder": ladder.code} if is_published(ladder) else {}),
        "allocate_within_working_days": ladder.allocate_within,
        "first_contact_within_working_days": policy.first_contact_within,
        "act_before_working_days": policy.act_before,
        "many_workers": policy.many_workers,
        "adviser_from_age": policy.adviser_from_age,
        "handover_window_weeks": _weeks(policy.handover_window),
        "key_event_days": policy.key_event_window.days,
        "second_change_weeks": _weeks(policy.second_change_within),
        **({} if policy.quiet_weeks is None else {"quiet_weeks": policy.quiet_weeks}),
        "unstable_placements": policy.unstable_placements,
        "qualified_only": policy.qualified_only,
        "not_alone": policy.not_alone,
    }


def _ladder(ladder: Ladder) -> Iterator[str]:
    if is_published(ladder):
        return
    entries: dict[str, Value] = {
        "code": ladder.code,
        "name": ladder.name,
        "source": ladder.source,
        "link": ladder.link,
        "review_days": ladder.review_days,
        "never_unallocated": ladder.never_unallocated,
    }
    if ladder.seen_weeks is not None:
        entries["seen_weeks"] = ladder.seen_weeks
    yield from _table("ladder", entries)
    for rung in ladder.rungs:
        yield from _table("[ladder.rung]", {"code": rung.code, "days": rung.days})


def _reductions(reductions: Mapping[WorkerId, tuple[Reduction, ...]]) -> Iterator[str]:
    for worker, several in reductions.items():
        for each in several:
            entries: dict[str, Value] = {
                "worker": worker,
                "share": each.share,
                "reason": each.reason,
            }
            if each.start is not None:
                entries["from"] = each.start
            if each.end is not None:
                entries["to"] = each.end
            yield from _table("[reduction]", entries)


def _holidays(holidays: Iterable[Holiday]) -> Iterator[str]:
    for each in holidays:
        names = {"name": each.name, "name_cy": each.name_cy}
        yield from _table("[holiday]", {"date": each.day, **names})


def _table(name: str, entries: Mapping[str, Value]) -> Iterator[str]:
    if entries:
        yield f"[{name}]\n{_entries(entries)}"


def _entries(entries: Mapping[str, Value]) -> str:
    return "".join(f"{_key(key)} = {_value(value)}\n" for key, value in entries.items())


def _key(key: str) -> str:
    return key if key.isascii() and key.replace("_", "").isalnum() else _quoted(key)


def _value(value: Value) -> str:
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, frozenset):
        return _listed(sorted(status.value for status in value))
    if isinstance(value, date):
        return value.isoformat()
    return str(int(value)) if float(value).is_integer() and abs(value) < EXACT else repr(value)


def _listed(texts: Iterable[str]) -> str:
    return f"[{', '.join(map(_quoted, texts))}]"


def _quoted(text: str) -> str:
    """A text in quotation marks; JSON escapes as TOML does, but for the one character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _weeks(span: timedelta) -> float:
    return span / timedelta(weeks=1)


EXACT = 2**53  # beyond it a whole number is written as a number with an exponent
