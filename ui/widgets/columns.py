"""First widths for the columns of a list, so that what matters is in sight without scrolling."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QHeaderView, QTableView, QTreeView

LINE = 17  # px: the height of a line at which the limits below are meant


def cap_widths(view: QTableView | QTreeView, limits: Mapping[int, int]) -> None:
    """Narrow these columns to so many px (more with a larger font); the others stay as they are."""
    header: QHeaderView = view.header() if isinstance(view, QTreeView) else view.horizontalHeader()
    scale = max(1.0, view.fontMetrics().height() / LINE)
    for column, limit in limits.items():
        header.resizeSection(column, min(header.sectionSize(column), round(limit * scale)))
