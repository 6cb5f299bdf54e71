"""What a workspace sets comes from it while it is open, and goes into it: weights, rules, time.

What was in force before comes back when it is closed.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from allocation_app.domain.journal import Deed
from allocation_app.domain.policy import Policy
from allocation_app.domain.pseudonyms import Codes
from allocation_app.errors import AppError
from allocation_app.settings import exports_made, profiles_folder, secret
from allocation_app.settings.defaults import Defaults
from allocation_app.settings.exports_made import Made
from allocation_app.settings.policies import parsed_policy
from allocation_app.settings.policy_text import text_of
from ui import readers
from ui.keeping import Keeping
from ui.locking import Locking
from ui.rulebook import Rulebook, book_of, kept_rules
from ui.rules_in_force import RulesInForce
from ui.store import PlanStore

if TYPE_CHECKING:  # they bring cryptography and the readers
    from allocation_app.intake import Mapping
    from allocation_app.intake.profiles import Recalled
    from allocation_app.workspace.session import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """What is in force while no workspace is open."""

    policy: Policy
    book: Rulebook


class Settled(QObject):
    """Follows the workspace. ``kept`` carries a policy that stands in it, ``failed`` an error."""

    kept = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        store: PlanStore,
        keeping: Keeping,
        rules: RulesInForce,
        locking: Locking,
        found: Defaults,
    ) -> None:
        super().__init__(keeping)
        self._store, self._keeping, self._rules = store, keeping, rules
        self._locking, self._found = locking, found
        self._outside: Outside | None = None
        self._is_settling = False
        keeping.arriving.connect(self._arrive)
        keeping.begun.connect(self._begin)
        keeping.changed.connect(self._leave)
        store.done.connect(self._keep)

    def wait_minutes(self) -> None:
        """Lock after as long as is set now."""
        from allocation_app.workspace.kept_settings import in_force

        workspace = self._keeping.workspace
        if workspace is not None:
            self._locking.minutes = in_force(workspace, self._found).idle_minutes

    def codes(self) -> Codes | None:
        """The workspace's codes, whose key is made where it has none; None without a workspace."""
        from allocation_app.workspace.kept_settings import kept_codes

        workspace = self._keeping.workspace
        if workspace is None:
            return None
        codes = kept_codes(workspace)
        secret.use(codes)
        return codes

    def keep_export(self, made: Made) -> bool:
        """Put an export on record, in the workspace where one is open; whether that could be done.

        What is only read keeps nothing: its exports stand in this user's own record.
        """
        workspace = self._keeping.workspace
        if workspace is None or workspace.is_read_only:
            return exports_made.record(made)
        told = {name: str(value) for name, value in asdict(made).items() if name != "at"}
        self._keeping.record(Deed.EXPORTED, detail=told)
        return True

    def exports(self) -> tuple[Made, ...]:
        """What is on record, the first first."""
        workspace = self._keeping.workspace
        if workspace is None or workspace.is_read_only:
            return exports_made.exports_made()
        return tuple(
            Made(
                at=entry.at,
                what=entry.detail.get("what", ""),
                to=entry.detail.get("to", ""),
                children=int(entry.detail.get("children", "0")),
                naming=entry.detail.get("naming", ""),
                is_protected=entry.detail.get("is_protected") == "True",
                source=entry.detail.get("source", ""),
            )
            for entry in workspace.journal()
            if entry.deed is Deed.EXPORTED
        )

    def recall_columns(self) -> Recalled:
        """What was decided about columns: here, and this computer's where nothing was; any thread.

        It is for whoever reads spreadsheets, and so is `remember_columns`.
        """
        from allocation_app.intake.profiles import recalled
        from allocation_app.workspace.kept_settings import kept_settings

        workspace = self._keeping.workspace
        if workspace is None:
            return readers.recall()
        return recalled(profiles_folder(), kept_settings(workspace).profiles)

    def remember_columns(self, mapping: Mapping) -> None:
        """Keep these decisions where those are kept; raises `AppError` without a workspace."""
        from allocation_app.intake.profiles import profile_texts
        from allocation_app.workspace.kept_settings import keep_settings, kept_settings

        workspace = self._keeping.workspace
        if workspace is None:
            readers.remember(mapping)
            return
        new = profile_texts(mapping)

        def keep() -> None:
            known = kept_settings(workspace)
            keep_settings(workspace, replace(known, profiles={**known.profiles, **new}))

        self._keeping.do(keep)

    def _arrive(self, workspace: Workspace) -> None:
        """Put in force what the workspace sets, before it is shown."""
        from allocation_app.workspace.kept_settings import CODES_KEY, in_force

        self._go_inside()
        told = in_force(workspace, self._found)
        self._locking.minutes = told.idle_minutes
        key = workspace.text(CODES_KEY)
        secret.use(Codes(key=bytes.fromhex(key)) if key else None)
        try:
            if told.policy:
                self._put(policy=parsed_policy(told.policy, workspace.path.name))
            if told.rules is not None:
                self._put(book=book_of(told.rules))
        except AppError as error:
            self.failed.emit(error)

    def _begin(self) -> None:
        """Have a new workspace set what is in force."""
        self._go_inside()
        self.wait_minutes()
        self._keep(Deed.POLICY)
        self._keep(Deed.RULES)
        try:
            known = secret.codes_if_any()
        except AppError as error:
            self.failed.emit(error)
            return
        from allocation_app.workspace.kept_settings import CODES_KEY

        if known is not None:  # so that what was exported by codes can be brought back
            self._keeping.record(Deed.SETTINGS, texts={CODES_KEY: known.key.hex()})
            secret.use(known)

    def _go_inside(self) -> None:
        if self._outside is None:
            self._outside = Outside(policy=self._store.policy, book=self._rules.book)
        self._rules.is_remembered = False

    def _leave(self) -> None:
        outside = self._outside
        if self._keeping.workspace is None and outside is not None:
            self._outside = None
            secret.use(None)
            self._put(policy=outside.policy, book=outside.book)
            self._rules.is_remembered = True

    def _put(self, policy: Policy | None = None, book: Rulebook | None = None) -> None:
        self._is_settling = True
        try:
            if policy is not None:
                self._store.set_policy(policy)
                self.kept.emit(policy)
            if book is not None:
                self._rules.use(book)
        finally:
            self._is_settling = False

    def _keep(self, deed: Deed) -> None:
        """Write weights or rules into the workspace."""
        workspace = self._keeping.workspace
        if workspace is None or self._is_settling or deed not in {Deed.POLICY, Deed.RULES}:
            return
        from allocation_app.workspace.kept_settings import keep_settings, kept_settings

        policy, book = self._store.policy, self._rules.book

        def keep() -> None:
            known = kept_settings(workspace)
            if deed is Deed.POLICY:
                keep_settings(workspace, replace(known, policy=text_of(policy)))
            else:
                keep_settings(workspace, replace(known, rules=kept_rules(book)))

        self._keeping.do(keep)
        if deed is Deed.POLICY:
            self.kept.emit(policy)
