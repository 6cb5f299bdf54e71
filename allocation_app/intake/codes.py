"""Everything that an import can find wrong, by code; `allocation_app.wording` has a text for each.

What stands in a problem's ``details`` is given beside each code.
"""

from __future__ import annotations

from enum import StrEnum

from allocation_app.errors import Severity


class Code(StrEnum):
    """What was found. The line above each says what it means and names its details."""

    # A cell shows a spreadsheet error (#N/A): taken as "could not be read". Details: field.
    CELL_ERROR = "cell_error"
    # A formula that no program has worked out yet: "could not be read". Details: field.
    FORMULA_NOT_CALCULATED = "formula_not_calculated"
    # A date that can't be: to come, before birth, an end before its start, or a birth far ahead.
    # It is not used. Details: kind (future, before_birth, before_start, birth), field, as_at,
    # against.
    DATE_IMPOSSIBLE = "date_impossible"
    # So many of them in a column that it may be another one. Details: as above, rows.
    DATES_IMPOSSIBLE = "dates_impossible"
    # A date that is in none of the forms we read: not recorded. Details: field.
    DATE_UNREADABLE = "date_unreadable"
    # Day and month can be read either way, and the column does not settle it: not recorded.
    # Details: field.
    DATE_AMBIGUOUS = "date_ambiguous"
    # The day of the week beside a date is that of another: not recorded. Details: field.
    DATE_WEEKDAY = "date_weekday"
    # A date that systems write where there is none. Details: field.
    DATE_PLACEHOLDER = "date_placeholder"
    # Dates of a column that Excel turned round when it opened them: not recorded.
    # Details: field, rows, texts.
    DATES_MAYBE_SWAPPED = "dates_maybe_swapped"
    # The same, of too few dates to be sure, or against a decision: kept. Details: field, rows,
    # texts.
    DATES_PERHAPS_SWAPPED = "dates_perhaps_swapped"
    # Nothing says whether the day or the month of a column comes first: read day first.
    # Details: field, rows.
    DATE_ORDER_ASSUMED = "date_order_assumed"
    # A column, or those beside it, shows another order than was decided for it. Details: field,
    # decided.
    DATE_ORDER_DIFFERS = "date_order_differs"
    # A plain number where a date should be, read as one. Details: field, date.
    DATE_FROM_NUMBER = "date_from_number"
    # A two-digit year, completed by the field's rule. Details: field, date.
    DATE_SHORT_YEAR = "date_short_year"
    # Dates that a workbook holds as text, read as dates (a whole column). Details: field, rows.
    DATES_FROM_TEXT = "dates_from_text"
    # A column whose dates can only be month before day, read so. Details: field, rows.
    DATES_MONTH_FIRST = "dates_month_first"
    # An end before its start: left out. Details: start, end, kind (time, worker).
    DATES_BACKWARDS = "dates_backwards"
    # An age that cannot be read: left out. Details: field.
    AGE_UNREADABLE = "age_unreadable"
    # An age that the date of birth beside it does not give; the date stands. Details: born, age.
    AGE_MISMATCH = "age_mismatch"
    # Many ages that the dates of birth do not give: those of another day. Details: rows, as_at.
    AGES_OF_ANOTHER_DATE = "ages_of_another_date"
    # An identifier that a spreadsheet wrote as a number with an exponent: kept. Details: field.
    ID_DAMAGED = "id_damaged"
    # Not a number, or one that cannot be: not recorded. Details: field.
    NUMBER_UNREADABLE = "number_unreadable"
    # Neither yes nor no: not recorded. Details: field.
    YES_NO_UNREADABLE = "yes_no_unreadable"
    # A code that the return does not have: kept out. Details: rows.
    CODE_UNKNOWN = "code_unknown"
    # A legal status that we have no word for, once per text: not known. Details: rows.
    LEGAL_STATUS_UNKNOWN = "legal_status_unknown"
    # A placement that may be a special one and may not, once per text: not known. Details: rows.
    PLACEMENT_UNCLEAR = "placement_unclear"
    # A cell that should name an adviser or a former worker and names nobody, once per text: not
    # known. Details: rows.
    NAME_UNREADABLE = "name_unreadable"
    # Who visited can't be told from the cell (initials, a job title), once per text. Details: rows.
    VISITOR_UNREADABLE = "visitor_unreadable"
    # A status that we have no word for, once per text: status unknown. Details: rows.
    STATUS_UNKNOWN = "status_unknown"
    # Statuses that exclude one another, or that nobody of that age has. Details: child, kind (age,
    # both), age, born.
    STATUS_CONTRADICTORY = "status_contradictory"
    # A child without a status: status unknown. Details: child.
    STATUS_BLANK = "status_blank"
    # A role that we have no word for, once per text. Details: rows.
    ROLE_UNKNOWN = "role_unknown"
    # The cell for the worker says that nobody knows: not "unallocated". Details: child.
    WORKER_UNKNOWN = "worker_unknown"
    # A name that several of the staff list share: holder unreadable. Details: workers.
    WORKER_AMBIGUOUS = "worker_ambiguous"
    # One cell names several people. Details: child.
    WORKER_SEVERAL = "worker_several"
    # The id beside a child is one person, the name another; the id was taken. Details: kept.
    WORKER_CONFLICT = "worker_conflict"
    # A name beside children that the staff list does not have. Details: rows.
    WORKER_NOT_LISTED = "worker_not_listed"
    # One worker under several spellings, taken as one. Details: kept, rows.
    WORKER_SPELLINGS = "worker_spellings"
    # A name that stands for no person (duty, a team, a manager). Details: role, rows.
    WORKER_NO_PERSON = "worker_no_person"
    # A word that stands for nobody ("Unallocated", "TBC"). Details: rows.
    WORKER_NOBODY = "worker_nobody"
    # A worker's name that stands once was taken for the rows below it. Details: rows, workers.
    WORKER_FILLED_DOWN = "worker_filled_down"
    # The worker was taken from the tab's name, or from the title. Details: rows.
    WORKER_FROM_TAB = "worker_from_tab"
    # Blanks below names that may be a group's or children without a worker: can't be told.
    # Details: rows.
    GROUPING_UNCERTAIN = "grouping_uncertain"
    # The sheet states another number of children under a name than it has rows.
    # Details: stated, found.
    GROUP_COUNT_DIFFERS = "group_count_differs"
    # A previous worker without the day it ended, or that day without a name: left out.
    # Details: child.
    PREVIOUS_WORKER_INCOMPLETE = "previous_worker_incomplete"
    # A spell that ends before it begins: taken as ended, its start left out.
    # Details: child, start, end.
    SPELL_BACKWARDS = "spell_backwards"
    # Two case holders at once, neither ended: holder unreadable; the others' names are kept.
    # Details: child, kept, first_row, cells.
    SPELLS_BOTH_OPEN = "spells_both_open"
    # A case holder began before another one ended. Details: child, first_row.
    SPELLS_OVERLAP = "spells_overlap"
    # A row gives another holder than the one that stands. Details: child, kept.
    SPELL_CONFLICT = "spell_conflict"
    # A capacity that we have no word for, once per text: not taken as case holder. Details: rows.
    INVOLVEMENT_UNKNOWN = "involvement_unknown"
    # Rows of people of other agencies, or in a capacity that is not ours: left out. Details: rows.
    SPELLS_OF_OTHERS = "spells_of_others"
    # Children who stand in ended spells alone: left out as not open. Details: rows.
    CHILDREN_ENDED = "children_ended"
    # Children of a list without workers who have no spell, where most have: no worker.
    # Details: rows.
    CHILDREN_WITHOUT_SPELL = "children_without_spell"
    # Children of a list without workers who have no spell, as most have none: holder unknown.
    # Details: rows.
    CHILDREN_OF_OTHER_SPELLS = "children_of_other_spells"
    # A closed case with a spell that has not ended: left out. Details: child.
    CHILD_CLOSED_AND_HELD = "child_closed_and_held"
    # The staff list has a worker twice, the same. Details: first_row.
    STAFF_REPEATED = "staff_repeated"
    # The staff list has a worker twice, and differently; the first stands.
    # Details: worker, field, kept, first_row.
    STAFF_CONFLICT = "staff_conflict"
    # A row of the staff list with neither name nor id: left out. Details: none.
    STAFF_WITHOUT_NAME = "staff_without_name"
    # A post on the staff list that nobody holds ("Vacant"): left out. Details: none.
    STAFF_VACANCY = "staff_vacancy"
    # Workers whom a census counts as qualified without cases: no hours for cases. Details: rows.
    STAFF_WITHOUT_CASES = "staff_without_cases"
    # Workers away on 30 September by a census: not taken, as it says nothing of today.
    # Details: rows.
    ABSENCE_OF_SEPTEMBER = "absence_of_september"
    # Workers who are away, nobody says since when: taken as away from the date of the import.
    # Details: rows.
    ABSENCE_SINCE_UNKNOWN = "absence_since_unknown"
    # An absence or reduction that lacks what is needed to use it: left out. Details: field.
    ABSENCE_UNUSABLE = "absence_unusable"
    # A row about a child who has no id: left out. Details: none.
    ROW_WITHOUT_ID = "row_without_id"
    # A row that only adds up others. Details: none.
    ROW_TOTAL = "row_total"
    # A row of text that is no child. Details: none.
    ROW_NOT_A_CHILD = "row_not_a_child"
    # The headings again, within the rows. Details: none.
    HEADER_REPEATED = "header_repeated"
    # A row of a text file with more or fewer cells than headings. Details: expected, found.
    ROW_RAGGED = "row_ragged"
    # More cells than headings, the last ones filled: all may have moved. Details: as above.
    ROW_SHIFTED = "row_shifted"
    # A quotation mark is never closed; the file was read without them. Details: none.
    QUOTES_UNBALANCED = "quotes_unbalanced"
    # NUL characters in a text file, taken out. Details: count.
    NUL_CHARACTERS = "nul_characters"
    # The text file's encoding is a guess. Details: encoding.
    ENCODING_ASSUMED = "encoding_assumed"
    # Closed cases, left out. Details: rows.
    ROWS_CLOSED = "rows_closed"
    # The same child twice, the same facts. Details: child, first_row, first_sheet.
    CHILD_REPEATED = "child_repeated"
    # The same child with different facts; the first stands. Details: child, field, kept,
    # first_row, first_sheet, first_file.
    CHILD_CONFLICT = "child_conflict"
    # Children on Annex A list 7 or 8 who are not on list 6, against the guidance.
    # Details: rows, list.
    CHILDREN_NOT_ON_LIST_6 = "children_not_on_list_6"
    # Children of SSDA903 all of whose episodes have ended: not looked after now. Details: rows.
    EPISODES_ENDED = "episodes_ended"
    # Children of the header of SSDA903 without any episode: left out. Details: rows.
    EPISODES_NONE = "episodes_none"
    # Children of whom no episode tells when the present period of care began. Details: rows.
    EPISODES_WITHOUT_START = "episodes_without_start"
    # A child with two episodes, neither ended; the later stands. Details: child, first_row.
    EPISODES_BOTH_OPEN = "episodes_both_open"
    # Reviews after the date that everything is counted to: not used. Details: rows.
    REVIEWS_TO_COME = "reviews_to_come"
    # A column that was understood and for which the snapshot has no place. Details: field.
    FACT_NOT_KEPT = "fact_not_kept"
    # Nothing under the headings. Details: none.
    TABLE_EMPTY = "table_empty"
    # Tables were found, and no open child in them. Details: none.
    NO_CHILDREN = "no_children"
    # Columns that nothing is taken from. Details: headings, columns.
    COLUMNS_UNUSED = "columns_unused"
    # Two columns for the same thing; the other was taken. Details: field, kept, kept_column.
    COLUMN_DUPLICATE = "column_duplicate"
    # Columns that should never be in a planning copy: left out. Details: headings, columns.
    COLUMNS_WITHHELD = "columns_withheld"
    # A heading like a known one, over what fits: taken. Details: field.
    COLUMN_SIMILAR = "column_similar"
    # A heading that promises dates, over many cells of which none is one: not taken.
    # Details: field.
    COLUMN_NOT_DATES = "column_not_dates"
    # Decisions about nearly the same headings were used; these are new or gone.
    # Details: new, gone.
    HEADINGS_CHANGED = "headings_changed"
    # No column says this of any child. Details: field.
    COLUMN_MISSING = "column_missing"
    # Text outside the tables of a sheet: titles, notes. Details: rows, last_row.
    TEXT_OUTSIDE = "text_outside"
    # Rows of several cells that belong to no table: not used. Details: rows, last_row.
    ROWS_OUTSIDE = "rows_outside"
    # What looks like a table and is none that we know: not used. Details: headings, rows.
    TABLE_UNKNOWN = "table_unknown"
    # A sheet in which no table was found. Details: rows.
    SHEET_UNUSED = "sheet_unused"
    # A hidden sheet, not read. Details: kind (hidden, very_hidden).
    SHEET_HIDDEN = "sheet_hidden"
    # A sheet without cells. Details: kind (chart, dialog, macro).
    SHEET_NO_CELLS = "sheet_no_cells"
    # A sheet on which nothing stands. Details: none.
    SHEET_EMPTY = "sheet_empty"
    # A workbook with macros, none of which is run. Details: none.
    SHEET_MACROS = "sheet_macros"
    # A recognised list that does not give the present caseload. Details: list, title, rows.
    SHEET_SET_ASIDE = "sheet_set_aside"
    # A table about children that has no id for them: left out. Details: headings.
    SHEET_WITHOUT_CHILD_ID = "sheet_without_child_id"
    # A sheet that could not be read beside others that could. Details: none.
    SHEET_UNREADABLE = "sheet_unreadable"
    # Not all of these files was taken over open data; the window says so. Details: declined.
    ACCEPTED_IN_PART = "accepted_in_part"
    # The date that everything is counted to. Details: date, origin (title, name, today).
    AS_AT_TAKEN = "as_at_taken"
    # Two sources of different dates; the later was taken. Details: date, other.
    AS_AT_DIFFERS = "as_at_differs"


_ERRORS = frozenset(
    {
        Code.ID_DAMAGED,
        Code.CELL_ERROR,
        Code.FORMULA_NOT_CALCULATED,
        Code.DATE_IMPOSSIBLE,
        Code.DATES_IMPOSSIBLE,
        Code.STATUS_CONTRADICTORY,
        Code.DATE_UNREADABLE,
        Code.DATE_AMBIGUOUS,
        Code.DATE_WEEKDAY,
        Code.DATES_MAYBE_SWAPPED,
        Code.WORKER_AMBIGUOUS,
        Code.WORKER_SEVERAL,
        Code.WORKER_CONFLICT,
        Code.GROUPING_UNCERTAIN,
        Code.STAFF_CONFLICT,
        Code.STAFF_WITHOUT_NAME,
        Code.ROW_WITHOUT_ID,
        Code.ROW_SHIFTED,
        Code.QUOTES_UNBALANCED,
        Code.CHILD_CONFLICT,
        Code.SPELL_BACKWARDS,
        Code.SPELLS_BOTH_OPEN,
        Code.SPELL_CONFLICT,
        Code.CHILD_CLOSED_AND_HELD,
        Code.EPISODES_BOTH_OPEN,
        Code.SHEET_WITHOUT_CHILD_ID,
        Code.SHEET_UNREADABLE,
        Code.DATES_BACKWARDS,
    }
)
_NOTES = frozenset(
    {
        Code.DATE_FROM_NUMBER,
        Code.DATE_SHORT_YEAR,
        Code.DATE_PLACEHOLDER,
        Code.DATES_FROM_TEXT,
        Code.WORKER_SPELLINGS,
        Code.WORKER_NO_PERSON,
        Code.WORKER_NOBODY,
        Code.WORKER_FILLED_DOWN,
        Code.WORKER_FROM_TAB,
        Code.SPELLS_OVERLAP,
        Code.EPISODES_ENDED,
        Code.REVIEWS_TO_COME,
        Code.FACT_NOT_KEPT,
        Code.SPELLS_OF_OTHERS,
        Code.STAFF_REPEATED,
        Code.STAFF_VACANCY,
        Code.STAFF_WITHOUT_CASES,
        Code.ABSENCE_OF_SEPTEMBER,
        Code.ROW_TOTAL,
        Code.HEADER_REPEATED,
        Code.NUL_CHARACTERS,
        Code.ENCODING_ASSUMED,
        Code.ROWS_CLOSED,
        Code.CHILD_REPEATED,
        Code.TABLE_EMPTY,
        Code.COLUMNS_UNUSED,
        Code.COLUMNS_WITHHELD,
        Code.TEXT_OUTSIDE,
        Code.SHEET_UNUSED,
        Code.SHEET_NO_CELLS,
        Code.SHEET_EMPTY,
        Code.SHEET_MACROS,
        Code.SHEET_SET_ASIDE,
        Code.AS_AT_TAKEN,
    }
)


def severity(code: Code) -> Severity:
    """An error where a child or a worker could be wrong, a note where nothing is lost."""
    if code in _ERRORS:
        return Severity.ERROR
    return Severity.NOTE if code in _NOTES else Severity.WARNING
