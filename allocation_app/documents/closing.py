"""Children to ask about before anybody is moved, as JSON."""

from __future__ import annotations

from allocation_app.documents.values import Document, iso
from allocation_app.domain.closing import Prompt, Total
from allocation_app.domain.review import Review
from allocation_app.wording import closing as sentences


def closing_document(review: Review) -> Document:
    """Each child once, with its reasons and what comes first; the sums; who is not listed."""
    found = review.closing
    return {
        "standing": sentences.standing(),
        "children": [_prompt(each, review) for each in found.prompts],
        "total": _total(found.total),
        "workers": [
            {"worker": worker, **_total(total)} for worker, total in found.by_worker.items()
        ],
        "teams": [
            {"team": team, **_total(total)}
            for team, total in found.by_team(review.caseloads).items()
        ],
        "cannot_tell": [
            {"child": each.child, "missing": list(each.missing)} for each in found.untold
        ],
        "not_asked": list(found.not_asked),
        "kept_safe": found.kept_safe,
        "not_held": found.not_held,
        "said": list(sentences.aside(found, review.policy)),
    }


def _prompt(of: Prompt, review: Review) -> Document:
    return {
        "child": of.child,
        "worker": of.worker,
        "points": of.points,
        "first": list(of.first),
        "reasons": [{"rule": why.sign, "day": iso(why.day), "weeks": why.weeks} for why in of.whys],
        "last_seen": iso(of.last_seen),
        "message": sentences.sentence(of, review.snapshot.children[of.child]),
    }


def _total(of: Total) -> Document:
    return {"children": of.children, "with_first": of.with_first, "points": of.points}
