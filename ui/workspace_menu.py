"""What the menu offers about the workspace: where everything is kept from one day to the next."""

from __future__ import annotations

from allocation_app.wording.translate import mark
from ui.menus import Command

WORKSPACE = (
    Command(
        name="new_workspace",
        text=mark("&New workspace…"),
        tip=mark("Keep what is open, and every import after it, in one encrypted file"),
        keys=("Ctrl+Shift+N",),
        icon="folder-plus",
    ),
    Command(
        name="open_workspace",
        text=mark("Open &workspace…"),
        tip=mark("Go on where a workspace was left"),
        keys=("Ctrl+Alt+O",),
        icon="archive-restore",
    ),
    Command(
        name="lock",
        text=mark("&Lock now"),
        tip=mark("Put the workspace away until its passphrase is typed"),
        keys=("Ctrl+Shift+L",),
        icon="lock",
    ),
)
THIS_WORKSPACE = (
    Command(
        name="save_copy",
        text=mark("&Save a copy…"),
        tip=mark("Write the workspace to another file, open by the same passphrase"),
        icon="save",
    ),
    Command(
        name="change_passphrase",
        text=mark("&Change passphrase…"),
        tip=mark("Have the workspace opened by another passphrase from now on"),
        icon="key-round",
    ),
    Command(
        name="workspace_settings",
        text=mark("&Workspace settings…"),
        tip=mark("Set how long imports are kept and when the workspace locks"),
        icon="settings-2",
    ),
    Command(
        name="erase_child",
        text=mark("Delete this child ever&ywhere…"),
        tip=mark("Delete the selected child from imports, plans, journal and backups for good"),
        icon="trash-2",
    ),
)
OF_AN_OPEN_ONE = ("lock", *(command.name for command in THIS_WORKSPACE))
"""What can be done only while a workspace is open."""
