"""What a column, a table or a word can be taken for: choices in groups, with their words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from allocation_app.domain.people import Role, Status
from allocation_app.intake.fields import DATES, Field
from allocation_app.intake.headings import aliases
from allocation_app.intake.mapping import LEFT_OUT, Holding
from allocation_app.wording import terms
from allocation_app.wording.fields import field
from allocation_app.wording.translate import mark, tr
from ui.rows.staging import AUTO, ROLE, STATUS

WORKER_FIELDS = (
    Field.WORKER,
    Field.WORKER_ID,
    Field.INVOLVEMENT,
    Field.IS_CASE_HOLDER,
    Field.CHANGE_REASON,
    Field.PREVIOUS_WORKER,
    Field.CO_WORKER,
    Field.PERSONAL_ADVISER,
)
NO_LIST = "none"
"""The layout of a table from which nothing is to be taken."""
LAYOUTS = {
    "children": mark("list of children"),
    "spells": mark("allocations, a row for each worker of a child"),
    "workers": mark("staff list"),
    NO_LIST: mark("nothing: leave it out"),
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
    """Every field, grouped; what the kind of table can't use comes last."""
    staff = set(aliases("workers").fields.values()) - set(aliases("children").fields.values())
    staff.add(Field.IS_ABSENT)
    groups: dict[str, list[Field]] = {
        tr("About the child"): [],
        tr("Dates"): [],
        tr("Worker"): list(WORKER_FIELDS),
        tr("Staff"): [],
    }
    child, dates, _, about_staff = groups
    for own in Field:
        if own in staff:
            groups[about_staff].append(own)
        elif own in DATES:
            groups[dates].append(own)
        elif own not in WORKER_FIELDS:
            groups[child].append(own)
    order = list(groups)
    if layout == "workers":
        order = [about_staff, tr("Worker"), child, dates]
    return [
        Choice(value=LEFT_OUT, label=tr("leave out")),
        Choice(value=AUTO, label=tr("as the tool sees it")),
        *(
            Choice(value=own.value, label=field(own.value), group=group)
            for group in order
            for own in sorted(groups[group], key=lambda f: field(f.value).casefold())
        ),
    ]


def layout_choices(layout: str) -> list[Choice]:
    """What a table can be taken for; what it was taken for stands first where it is another."""
    known = [Choice(value=value, label=tr(words)) for value, words in LAYOUTS.items()]
    own = [] if layout in {*LAYOUTS, ""} else [Choice(value=layout, label=layout_name(layout))]
    return [*own, *known, Choice(value=AUTO, label=tr("as the tool sees it"))]


def layout_name(layout: str) -> str:
    """The word for a layout's code."""
    if layout.startswith("annex_a_list_"):
        return tr("Annex A list {n}", n=layout.removeprefix("annex_a_list_"))
    return tr(LAYOUTS[layout]) if layout in LAYOUTS else layout or tr("no table that is known")


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
    return next((c.label for c in found if c.value == meaning), "") or tr("not known")
