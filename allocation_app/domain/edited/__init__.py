"""What a manager changed in an exported workbook, as moves to be staged.

The reader (`intake.edited`) brings the cells of the two sheets that may be edited; here they are
compared with the plan that the workbook was made of. What can't be taken as meant is a problem that
names its cell; nothing is guessed and nothing is staged beside a problem of the same child.
"""

from allocation_app.domain.edited.differences import differences
from allocation_app.domain.edited.rules import allowed
from allocation_app.domain.edited.values import (
    Cell,
    Difference,
    EditedBook,
    EditedRow,
    Edits,
    Heading,
    Meanings,
    Trouble,
    Unclear,
    folded,
)

__all__ = [
    "Cell",
    "Difference",
    "EditedBook",
    "EditedRow",
    "Edits",
    "Heading",
    "Meanings",
    "Trouble",
    "Unclear",
    "allowed",
    "differences",
    "folded",
]
