"""The README's tables of delays and rules, as they follow from what ships."""

from collections.abc import Iterable, Iterator

from allocation_app import settings
from allocation_app.domain.delays import DELAYS
from allocation_app.domain.rules import LeftOut, Rule, RuleSet
from allocation_app.wording.findings import DELAYS as NAMES

BEGIN, END = "<!-- rules: RENEW_README=1 ./run-tests tests/unit/test_readme.py -->", "<!-- end -->"


def table() -> str:
    """The delays, the rules of each country, those of single councils, and what is left out."""
    countries = [settings.rule_set(name) for name in settings.RULE_SETS]
    local = [settings.local_rules(name) for name in settings.LOCAL]
    left_out = [row for shipped in (*countries, *local) for row in shipped.left_out]
    parts = [
        _section("Delays", ["code", "delay", "when"], _delays()),
        *(_section(rules.name.capitalize(), HEADINGS, _rules([rules])) for rules in countries),
        _section("Local, chosen with `--local NAME`", HEADINGS, _rules(local)),
        _section("Left out", ["rule", "what", "why"], _left_out(left_out)),
    ]
    return "\n".join([BEGIN, "", *parts, END])


HEADINGS = ["rule", "what", "limit", "standing", "ships"]


def _section(title: str, headings: list[str], rows: Iterable[list[str]]) -> str:
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join([f"**{title}**", "", *(f"| {' | '.join(cells)} |" for cells in lines), ""])


def _delays() -> Iterator[list[str]]:
    for code, delay in DELAYS.items():
        sentence = " ".join((delay.__doc__ or "").split("\n\n")[0].split())
        yield [code, NAMES[code], sentence]


def _rules(sets: Iterable[RuleSet]) -> Iterator[list[str]]:
    for rules in sets:
        stages: dict[str, list[Rule]] = {}
        for rule in rules.rules:
            stages.setdefault(rule.id, []).append(rule)
        for rule_id, (rule, *others) in stages.items():
            limits = dict.fromkeys(_limit(stage) for stage in (rule, *others))
            local = f" ({rule.jurisdiction})" if rules.name in settings.LOCAL else ""
            yield [
                rule_id,
                f"[{rule.name}]({rule.link}){local}" if rule.link else f"{rule.name}{local}",
                ", ".join(limits),
                rule.verified,
                "on" if rule.is_on else "off",
            ]


def _limit(rule: Rule) -> str:
    if rule.limit == 0:
        return "at once"
    unit = rule.unit.replace("_", " ")
    return f"{rule.limit} {unit.removesuffix('s') if rule.limit == 1 else unit}"


def _left_out(rows: Iterable[LeftOut]) -> Iterator[list[str]]:
    return ([row.id, row.name, row.why] for row in rows)
