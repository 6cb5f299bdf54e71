"""What a column, a table or a word can be taken for: choices in groups, with their words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from allocation_app.domain.people import Role, Status
from allocation_app.intake.columns import fields_of
from allocation_app.intake.fields import DATES, Field
from allocation_app.intake.layouts.layout import Subject
from allocation_app.intake.layouts.named import layouts_by_name
from allocation_app.intake.mapping import LEFT_OUT, Holding
from allocation_app.wording import terms
from allocation_app.wording.fields import field
from allocation_app.wording.translate import mark, tr
from ui.rows.staging import AUTO, NOTHING, ROLE, STATUS

WORKER_FIELDS = (
    Field.WORKER,
    Field.WORKER_ID,
    Field.INVOLVEMENT,
    Field.IS_CASE_HOLDER,
    Field.CHANGE_REASON,
    Field.PREVIOUS_WORKER,
    Field.CO_WORKER,
    Field.PERSONAL_ADVISER,
    Field.VISITED_BY,
)
LAYOUTS = {
    "children": mark("list of children"),
    "spells": mark("allocations, a row for each worker of a child"),
    "workers": mark("staff list"),
    "unknown": mark("a table that the tool does not know"),
}
HOLDINGS = {
    Holding.PERSON: mark("a person"),
    Holding.NOBODY: mark("nobody: the child is unallocated"),
    Holding.DUTY: mark("duty: the child is unallocated"),
    Holding.TEAM: mark("a team: the child is unallocated"),
    Holding.MANAGER: mark("a manager: the child is unallocated"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One thing that can be chosen; ``group`` is the heading it stands under."""

    value: str
    label: str
    group: str = ""


def field_choices(layout: str) -> list[Choice]:
    """Every field that a table of this kind can bring, in groups."""
    subject = subject_of(layout)
    possible = fields_of(subject)
    staff = fields_of(Subject.WORKERS) - fields_of(Subject.CHILDREN)
    groups: dict[str, list[Field]] = {
        tr("About the child"): [],
        tr("Dates"): [],
        tr("Worker"): [],
        tr("Staff"): [],
    }
    child, dates, worker, about_staff = groups
    for own in possible:
        is_staff = own in staff or (subject is Subject.WORKERS and own not in WORKER_FIELDS)
        group = worker if own in WORKER_FIELDS else dates if own in DATES else child
        groups[about_staff if is_staff else group].append(own)
    return [
        Choice(value=LEFT_OUT, label=tr("leave out")),
        Choice(value=AUTO, label=tr("as the tool sees it")),
        *(
            Choice(value=own.value, label=field(own.value), group=group)
            for group, fields in groups.items()
            for own in sorted(fields, key=lambda f: field(f.value).casefold())
        ),
    ]


def subject_of(layout: str) -> Subject:
    """Whom a kind of table is about; children, where nothing is known."""
    known = layouts_by_name().get(layout)
    return Subject.CHILDREN if known is None else known.subject


def layout_choices(layout: str) -> list[Choice]:
    """What a table can be taken for; what it was taken for is among them."""
    known = [name for name in layouts_by_name() if name in LAYOUTS]
    own = [] if layout in {*known, NOTHING} else [layout]
    return [
        *(Choice(value=name, label=layout_name(name)) for name in (*own, *known)),
        Choice(value=NOTHING, label=tr("nothing: leave it out")),
        Choice(value=AUTO, label=tr("as the tool sees it")),
    ]


def layout_name(layout: str) -> str:
    """The word for a layout's code."""
    if layout.startswith("annex_a_list_"):
        return tr("Annex A list {n}", n=layout.removeprefix("annex_a_list_"))
    if layout in LAYOUTS:
        return tr(LAYOUTS[layout])
    known = layouts_by_name().get(layout)
    return tr("no table that is known") if known is None else known.title or layout


def grouping_choices() -> list[tuple[str, bool | None]]:
    """How a worker's name can stand beside children."""
    return [
        (tr("as the tool sees it"), None),
        (tr("on every row"), False),
        (tr("once for the rows below"), True),
    ]


def word_choices(kind: str) -> list[Choice]:
    """What a status, a job title or a name can mean."""
    auto = Choice(value=AUTO, label=tr("as the tool sees it"))
    if kind == STATUS:
        known = [s for s in Status if s is not Status.UNKNOWN]
        return [
            *(Choice(value=code.value, label=terms.status(code)) for code in known),
            Choice(value="open", label=tr("an open case, its kind not said")),
            Choice(value="closed", label=tr("a closed case: leave it out")),
            auto,
        ]
    if kind == ROLE:
        roles = [role for role in Role if role is not Role.UNRECOGNISED]
        return [*(Choice(value=r.value, label=terms.role_name(r)) for r in roles), auto]
    return [*(Choice(value=h.value, label=tr(words)) for h, words in HOLDINGS.items()), auto]


def meaning_name(kind: str, meaning: str, choices: Sequence[Choice] | None = None) -> str:
    """What a word means, in words."""
    found = choices if choices is not None else word_choices(kind)
    names = {choice.value: choice.label for choice in found}
    if all(part in names for part in meaning.split("+")):  # "CP + LAC" is two statuses
        return " + ".join(names[part] for part in meaning.split("+"))
    return tr("not known")
