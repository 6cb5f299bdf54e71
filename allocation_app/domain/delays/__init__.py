"""The kinds of allocation delay that inspection reports describe: one function each.

Every function is listed once, in DELAYS, by its code in the README; each answers in the four states
of `State` and never guesses what no source says. A delay without a due date (many workers, a wrong
holder, ...) is late when it is so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from allocation_app.domain.delays.contact import d6_first_contact, d8_seen_by_other
from allocation_app.domain.delays.history import d7_many_workers, d14_abrupt_handover
from allocation_app.domain.delays.holder import d9_wrong_holder, d10_no_adviser, d15_wrong_team
from allocation_app.domain.delays.judged import Judged
from allocation_app.domain.delays.load import d11_overload
from allocation_app.domain.delays.record import d13_record_gaps
from allocation_app.domain.delays.statutory import d12_timescales
from allocation_app.domain.delays.without_worker import (
    d1_unallocated,
    d2_hidden_unallocated,
    d3_first_allocation,
    d4_transfer_gap,
    d5_leaver_or_absent,
)
from allocation_app.domain.findings import Finding, State

DELAYS: Mapping[str, Callable[[Judged], Iterator[Finding]]] = {
    "D1": d1_unallocated,
    "D2": d2_hidden_unallocated,
    "D3": d3_first_allocation,
    "D4": d4_transfer_gap,
    "D5": d5_leaver_or_absent,
    "D6": d6_first_contact,
    "D7": d7_many_workers,
    "D8": d8_seen_by_other,
    "D9": d9_wrong_holder,
    "D10": d10_no_adviser,
    "D11": d11_overload,
    "D12": d12_timescales,
    "D13": d13_record_gaps,
    "D14": d14_abrupt_handover,
    "D15": d15_wrong_team,
}


def findings(judged: Judged) -> tuple[Finding, ...]:
    """Every delay's answers, in the order of their codes."""
    return tuple(
        finding
        for delay in DELAYS.values()
        for finding in delay(judged)
        if judged.in_time or finding.state is not State.IN_TIME
    )


__all__ = ["DELAYS", "Judged", "findings"]
