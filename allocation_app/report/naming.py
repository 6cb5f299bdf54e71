"""What documents are made of, and how names are seen to before anything is made of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from allocation_app.domain.journal_named import coded_past, past_without_words, with_everybody
from allocation_app.domain.one_team import narrowed
from allocation_app.domain.past import NO_PAST, Past
from allocation_app.domain.people import Child, ChildId
from allocation_app.domain.pseudonyms import (
    CodeBook,
    Codes,
    code_book,
    coded,
    coded_import,
    coded_policy,
)
from allocation_app.domain.review import Review, review
from allocation_app.domain.snapshot import Snapshot
from allocation_app.domain.wordless import (
    families_by_child,
    import_without_words,
    plan_without_words,
    policy_without_words,
)
from allocation_app.errors import AppError, Problem
from allocation_app.report.orders import Naming, Order
from allocation_app.settings.plans import plan_fingerprint
from allocation_app.settings.secret import codes
from allocation_app.wording import terms
from allocation_app.wording.translate import tr


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What documents are made of: the plan looked at, its import's problems, earlier imports.

    ``past`` is what a workspace keeps of the time before. ``codes`` are this installation's unless
    others are given. ``naming`` tells how names were seen to (`named`).
    """

    review: Review
    problems: Sequence[Problem] = ()
    earlier: tuple[Snapshot, ...] = ()
    past: Past = NO_PAST
    codes: Codes | None = None
    naming: Naming | None = None


def named(order: Order, source: Source) -> tuple[Order, Source]:
    """An order and its source with names seen to, and one team alone where it is for one.

    By initials nothing is left that somebody wrote; by codes neither names nor identifiers are.
    What was seen to already is as it was. Raises `AppError` for whom and what the plan does not
    have (``no_such_child``, ``no_such_worker``, ``no_such_team``), and as `secret.codes`.
    """
    if source.naming is not None:
        return order, source
    _refuse_unknown(order, source.review.caseloads.plan.facts)
    made, known_as = source, plan_fingerprint(source.review.caseloads.plan)
    if order.naming is Naming.INITIALS:
        made = _by_initials(source)
    elif order.naming is Naming.CODES:
        own = source.codes or codes()
        order, made = _by_codes(order, source, own)
        known_as = own.sealed(known_as)
    looked = replace(made.review, known_as=known_as)
    if order.team is not None:
        looked = narrowed(looked, order.team)
    return order, replace(made, review=looked, naming=order.naming)


def _refuse_unknown(order: Order, facts: Snapshot) -> None:
    for child in order.children:
        if child not in facts.children:
            raise AppError("no_such_child", child=child)
    for worker in order.workers:
        if worker not in facts.workers:
            raise AppError("no_such_worker", worker=worker)
    teams = {each.team for each in facts.children.values()}
    teams |= {each.team for each in facts.workers.values()}
    if order.team is not None and order.team not in teams:
        raise AppError("no_such_team", team=order.team)


def _by_initials(source: Source) -> Source:
    """Nothing is judged by names and words: the review stays, on a plan without them."""
    looked, whole = source.review, source.review.caseloads.plan
    whole = replace(whole, snapshot=families_by_child(whole.snapshot, _of_child))
    plan = plan_without_words(whole, _initials)
    policy = policy_without_words(looked.policy)
    before, facts = looked.caseloads, plan.facts
    loads = replace(
        before,
        plan=plan,
        snapshot=facts,
        policy=policy,
        moves={move.child: move for move in plan.moves if move.child in before.moves},
        case_holders=tuple(facts.workers[worker.id] for worker in before.case_holders),
    )
    return replace(
        source,
        review=replace(looked, caseloads=loads),
        problems=_without_values(source.problems),
        earlier=tuple(map(_import_by_initials, source.earlier)),
        past=past_without_words(source.past, _import_by_initials),
    )


def _import_by_initials(snapshot: Snapshot) -> Snapshot:
    return import_without_words(families_by_child(snapshot, _of_child), _initials)


def _by_codes(order: Order, source: Source, own: Codes) -> tuple[Order, Source]:
    looked, plan = source.review, source.review.caseloads.plan
    book = code_book(own, plan, looked.policy, (*source.earlier, *source.past.imports.values()))
    book = with_everybody(book, own, source.past)
    policy = coded_policy(looked.policy, plan, book)
    return _coded_order(order, book), replace(
        source,
        review=review(coded(plan, book), policy, looked.rules, looked.calendar),
        problems=_without_values(source.problems),
        earlier=tuple(coded_import(each, book) for each in source.earlier),
        past=coded_past(source.past, book),
    )


def _coded_order(order: Order, book: CodeBook) -> Order:
    return replace(
        order,
        children=tuple(book.children[child] for child in order.children),
        workers=tuple(book.workers[worker] for worker in order.workers),
        team=None if order.team is None else book.teams[order.team],
    )


def _without_values(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """The problems without what stood in a file: that a cell, a heading or a tab can be a name."""
    return tuple(
        Problem(code=each.code, severity=each.severity, row=each.row, column=each.column)
        for each in problems
    )


def _of_child(child: ChildId) -> str:
    """A family by one of its children, as the column “Family” and “family …” have it."""
    return tr("of {child}", child=child)


def _initials(child: Child) -> str:
    """A child's initials as a name, whose own initials are the same."""
    return terms.initials(child.name).replace(".", ". ").strip()
