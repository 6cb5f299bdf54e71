"""What to say about bad input: each problem and each refusal, with what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter

from allocation_app.errors import AppError, Problem, Severity
from allocation_app.wording.fields import field
from allocation_app.wording.refusals import ERRORS
from allocation_app.wording.translate import mark, tr
from allocation_app.wording.value_problems import VALUES

PROBLEMS: Mapping[str, str] = {
    **VALUES,
    "cell_error": mark(
        "“{value}” could not be read. Mend the formula in the sheet and import again."
    ),
    "formula_not_calculated": mark(
        "This formula was never worked out. Open the file in Excel, save it, and import again."
    ),
    "dates_backwards": mark(
        "The end ({end}) lies before the start ({start}). Both were left out: correct them in the"
        " sheet and import again."
    ),
    "dates_backwards:worker": mark(
        "The last day in post ({end}) lies before the first one ({start}). The last day stands, so"
        " that nobody who may have left counts as there. Correct them and import again."
    ),
    "number_unreadable": mark(
        "“{value}” is not a number that can be used. It was left out:"
        " correct it in the sheet and import again."
    ),
    "yes_no_unreadable": mark("“{value}” is neither yes nor no. It was left out."),
    "code_unknown": mark("“{value}” is not a code of this return. It is kept as written."),
    "status_unknown": mark(
        "“{value}” is not a status that the tool knows (rows: {rows})."
        " These children are in, with the status not known."
    ),
    "legal_status_unknown": mark(
        "“{value}” under “{heading}” is not a legal status that the tool knows (rows: {rows})."
        " It counts as not known: write the order, or its code of SSDA903 (C1, C2, V2, ...)."
    ),
    "placement_unclear": mark(
        "“{value}” under “{heading}” does not say whether the child is placed with a parent, with a"
        " relative, for short breaks or elsewhere (rows: {rows}). It counts as not known: write"
        " “Placed with parents”, “Foster care” or a code of SSDA903 (P1, U4, K2, ...)."
    ),
    "name_unreadable": mark(
        "“{value}” under “{heading}” is nobody's name (rows: {rows})."
        " It counts as not known: write the name, or leave the cell empty where there is nobody."
    ),
    "visitor_unreadable": mark(
        "“{value}” under “{heading}” does not tell who visited (rows: {rows})."
        " The visits count; by whom is not known. Write the worker's name."
    ),
    "status_contradictory": mark(
        "Child {child} can't be all that “{value}” says: a privately fostered child is not looked"
        " after. What depends on it is “cannot tell”. Correct the status and import again."
    ),
    "status_contradictory:age": mark(
        "Child {child} is {age} (born {born}) and “{value}”; nobody of that age is looked after, on"
        " the register or privately fostered. What depends on it is “cannot tell”. Correct the"
        " status or the date of birth and import again."
    ),
    "status_blank": mark(
        "No status for child {child}. The child is in, with the status not known."
    ),
    "role_unknown": mark("“{value}” is not a role that the tool knows (rows: {rows})."),
    "worker_unknown": mark(
        "The cell does not say who holds child {child}. It counts as not known, not as unallocated."
    ),
    "worker_ambiguous": mark(
        "“{value}” fits several of the staff list ({workers}). Give the worker's id."
        " Who holds the child counts as not known."
    ),
    "worker_several": mark(
        "“{value}” names several people, and a child has one case holder. Who holds child {child}"
        " counts as not known. Leave the case holder alone in the cell and import again."
    ),
    "worker_conflict": mark(
        "The worker's id and name are of two people. The id was taken: {kept}."
    ),
    "worker_not_listed": mark(
        "“{value}” under “{heading}” is not on the staff list (rows: {rows})."
    ),
    "worker_spellings": mark("“{value}” was taken as the same person as “{kept}” (rows: {rows})."),
    "worker_no_person": mark(
        "“{value}” is not a person (rows: {rows}). Children under this name count as unallocated."
    ),
    "worker_nobody": mark("“{value}” was read as: no social worker (rows: {rows})."),
    "worker_filled_down": mark(
        "Each worker's name stands once and was taken for the rows below it (rows: {rows})."
    ),
    "worker_from_tab": mark(
        "No column gives the worker. “{value}” was taken, by which this sheet is called"
        " (rows: {rows})."
    ),
    "grouping_uncertain": mark(
        "The worker's cell is blank in rows that may belong to the name above or to nobody (rows:"
        " {rows}). Who holds these children counts as not known. Say in “Columns” whether a name"
        " counts for the rows below it."
    ),
    "group_count_differs": mark(
        "The sheet says {stated} children here and has {found} rows. Check that none is missing."
    ),
    "previous_worker_incomplete": mark(
        "A past worker needs both a name and the day it ended. What is here alone was left out"
        " (child {child})."
    ),
    "spell_backwards": mark(
        "The worker of child {child} ended ({end}) before the start ({start})."
        " It was taken as ended, and the start left out. Correct the dates in the case system."
    ),
    "spells_both_open": mark(
        "Child {child} has two case holders or more, none of whom has ended: “{value}” here and"
        " “{kept}” in {cells}. Who holds the child counts as not known. End all but one of them in"
        " the case system and import again."
    ),
    "spells_overlap": mark(
        "Child {child} had another case holder (row {first_row}) who had not ended yet on this day,"
        " {value}. Nothing was changed."
    ),
    "spell_conflict": mark(
        "Child {child} is with “{value}” by this row, and with “{kept}” by another source, which"
        " stands. Correct one of them and import again."
    ),
    "involvement_unknown": mark(
        "“{value}” under “{heading}” is not a capacity that the tool knows (rows: {rows})."
        " These workers were not taken as case holders; a child who has nobody else counts as one"
        " whose holder is not known."
    ),
    "spells_of_others": mark(
        "Rows about people who hold no case (another agency, or not allocated) were left out"
        " (rows: {rows})."
    ),
    "children_ended": mark(
        "Children whose workers have all ended, and whom no list of children names, were taken as"
        " closed (children: {rows}). If they are open, add the list of children."
    ),
    "children_without_spell": mark(
        "Children without any row that names a worker count as unallocated (children: {rows})."
        " Check that the list of workers has everybody."
    ),
    "children_of_other_spells": mark(
        "Most children have no row that names a worker, so the list of workers seems to be of other"
        " children. Who holds them counts as not known (children: {rows})."
    ),
    "child_closed_and_held": mark(
        "Child {child} is closed by the list of children and still has a worker here. The child was"
        " left out: end the worker, or open the case again, in the case system."
    ),
    "staff_repeated": mark(
        "This worker is listed already in row {first_row}, with the same facts."
    ),
    "staff_conflict": mark(
        "This worker is listed already in row {first_row}, with another {field}."
        " The first stands: {kept}."
    ),
    "staff_without_name": mark(
        "This row of the staff list has neither name nor id. It was left out."
    ),
    "staff_vacancy": mark("“{value}” is a post that nobody holds. It was left out."),
    "staff_without_cases": mark(
        "Workers whose role is “qualified without cases” (OrgRole 6) have no room for cases"
        " (workers: {rows}). Correct the role if one of them holds children."
    ),
    "absence_of_september": mark(
        "The census says who was away on 30 September, not who is away now. These absences were not"
        " used (workers: {rows}). Add the dates on a staff list if they are still away."
    ),
    "absence_since_unknown": mark(
        "Workers who are away, without a first day, were taken as away from the date of the import"
        " on (workers: {rows}). Add the first day to the staff list."
    ),
    "absence_unusable": mark(
        "An absence or reduction without what is needed to use it was left out."
    ),
    "row_without_id": mark(
        "This row has no identifier for the child, so it was left out."
        " Add the identifier in the sheet and import again."
    ),
    "row_total": mark("This row only adds up others. It is not a child."),
    "row_not_a_child": mark("This row is text and was not taken as a child."),
    "header_repeated": mark("The headings stand here again. The row was passed over."),
    "row_shifted": mark(
        "This row has {found} cells where the headings have {expected}, so a separator within a"
        " cell may have moved all that stands right of it: worker and dates may be wrong. Put the"
        " text of that cell in quotation marks, or export as xlsx, and import again."
    ),
    "row_ragged": mark(
        "This row has {found} cells where the headings have {expected}."
        " Check that no cell holds an extra separator."
    ),
    "quotes_unbalanced": mark("A quotation mark is never closed. The file was read without them."),
    "nul_characters": mark("Characters that can't be shown were taken out ({count} of them)."),
    "encoding_assumed": mark("The file does not say how it is encoded. It was read as {encoding}."),
    "rows_closed": mark("Closed cases were left out (rows: {rows})."),
    "child_repeated": mark("Child {child} stands already in row {first_row}, with the same facts."),
    "child_conflict": mark(
        "Child {child} has another {field} in {first_sheet}, row {first_row}."
        " That one stands: {kept}."
    ),
    "child_conflict:elsewhere": mark(
        "Child {child} has another {field} on a list that gives the caseload."
        " That one stands: {kept}."
    ),
    "children_not_on_list_6": mark(
        "Children on list {list} are not on list 6, where all should be (rows: {rows})."
        " They are counted."
    ),
    "episodes_ended": mark(
        "Children whose episodes have all ended are not looked after now and were left out"
        " (children: {rows})."
    ),
    "episodes_none": mark(
        "Children of the header who have no episode were left out (children: {rows})."
        " Check that the episodes file has everybody."
    ),
    "episodes_without_start": mark(
        "No episode tells when the present period of care began (children: {rows})."
        " What needs that date is “cannot tell”. Add the episodes of earlier years."
    ),
    "episodes_both_open": mark(
        "Child {child} has two episodes that have not ended. The later one stands, in row"
        " {first_row}. End this one in the return and import again."
    ),
    "reviews_to_come": mark(
        "Reviews after the date of the import were not used (reviews: {rows})."
    ),
    "fact_not_kept": mark("“{heading}” gives: {field}. The tool has no use for it yet."),
    "table_empty": mark("There is nothing under the headings of this sheet."),
    "no_children": mark("Tables were found, but no child with an open case is in them."),
    "columns_unused": mark("Columns that nothing was taken from: {headings}."),
    "column_duplicate": mark(
        "Two columns give the same thing. “{kept}” was taken, “{heading}” was not."
    ),
    "columns_withheld": mark(
        "Left out on purpose, because a planning copy should not hold them: {headings}."
    ),
    "column_similar": mark(
        "“{heading}” is not a known heading. By its words and its cells it was taken for: {field}."
        " Look whether that is right."
    ),
    "column_not_dates": mark(
        "“{heading}” looks like {field}, but no cell under it is a date. Nothing was taken from it."
        " Look whether another column has the dates."
    ),
    "headings_changed": mark(
        "The headings are not those that were mapped: new are {new}; gone are {gone}."
        " What was decided for the others was used. Look at the columns."
    ),
    "column_missing": mark("No column gives: {field}. What needs it is “cannot tell”."),
    "text_outside": mark("“{value}” stands outside the tables: a title or a note, no child."),
    "rows_outside": mark(
        "Rows {row} to {last_row} belong to no table that was found. They were left out: if they"
        " are children, put them under the headings and import again."
    ),
    "table_unknown": mark(
        "The tool does not know this table ({headings}). It was left out (rows: {rows})."
        " Say in “Columns” what it holds."
    ),
    "sheet_unused": mark("No table was found in this sheet. Nothing was taken from it."),
    "sheet_hidden": mark(
        "This sheet is hidden. Nothing was taken from it. If it is wanted, show it in Excel"
        " (right-click a tab, Unhide), save, and import again."
    ),
    "sheet_hidden:very_hidden": mark(
        "This sheet is hidden by a program. Nothing was taken from it. If it is wanted, ask"
        " whoever made the workbook for a copy that shows it."
    ),
    "sheet_no_cells:chart": mark("This sheet is a chart and has no cells. Nothing is lost."),
    "sheet_no_cells": mark(
        "This sheet holds macros or a dialogue, no cells. Nothing in it was run."
    ),
    "sheet_empty": mark("This sheet is empty."),
    "sheet_macros": mark("This workbook has macros. Only its cells were read; nothing was run."),
    "sheet_set_aside": mark(
        "{title}: this list does not give the present caseload. It was not used (rows: {rows})."
    ),
    "sheet_without_child_id": mark(
        "This table about children has no column for their identifier. It was left out."
    ),
    "sheet_unreadable": mark("This sheet could not be read. The others were."),
    "accepted_in_part": mark(
        "Not everything of these files was accepted, so the figures differ from theirs. Left as it"
        " was: {declined}. Read the files again (F5) to decide anew."
    ),
    "as_at_taken": mark("Everything is counted to {date}."),
    "as_at_taken:title": mark("Everything is counted to {date}, the date above the list."),
    "as_at_taken:name": mark("Everything is counted to {date}, the date in the file's name."),
    "as_at_taken:today": mark(
        "Everything is counted to today, {date}: the files give no date. If the list is older, put"
        " its date into the file's name and open it again."
    ),
    "as_at_differs": mark("The files give two dates, {date} and {other}. The later was taken."),
}
"""Problems of the input by code; the values are those of the problem and its details."""

SEVERITIES: Mapping[Severity, str] = {
    Severity.ERROR: mark("error"),
    Severity.WARNING: mark("warning"),
    Severity.NOTE: mark("note"),
}


def message(problem: Problem) -> str:
    """What is the matter with one cell, row, sheet or file, and what was done about it."""
    code = problem.code
    if code == "child_conflict" and not problem.details.get("first_row", "-"):
        code = "child_conflict:elsewhere"
    for name in ("kind", "origin"):
        if (variant := f"{code}:{problem.details.get(name)}") in PROBLEMS:
            code = variant
    return _said(
        PROBLEMS,
        code,
        {"heading": problem.heading, "value": problem.value, "sheet": problem.sheet}
        | {"row": problem.row, "column": problem.column, "file": problem.file}
        | dict(problem.details),
    )


def error_message(error: AppError) -> str:
    """What an expected failure means, and what to do."""
    variants = (f"{error.code}:{error.details.get(name)}" for name in ("what", "found"))
    code = next((variant for variant in variants if variant in ERRORS), error.code)
    return _said(ERRORS, code, error.details)


def address(problem: Problem) -> str:
    """Where: "Children!D7", "row 7", a sheet's name, or nothing for a whole file."""
    cell = f"{problem.column}{problem.row or ''}" if problem.column else str(problem.row or "")
    if problem.row is not None and not problem.column:
        cell = tr("row {n}", n=problem.row)
    return "!".join(part for part in (problem.sheet, cell) if part)


def line(problem: Problem) -> str:
    """One line for a terminal or a list: severity, file, place, sentence."""
    where = " ".join(part for part in (problem.file, address(problem)) if part)
    severity = tr(SEVERITIES[problem.severity])
    return (
        f"{severity}: {where}: {message(problem)}" if where else f"{severity}: {message(problem)}"
    )


def _said(texts: Mapping[str, str], code: str, values: Mapping[str, object]) -> str:
    """The sentence of a code; a value that nobody gave is a dash, and no reason to say nothing."""
    text = texts.get(code)
    if text is None:
        return code
    named = {"field": field(str(values["field"]))} if "field" in values else {}
    unsaid = {name: "–" for _, name, _, _ in Formatter().parse(text) if name}
    return tr(text, **{**unsaid, **values, **named})
