"""No file's name names a child."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allocation_app.domain.file_names import names_a_child
from tests.unit.domain.builders import a_child, a_snapshot

SNAPSHOT = a_snapshot(
    a_child(child="CIN-2026/0041", name="Siân Lowri O’Brien-Hughes"),
    a_child(child="900123", name="Pugh, Tom"),
    a_child(child="2026", name="Jo"),
    a_child(child="11", name=""),
    a_child(child="W77", name="Cerys"),
    a_child(child="W78", name="Łukasz Sørensen"),
    a_child(child="W79", name="Huws, Seren Mair (twin 1)"),
    a_child(child="W80", name="Mr Rees ap Ash"),
    a_child(child="W81", name="Gwen Œuvre"),
)


@pytest.mark.parametrize(
    ("name", "child"),
    [
        ("Siân O'Brien-Hughes.xlsx", "CIN-2026/0041"),
        ("plan hughes for SIAN.pdf", "CIN-2026/0041"),
        ("sian_lowri_obrien_hughes.csv", "CIN-2026/0041"),
        ("SianHughes-pack.pdf", "CIN-2026/0041"),
        ("hughessian.pdf", "CIN-2026/0041"),
        ("pack CIN-2026-0041.pdf", "CIN-2026/0041"),
        ("cin20260041", "CIN-2026/0041"),
        ("Tom Pugh.pdf", "900123"),
        ("pugh, tom.pdf", "900123"),
        ("TomPughPack.pdf", "900123"),
        ("evidence-900123-2026-10.pdf", "900123"),
        ("for cerys.pdf", "W77"),
        ("lukasz sorensen.pdf", "W78"),
        ("Siân O'Brien.pdf", "CIN-2026/0041"),
        ("TomPugh2.pdf", "900123"),
        ("2026-11-20tompugh.pdf", "900123"),
        ("Tom%20Pugh.pdf", "900123"),
        ("900123v2.pdf", "900123"),
        ("seren huws.pdf", "W79"),
        ("Rees Ash.pdf", "W80"),
        ("gwen oeuvre.pdf", "W81"),
    ],
)
def test_that_a_child_named_in_a_files_name_is_found(name: str, child: str) -> None:
    assert names_a_child(name, SNAPSHOT) == child


@pytest.mark.parametrize(
    "name",
    [
        "workbook-2026-11-20.xlsx",
        "evidence-2026-10.pdf",
        "team 11 of 2026-11.pdf",
        "Hughes family.pdf",
        "Tom.pdf",
        "Tomas Pughe.pdf",
        "handover W7.pdf",
        "Jo.pdf",
        "twins 1 and 2.pdf",
        "",
    ],
)
def test_that_a_name_that_says_nobody_is_let_be(name: str) -> None:
    assert names_a_child(name, SNAPSHOT) is None


@given(st.text(min_size=1), st.text(max_size=9))
def test_that_any_text_can_be_a_name(name: str, child: str) -> None:
    snapshot = a_snapshot(a_child(child="C000001", name=child))

    names_a_child(name, snapshot)
