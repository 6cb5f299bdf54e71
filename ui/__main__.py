"""`python -m ui [FILE...]` opens the window; `--screenshots DIR` saves pictures of every page."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the words ask for; gives the exit code."""
    asked = _arguments(argv)
    if asked.screenshots is None:
        from ui.app import run

        return run(asked.files)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from ui import screenshots

    try:
        for path in screenshots.take(asked.screenshots, is_all=asked.all):
            print(path)
    except screenshots.CannotTake as why:
        print(why, file=sys.stderr)
        return 1
    return 0


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m ui", description=__doc__)
    parser.add_argument(
        "files", nargs="*", type=Path, help="spreadsheets to open together, or one workspace"
    )
    parser.add_argument("--screenshots", type=Path, metavar="DIR", help="save pictures, then end")
    parser.add_argument("--all", action="store_true", help="each scheme at 100 and 200 %%")
    return parser.parse_args(argv)


if __name__ == "__main__":
    raise SystemExit(main())
