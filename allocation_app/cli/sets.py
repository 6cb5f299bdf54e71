"""The commands about what is judged by: the rules with their sources, and the council's figures."""

from __future__ import annotations

import argparse

from allocation_app.cli.judging import policy_of, rules_of
from allocation_app.cli.options import DONE
from allocation_app.cli.output import print_json
from allocation_app.cli.text import rules_lines
from allocation_app.settings.policies import save
from allocation_app.settings.policy_text import text_of
from allocation_app.settings.rule_text import rules_text
from allocation_app.settings.writing import write_text
from allocation_app.wording.translate import tr


def rules(options: argparse.Namespace) -> int:
    """Print the rules in force with their sources, or copy a set to be edited.

    What is copied is the local set where one is named (the last of several), else the country's.
    """
    known = rules_of(options)
    if options.out is not None:
        write_text(options.out, rules_text([options.rules, *options.local][-1]))
    if options.json:
        from allocation_app.documents import rules_document

        print_json(rules_document(known))
    elif options.out is not None:
        print(tr("Written: {out}", out=options.out))
    else:
        for line in rules_lines(known):
            print(line)
    return DONE


def policy(options: argparse.Namespace) -> int:
    """Print the figures in force as the file that they can be edited in, or write that file."""
    figures = policy_of(options)
    if options.out is not None:
        save(figures, options.out)
    if options.json:
        from allocation_app.documents import policy_document

        print_json(policy_document(figures))
    elif options.out is not None:
        print(tr("Written: {out}", out=options.out))
    else:
        print(
            tr(
                "# {name}, version {version}, fingerprint {fingerprint}",
                name=figures.name,
                version=figures.version,
                fingerprint=figures.fingerprint,
            )
        )
        print(text_of(figures), end="")
    return DONE
