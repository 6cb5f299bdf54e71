"""What people write in a worker's cell where a child has none: more than a list can hold."""

from __future__ import annotations

import re

from rapidfuzz.distance import OSA

from allocation_app.intake.cells import words

UNALLOCATED = "unallocated"
LEAST_LETTERS, MOST_SLIPS = 9, 2
_WORKER = r"(s w|sw|social worker|social work|worker|case ?worker|case ?holder|allocation)"
_BEGINS = re.compile(
    r"(un ?al+oc[a-z]*|unassigned|unstaffed"
    r"|not (yet )?(been )?(re)?(al+oc[a-z]*|assigned)"
    r"|(await(ing|s)?|waiting|pending|needs?|requires?|to be|for)"
    rf"( (for|to be|an?|new|re))* ({_WORKER}|(re)?al+oc[a-z]*|(re)?assign[a-z]*)"
    rf"|no ((al+ocated|assigned|current|named|permanent|new) )?{_WORKER}|no ?(one|body)"
    r"|none (al+ocated|assigned|at present|yet|currently)|vacan(t|cy)"
    r"|heb (ei |eu )?d{0,2}yr+an+u|heb (weithiwr|ei bennu)|dim gweithiwr|i w d{0,2}yr+an+u"
    r"|(yn )?aros (i |am )?(gael )?(ei |eu )?d{0,2}yran[a-z]*)(?![a-z])"
)
_ASIDE = frozenset(
    "worker workers social sw case cases caseload child children staff list tray currently".split()  # noqa: SIM905
)
_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]?")


def is_said_of_nobody(name: str) -> bool:
    """Whether a text begins with words for nobody, rightly spelt or nearly, whatever follows.

    So "Unallocated (since May)", "Unalocated", "Awaiting SW" and "Worker, Unallocated"; a name
    before such words stays a name: "Jane Doe (unallocated from May)".
    """
    text = words(_BRACKETS.sub(" ", name))
    if _BEGINS.match(text) is not None:
        return True
    said = [part for part in text.split() if part not in _ASIDE]
    return bool(said) and _is_nearly_unallocated(said[0])


def _is_nearly_unallocated(part: str) -> bool:
    is_long = len(part) >= LEAST_LETTERS
    return is_long and OSA.distance(part, UNALLOCATED, score_cutoff=MOST_SLIPS) <= MOST_SLIPS
