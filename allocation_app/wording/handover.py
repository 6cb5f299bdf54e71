"""What a hand-over pack says of its facts, and its checklist.

The checklist says in our own words what councils publish for a change of worker: records brought up
to date, the child and the family told, a joint visit, the next meetings told (Stockport, Central
Bedfordshire, Bexley, Cumberland); the co-ordinator of a registered child's plan told (Wales
Safeguarding Procedures s4).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from allocation_app.domain.handover import Contact, Pack
from allocation_app.domain.key_events import KeyEvent
from allocation_app.domain.move_rules import Broken
from allocation_app.domain.people import Involvement, Status, Worker
from allocation_app.domain.plan import Move
from allocation_app.domain.waiting import Wait
from allocation_app.domain.worker_history import Held
from allocation_app.wording import move_rules, moves, terms
from allocation_app.wording.names import Names
from allocation_app.wording.translate import mark, tr, trn

BEFORE = (
    mark("Chronology, notes and plan are up to date; what is open is listed."),
    mark("The assessment is less than nine months old, or has been renewed."),
)
TALKED = mark("Both workers have talked the case through: safety, and what helps.")
READ = mark("Nobody is there to hand over: the file was read with a manager.")
TOLD = (
    mark("The child was told who comes and why; what it says is recorded."),
    mark("Parents, carers, school and health know the new name and number."),
)
JOINT = mark("A joint visit was made, with time for questions and for goodbye.")
INTRODUCED = mark("A manager introduced the new worker to the child and the family.")
FOR_STATUS: Mapping[Status, str] = {
    Status.REGISTERED: mark("On the register: the co-ordinator was told by word and in writing."),
    Status.LOOKED_AFTER: mark("Looked after: the reviewing officer and the placement were told."),
    Status.PROCEEDINGS: mark("In proceedings: the council’s lawyer and the guardian were told."),
    Status.CARE_LEAVER: mark("Care leaver: the personal adviser was told; the pathway plan too."),
}
NOBODY = (
    mark("A manager watches over the case until a worker is named, and says so on record."),
    mark("The child, parents and carers were told whom to call until then."),
)
AFTER = (
    mark("Next visits and meetings are in the diary; who chairs them knows."),
    mark("The case system shows the new worker from the day above."),
    mark("Within two weeks a manager looked at the file; gaps are put right."),
)


def checklist(of: Pack, statuses: frozenset[Status]) -> tuple[str, ...]:
    """What is to be done for a hand-over, for children of these statuses, in order.

    Where nobody is met, no worker is there to hand over: a manager stands in. A case that goes to
    nobody is watched over by one.
    """
    if of.to is None:
        return tuple(tr(line) for line in (*BEFORE, *NOBODY))
    special = [line for status, line in FOR_STATUS.items() if status in statuses]
    talk, visit = (TALKED, JOINT) if of.is_met else (READ, INTRODUCED)
    return tuple(tr(line) for line in (*BEFORE, talk, *TOLD, *special, visit, *AFTER))


def contact(of: Contact, as_at: date) -> str:
    """When it was, and how many days before the import; what is missing is said."""
    if of.day is None:
        return tr("not recorded") if of.is_known is None else tr("none on record")
    if of.is_known is None:
        return tr("{day}: can’t be", day=terms.plain_day(of.day))
    days = (as_at - of.day).days
    ago = trn("{n} day ago", "{n} days ago", days) if days else tr("that day")
    return tr("{day} ({ago})", day=terms.plain_day(of.day), ago=ago)


def key_event(of: KeyEvent, day: date) -> str:
    """A key event with its day, and how far it is from the move."""
    name = terms.first_up(tr(move_rules.KEY_EVENTS[of.kind]))
    said = tr("{event}, due", event=name) if of.is_due else name
    apart = (of.day - day).days
    if apart == 0:
        away = tr("on the day of the move")
    elif apart > 0:
        away = trn("{n} day after the move", "{n} days after the move", apart)
    else:
        away = trn("{n} day before the move", "{n} days before the move", -apart)
    return tr("{event}: {day}, {away}", event=said, day=terms.day(of.day), away=away)


def key_events(of: Pack) -> tuple[str, ...]:
    """The key events near the move, each said once; what nobody can tell is said too."""
    known = [key_event(event, of.day) for each in of.transfers for event in each.key_events]
    untold = [what for each in of.transfers for what in each.untold_events]
    why = "; ".join(dict.fromkeys(terms.missing(what) for what in untold))
    said = [*known, tr("Cannot tell of others: {why}", why=why)] if why and known else known
    return tuple(dict.fromkeys(said)) or ((tr("Cannot tell: {why}", why=why),) if why else ())


def joint_visit(of: Pack) -> str:
    """When both workers could visit together before the move, or what else is to be done."""
    if of.to is None:
        return tr("Nobody takes the case over: it is unallocated from that day.")
    if not of.is_met:
        return tr("Nobody is there to visit with: a manager introduces the new worker.")
    if of.joint_visit is None:
        return tr("No day before the move has both of them: visit together as soon as can be.")
    first, last = of.joint_visit
    if first == last:
        return tr("On {day}, before the move (an offer, no rule)", day=terms.day(first))
    return tr(
        "From {first} to {last}, before the move (an offer, no rule)",
        first=terms.day(first),
        last=terms.day(last),
    )


def waited(of: Wait) -> str:
    """How long a child has been without a social worker, and why."""
    why = terms.reason(of.reason)
    if of.working_days is None:
        return tr("unallocated ({why}), cannot tell for how long", why=why)
    days = trn("{n} working day", "{n} working days", of.working_days)
    return tr("unallocated for {days} ({why})", days=days, why=why)


def role_then(worker: Worker) -> str:
    """As what somebody stood beside a child: a desk, a team or a manager is no case holder."""
    holds = worker.holds_cases
    return terms.involvement(Involvement.CASE_HOLDER) if holds else terms.role(worker)


def why_ended(of: Held) -> str:
    """Why somebody's time with a child ended or ends, as far as anything says."""
    if of.is_planned:
        return tr("begins by the plan")
    said = []
    if of.last_day is not None:
        said.append(tr("last day in post: {day}", day=terms.plain_day(of.last_day)))
    if of.is_ended_by_plan:
        reason = moves.change_reason(of.reason) or tr("no reason given")
        said.append(tr("ends by the plan: {reason}", reason=reason))
    if said:
        return "; ".join(said)
    return tr("still so") if of.end is None else tr("why it ended is not recorded")


def reasons(of: Pack, names: Names) -> str:
    """Why the worker changes; of several children with several reasons, whose is which."""
    found: dict[str, list[str]] = {}
    for each in of.transfers:
        said = moves.change_reason(each.move.reason) or tr("no reason given")
        found.setdefault(said, []).append(names.child(each.child))
    if len(found) == 1:
        return terms.first_up(next(iter(found)))
    whose = (
        tr("{children}: {reason}", children=", ".join(children), reason=reason)
        for reason, children in found.items()
    )
    return "; ".join(whose)


def statuses(of: frozenset[Status]) -> str:
    """Why the case is open, in the vocabulary's words and no others."""
    return ", ".join(terms.status(code) for code in Status if code in of)


def set_aside(of: Move) -> str:
    """Which rules were set aside when the move was staged, and why."""
    rules = move_rules.rule_names(of.overrides)
    why = moves.override_reason(of.override_reason)
    return tr("{rules}: {reason}", rules=rules, reason=why)


def against(broken: Sequence[Broken]) -> str:
    """The rules that warned, in a word or few each, and of which nobody could tell."""
    warned = dict.fromkeys(each.rule for each in broken if not each.missing)
    untold = dict.fromkeys(each.rule for each in broken if each.missing and each.rule not in warned)
    said = [move_rules.rule_name(rule) for rule in warned]
    said += [tr("{rule}: cannot tell", rule=move_rules.rule_name(rule)) for rule in untold]
    return "; ".join(said)
