"""Which differences can be staged by the rules for moves, with the reason that was given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from allocation_app.domain.edited.values import Difference, Trouble, Unclear
from allocation_app.domain.effects import Measured
from allocation_app.domain.move_rules import Broken, broken_together
from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.plan import ChildStep, Move, Plan

Against = dict[tuple[ChildId, WorkerId | None], list[Broken]]


def allowed(
    plan: Plan, wanted: Iterable[Difference], by: Measured
) -> tuple[list[Difference], list[Unclear]]:
    """The differences that can be staged together, and what speaks against the others.

    What is refused may have been what another one rested on (a sister who comes along), so the
    rest is asked again.
    """
    kept, refused = list(wanted), list[Unclear]()
    while True:
        against = _against(plan, kept, by)
        stopped = [each for difference in kept for each in _stopped(difference, against)]
        if not stopped:
            return [_explained(each, against) for each in kept], refused
        refused += stopped
        bad = {each.child for each in stopped}
        kept = [each for each in kept if each.step.child not in bad]


def _against(plan: Plan, wanted: Sequence[Difference], by: Measured) -> Against:
    """The rules that the steps would break with all of them staged, by child and worker."""
    for each in wanted:
        if not _is_asked(each):
            plan = each.made(plan)
    steps = (each.after for each in wanted if _is_asked(each))
    found: Against = {}
    for rule in broken_together(plan, (step for step in steps if step is not None), by):
        found.setdefault((rule.child, rule.worker), []).append(rule)
    return found


def _is_asked(each: Difference) -> bool:
    """Whether rules may say otherwise than when it was staged: not of another note or reason."""
    was, now = each.before, each.after
    if isinstance(was, Move) and isinstance(now, Move):
        then = was.to, was.effective, was.override_reason
        return then != (now.to, now.effective, each.override)
    return now is not None


def _stopped(each: Difference, against: Against) -> Iterator[Unclear]:
    """What can't be set aside, or is not."""
    for rule in _of(each.step, against) if _is_asked(each) else ():
        if rule.is_hard or not each.override:
            yield Unclear(
                trouble=Trouble.RULE if rule.is_hard else Trouble.RULE_UNEXPLAINED,
                cells=each.cells,
                child=each.step.child,
                broken=rule,
                difference=each,
            )


def _of(step: ChildStep, against: Against) -> Sequence[Broken]:
    return against.get((step.child, step.to if isinstance(step, Move) else step.worker), ())


def _explained(each: Difference, against: Against) -> Difference:
    """The move with the rules that its reason sets aside; without any it needs no reason."""
    if not isinstance(each.after, Move):
        return each
    if _is_asked(each):
        rules = tuple(dict.fromkeys(rule.rule for rule in _of(each.after, against)))
    else:
        rules = each.before.overrides if isinstance(each.before, Move) else ()
    why = each.override if rules else ""
    return replace(each, after=replace(each.after, overrides=rules, override_reason=why))
