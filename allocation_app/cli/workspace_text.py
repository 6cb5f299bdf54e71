"""What a workspace holds, in words, for somebody who reads it on a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from allocation_app.wording.translate import tr, trn

if TYPE_CHECKING:  # it brings cryptography
    from allocation_app.workspace.verifying import Verified


def verified_text(found: Verified) -> Iterator[str]:
    """Whether everything can be read, and how much there is; a line at a time."""
    if not found.is_whole:
        yield tr("Not whole: {faults}.", faults=", ".join(found.faults))
        return
    imports = trn("{n} import", "{n} imports", found.imports)
    plans = trn("{n} plan", "{n} plans", found.plans)
    entries = trn("{n} entry of the journal", "{n} entries of the journal", found.journal)
    yield tr(
        "All of it can be read: {imports}, {plans}, {entries}.",
        imports=imports,
        plans=plans,
        entries=entries,
    )
    if found.recovered:
        yield trn(
            "{n} more stands beside the file since a crash and does not count yet.",
            "{n} more stand beside the file since a crash and do not count yet.",
            found.recovered,
        )
