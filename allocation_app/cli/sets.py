"""The commands about what is judged by: the rules with their sources, and the council's figures."""

from __future__ import annotations

import argparse

from allocation_app.cli.judging import policy_of
from allocation_app.cli.options import DONE
from allocation_app.cli.output import print_json
from allocation_app.settings.policies import save
from allocation_app.settings.policy_text import text_of
from allocation_app.wording.translate import tr


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
