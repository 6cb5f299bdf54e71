"""A workspace that was locked before all of it could be kept: in memory, and shown to nobody.

It is tried again until everything is on the disk; then it is closed and its key let go.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from allocation_app.domain.renumbering import Numbers
from ui import tasks
from ui.resuming import Left

if TYPE_CHECKING:  # they bring cryptography
    from allocation_app.workspace.keys import Passphrase, RecoveryKey
    from allocation_app.workspace.session import Workspace

AGAIN = 30_000
"""ms: how long to wait until what could not be kept is tried again."""


class Covered(QObject):
    """``kept`` says that all of it is on the disk, and closed.

    ``left`` is where it was left, ``why`` what stood in the way, ``late`` keeps an import that it
    has not got yet, of which ``numbers`` are the children who go by another number there.
    """

    kept = Signal()

    def __init__(
        self,
        workspace: Workspace,
        left: Left | None,
        why: Exception,
        late: Callable[[], object] | None,
        numbers: Numbers,
    ) -> None:
        super().__init__()
        self.workspace, self.left, self.why, self.numbers = workspace, left, why, numbers
        self._late = late
        self._is_over = False
        self._turn = Lock()
        self._again = QTimer(self)
        self._again.setInterval(AGAIN)
        self._again.timeout.connect(self.try_again)
        self._again.start()

    @property
    def is_behind(self) -> bool:
        """Whether it has not got the latest import yet."""
        return self._late is not None

    def check(self, by: Passphrase | RecoveryKey) -> None:
        """Raise `AppError` as `container.key_for` unless this opens it; it takes its second."""
        from allocation_app.workspace.container import key_for

        key_for(self.workspace.header, by)

    def keep(self) -> None:
        """Write what is not written, and close it; raises `AppError` and stays as it was else."""
        with self._turn:
            if self._is_over:
                return
            if self._late is not None:
                self._late()
                self._late = None
            self.workspace.close()
            self._is_over = True

    def try_again(self) -> None:
        """The same beside the window."""
        tasks.run(lambda _: self.keep(), then=lambda _: self.rest(), failed=lambda _: None)

    def rest(self) -> None:
        """Say once that all of it is kept."""
        if self._is_over and self._again.isActive():
            self._again.stop()
            self.kept.emit()

    def take(self) -> bool:
        """Have somebody go on with it; False where it was kept and closed before."""
        with self._turn:
            was_open, self._is_over = not self._is_over, True
        if was_open:  # else it is still to be said that it is kept
            self._again.stop()
        return was_open

    def abandon(self) -> None:
        """Close it although something is not kept."""
        if self.take():
            self.workspace.close(saves=False)
        self._again.stop()
