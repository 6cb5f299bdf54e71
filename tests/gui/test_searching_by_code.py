"""Whose a code in an export is can be asked in the search field of the window."""

from allocation_app.domain.pseudonyms import Kind, code_book
from allocation_app.settings import secret
from tests.gui.test_window import opened
from ui.app import Application


def sought(whole: Application, text: str) -> list[str | None]:
    return [hit.child or hit.worker for hit in whole.window.search.seek(text)]


def test_that_a_child_and_a_worker_are_found_by_their_codes(whole: Application) -> None:
    opened(whole)
    assert whole.store.plan is not None
    book = code_book(secret.codes(), whole.store.plan)

    for known, code in (*book.children.items(), *book.workers.items()):
        assert sought(whole, f" {code.lower()} ") == [known]
    assert sought(whole, f"{code[:4]} {code[4:]}") == [known]


def test_that_a_family_and_a_team_are_found_by_their_codes(whole: Application) -> None:
    opened(whole)
    review, plan = whole.store.review, whole.store.plan
    assert review is not None
    assert plan is not None
    book = code_book(secret.codes(), plan)

    for family, code in book.families.items():
        children = review.snapshot.children.values()
        assert sought(whole, code) == [each.id for each in children if each.family == family]
    for team, code in book.teams.items():
        workers = review.snapshot.workers.values()
        assert sought(whole, code) == [each.id for each in workers if each.team == team]


def test_that_what_only_looks_like_a_code_is_looked_for_as_text(whole: Application) -> None:
    opened(whole)

    assert sought(whole, secret.codes().code(Kind.CHILD, "nobody", 9)) == []
    assert sought(whole, "osian") == ["C2"]


def test_that_a_broken_key_does_not_keep_anybody_from_searching(whole: Application) -> None:
    opened(whole)
    code = secret.codes().code(Kind.CHILD, "C2", 9)
    secret.key_file().write_bytes(b"short")
    try:
        assert sought(whole, code) == []
    finally:
        secret.key_file().unlink()
