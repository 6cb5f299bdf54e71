"""Colours and icons: two schemes of the same tokens, one set of pictures coloured by them.

Each pair in `PAIRS` keeps the contrast that WCAG 2.2 asks for (4.5 for text, 3 for shapes); a test
computes them all in both schemes.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAction,
    QColor,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QIcon,
    QIconEngine,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QPushButton,
    QStyleFactory,
    QWidget,
)
from typing_extensions import override

from ui.stylesheet import stylesheet

LIGHT: Mapping[str, str] = {
    "window": "#f3f4f6",
    "base": "#ffffff",
    "alternate": "#f8f9fb",
    "text": "#16191d",
    "muted": "#545d69",
    "border": "#7d8590",
    "line": "#d3d7dd",
    "accent": "#1d4f91",
    "on_accent": "#ffffff",
    "chosen": "#e6eef9",
    "late": "#a32126",
    "due_soon": "#7a5200",
    "cannot_tell": "#4d5763",
    "in_time": "#1f6b3a",
    "spare": "#1f5fa8",
    "full": "#1f6b3a",
    "stretched": "#8a5c00",
    "over": "#a32126",
    "error": "#a32126",
    "warning": "#7a5200",
    "note": "#4d5763",
}
DARK: Mapping[str, str] = {
    "window": "#16191e",
    "base": "#1e2228",
    "alternate": "#23272e",
    "text": "#eceef1",
    "muted": "#aab3bf",
    "border": "#7c8693",
    "line": "#363c45",
    "accent": "#8ab8f2",
    "on_accent": "#0d1b2c",
    "chosen": "#263a54",
    "late": "#ff9a96",
    "due_soon": "#f0c060",
    "cannot_tell": "#bac3ce",
    "in_time": "#7fd19b",
    "spare": "#86b6f0",
    "full": "#7fd19b",
    "stretched": "#f0c060",
    "over": "#ff9a96",
    "error": "#ff9a96",
    "warning": "#f0c060",
    "note": "#bac3ce",
}
TEXT, SHAPE = 4.5, 3.0
OUTLINED = ("QComboBox", "QAbstractSpinBox")
SHADE = 140  # of 100: how much darker than the window Fusion draws an outline
GROUNDS = ("window", "base", "alternate", "chosen")
INKS = tuple(token for token in LIGHT if token not in {*GROUNDS, "line", "border", "on_accent"})
PAIRS: tuple[tuple[str, str, float], ...] = (
    *((ink, ground, TEXT) for ink in INKS for ground in GROUNDS),
    *(("border", ground, SHAPE) for ground in GROUNDS),
    ("on_accent", "accent", TEXT),
    ("on_accent", "late", TEXT),
)
"""Which token is drawn on which, and the contrast it needs. "line" only decorates."""

_dark = [False]


def colour(token: str) -> QColor:
    """The colour of a token in the scheme in use; raises KeyError for a token that is none."""
    return QColor((DARK if _dark[0] else LIGHT)[token])


class Picture(QIconEngine):
    """Draws a picture in a token's colour at the moment it is painted, so it follows the scheme."""

    def __init__(self, name: str, tone: str) -> None:
        super().__init__()
        self._name, self._tone = name, tone

    @override
    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        tone = "muted" if mode is QIcon.Mode.Disabled else self._tone
        drawing = _drawing(self._name, colour(tone).name())
        side = min(rect.width(), rect.height())  # what is left beside it is air before the words
        drawing.render(painter, QRectF(rect.x(), rect.y(), side, side))

    @override
    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap

    @override
    def clone(self) -> Picture:
        return Picture(self._name, self._tone)


@lru_cache(maxsize=128)
def icon(name: str, tone: str = "text") -> QIcon:
    """A picture of the set in `resources/icons`, in the colour of a token of the scheme."""
    return QIcon(Picture(name, tone))


def set_icon(target: QAction | QAbstractButton, name: str, tone: str = "text") -> None:
    """Give an action or button a picture, as tall as its words."""
    target.setIcon(icon(name, tone))
    if isinstance(target, QAbstractButton):
        air = icon_size() // 4 if isinstance(target, QPushButton) else 0
        target.setIconSize(QSize(icon_size() + air, icon_size()))


def icon_size() -> int:
    """The side of a picture beside words, in px: as tall as they are."""
    return max(16, QFontMetrics(QApplication.font()).height())


def icon_area() -> QSize:
    """Room for a picture beside words, as a list asks for it."""
    return QSize(icon_size(), icon_size())


def use(scheme: Qt.ColorScheme) -> None:
    """Use the light or the dark scheme, or (Unknown) the one that the system prefers."""
    hints = QGuiApplication.styleHints()
    hints.setColorScheme(scheme)
    wanted = hints.colorScheme() if scheme is Qt.ColorScheme.Unknown else scheme
    if _dark[0] is not (wanted is Qt.ColorScheme.Dark):
        _dark[0] = not _dark[0]
        _dress()


def apply(app: QApplication) -> None:
    """Fusion, our palette, and figures of one width in the system's font."""
    fusion = QStyleFactory.create("Fusion")
    if fusion is not None:
        app.setStyle(fusion)
    font = QFont(app.font())
    font.setFeature(QFont.Tag("tnum"), 1)
    app.setFont(font)
    _dress()


def _dress() -> None:
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return
    app.setPalette(palette())
    for kind in OUTLINED:
        app.setPalette(_outlined(), kind)  # type: ignore[arg-type]
    app.setStyleSheet(stylesheet(DARK if _dark[0] else LIGHT))


def _outlined() -> QPalette:
    """The palette of boxes that Fusion outlines in a darker shade of the window: in our border."""
    made = palette()
    made.setColor(QPalette.ColorRole.Window, colour("border").lighter(SHADE))
    return made


def enlarge(widget: QWidget, times: float = 1.0, *, is_bold: bool = True) -> None:
    """Set a widget's type larger than the application's, which it keeps following in proportion."""
    font = QFont(QApplication.font())
    font.setPointSizeF(font.pointSizeF() * times)
    font.setBold(is_bold)
    widget.setFont(font)


def palette() -> QPalette:
    """The scheme in use as Qt's roles."""
    made = QPalette()
    role = QPalette.ColorRole
    for which, token in {
        role.Window: "window",
        role.WindowText: "text",
        role.Base: "base",
        role.AlternateBase: "alternate",
        role.ToolTipBase: "base",
        role.ToolTipText: "text",
        role.PlaceholderText: "muted",
        role.Text: "text",
        role.Button: "base",
        role.ButtonText: "text",
        role.BrightText: "on_accent",
        role.Light: "base",
        role.Midlight: "line",
        role.Mid: "border",
        role.Dark: "border",
        role.Highlight: "accent",
        role.HighlightedText: "on_accent",
        role.Accent: "accent",
        role.Link: "accent",
        role.LinkVisited: "accent",
    }.items():
        made.setColor(which, colour(token))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, colour("muted"))
    return made


@lru_cache(maxsize=256)
def _drawing(name: str, tone: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_svg(name).replace("currentColor", tone).encode()))


@lru_cache(maxsize=64)
def _svg(name: str) -> str:
    return resources.files("resources").joinpath("icons", f"{name}.svg").read_text("utf-8")
