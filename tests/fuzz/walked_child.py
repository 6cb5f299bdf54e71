"""A day with a workspace in the window, driven as a process of its own: see `test_leaks`.

`plan BOOK WORKSPACE OUT` opens the book, plans, exports, meets a bug and is killed; `resume
WORKSPACE` goes on with it, locks what can be locked and ends as it should.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from allocation_app.domain.plan import Mark, MarkKind, Move, Pin
from allocation_app.intake import read
from allocation_app.report.exports import write
from allocation_app.report.naming import Source
from allocation_app.report.orders import Naming, Order, What
from allocation_app.workspace import keys
from tests.gui.workspaces import keep_in, open_again
from ui import commands
from ui.app import Application, application, go_on

PASSPHRASE = "zyzzogeton"  # noqa: S105 - to be found nowhere
PATIENCE = 60  # seconds
keys.USUAL = keys.LEAST  # how dear a guess is says nothing about what leaks


def refuse_network(event: str, arguments: tuple[object, ...]) -> None:
    """End at once where anything reaches for another computer."""
    if event in {"socket.getaddrinfo", "socket.gethostbyname"}:
        os._exit(9)
    if event == "socket.connect" and getattr(arguments[0], "family", None) != socket.AF_UNIX:
        os._exit(9)


def until(app: object, holds: Callable[[], bool]) -> None:
    """Let the window work until this holds."""
    end = time.monotonic() + PATIENCE
    while not holds():
        app.processEvents()  # type: ignore[attr-defined]
        if time.monotonic() > end:
            sys.exit("it takes too long")


def plan(book: Path, workspace: Path, out: Path) -> None:
    """Plan with names in sight, and be killed in the middle of it."""
    app = application()
    sys.excepthook = go_on
    whole = Application()
    whole.window.show()
    store = whole.store
    store.open(read([book]))
    keep_in(whole, workspace, PASSPHRASE)
    until(app, lambda: store.review is not None)
    review = store.review
    assert review is not None
    children, workers = list(review.snapshot.children), list(review.snapshot.workers)
    named = review.snapshot.children[children[0]].name
    commands.stage(
        store, [Move(child=children[0], to=workers[0], reason="MANAGE", note=f"knows {named}")]
    )
    commands.pin(store, [Pin(child=children[1])])
    mark = Mark(kind=MarkKind.KEEP_APART, child=children[2], other=children[4])
    commands.set_mark(store, mark)
    commands.write_notes(store, f"notes of {named}")
    commands.keep_scenario(store, f"as {named} has it")
    store.undo()
    for name in whole.window.pages:
        whole.window.go(name)
        until(app, lambda: True)
    store.select_child(children[3])
    whole.window.search.setText(named)
    whole.window.search.seek(named)
    order = Order(what=What.ALLOCATIONS, naming=Naming.NAMES)
    write(order, Source(review=review), out / "named.csv")
    go_on(KeyError, KeyError(named), None)
    until(app, lambda: True)
    whole.window.grab()
    os.kill(os.getpid(), signal.SIGKILL)


def resume(workspace: Path) -> None:
    """Go on with what was kept, and end."""
    app = application()
    whole = Application()
    whole.window.show()
    open_again(whole, workspace, PASSPHRASE)
    until(app, lambda: whole.store.review is not None)
    whole.keeping.close()
    whole.window.close()


if __name__ == "__main__":
    sys.addaudithook(refuse_network)
    what, *paths = sys.argv[1:]
    {"plan": plan, "resume": resume}[what](*map(Path, paths))
