"""How long from starting the process to a painted window with the sample team.

Beside it, in the same run, a bare start of Qt: what no program of this kind can be quicker than.
Run it with `.venv/bin/python tests/bench/cold_start.py [ROUNDS]`.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
ROUNDS = 5

BARE = """
import time
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1360, 860)
window.show()
window.grab()
print(time.time())
"""
EMPTY = """
import time
from ui.app import Application, application
application()
whole = Application()
whole.window.show()
whole.window.grab()
print(time.time())
"""
SAMPLE = """
import time
from ui.app import Application, application
app = application()
whole = Application()
whole.window.show()
def painted():
    whole.window.grab()
    print(time.time())
    app.quit()
whole.importing.opened.connect(painted)
whole.importing.open_sample()
app.exec()
"""


def seconds(script: str) -> float:
    """From before the process is made to what it printed last."""
    begun = time.time()
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout.split()[-1]) - begun


def main() -> None:
    """Print the medians and their ratios to the bare start."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    starts = {"bare Qt": BARE, "window, nothing open": EMPTY, "window with the sample": SAMPLE}
    took: dict[str, list[float]] = {name: [] for name in starts}
    for _ in range(rounds):
        for name, script in starts.items():
            took[name].append(seconds(script))
    bare = statistics.median(took["bare Qt"])
    for name, times in took.items():
        middle = statistics.median(times)
        sys.stdout.write(
            f"{name:24} {middle:.3f} s   {middle / bare:.1f} x bare Qt   (of {rounds} starts)\n"
        )


if __name__ == "__main__":
    main()
