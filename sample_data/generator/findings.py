"""Every answer about one child: the delays, the duties of a country, the gaps in its record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sample_data.generator import days
from sample_data.generator.asking import Country, Finding, dated, untold
from sample_data.generator.duties import duties
from sample_data.generator.handovers import NEW_CASES, handovers, transfer_gap
from sample_data.generator.holders import UNRECOGNISED_ROLES, away, no_adviser, wrong_holder
from sample_data.generator.records import VISIT_KINDS, Child, Holder
from sample_data.generator.waiting import Wait, last_worker_ended

HIDDEN = frozenset({"duty", "team", "manager", "personal_adviser"})


def findings_of(
    child: Child, wait: Wait | None, country: Country, as_at: date
) -> Iterator[Finding]:
    """Every answer about one child."""
    yield from _delays(child, wait, country, as_at)
    yield from handovers(child, country.recorded, as_at)
    yield from wrong_holder(child, as_at)
    yield from no_adviser(child, country.recorded, as_at)
    yield from duties(child, wait, country, as_at)
    yield from _gaps(child, wait, country, as_at)


def _delays(child: Child, wait: Wait | None, country: Country, as_at: date) -> Iterator[Finding]:
    """D1 to D5."""
    if child.holder is Holder.UNREADABLE:
        yield untold("D1")
    if child.worker is not None and child.worker.role in UNRECOGNISED_ROLES:
        yield untold("D2")
    if wait is None:
        if child.worker is not None:
            yield from away(child.worker, as_at)
        return
    yield _waiting(wait, as_at)
    yield from transfer_gap(child, country.recorded, as_at)
    if child.statuses & NEW_CASES and last_worker_ended(child, as_at) is None:
        referred = child.known("referral", as_at)
        if referred is None:
            yield untold("D3")
        else:
            due = days.working_days_after(referred, 1)
            yield dated("D3", referred, due, days.WORKING_DAYS, as_at)


def _waiting(wait: Wait, as_at: date) -> Finding:
    rule = "D2" if wait.reason in HIDDEN else "D5" if wait.reason == "leaver" else "D1"
    if wait.since is None or wait.due is None:
        return untold(rule)
    return dated(rule, wait.since, wait.due, days.WORKING_DAYS, as_at)


def _gaps(child: Child, wait: Wait | None, country: Country, as_at: date) -> Iterator[Finding]:
    """D13; a met duty before its trigger is told beside that duty."""
    for kind in child.events:
        if child.is_impossible(kind, as_at):
            yield untold("D13", kind)
    if "unknown" in child.statuses:
        yield untold("D13", "status")
    if child.born is None:
        yield untold("D13", "date_of_birth")
    if child.statuses & {"registered", "looked_after"} and not any(
        child.known(kind, as_at) for kind in VISIT_KINDS
    ):
        yield untold("D13", "visit")
    is_held = wait is None and child.worker is not None
    is_blank = "supervision" not in child.events and child.is_recorded("supervision", as_at)
    if is_held and is_blank and "supervision" in country.recorded:
        yield untold("D13", "supervision")
