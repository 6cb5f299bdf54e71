"""A review in words, for somebody who reads it on a terminal."""

from __future__ import annotations

from allocation_app.domain.review import Review
from allocation_app.wording import findings as sentences
from allocation_app.wording import terms
from allocation_app.wording.translate import tr


def print_review(looked: Review) -> None:
    """Who waits, how the load lies, what each rule says."""
    snapshot, loads = looked.snapshot, looked.caseloads
    print(
        tr(
            "As at {day}: {children}, {families}; rules: {rules} {version}; weights: {policy}",
            day=terms.day(snapshot.as_at),
            children=terms.children(len(snapshot.children)),
            families=terms.families(looked.families),
            rules=looked.rules.name,
            version=looked.rules.version,
            policy=looked.policy.name,
        )
    )
    print()
    print(tr("No social worker: {children}", children=terms.children(len(looked.waits))))
    for wait in looked.waits:
        days = "–" if wait.working_days is None else wait.working_days
        print(
            f"  {wait.child:12} {days!s:>5} {terms.term(wait.state):12}"
            f" {terms.reason(wait.reason)}; {terms.escalation(wait.escalation)}"
        )
    print()
    print(tr("Caseloads (points as a share of capacity)"))
    holders = [(worker, loads.loads[worker.id]) for worker in loads.case_holders]
    for worker, load in sorted(holders, key=lambda pair: -(pair[1].utilisation or 0)):
        print(
            f"  {worker.name:28} {terms.percent(load.utilisation):>6}"
            f" {terms.term(load.band):10} {len(load.children):>3} / {load.families}"
        )
    print()
    print(tr("Findings: {n}", n=len(looked.findings)))
    for finding in looked.findings:
        about = finding.child or finding.worker or ""
        print(
            f"  {terms.term(finding.state):12} {finding.rule:9} {about:12}"
            f" {sentences.sentence(finding, looked)}"
        )
