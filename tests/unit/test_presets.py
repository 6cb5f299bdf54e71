"""The policies that ship: published figures with their sources, told in the README."""

from pathlib import Path

from allocation_app import settings
from allocation_app.settings import policies

ROOT = Path(__file__).parents[2]


def test_that_every_preset_says_whose_figures_it_has_and_that_it_is_no_law() -> None:
    presets = policies.presets()

    assert presets.keys() == {path.stem for path in (ROOT / "resources/weights").iterdir()}
    assert next(iter(presets.values())) is settings.policy()
    for policy in presets.values():
        assert "ot a limit in law" in policy.source
        assert policy.link.startswith("http")
    assert len({policy.fingerprint for policy in presets.values()}) == len(presets)
    assert len({policy.name for policy in presets.values()}) == len(presets)


def test_that_the_head_counts_count_children_and_nothing_else() -> None:
    presets = policies.presets()

    for code, full_time, over in (
        ("scotland-15", 15, 1.1),
        ("western-australia", 15, 18 / 15),
        ("england-average", 16, 1.1),
    ):
        policy = presets[code]
        assert set(policy.weights.cases.values()) == {1}
        assert (policy.weights.sibling, policy.weights.co_worked) == (1, 0)
        assert (policy.weights.out_of_area, policy.weights.new) == (0, 0)
        assert (policy.points_full_time, policy.points_stable) == (full_time, 0)
        assert policy.bands.over == over
        assert not policy.is_example


def test_that_the_readme_tells_what_each_preset_is() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    for code, policy in policies.presets().items():
        unit = "children" if set(policy.weights.cases.values()) == {1} else "points"
        assert (
            f"| `{code}` | {policy.points_full_time:g} {unit} | {policy.points_stable:g}"
            f" | × {policy.newly_qualified_share:g} | {policy.bands.over:.0%} |".replace("%", " %")
        ) in readme
