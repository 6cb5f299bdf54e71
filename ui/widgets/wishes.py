"""What is asked of the plan from a page or a panel; who owns the plan answers (`ui/planning.py`).

A widget deep inside a page is handed the wishes of its page, so that it need not know who answers.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Wishes(QObject):
    """``moving``: these children (a tuple of ids) to this worker (an id, None for nobody), now.

    ``asking``: these children, to whom is to be asked (Ctrl+M). ``sharing``: these children shared
    out over several workers. ``changing``: change a staged step. ``staffing``: a worker (an id, or
    None) leaves, is away, comes back, joins or changes hours; or which of these it is to be asked
    about (a `StaffChangeKind`). ``pinning`` and ``marking``: these children. ``comparing``: two to
    four workers (a tuple of ids) side by side. ``choosing``: this child's candidates, to be gone
    to. ``following``: what becomes of the children of who goes or comes back by a staged change of
    staff. ``suggesting``: the planner, by this `Request`, of which what is asked, how many changes
    and which children count. ``exporting``: a document about these people (`rows.wanted.Wanted`).
    ``looking_back``: who had this child before. ``before_moving``: what of this worker's children
    is to be asked first.
    """

    moving = Signal(object, object)
    asking = Signal(object)
    sharing = Signal(object)
    changing = Signal(object)
    staffing = Signal(object)
    pinning = Signal(object)
    marking = Signal(object)
    comparing = Signal(object)
    choosing = Signal(object)
    following = Signal(object)
    suggesting = Signal(object)
    exporting = Signal(object)
    looking_back = Signal(object)
    before_moving = Signal(object)

    def pass_on(self, other: Wishes) -> None:
        """Let the other ones be uttered with these, so that who answers listens in one place."""
        self.moving.connect(other.moving)
        self.asking.connect(other.asking)
        self.sharing.connect(other.sharing)
        self.changing.connect(other.changing)
        self.staffing.connect(other.staffing)
        self.pinning.connect(other.pinning)
        self.marking.connect(other.marking)
        self.comparing.connect(other.comparing)
        self.choosing.connect(other.choosing)
        self.following.connect(other.following)
        self.suggesting.connect(other.suggesting)
        self.exporting.connect(other.exporting)
        self.looking_back.connect(other.looking_back)
        self.before_moving.connect(other.before_moving)
