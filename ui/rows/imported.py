"""What was read from where, and by which weights it is counted: rows for the Data page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from allocation_app.domain.policy import CaseType, Policy
from allocation_app.wording import fields, terms
from allocation_app.wording.translate import mark, tr, trn
from ui.rows.problems import HIDDEN

if TYPE_CHECKING:  # intake imports pandas, which the window does not wait for
    from allocation_app.intake import FileReading

HOW = {
    "layout": mark("by the layout of the return"),
    "alias": mark("by its heading"),
    "similar": mark("by a similar heading: please check"),
    "profile": mark("by an earlier correction"),
    "withheld": mark("left out on purpose: should not be in a planning copy"),
    "unused": mark("nothing is taken from it"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """One table of one file, or a sheet without: what it was taken for. ``number`` counts them."""

    number: int
    file: str
    kind: str
    sheet: str
    layout: str
    header_row: int | None
    rows: int
    columns_used: int
    columns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnRow:
    """One column: its heading, the field it was read as, and how that was decided."""

    file: str
    sheet: str
    heading: str
    field: str
    how: str
    samples: str


def sheet_rows(files: Iterable[FileReading]) -> tuple[SheetRow, ...]:
    """A row per sheet."""
    return tuple(
        SheetRow(
            number=number,
            file=file.path.name,
            kind=file.kind,
            sheet=sheet.name,
            layout=sheet.layout,
            header_row=sheet.header_row,
            rows=sheet.rows,
            columns_used=sum(bool(column.field) for column in sheet.columns),
            columns=len(sheet.columns),
        )
        for file in files
        for number, sheet in enumerate(file.sheets)
    )


def column_rows(files: Iterable[FileReading], *, hide_names: bool) -> tuple[ColumnRow, ...]:
    """A row per column; samples may hold names, so they are hidden with them."""
    return tuple(
        ColumnRow(
            file=file.path.name,
            sheet=sheet.name,
            heading=column.heading,
            field=fields.field(column.field) if column.field else "",
            how=tr(HOW.get(column.how, column.how)),
            samples=HIDDEN if hide_names and column.samples else ", ".join(column.samples),
        )
        for file in files
        for sheet in file.sheets
        for column in sheet.columns
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A number of the policy that is in force, in words."""

    heading: str
    words: str


def settings_rows(policy: Policy) -> tuple[Setting, ...]:
    """Weights, what changes them, capacity, bands, aims: the whole scheme on one page."""
    weights = policy.weights
    found = [
        Setting(heading=terms.case_type(case), words=terms.points(weights.cases[case]))
        for case in CaseType
    ]
    percent = terms.percent
    found += [
        Setting(heading=tr("further sibling"), words=f"× {weights.sibling:g}"),
        Setting(heading=tr("co-worked"), words=f"× {weights.co_worked:g}"),
        Setting(heading=tr("out of area"), words=f"+ {terms.points(weights.out_of_area)}"),
        Setting(
            heading=trn(
                "first {n} day with a worker",
                "first {n} days with a worker",
                weights.new_within.days,
            ),
            words=f"+ {terms.points(weights.new)}",
        ),
        Setting(heading=tr("full-time post"), words=terms.points(policy.points_full_time)),
        Setting(heading=tr("of it for stable work"), words=terms.points(policy.points_stable)),
        Setting(heading=tr("newly qualified"), words=f"× {policy.newly_qualified_share:g}"),
        Setting(
            heading=tr("bands"),
            words=tr(
                "spare under {full}, full to {stretched}, stretched to {over}, over from {over}",
                full=percent(policy.bands.full),
                stretched=percent(policy.bands.stretched),
                over=percent(policy.bands.over),
            ),
        ),
        Setting(
            heading=tr("allocated within"),
            words=trn("{n} working day", "{n} working days", policy.ladder.allocate_within),
        ),
    ]
    found += [
        Setting(heading=terms.escalation(rung.code), words=trn("{n} day", "{n} days", rung.days))
        for rung in policy.ladder.rungs
    ]
    return tuple(found)


def policy_name(policy: Policy) -> str:
    """The name and version of the scheme."""
    return tr("{name}, version {version}", name=policy.name, version=policy.version)


def policy_label(policy: Policy) -> str:
    """The same, and that an example is one."""
    label = policy_name(policy)
    if policy.is_example:
        return tr("{label}: an example, not a council’s own; set your own", label=label)
    return label
