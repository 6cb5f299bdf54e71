"""How grave each problem is: written down once, so that a change is a decision."""

import pytest

from allocation_app.errors import Severity
from allocation_app.intake.problems import Code, severity

ERRORS = """
    cell_error
    formula_not_calculated
    date_unreadable
    date_impossible
    dates_impossible
    status_contradictory
    date_ambiguous
    date_weekday
    dates_maybe_swapped
    dates_backwards
    id_damaged
    worker_ambiguous
    worker_several
    worker_conflict
    grouping_uncertain
    spell_backwards
    spells_both_open
    spell_conflict
    child_closed_and_held
    staff_conflict
    staff_without_name
    row_without_id
    row_shifted
    quotes_unbalanced
    child_conflict
    episodes_both_open
    sheet_without_child_id
    sheet_unreadable
"""
"""A child or a worker could be wrong: left out, joined to another, held by another."""
WARNINGS = """
    accepted_in_part
    column_not_dates
    column_similar
    dates_perhaps_swapped
    date_order_assumed
    date_order_differs
    dates_month_first
    age_unreadable
    age_mismatch
    ages_of_another_date
    number_unreadable
    yes_no_unreadable
    code_unknown
    status_unknown
    legal_status_unknown
    placement_unclear
    name_unreadable
    visitor_unreadable
    status_blank
    role_unknown
    worker_unknown
    worker_not_listed
    previous_worker_incomplete
    group_count_differs
    involvement_unknown
    children_ended
    children_without_spell
    children_of_other_spells
    absence_since_unknown
    absence_unusable
    row_not_a_child
    row_ragged
    children_not_on_list_6
    episodes_none
    episodes_without_start
    no_children
    column_duplicate
    headings_changed
    column_missing
    rows_outside
    table_unknown
    sheet_hidden
    as_at_differs
"""
"""Something is doubtful or missing, and it was said what was made of it."""
NOTES = """
    columns_withheld
    date_placeholder
    date_from_number
    date_short_year
    dates_from_text
    worker_spellings
    worker_no_person
    worker_nobody
    worker_filled_down
    worker_from_tab
    spells_overlap
    spells_of_others
    staff_repeated
    staff_vacancy
    staff_without_cases
    absence_of_september
    row_total
    header_repeated
    nul_characters
    encoding_assumed
    rows_closed
    child_repeated
    episodes_ended
    reviews_to_come
    fact_not_kept
    table_empty
    columns_unused
    text_outside
    sheet_unused
    sheet_no_cells
    sheet_empty
    sheet_macros
    sheet_set_aside
    as_at_taken
"""
"""Nothing is lost."""
TABLE = {
    **dict.fromkeys(ERRORS.split(), Severity.ERROR),
    **dict.fromkeys(WARNINGS.split(), Severity.WARNING),
    **dict.fromkeys(NOTES.split(), Severity.NOTE),
}


@pytest.mark.parametrize("code", list(Code))
def test_that_the_severity_of_a_problem_is_the_one_decided(code: Code) -> None:
    assert code.value in TABLE, "decide how grave it is, and write it down here"
    assert severity(code) is TABLE[code.value]


def test_that_no_line_of_the_table_is_left_over() -> None:
    assert set(TABLE) == {code.value for code in Code}
