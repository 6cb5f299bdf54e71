"""What to say when a workspace can't be used, and the way on."""

from __future__ import annotations

from collections.abc import Mapping

from allocation_app.wording.translate import mark

ERRORS: Mapping[str, str] = {
    "workspace_missing": mark(
        "{file} is not there. Check the name and the folder, or make a new workspace."
    ),
    "workspace_exists": mark("{file} is there already. Open it, or choose another name."),
    "workspace_none": mark("{file} is not a workspace of this tool. Nothing of it was changed."),
    "workspace_damaged": mark(
        "{file} is damaged or was not copied whole: nothing of it can be trusted. It was left as"
        " it is. Open one of its backups."
    ),
    "workspace_newer": mark(
        "{file} was written by a later version of this tool. It was left as it is: open it with"
        " that version."
    ),
    "workspace_cost": mark(
        "This workspace is protected less than this tool accepts, or asks for more memory than any"
        " of ours: somebody has changed it. Open one of its backups."
    ),
    "workspace_in_use": mark(
        "{user} on {host} has this workspace open since {since}. Read it without changing it, or"
        " take a copy."
    ),
    "workspace_read_only": mark("{file} is open to be read: nothing that is done here is kept."),
    "workspace_changed": mark(
        "{file} was changed by somebody else since it was opened. Nothing of theirs was written"
        " over: save yours as a copy."
    ),
    "workspace_recovered": mark(
        "{n} of the things that were done in {file} are still beside it: it was not closed. Nothing"
        " was changed. Open it in the window to look at them, or say what is to become of them:"
        " --recovered take."
    ),
    "passphrase_missing": mark(
        "No passphrase came on stdin: one line, and not an empty one. Nothing was written."
    ),
    "import_other_team": mark(
        "No child of this import is in the workspace. Check that it is of the same team, or say"
        " that it is meant."
    ),
    "passphrase_wrong": mark("That passphrase does not open this workspace. Type it again."),
}
"""By code, as those of `refusals`, among which they stand."""
