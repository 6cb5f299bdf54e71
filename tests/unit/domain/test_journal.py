"""An entry of the journal: what it says, and what of it can be shown."""

from allocation_app.domain.journal import TEXT, Deed, Entry


def an_entry(**detail: str) -> Entry:
    return Entry(seq=1, at="2026-11-22T22:00:00+00:00", by="sam", deed=Deed.POLICY, detail=detail)


def test_that_the_texts_that_an_entry_put_in_force_are_no_facts_to_show() -> None:
    entry = an_entry(n="3", **{f"{TEXT}set:policy": "name = 'Ours'"})
    assert entry.facts == {"n": "3"}
    assert an_entry().facts == {}
