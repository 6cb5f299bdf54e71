"""Each step that a later import drops from a plan, by name, with what has become of it."""

from __future__ import annotations

from collections.abc import Sequence

from allocation_app.domain.reconciling import Reconciled
from allocation_app.wording import moves
from allocation_app.wording.names import Names
from allocation_app.wording.reconciled import outcome, said
from allocation_app.wording.translate import tr, trn

MOST = 6  # in one line


def dropped(rows: Sequence[Reconciled], names: Names) -> str:
    """All of them in a line: "No longer in the plan: Jac T. (done differently: Ann Ash)"; or "".

    ``names`` are those of the earlier import, which has everybody who is gone.
    """
    told = [
        tr(
            "{who} ({outcome}: {said})",
            who=moves.about(row.step, names),
            outcome=outcome(row.outcome),
            said=said(row),
        )
        for row in rows[:MOST]
        if row.step is not None
    ]
    if len(rows) > MOST:
        told.append(trn("{n} more", "{n} more", len(rows) - MOST))
    return tr("No longer in the plan: {steps}.", steps="; ".join(told)) if told else ""
