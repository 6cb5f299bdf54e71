"""What to say when a file, a folder or a command can't be used at all, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping

from allocation_app.wording import workspaces
from allocation_app.wording.translate import mark

ERRORS: Mapping[str, str] = {
    **workspaces.ERRORS,
    "file_missing": mark("{file} is not there. Check the name and the folder, then open it again."),
    "file_locked": mark(
        "{file} can't be opened: another program holds it, or you may not read it."
        " Close it in Excel, or save a copy, and open that."
    ),
    "file_empty": mark("{file} is empty. Export it from the case system again."),
    "file_damaged": mark(
        "{file} is damaged and can't be read. Open it in Excel, save it as .xlsx, and open that."
    ),
    "file_too_big": mark(
        "{file} is too big to be read safely. Export fewer columns or fewer teams."
    ),
    "file_too_big:size": mark(
        "{file} has {found} MB; at most {limit} can be read. Export fewer columns or fewer teams."
    ),
    "file_too_big:columns": mark(
        "{file} reaches to {found}, beyond column {limit}, so it is no list. Delete what stands so"
        " far right, or copy the list itself to a new workbook, and open that."
    ),
    "file_too_big:rows": mark(
        "{file} has {found} beyond row {limit}. Delete what stands so far down, or export fewer"
        " teams; for a bigger import use --large."
    ),
    "file_too_big:cells": mark(
        "{file} spans {found} cells; at most {limit} can be read. Export fewer columns or fewer"
        " teams."
    ),
    "file_too_big:unpacked": mark(
        "{file} unpacks to far more than a list of children needs, so it was not opened."
        " Copy the list itself to a new workbook and open that."
    ),
    "file_too_big:parts": mark(
        "{file} is packed of {found} parts, so it is no plain workbook and was not opened."
        " Copy the list itself to a new workbook and open that."
    ),
    "file_too_big:merges": mark(
        "{file} has more than {limit} merged cells. Copy the list to a new workbook with"
        " “Paste values” and open that."
    ),
    "file_too_big:styles": mark(
        "{file} has more than {limit} cell styles. Copy the list to a new workbook with"
        " “Paste values” and open that."
    ),
    "file_too_big:text": mark(
        "{file} has cells with far more text than a cell can hold. Leave the columns of long text"
        " out, and open it again."
    ),
    "file_too_big:memory": mark(
        "{file} needs more memory than is safe. Export fewer columns or fewer teams, or copy the"
        " list itself to a new workbook and open that."
    ),
    "file_too_big:time": mark(
        "{file} was not read within {limit} seconds. Try once more; if it happens again, copy the"
        " list itself to a new workbook and open that."
    ),
    "file_password": mark("{file} is protected by a password. Give the password to open it."),
    "file_password:wrong": mark(
        "That is not the password of {file}. Mind capital letters, and try again."
    ),
    "file_password:unsupported": mark(
        "{file} is protected in a way that can't be unlocked here. Open it in Excel, remove the"
        " password (File, Info, Protect Workbook), save a copy, and open that."
    ),
    "file_encoding": mark(
        "The letters of {file} can't be told. Open it in Excel, save it as “CSV UTF-8”, and open"
        " that."
    ),
    "file_web_page": mark(
        "{file} is a web page without a table, under the name of a workbook. Often it says that"
        " you were logged out: export it from the case system again."
    ),
    "file_kind": mark("{file} is not a spreadsheet. Open an .xlsx, .xls, .ods or .csv file."),
    "file_kind:xml": mark(
        "{file} is an XML file of a kind that is not read. Export a spreadsheet (.xlsx or .csv)"
        " from the case system and open that."
    ),
    "file_kind:old_xls": mark(
        "{file} is a workbook of Excel 4 or older. Open it in Excel or LibreOffice, save it as"
        " .xlsx, and open that."
    ),
    "file_kind:zip": mark("{file} is an archive. Take the spreadsheets out of it and open those."),
    "file_kind:archive": mark(
        "{file} is an archive. Take the spreadsheets out of it and open those."
    ),
    "file_missing:folder": mark("{file} is a folder. Open the spreadsheets in it."),
    "file_locked:lock": mark(
        "{file} only says that a workbook is open in Excel. Open the workbook itself, whose name"
        " has no ~$ before it."
    ),
    "no_table": mark(
        "No table was found in {file}. The tool needs a row of headings with a row per child below."
    ),
    "no_table:staff": mark("{file} is a staff list. Open it together with the list of children."),
    "no_table:lists": mark(
        "{file} has no list that gives the present caseload. Of Annex A, open lists 6 to 9."
    ),
    "no_table:parts": mark(
        "{file} is a part of a return which does not say who is open now. Open it together with the"
        " episodes (SSDA903) or CINdetails (CIN census)."
    ),
    "no_table:hidden": mark(
        "No table was found in {file}. Hidden sheets were not looked at: {sheets}. If the list is"
        " there, show it in Excel (right-click a tab, Unhide), save, and open the file again."
    ),
    "no_child_id": mark(
        "No column of {file} gives each child's identifier."
        " Add one, with a heading such as “Child ID”, and open the file again."
    ),
    "too_many_rows": mark(
        "{file} is too long for one workbook sheet. Export fewer teams at a time."
    ),
    "form_unknown": mark(
        "{file} can’t be written: “{document}” is made as {forms}. End the file’s name so."
    ),
    "not_a_list": mark(
        "“{document}” is made of pages, not of one table. Save it as PDF, or print it."
    ),
    "option_unused": mark("{option} means nothing for “{document}”. Leave it out."),
    "period_backwards": mark("The period ends on {last}, before it begins on {first}."),
    "period_twice": mark("Give a month or the days from and to, not both."),
    "period_open": mark("A period needs the day from which on it is (--from)."),
    "password_too_long": mark(
        "The password is too long: Excel takes at most {limit} characters. Choose a shorter one."
    ),
    "password_missing": mark(
        "--password-stdin was given, but no password came on stdin. Nothing was written."
    ),
    "password_unreadable": mark("The password on stdin is no text in the encoding of this system."),
    "defaults_unreadable": mark(
        "What your IT department has set stands in {file}, which can’t be read: {why}. Ask them."
    ),
    "defaults_broken": mark(
        "What your IT department has set can’t be used: {file}: {why}. Nothing of it is in force."
        " Ask them."
    ),
    "defaults_line_broken": mark(
        "What your IT department has set can’t be used: line {line} of {file}: {why}. Nothing of it"
        " is in force. Ask them."
    ),
    "name_in_file_name": mark(
        "The file’s name holds a child’s name or case number, which everybody would see. Nothing"
        " was written. Give the file another name."
    ),
    "too_long_for_paper": mark(
        "{rows} rows are too many for paper, which takes {most} at most. Save them as Excel or CSV,"
        " or ask for one team."
    ),
    "pdf_too_long": mark(
        "This PDF needs more memory than there is for it. Nothing was written. Ask for one team, or"
        " for fewer workers or children at a time."
    ),
    "pdf_failed": mark(
        "The PDF could not be made: the library typst ended without one. Nothing was written."
        " Printing does without it."
    ),
    "pdf_missing": mark(
        "PDF with tags needs the library typst, which is not installed; the README says how to get"
        " it. Without it the window prints and saves PDF by itself."
    ),
    "mapping_unreadable": mark(
        "{file} can't be used as a mapping: {why}. Mend it, or export it again from the tool."
    ),
    "mapping_newer": mark(
        "{file} was written by a later version of this tool. Use that version, or map the columns"
        " again."
    ),
    "no_such_rules": mark(
        "There are no rules named {name}. Choose one of: {known}; or give a file that ends in"
        " .toml."
    ),
    "rules_unreadable": mark("{file} could not be opened: {why}. Check the name and try again."),
    "rules_broken": mark("{file} is no file of rules: {why}. Mend it and try again."),
    "rules_line_broken": mark(
        "{file} is no file of rules: line {line}: {why}. Mend that line and try again."
    ),
    "no_such_language": mark("There is no translation for {language} yet."),
    "not_earlier": mark(
        "{file} is as at {day}, which is not earlier. An earlier import needs its own date in it."
    ),
    "policy_unreadable": mark("{file} could not be opened: {why}. Check the name and try again."),
    "policy_broken": mark("{file} is not a policy file: {why}. Mend it and try again."),
    "policy_line_broken": mark(
        "{file} is not a policy file: line {line}: {why}. Mend that line and try again."
    ),
    "no_such_child": mark(
        "No child of this import has the identifier {child}. Give it as it stands in the file."
    ),
    "no_such_worker": mark(
        "No worker of this import has the identifier {worker}. Give it as it stands in the file."
    ),
    "no_such_team": mark(
        "No team of this import is called {team}. Give it as it stands in the file."
    ),
    "no_such_day": mark("{text} is not a date like 2026-11-20."),
    "day_before_import": mark(
        "{day} lies before the day of the import, {as_at}: nobody can be moved then any more."
    ),
    "plan_unreadable": mark("{file} could not be opened: {why}. Check the name and try again."),
    "plan_none": mark("{file} is not a plan. Choose a file that this tool has saved as one."),
    "plan_broken": mark(
        "{file} is a plan that can't be read: {why}. Mend it, or save the plan again."
    ),
    "plan_line_broken": mark(
        "{file} is a plan that can't be read: line {line}: {why}. Mend that line, or save the plan"
        " again."
    ),
    "plan_newer": mark("{file} was saved by a later version of this tool. Use that version."),
    "plan_other_import": mark(
        "{file} was made on other facts, as at {then}; these are as at {now}. Open it with the"
        " files that it was made on."
    ),
    "plan_same_day": mark(
        "{file} was made on another import of the same day, {now}: what it says of the children or"
        " the staff differs. Open it with the files that it was made on."
    ),
    "plan_unknown": mark(
        "{file} names {n} whom this import does not have: {who}. Nothing of it was taken over."
        " Take them out of the file, or open it with the files that it was made on."
    ),
    "edited_none": mark(
        "{file} has neither a Changes nor an Allocations sheet as this tool exports them. Choose"
        " the workbook that was exported and edited."
    ),
    "edited_no_columns": mark(
        "The headings of the sheet {sheet} in {file} can’t be found. Write them as they were"
        " exported, in one row above the table."
    ),
    "edited_columns_twice": mark(
        "Column {column} of the sheet {sheet} in {file} has the same heading as another. Keep one"
        " of the two."
    ),
    "edited_other_import": mark(
        "{file} was made of another import, not of these files. Give the files that it was made of,"
        " or export it again."
    ),
    "planner_ended": mark(
        "The planner ended before it had an answer ({ended}). The plan is as it was. Ask again, or"
        " for fewer changes or one team."
    ),
    "planner_memory": mark(
        "The planner needs more memory than is safe. The plan is as it was. Ask for one team at a"
        " time."
    ),
    "sample_missing": mark("The sample data is not there. Make it with: run sample --out DIR"),
    "suggestion_refused": mark(
        "The planner’s answer does not hold by the rules ({why}), so it is not shown. The plan is"
        " as it was. Please report it."
    ),
    "codes_none": mark("No codes were made here: nothing was exported by codes yet."),
    "code_unknown": mark(
        "{given} is nobody’s code in these files. Give the files that the export was made of; codes"
        " of another computer or user can’t be told here."
    ),
    "codes_key_broken": mark(
        "{file} should hold the key to the codes, and does not. Bring it back from a backup. If"
        " there is none, delete it: new codes will not be the same as those handed out before."
    ),
    "codes_key_unreadable": mark("The key to the codes, {file}, could not be read: {why}."),
    "codes_key_unwritable": mark(
        "The key to the codes, {file}, could not be kept: {why}. Nothing was exported by codes,"
        " since nobody could ever tell whose they are."
    ),
    "target_locked": mark(
        "{file} can't be written: another program holds it, or you may not write there."
        " Close it in Excel or save under another name."
    ),
    "target_is_source": mark(
        "{file} is what was read: writing there would lose it. Save under another name."
    ),
    "target_folder_missing": mark("The folder for {file} is not there. Choose another."),
    "target_failed": mark("{file} could not be written: {why}. Save it somewhere else."),
}
"""Refusals by code, and by code with what was found; the values are the details of the error."""
