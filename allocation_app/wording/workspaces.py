"""What to say when a workspace can't be used, and the way on."""

from __future__ import annotations

from collections.abc import Mapping

from allocation_app.wording.translate import mark

ERRORS: Mapping[str, str] = {
    "workspace_missing": mark(
        "{file} is not there. Check the name and the folder, or make a new workspace."
    ),
    "workspace_exists": mark("{file} is there already. Open it, or choose another name."),
    "workspace_none": mark(
        "{file} is not a workspace of this tool, or was damaged at its very beginning. Nothing of"
        " it was changed. If it was a workspace, go back to one of its backups, if there is any."
    ),
    "workspace_none:folder": mark(
        "{file} is a folder. Open the workspace in it, whose name ends in .allocation."
    ),
    "workspace_damaged": mark(
        "{file} is damaged or was not copied whole: nothing of it can be trusted. It was left as"
        " it is. Go back to one of its backups, if there is any."
    ),
    "workspace_damaged:empty": mark(
        "{file} is empty: it was not copied or synchronised whole. It was left as it is. Wait until"
        " it has been synchronised, or go back to one of its backups, if there is any."
    ),
    "workspace_damaged:blank": mark(
        "{file} has its size but not its content: it was not copied or synchronised whole. It was"
        " left as it is. Wait until it has been synchronised, or go back to one of its backups, if"
        " there is any."
    ),
    "workspace_locked": mark(
        "{file} can't be read: you may not read it, or another program holds it. Close it there, or"
        " ask for the right to read it, and open it again."
    ),
    "workspace_unreadable": mark(
        "{file} can't be read ({why}). Copy it to another disk and open that, or open one of its"
        " backups."
    ),
    "workspace_memory": mark(
        "This machine has not enough free memory for the way in which this workspace is protected"
        " ({limit} MB). Close other programs, and open it again."
    ),
    "workspace_newer": mark(
        "{file} was written by a later version of this tool. It was left as it is: open it with"
        " that version."
    ),
    "workspace_cost": mark(
        "This workspace is protected less than this tool accepts, or asks for more memory than any"
        " of ours: somebody has changed it. Go back to one of its backups, if there is any."
    ),
    "workspace_in_use": mark(
        "{user} on {host} has this workspace open since {since}. Read it without changing it, or"
        " take a copy."
    ),
    "workspace_left_open": mark(
        "{user} had this workspace open on this computer since {since}, and it was not closed: the"
        " tool or the computer stopped. Nobody has it open now. Take it over to go on."
    ),
    "workspace_taken": mark(
        "{user} on {host} took {file} over. Nothing of theirs was written over: save yours as a"
        " copy."
    ),
    "workspace_not_writable": mark(
        "This workspace can’t be changed where it is ({why}). Read it, or take a copy to a folder"
        " of your own."
    ),
    "journal_damaged": mark(
        "The journal beside {file} is damaged: what stood before that place is found, the rest was"
        " set aside beside it and counts for nothing."
    ),
    "journal_apart": mark(
        "The journal beside {file} belongs to another state of it: one of the two was not copied"
        " or synchronised. It was set aside beside the file and counts for nothing."
    ),
    "workspace_linked": mark(
        "{file} has another name on this disk (a hard link). What is done here is kept under this"
        " name alone: under the other one it stays as it is now. Delete that one, or make it a"
        " shortcut to this file."
    ),
    "workspace_read_only": mark("{file} is open to be read: nothing that is done here is kept."),
    "target_locked:workspace": mark(
        "{file} can’t be written: another program holds it, or you may not write there. What was"
        " done is not lost. Try again in a moment, or save a copy somewhere else."
    ),
    "workspace_changed": mark(
        "{file} was changed by somebody else since it was opened. Nothing of theirs was written"
        " over: save yours as a copy."
    ),
    "workspace_recovered": mark(
        "{n} of the things that were done in {file} are still beside it: it was not closed. Nothing"
        " was changed. Open it in the window to look at them, or say what is to become of them:"
        " --recovered take."
    ),
    "recovery_fixed": mark(
        "Your council has fixed another recovery key than {file}. Nothing was made: leave the key"
        " out, or ask your IT department."
    ),
    "key_exists": mark("{file} is there already: no key is written over. Choose another name."),
    "key_unreadable": mark("The key {file} can’t be read: {why}."),
    "backup_unknown": mark(
        "{given} is no backup of {file}. The command backups lists them by their names."
    ),
    "workspace_empty": mark("{file} has no import yet: add one first."),
    "setting_impossible": mark("That can’t be set: {why}. Nothing was changed."),
    "passphrase_missing": mark(
        "No passphrase came on stdin: one line, and not an empty one. Nothing was written."
    ),
    "same_child_none": mark(
        "{pair} can’t be taken over: it is not one child of the import before who is gone and one"
        " new child with the same name and date of birth, and nobody else with both. Nothing was"
        " added."
    ),
    "import_other_team": mark(
        "No child of this import is in the workspace. Check that it is of the same team, or say"
        " that it is meant."
    ),
    "import_present": mark(
        "The plan stands on the import as at {day}: it can’t be deleted. Add the right one, of the"
        " same day or a later one; then this one can be."
    ),
    "import_missing": mark("There is no import {number} here. There are: {known}."),
    "passphrase_wrong": mark("That passphrase does not open this workspace. Type it again."),
    "recovery_none": mark(
        "This workspace was made without a recovery key: only its passphrase opens it."
    ),
    "recovery_wrong": mark(
        "That recovery key does not open this workspace: it was made for another one."
    ),
    "recovery_private_none": mark(
        "{file} is not the private part of a recovery key, or is itself protected by a password."
        " Choose the file with the private part (PEM, X25519)."
    ),
    "recovery_public_none": mark(
        "{file} is not the public part of a recovery key. Choose the file with the public part"
        " (PEM, X25519); the private part stays where it is kept safely."
    ),
    "backup_failed": mark(
        "No backup of {file} could be made ({why}). The workspace itself is kept."
    ),
    "backups_left": mark(
        "{n} earlier files in {file} could not be deleted: another program holds them, or you may"
        " not. Delete them yourself."
    ),
}
"""By code, as those of `refusals`, among which they stand."""
