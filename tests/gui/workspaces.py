"""What is open kept in a workspace and opened again, as the window does it, at once."""

from pathlib import Path

from allocation_app.workspace.keys import LEAST, Passphrase
from allocation_app.workspace.session import How, create, open_workspace
from ui.app import Application
from ui.resuming import left_in


def keep_in(whole: Application, path: Path, phrase: str) -> None:
    """Make a workspace of what is open."""
    whole.keeping.begin(create(path, Passphrase(text=phrase), cost=LEAST))
    whole.keeping.finish()


def open_again(whole: Application, path: Path, phrase: str, *, is_read_only: bool = False) -> None:
    """Go on with a workspace where it was left."""
    how = How(cost=LEAST, is_read_only=is_read_only)
    workspace = open_workspace(path, Passphrase(text=phrase), how)
    whole.workspaces.opening.arrive(workspace, left_in(workspace, whole.store.by))
