"""How controls look, from the tokens of the scheme: borders rather than tints, one accent."""

from __future__ import annotations

from collections.abc import Mapping
from string import Template

RULES = Template("""
QToolTip { color: $text; background: $base; border: 1px solid $border; padding: 4px; }
QPushButton, QToolButton[look="button"] {
  color: $text; background: $base; border: 1px solid $border; border-radius: 3px;
  padding: 4px 12px; min-height: 18px;
}
QToolButton[look="button"] { padding: 4px 8px; min-width: 16px; }
QPushButton:hover, QToolButton[look="button"]:hover { background: $alternate; border-color: $text; }
QPushButton:pressed, QToolButton[look="button"]:pressed { background: $line; }
QPushButton:checked, QToolButton[look="button"]:checked {
  background: $chosen; border-color: $accent; color: $accent;
}
QPushButton:disabled, QToolButton[look="button"]:disabled { color: $muted; border-color: $line; }
QPushButton:focus, QToolButton[look="button"]:focus {
  border: 2px solid $accent; padding: 3px 11px;
}
QToolButton[look="button"]:focus { padding: 3px 7px; }
QPushButton[look="primary"] { color: $on_accent; background: $accent; border-color: $accent; }
QPushButton[look="primary"]:hover { border-color: $text; }
QPushButton[look="primary"]:focus { border: 2px solid $text; }
QPushButton[look="primary"]:disabled {
  color: $muted; background: $window; border: 1px solid $line;
}
QPushButton[look="link"] {
  color: $accent; background: transparent; border: 1px solid transparent; text-align: left;
  padding: 2px 2px; text-decoration: underline;
}
QPushButton[look="link"]:hover { border-color: $line; }
QPushButton[look="link"]:focus { border: 1px solid $accent; }
QLineEdit {
  color: $text; background: $base; border: 1px solid $border; border-radius: 3px;
  padding: 4px 6px; min-height: 18px; selection-background-color: $accent;
  selection-color: $on_accent; placeholder-text-color: $muted;
}
QLineEdit:focus { border: 2px solid $accent; padding: 3px 5px; }
QComboBox { min-height: 24px; }
QSlider { min-height: 24px; }
QSlider::groove:horizontal { height: 4px; background: $border; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $accent; border-radius: 2px; }
QSlider::handle:horizontal {
  width: 16px; margin: -8px 0; background: $base; border: 2px solid $accent; border-radius: 10px;
}
QSlider::handle:horizontal:focus { background: $accent; }
QSlider::handle:horizontal:disabled { border-color: $border; }
QTabBar::scroller { width: 48px; }
QTableView, QTreeView, QListView {
  background: $base; alternate-background-color: $alternate; border: 1px solid $line;
  selection-background-color: $chosen; selection-color: $text; outline: 0;
}
QTableView:focus, QTreeView:focus, QListView:focus { border: 1px solid $accent; }
QTableView::item, QTreeView::item { padding: 0 6px; }
QListView#found { border: 1px solid $border; }
QListView#found::item { min-height: 26px; padding: 0 8px; }
QListView#found::item:selected { background: $chosen; color: $text; }
QHeaderView { background: $base; }
QHeaderView::section {
  color: $text; background: $base; border: 0; border-bottom: 1px solid $border;
  padding: 5px 9px; font-weight: 600;
}
QTableCornerButton::section { background: $base; border: 0; }
QTreeView#board, QTreeView#board:focus { background: $window; border: 0; }
QHeaderView::section:vertical { border-bottom: 1px solid $line; font-weight: 400; }
QScrollArea, QAbstractScrollArea#plain { background: transparent; border: 0; }
#rail { background: $base; border: 0; border-right: 1px solid $line; }
#rail QToolButton {
  color: $text; background: transparent; border: 0; border-left: 3px solid transparent;
  text-align: left; padding: 0;
}
#command_bar { background: $base; border-bottom: 1px solid $line; }
#status_bar { background: $base; border-top: 1px solid $line; }
#strip { background: $chosen; border-bottom: 1px solid $line; }
#inspector { background: $base; border-left: 1px solid $line; }
#inspector QWidget#inspector_body { background: $base; }
#drop_veil { background: $chosen; color: $text; border: 4px solid $accent; }
QFrame[look="card"] { background: $base; border: 1px solid $line; border-radius: 4px; }
QFrame#beside_pointer { background: $base; border: 1px solid $border; border-radius: 4px; }
QLabel[look="muted"], QLabel[look="empty"] { color: $muted; }
QLabel[look="alarm"] { color: $late; }
QLabel[look="ok"] { color: $in_time; }
QLabel[look="doubt"] { color: $due_soon; }
QSplitter::handle { background: $line; }
QSplitter::handle:hover { background: $accent; }
QMenuBar { background: $base; }
QMenuBar::item { padding: 4px 10px; background: transparent; color: $text; }
QMenuBar::item:selected { background: $chosen; color: $text; }
QMenu { background: $base; color: $text; border: 1px solid $border; padding: 4px 0; }
QMenu::item { padding: 5px 28px 5px 8px; }
QMenu::item:selected { background: $chosen; color: $text; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $line; margin: 4px 0; }
QMenu::icon { padding-left: 8px; }
""")


def stylesheet(tokens: Mapping[str, str]) -> str:
    """The rules with a scheme's colours put in."""
    return RULES.substitute(tokens)
