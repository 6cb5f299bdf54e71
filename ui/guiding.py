"""What is said beside the pointer while children are dragged: the whole effect, and every rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from allocation_app.domain.caseloads import Caseloads
from allocation_app.domain.effects import Change
from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.plan import Move
from allocation_app.domain.staging import Preview, preview
from allocation_app.wording.names import Names, names_of
from allocation_app.wording.translate import tr, trn
from ui.rows.kin import going_along, stands_with, to_move
from ui.store import PlanStore
from ui.theme import colour
from ui.widgets.dragging import Hand, Spot
from ui.widgets.preview_card import PreviewCard

OFF = QPoint(20, 22)  # from the pointer to the card, which never lies under it
RIM = 8
PAD = 8
KEYS_EVERY = 80  # ms: not every desktop says at once that a key is held while the pointer rests

Meant = tuple[tuple[ChildId, ...], WorkerId | None]


class Guiding(QObject):
    """Works out each target once while a drag lasts, and shows it beside the pointer.

    The card is a part of the window that the mouse passes through: a window of its own could come
    to lie under the pointer, and not every desktop lets a program say where it stands.
    """

    def __init__(self, store: PlanStore, hand: Hand, window: QWidget, rail: QWidget) -> None:
        super().__init__(window)
        self._store, self._hand, self._window, self._rail = store, hand, window, rail
        self._known: dict[Meant, Preview] = {}
        self._shown: tuple[Meant, bool] | None = None
        self._last: tuple[Spot, QPoint] | None = None
        self._can_ask = False
        self.card = PreviewCard(window)
        self.card.setObjectName("beside_pointer")
        self.card.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.card.hide()
        self._keys = QTimer(self)
        self._keys.setInterval(KEYS_EVERY)
        self._keys.timeout.connect(self._look_at_keys)
        hand.guide = self
        hand.taken.connect(self._begin)
        hand.released.connect(self._end)

    def picture(self, children: tuple[ChildId, ...]) -> QPixmap:
        """A tag with who is carried, by initials where names are hidden."""
        return tag(self._window, self._names().children(children))

    def over(self, spot: Spot, at: QPoint, *, with_family: bool) -> bool:
        """Show what it would come to here; whether no hard rule stops it."""
        children = self.meant(spot, with_family=with_family)
        meant = children, spot.worker
        self._last = spot, at
        self._can_ask = with_family is _is_shift_held()  # not every desktop answers in a drag
        if (meant, with_family) != self._shown:
            self._shown = meant, with_family
            self._show(meant, with_family=with_family)
        self._place(self._window.mapFromGlobal(at))
        return bool(children) and not self._previewed(meant).stopping

    def elsewhere(self) -> None:
        """Say nothing."""
        self._shown = self._last = None
        self.card.hide()

    def meant(self, spot: Spot, *, with_family: bool) -> tuple[ChildId, ...]:
        """Whom a drop here moves: those who do not stand there, with their siblings if wanted."""
        carried = self._hand.children_carried
        return to_move(self._loads(), carried, spot.worker, with_family=with_family)

    def changes(self) -> Mapping[WorkerId, Change]:
        """Who would stand otherwise, and how; nobody while the pointer is over nobody."""
        if self._shown is None or not self._shown[0][0]:
            return {}
        return self._previewed(self._shown[0]).effect.workers

    def _begin(self) -> None:
        self._known.clear()
        self._keys.start()

    def _end(self) -> None:
        self._keys.stop()
        self._known.clear()
        self.elsewhere()

    def _look_at_keys(self) -> None:
        with_family = _is_shift_held()
        if self._last is None or self._shown is None or not self._can_ask:
            return
        if self._shown[1] is not with_family:
            spot, at = self._last
            self.over(spot, at, with_family=with_family)

    def _loads(self) -> Caseloads:
        review = self._store.review
        if review is None:
            raise ValueError("nothing is open")
        return review.caseloads

    def _names(self) -> Names:
        return names_of(self._loads().snapshot, hide_names=self._store.names_hidden)

    def _previewed(self, meant: Meant) -> Preview:
        known = self._known.get(meant)
        if known is None:
            children, to = meant
            moves = [Move(child=child, to=to) for child in children]
            known = self._known[meant] = preview(self._store.plan, moves, self._store.by)
        return known

    def _show(self, meant: Meant, *, with_family: bool) -> None:
        names, (children, to) = self._names(), meant
        carried = self._hand.children_carried
        if not children:
            who, whom = names.children(carried), names.holder(to)
            self.card.show_words(
                tr("{children}: with {worker} already.", children=who, worker=whom)
                if to is not None
                else tr("{children}: with nobody already.", children=who)
            )
        else:
            self.card.show_preview(
                self._previewed(meant),
                names,
                heading=heading(self._loads(), names, children, to),
                foot=_foot(self._loads(), names, carried, with_family=with_family),
            )
        self.card.resize(self.card.fitting())
        self.card.raise_()
        self.card.show()

    def _place(self, at: QPoint) -> None:
        """Beside the pointer, on the side where there is room."""
        size, room = self.card.size(), self._window.rect().adjusted(RIM, RIM, -RIM, -RIM)
        box = QRect(at + OFF, size)
        if self._rail.rect().contains(self._rail.mapFrom(self._window, at)):
            rail = self._rail.mapTo(self._window, self._rail.rect().topRight())
            box.moveLeft(max(box.left(), rail.x() + RIM))  # every bar of the rail stays in sight
        if box.right() > room.right():
            box.moveRight(at.x() - OFF.x())
        if box.bottom() > room.bottom():
            box.moveBottom(max(at.y() - OFF.y(), room.top() + size.height()))
        if box.contains(at):  # too high for above: beside it, then
            box.moveTop(room.top())
            if at.x() + OFF.x() + size.width() <= room.right():
                box.moveLeft(at.x() + OFF.x())
            else:
                box.moveRight(at.x() - OFF.x())
        self.card.move(max(box.left(), room.left()), max(box.top(), room.top()))


def _is_shift_held() -> bool:
    keys = QGuiApplication.queryKeyboardModifiers()
    return bool(keys & Qt.KeyboardModifier.ShiftModifier)


def heading(
    loads: Caseloads, names: Names, children: Sequence[ChildId], to: WorkerId | None
) -> str:
    """Who goes from whom to whom: "Jac Thomas: Sioned Hughes → Kofi Ahmed"."""
    donors = list(dict.fromkeys(stands_with(loads, child) for child in children))
    return tr(
        "{children}: {donors} → {worker}",
        children=names.children(children),
        donors=", ".join(names.holder(donor) for donor in donors),
        worker=names.holder(to),
    )


def _foot(loads: Caseloads, names: Names, carried: Sequence[ChildId], *, with_family: bool) -> str:
    """Which siblings come along, or could."""
    along = going_along(loads, carried)
    if not along:
        return ""
    named = names.children(along)
    if with_family:
        return trn(
            "With a sibling: {names}.", "With {n} siblings: {names}.", len(along), names=named
        )
    return trn(
        "Hold Shift to take a sibling along: {names}.",
        "Hold Shift to take {n} siblings along: {names}.",
        len(along),
        names=named,
    )


def tag(widget: QWidget, text: str) -> QPixmap:
    """Words in a frame, to hang on the pointer."""
    font = QFont(widget.font())
    font.setBold(True)
    metrics = QFontMetrics(font)
    text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, 24 * metrics.height())
    ratio = widget.devicePixelRatioF()
    width = metrics.horizontalAdvance(text) + 2 * PAD
    height = metrics.height() + PAD
    picture = QPixmap(round(width * ratio), round(height * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(colour("base"))
    painter = QPainter(picture)
    painter.setPen(QPen(colour("accent"), 1))
    painter.drawRect(0, 0, width - 1, height - 1)
    painter.setFont(font)
    painter.setPen(colour("text"))
    painter.drawText(QRect(0, 0, width, height), Qt.AlignmentFlag.AlignCenter, text)
    painter.end()
    return picture
