"""The process that sets a PDF: stopped, out of memory, gone."""

from __future__ import annotations

import sys
from time import monotonic

import pytest

from allocation_app.errors import AppError
from allocation_app.progress import Cancelled
from allocation_app.report.listing import Column
from allocation_app.report.pages import Grid, Page, Paper
from allocation_app.report.tagged_pdf import pdf

WITHIN = 0.5  # seconds, in which a stop is to work


def a_long_paper() -> Paper:
    columns = [Column(heading=f"Column {number}") for number in range(10)]
    grid = Grid(title="", columns=columns, rows=[["some words"] * 10 for _ in range(4_000)])
    return Paper(title="Packs", pages=[Page(title="", blocks=[grid])], foot="", children=1)


def test_that_setting_a_long_document_is_stopped_at_once() -> None:
    begun: list[float] = []
    stopped: list[float] = []

    def tick() -> None:
        begun.append(monotonic())
        if begun[-1] - begun[0] > WITHIN:  # it is at work by then
            stopped.append(monotonic())
            raise Cancelled

    with pytest.raises(Cancelled):
        pdf(a_long_paper(), tick)

    assert monotonic() - stopped[0] < WITHIN


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited by the system")
def test_that_a_document_that_needs_more_memory_than_it_may_use_is_refused() -> None:
    with pytest.raises(AppError) as refused:
        pdf(a_long_paper(), memory=300 << 20)
    assert refused.value.code == "pdf_too_long"


def test_that_a_process_that_ends_without_a_pdf_is_told() -> None:
    with pytest.raises(AppError) as refused:
        pdf(a_long_paper(), child="tests.no_such_module")
    assert refused.value.code == "pdf_failed"
