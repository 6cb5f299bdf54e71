"""What to say about cells that are not what their column should hold: dates, ages, identifiers."""

from __future__ import annotations

from collections.abc import Mapping

from allocation_app.wording.translate import mark

VALUES: Mapping[str, str] = {
    "date_unreadable": mark("“{value}” is not a date that can be read. It was left out."),
    "date_impossible": mark(
        "{value} can't be the date of: {field}. It was not used, and what needs it is “cannot"
        " tell”. Correct it in the case system and import again."
    ),
    "date_impossible:future": mark(
        "{value} lies after {as_at}, to which everything is counted, so it can't be the date of:"
        " {field}. What needs it is “cannot tell”. Correct it, or keep planned dates in a column"
        " of their own, and import again."
    ),
    "date_impossible:before_birth": mark(
        "{value} lies before the child's birth ({against}), so it can't be the date of: {field}."
        " What needs it is “cannot tell”. Correct the one or the other and import again."
    ),
    "date_impossible:before_start": mark(
        "{value} lies before the start ({against}), so it can't be the date of: {field}. What needs"
        " it is “cannot tell”. Correct the one or the other and import again."
    ),
    "date_impossible:birth": mark(
        "{value} lies too far ahead to be a date of birth, or an expected one. It was left out:"
        " correct it and import again."
    ),
    "dates_impossible": mark(
        "Many dates under “{heading}” can't be those of: {field} (rows: {rows}; the first is"
        " {value}). They were not used, and what needs them is “cannot tell”. Look whether the"
        " column means that, correct the dates, and import again."
    ),
    "dates_impossible:future": mark(
        "Many dates under “{heading}” lie after {as_at}, to which everything is counted (rows:"
        " {rows}; the first is {value}). They were not used, and what needs them is “cannot tell”."
        " If they are planned dates, leave the column out in “Columns”; if the list is of a later"
        " day, put that day into the file's name; import again."
    ),
    "date_ambiguous": mark(
        "“{value}” can be read day first or month first, and this column does not settle it."
        " It was left out: write it as 2026-11-20, or say in the mapping which comes first."
    ),
    "date_weekday": mark(
        "“{value}”: that date is another day of the week. It was left out: mend the one or the"
        " other in the sheet and import again."
    ),
    "date_placeholder": mark(
        "“{value}” is what systems write where there is no date. It was read as none."
    ),
    "dates_maybe_swapped": mark(
        "Excel seems to have turned day and month round in “{heading}”: all its dates have a day"
        " up to 12 (rows: {rows}), all later days are still text (rows: {texts}). The dates were"
        " left out. Export the report again and open the file here without opening it in Excel;"
        " or, if the dates are right, say in the mapping which comes first."
    ),
    "dates_perhaps_swapped": mark(
        "Excel may have turned day and month round in “{heading}”: all its dates have a day up to"
        " 12 (rows: {rows}), all later days are text (rows: {texts}). They were read as they"
        " stand: check them against the system."
    ),
    "date_order_assumed": mark(
        "Nothing shows whether the dates in “{heading}” have the day or the month first"
        " (rows: {rows}). They were read day first: confirm that in the mapping, or change it."
    ),
    "date_order_differs": mark(
        "The dates in “{heading}”, or those beside it, stand in another order than was decided"
        " in the mapping. What can be read either way was read as decided only where the column"
        " leaves that open: check the mapping."
    ),
    "date_from_number": mark("The number {value} was read as the date {date}."),
    "date_short_year": mark("“{value}” has a year of two digits; it was read as {date}."),
    "dates_from_text": mark(
        "Dates written as text in “{heading}” were read as dates (rows: {rows})."
    ),
    "dates_month_first": mark(
        "The dates in “{heading}” can only be month before day; all were read so."
    ),
    "age_unreadable": mark(
        "“{value}” is not an age that can be read. It was left out; only the date of birth counts."
    ),
    "age_mismatch": mark(
        "The age “{value}” does not fit the date of birth, {born} (age {age}). The date of birth"
        " stands: check both in the system."
    ),
    "ages_of_another_date": mark(
        "Many ages do not fit the dates of birth on {as_at} (rows: {rows}): the list may be of"
        " another day. The dates of birth stand: check the day that everything is counted to."
    ),
    "id_damaged": mark(
        "“{value}” is an identifier that a spreadsheet has shortened; two children or workers may"
        " have become one. It was kept as it stands. Export it as text and import again."
    ),
}
"""The part of the problems by code that is about single values; see `problems.PROBLEMS`."""
