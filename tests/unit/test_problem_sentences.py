"""Every problem and refusal that the intake and the report can name has a sentence."""

import ast
from pathlib import Path

import pytest

from allocation_app.errors import AppError, Problem, Severity
from allocation_app.intake.problems import Code
from allocation_app.wording.fields import field
from allocation_app.wording.problems import PROBLEMS, address, error_message, line, message
from allocation_app.wording.refusals import ERRORS

CORE = Path(__file__).parents[2] / "allocation_app"


def test_that_every_code_of_the_intake_has_a_sentence_and_no_sentence_is_left_over() -> None:
    assert {key.partition(":")[0] for key in PROBLEMS} == {code.value for code in Code}


def test_that_every_refusal_raised_in_the_core_has_a_sentence() -> None:
    raised = {
        node.args[0].value
        for path in CORE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"AppError", "InputError"}
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }
    assert raised
    assert raised <= set(ERRORS)


@pytest.mark.parametrize("code", list(Code))
def test_that_a_sentence_needs_no_detail_that_its_code_does_not_promise(code: Code) -> None:
    source = (CORE / "intake" / "codes.py").read_text(encoding="utf-8").splitlines()
    at = next(n for n, text in enumerate(source) if text.strip() == f'{code.name} = "{code}"')
    comment = []
    while source[at - 1].strip().startswith("#"):
        at -= 1
        comment.insert(0, source[at].strip().lstrip("# "))
    promised = " ".join(comment).partition("Details: ")[2].replace("(title, name, today)", "")
    details = {name.strip(" .") for name in promised.split(",")} - {"none", ""}
    problem = Problem(
        code=code, severity=Severity.NOTE, details=dict.fromkeys(details, "worker"), value="v"
    )
    assert message(problem) != code


def test_that_a_field_is_said_in_words() -> None:
    problem = Problem(
        code="column_missing", severity=Severity.WARNING, details={"field": "seen_alone"}
    )
    assert "last time seen alone" in message(problem)
    assert field("a field of a later version") == "a field of a later version"


def test_that_a_problem_names_its_file_sheet_and_cell() -> None:
    problem = Problem(
        code="cell_error",
        severity=Severity.ERROR,
        file="caseload.xlsx",
        sheet="Children",
        row=7,
        column="D",
        value="#N/A",
    )
    assert address(problem) == "Children!D7"
    assert line(problem).startswith("error: caseload.xlsx Children!D7: “#N/A” could not be read")


def test_that_a_row_is_named_where_no_column_is_meant() -> None:
    assert address(Problem(code="row_total", severity=Severity.NOTE, row=9)) == "row 9"


def test_that_a_refusal_says_what_was_found_where_that_matters() -> None:
    too_wide = AppError("file_too_big", file="a.xlsx", what="columns", found="XFD1", limit="512")

    assert "beyond column 512" in error_message(too_wide)
    assert "XFD1" in error_message(too_wide)
    assert "Excel 4" in error_message(AppError("file_kind", file="a.xls", found="old_xls"))
    assert "not a spreadsheet" in error_message(AppError("file_kind", file="a.pdf", found="pdf"))


def test_that_a_conflict_with_another_list_names_no_row_that_is_not_known() -> None:
    details = {"child": "7", "field": "date_of_birth", "kept": "2002-08-07", "first_row": ""}
    conflict = Problem(code="child_conflict", severity=Severity.ERROR, details=details)

    assert message(conflict).startswith("Child 7 has another date of birth on a list")


def test_that_a_refusal_says_what_to_do() -> None:
    assert "Give the password" in error_message(AppError("file_password", file="a.xlsx", found=""))
    unsupported = AppError("file_password", file="a.ods", found="unsupported")
    assert "remove the password" in error_message(unsupported)
