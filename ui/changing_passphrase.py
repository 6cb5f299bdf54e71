"""Another passphrase for the open workspace: asked for, and put in force beside the window."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from allocation_app.errors import AppError
from allocation_app.progress import Progress
from allocation_app.settings.defaults import Defaults
from allocation_app.wording import tidied
from allocation_app.wording.translate import tr
from ui import tasks
from ui.dialogs.messages import error_words
from ui.dialogs.passphrase import PassphraseDialog
from ui.keeping import Keeping
from ui.widgets.strip import Strip
from ui.wishing import Key


def ask(
    keeping: Keeping, strip: Strip, found: Defaults, window: QWidget
) -> PassphraseDialog | None:
    """Ask for it and change it; None while no workspace is open to be written.

    ``found`` says how passphrases are protected on this machine.
    """
    workspace = keeping.workspace
    if workspace is None:
        return None
    dialog = PassphraseDialog(window, has_recovery=bool(workspace.header.recovery_key))

    def change(present: Key, new: str) -> None:
        dialog.wait()

        def work(_progress: Progress) -> str:
            from allocation_app.workspace.container import key_for
            from allocation_app.workspace.copies import copies
            from allocation_app.workspace.keys import Passphrase
            from allocation_app.workspace.protection import cost_set

            key_for(workspace.header, present.read())
            try:
                workspace.change_passphrase(Passphrase(text=new), cost=cost_set(found))
                said = tr("The passphrase is another one now. The backups were deleted.")
            except AppError as error:
                if error.code != "backups_left":
                    raise
                said = tr("The passphrase is another one now. {but}", but=error_words(error))
            left = copies(workspace.path, workspace.header.id)
            return f"{said} {tidied.copies_open(left)}".strip()

        def then(said: str) -> None:
            dialog.accept()
            strip.tell(said)

        def failed(error: Exception) -> None:
            dialog.refuse(error_words(error))

        tasks.run(work, then=then, failed=failed)

    dialog.chosen.connect(change)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
