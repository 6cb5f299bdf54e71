"""How long the window stands still while a workspace is opened: a council's, with its imports.

A plain script: `python -m tests.bench.opening_time [CHILDREN] [IMPORTS]`, of 2,500 children with 26
weekly imports unless told otherwise. A timer of the window asks every few milliseconds for its
turn; how long it waited at most is the stall. The aim is a quarter of a second.
"""

import sys
import tempfile
from pathlib import Path
from random import Random
from time import perf_counter

from PySide6.QtCore import QEventLoop, QTimer

from allocation_app.workspace.adding import add_import
from allocation_app.workspace.keys import LEAST, Passphrase
from allocation_app.workspace.session import create
from tests.bench.workspace_time import council, enlarged, week_later
from ui import preferences
from ui.app import Application, application

AIM = 0.25
EVERY = 5  # ms
PHRASE = "a long way to the sea"
ROUNDS = 3


def made(path: Path, children: int, weeks: int) -> None:
    """A workspace with so many imports."""
    random = Random(1)  # noqa: S311 - made-up weeks
    snapshot = enlarged(council(), children)
    workspace = create(path, Passphrase(text=PHRASE), cost=LEAST)
    for _ in range(weeks):
        add_import(workspace, snapshot)
        snapshot = week_later(snapshot, random)
    workspace.close()


def stalls(whole: Application, path: Path) -> tuple[float, list[float]]:
    """How long opening took, and the longest turns that the timer waited for, in seconds."""
    waited, last, loop, beat = list[float](), perf_counter(), QEventLoop(), QTimer()

    def tick() -> None:
        nonlocal last
        now = perf_counter()
        waited.append(now - last)
        last = now
        if whole.keeping.workspace is not None and perf_counter() - began > AIM:
            QTimer.singleShot(1_000, loop.quit)

    beat.timeout.connect(tick)
    whole.workspaces.opening.opened.connect(lambda: took.append(perf_counter() - began))
    took: list[float] = []
    whole.workspaces.opening.ask_key(path)
    dialog = whole.workspaces.opening.dialog
    beat.start(EVERY)
    began = last = perf_counter()
    dialog.line.setText(PHRASE)  # type: ignore[union-attr]
    dialog.open_button.click()  # type: ignore[union-attr]
    loop.exec()
    beat.stop()
    return took[0], sorted(waited, reverse=True)[:3]


def main(children: int, weeks: int) -> None:
    """Print a line for each opening."""
    application()
    with tempfile.TemporaryDirectory(dir=Path.home()) as folder:
        preferences.use_folder(Path(folder))
        path = Path(folder, "team.allocation")
        made(path, children, weeks)
        whole = Application()
        whole.window.show()
        for _ in range(ROUNDS):
            took, longest = stalls(whole, path)
            told = ", ".join(f"{each * 1000:.0f}" for each in longest)
            aim = "meets the aim" if longest[0] < AIM else "too slow"
            line = f"{weeks} imports: opened in {took:.2f} s, stalls of {told} ms  {aim}"
            print(line)  # noqa: T201 - what a script is for
            whole.keeping.close()
        whole.window.close()


if __name__ == "__main__":
    told = [int(each) for each in sys.argv[1:]]
    main(*(told + [2_500, 26][len(told) :]))
