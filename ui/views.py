"""Saved views: a page with its team, order, columns and filters, kept by a name.

What was typed into a filter, and who was filtered by, compared or selected, can be told by a name,
so that much of a view lives only as long as the window; the rest is kept with the preferences.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QObject

from allocation_app.domain.people import ChildId, TeamId, WorkerId
from allocation_app.wording.translate import tr
from ui import preferences
from ui.actions import Actions
from ui.dialogs.name import VIEW, NameDialog
from ui.menus import Command
from ui.selection import Selection
from ui.store import PlanStore
from ui.window import Window

KEY = "views/saved"
PLACE = "place"
"""The name under which a workspace keeps where it was left."""
Places = Mapping[str, Mapping[str, str]]
"""A few words for each page, by its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What a name brings back. ``typed`` and ``selected`` are never written to disk."""

    name: str
    page: str
    team: str = ""
    places: Places = field(default_factory=dict)
    typed: Places = field(default_factory=dict)
    selected: Selection | None = None


def written(views: Mapping[str, View]) -> str:
    """The views as they are kept between two starts."""
    return json.dumps([_told(view) for view in views.values()])


def place_text(view: View) -> str:
    """Where a workspace is left, as it is kept in it: who is selected too, nothing that was typed.

    What was typed is looked for no more on another day, and would hide what is there.
    """
    who = view.selected or Selection()
    return json.dumps({**_told(view), "child": who.child or "", "worker": who.worker or ""})


def place_in(text: str) -> View | None:
    """Where it was left; None where that can't be read."""
    try:
        said = json.loads(text)
    except ValueError:
        return None
    view = _view({**said, "name": PLACE}) if isinstance(said, dict) else None
    if view is None:
        return None
    child, worker = (str(said.get(key) or "") for key in ("child", "worker"))
    if child:
        return replace(view, selected=Selection(child=ChildId(child)))
    return replace(view, selected=Selection(worker=WorkerId(worker)) if worker else None)


def _told(view: View) -> dict[str, object]:
    return {"name": view.name, "page": view.page, "team": view.team, "places": view.places}


def read(text: str) -> dict[str, View]:
    """The views that were `written`; what can't be read is left out."""
    try:
        said = json.loads(text) if text else []
    except ValueError:
        return {}
    found = (_view(each) for each in said) if isinstance(said, list) else ()
    return {view.name: view for view in found if view is not None}


def _view(said: object) -> View | None:
    if not isinstance(said, dict):
        return None
    name, page, team = (said.get(key, "") for key in ("name", "page", "team"))
    places = said.get("places", {})
    is_whole = isinstance(places, dict) and all(isinstance(e, dict) for e in places.values())
    if not (isinstance(name, str) and isinstance(page, str) and isinstance(team, str) and is_whole):
        return None
    kept = {
        str(page): {str(key): str(value) for key, value in place.items()}
        for page, place in places.items()
    }
    return View(name=name, page=page, team=team, places=kept) if name else None


class Views(QObject):
    """The views of one window: saved, gone back to and deleted, from the menu and by Ctrl+K."""

    def __init__(self, store: PlanStore, window: Window, actions: Actions) -> None:
        super().__init__(window)
        self._store, self._window, self._actions = store, window, actions
        self._menu = window.views
        self._views = read(preferences.recall(KEY))
        self.dialog: NameDialog | None = None
        actions["save_view"].triggered.connect(self.ask)
        self._offer()

    @property
    def names(self) -> list[str]:
        """The names of the views, in the order in which they were saved."""
        return list(self._views)

    def ask(self) -> None:
        """Ask for the name under which the view as it is shall be saved."""
        self.dialog = NameDialog(
            tr("Save this view"),
            tr("&Save"),
            "",
            self.names,
            self._window,
            replaces=True,
            named=VIEW,
        )
        self.dialog.named.connect(self.save)
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.open()

    def save(self, name: str) -> None:
        """Save the view as it is, in place of one of the same name."""
        self._views = {**self._views, name: self.now(name)}
        self._keep()

    def apply(self, name: str) -> None:
        """Go back to a view, as far as what it shows is open."""
        view = self._views.get(name)
        if view is not None:
            self.show(view)

    def now(self, name: str = "") -> View:
        """The view as it is."""
        found = {each: page.set_up_as() for each, page in self._window.pages.items()}
        return View(
            name=name,
            page=self._window.page,
            team=self._store.team or "",
            places={each: kept for each, (kept, _) in found.items()},
            typed={each: typed for each, (_, typed) in found.items()},
            selected=self._store.selected,
        )

    def show(self, view: View) -> None:
        """Bring this view back, as far as what it shows is open."""
        review = self._store.review
        if review is None:
            return
        team = TeamId(view.team)
        self._store.filter_team(team if team in review.snapshot.teams else None)
        for each, page in self._window.pages.items():
            page.set_up_next(view.places.get(each), view.typed.get(each, {}))
        if view.page in self._window.pages:
            self._window.go(view.page)
        self._window.shown.set_up()
        self._select(view.selected)

    def delete(self, name: str) -> None:
        """Forget a view."""
        self._views = {known: view for known, view in self._views.items() if known != name}
        self._actions.drop(_action(name))
        self._keep()

    def _select(self, selected: Selection | None) -> None:
        if selected is None:
            self._store.clear_selection()
        elif selected.child is not None:
            self._store.select_child(selected.child)
        elif selected.worker is not None:
            self._store.select_worker(selected.worker)

    def _keep(self) -> None:
        preferences.remember(KEY, written(self._views))
        self._offer()

    def _offer(self) -> None:
        """A line in the menu for each view, and one to delete it."""
        self._menu.clear()
        self._menu.addAction(self._actions["save_view"])
        self._menu.setEnabled(True)
        if not self._views:
            return
        self._menu.addSeparator()
        for number, name in enumerate(self._views, start=1):
            action = self._actions.put(
                Command(
                    name=_action(name),
                    text=f"&{number} {name.replace('&', '&&')}",
                    tip=tr("Go back to the view {name}", name=name),
                    icon="bookmark",
                    is_possible=lambda store: store.review is not None,
                )
            )
            action.triggered.connect(lambda _=False, n=name: self.apply(n))
            self._menu.addAction(action)
        self._menu.addSeparator()
        away = self._menu.addMenu(tr("&Delete a view"))
        for number, name in enumerate(self._views, start=1):
            line = away.addAction(f"&{number} {name.replace('&', '&&')}")
            line.triggered.connect(lambda _=False, n=name: self.delete(n))


def _action(name: str) -> str:
    return f"view:{name}"
