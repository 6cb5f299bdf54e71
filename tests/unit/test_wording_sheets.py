"""The words of the sheets that may be edited are read again as they were written."""

from collections.abc import Iterator
from dataclasses import replace
from gettext import NullTranslations

import pytest
from typing_extensions import override

from allocation_app.domain.edited import Heading
from allocation_app.domain.people import Role
from allocation_app.domain.plan import CHANGE_REASONS, OVERRIDE_REASONS, Move, Plan
from allocation_app.domain.pseudonyms import Codes, code_book
from allocation_app.settings.plans import plan_fingerprint
from allocation_app.wording import sheets
from allocation_app.wording.translate import use_catalogue
from tests.builders import a_child, a_snapshot, a_worker

SAM, OTHER_SAM = a_worker("SW1", name="Sam Hall"), a_worker("SW2", name="sam  hall")


def test_that_every_heading_is_read_as_the_column_that_it_is_written_for() -> None:
    read = sheets.headings()
    assert {which: read[sheets.folded(sheets.heading(which))] for which in Heading} == {
        which: which for which in Heading
    }


def test_that_workers_who_share_a_name_are_told_apart_by_their_number() -> None:
    others = [a_worker("SW3", name="Jo"), a_worker("SW4", name="\t"), a_worker("SW5", name="sw1")]
    names = sheets.workers_named(a_snapshot(workers=[SAM, OTHER_SAM, *others]))
    told = ["Sam Hall (SW1)", "sam hall (SW2)", "Jo", "\N{SYMBOL FOR HORIZONTAL TABULATION}"]
    assert list(names.values()) == [*told, "sw1 (SW5)"]


def test_that_a_worker_whose_number_is_the_name_is_called_so_once() -> None:
    names = sheets.workers_named(a_snapshot(workers=[a_worker("Duty", name="Duty")]))
    assert names == {"Duty": "Duty"}


def test_that_a_worker_called_nobody_is_told_from_nobody() -> None:
    names = sheets.workers_named(a_snapshot(workers=[a_worker("SW9", name="Nobody")]))
    assert names == {"SW9": "Nobody (SW9)"}


def test_that_a_name_that_two_share_means_both_and_the_one_with_the_id_means_one() -> None:
    workers = sheets.meanings(a_snapshot(workers=[SAM, OTHER_SAM])).workers
    assert workers["sam hall"] == ("SW1", "SW2")
    assert workers["sam hall (sw2)"] == workers["sw2"] == ("SW2",)


def test_that_every_reason_that_is_offered_is_read_as_its_code() -> None:
    read = sheets.meanings(a_snapshot())
    found = [read.reasons[sheets.folded(each)] for each in sheets.offered_reasons()]
    assert found == list(CHANGE_REASONS)
    found = [read.overrides[sheets.folded(each)] for each in sheets.offered_overrides()]
    assert found == list(OVERRIDE_REASONS)
    assert len({read.roles[sheets.folded(each)] for each in sheets.offered_roles()}) == 3


def test_that_who_is_not_in_post_and_who_holds_no_case_are_not_offered() -> None:
    gone = a_worker(name="Gone", last_day=a_snapshot().as_at.replace(day=1))
    duty, unlisted = a_worker(name="Duty", role=Role.DUTY), a_worker(name="Met", is_listed=False)
    offered = sheets.offered_workers(a_snapshot(workers=[gone, duty, unlisted, SAM]))
    assert offered == ["Sam Hall", "nobody"]


def test_that_the_lead_names_the_columns_and_no_notes_where_names_are_hidden() -> None:
    assert "“Note”" in sheets.may_change_changes(hide_names=False)
    assert "“Note”" not in sheets.may_change_changes(hide_names=True)
    assert "“Worker”" in sheets.may_change_allocations()


def test_that_a_sheet_is_known_by_its_name_however_it_is_spaced() -> None:
    assert sheets.is_called(" CHANGES ", sheets.CHANGES)
    assert not sheets.is_called("Change", sheets.CHANGES)


def test_that_a_plan_s_fingerprint_changes_with_what_is_staged_and_noted() -> None:
    child, worker = a_child(), a_worker()
    plan = Plan(snapshot=a_snapshot(waiting=[child], workers=[worker]))
    move = Move(child=child.id, to=worker.id)
    changed = [replace(plan, moves=(move,)), replace(plan, notes="Told.")]

    prints = {plan_fingerprint(each) for each in (plan, *changed)}
    assert len(prints) == 3
    assert plan_fingerprint(replace(plan)) in prints


def test_that_a_code_means_whom_it_stands_for() -> None:
    child, worker = a_child("C1"), a_worker("W1", name="Jo")
    snapshot = a_snapshot(waiting=[child], workers=[worker])
    book = code_book(Codes(key=b"k" * 32), Plan(snapshot=snapshot))
    read = sheets.meanings(snapshot, book)
    assert read.workers[book.workers[worker.id].casefold()] == (worker.id,)
    assert read.children[book.children[child.id].casefold()] == child.id


class Backwards(NullTranslations):
    """A language in which every text stands the other way round."""

    @override
    def gettext(self, message: str) -> str:
        return message[::-1]


@pytest.fixture
def backwards() -> Iterator[None]:
    use_catalogue(Backwards())
    yield
    use_catalogue(NullTranslations())


@pytest.mark.usefixtures("backwards")
def test_that_words_are_read_in_english_and_in_the_language_in_use() -> None:
    assert sheets.heading(Heading.WORKER) == "rekroW"
    assert sheets.headings()["rekrow"] is sheets.headings()["worker"] is Heading.WORKER
    read = sheets.meanings(a_snapshot())
    assert {"nobody", "ydobon"} <= read.nobody
    assert read.roles["rekrow-oc"] is read.roles["co-worker"]
    assert sheets.is_called("segnahc", sheets.CHANGES)
