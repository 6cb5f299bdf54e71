"""A plan without words is the same plan, without what somebody wrote."""

from dataclasses import replace

from allocation_app.domain.people import ChildId, Gap
from allocation_app.domain.policy import Policy
from allocation_app.domain.snapshot import Source
from allocation_app.domain.wordless import (
    families_by_child,
    import_without_words,
    plan_without_words,
    policy_without_words,
)
from tests.unit.domain.builders import POLICY, a_child, a_snapshot, a_worker
from tests.unit.domain.test_pseudonyms import a_plan, a_policy, looked, texts

WRITTEN = ("kestrel", "grieving", "Canary plan", "all about")


def test_that_nothing_that_somebody_wrote_is_left() -> None:
    bare = plan_without_words(a_plan(), lambda child: child.name[:1])

    assert not [text for text in texts(bare) if any(each in text for each in WRITTEN)]
    assert bare.snapshot.children[ChildId("0815-1")].name == "C"
    assert bare.snapshot.workers.keys() == a_plan().snapshot.workers.keys()


def test_that_a_plan_without_words_comes_to_the_same() -> None:
    bare = plan_without_words(a_plan(), lambda _child: "")

    assert looked(bare).findings == looked(a_plan()).findings
    assert looked(bare).balance == looked(a_plan()).balance


def test_that_a_file_that_names_a_child_loses_its_name_and_no_other_does() -> None:
    sources = (
        Source(name="Cerys Pugh.xlsx", sha256="a"),
        Source(name="caseload.xlsx", sha256="b"),
    )
    snapshot = replace(a_snapshot(a_child(name="Cerys Pugh")), sources=sources)
    bare = import_without_words(snapshot, lambda _child: "")

    assert [source.name for source in bare.sources] == ["", "caseload.xlsx"]
    assert bare.fingerprint == snapshot.fingerprint


def test_that_a_family_that_goes_by_a_name_goes_by_its_first_child() -> None:
    snapshot = a_snapshot(
        a_child(child="12", name="Seren Huws", family="Huws family"),
        a_child(child="11", name="Ioan Pugh", family="Huws family"),
        a_child(child="13", name="Mali Rees", family="REES02"),
        a_child(child="14", name="Tom Ash", family="FAM-077"),
        a_child(child="15", name="Jo Ash", family="of 13"),
        a_child(child="16", name="Una Ash", family=None),
    )
    bare = families_by_child(snapshot, lambda child: f"of {child}")

    found = {child.id: child.family for child in bare.children.values()}
    assert found == {
        "11": "of 11",
        "12": "of 11",
        "13": "of 13*",  # not the family that is called so
        "14": "FAM-077",
        "15": "of 13",
        "16": None,
    }


def test_that_of_a_language_only_what_is_asked_of_it_is_left() -> None:
    told = frozenset({Gap.LANGUAGE})
    snapshot = a_snapshot(
        a_child(child="C1", language="Cymraeg, from Nain Canary", told=told),
        a_child(child="C2", language="Polish (Canary)", told=told),
        a_child(child="C3", language="", told=told),
        a_worker(languages=frozenset({"gymraeg rugl", "French"})),
    )
    bare = import_without_words(snapshot, lambda _child: "")

    assert [child.language for child in bare.children.values()] == ["Welsh", "other", ""]
    assert [worker.languages for worker in bare.workers.values()] == [{"Welsh", "other"}]


def test_that_a_policy_without_words_goes_by_its_own_fingerprint() -> None:
    policy: Policy = a_policy()
    bare = policy_without_words(policy)

    assert bare.fingerprint == policy.fingerprint != POLICY.fingerprint
    assert [each.reason for some in bare.reductions.values() for each in some] == [""]
