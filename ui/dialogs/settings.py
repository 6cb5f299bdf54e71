"""How the tool is set on this computer: what can be chosen here, and what the council has set."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from allocation_app.settings.defaults import Defaults
from allocation_app.wording.defaults import LANGUAGES, set_by_council
from allocation_app.wording.translate import ENGLISH, language, tr
from ui import preferences
from ui.widgets.fitting import fit
from ui.widgets.words import title, words

LANGUAGE = "window/language"


class SettingsDialog(QDialog):
    """What is chosen counts at once, a language from the next start on. No name is kept."""

    def __init__(
        self, found: Defaults, languages: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Settings"))
        self._found = found
        self.language = QComboBox()
        self.language.setAccessibleName(tr("Language"))
        for code in languages:
            self.language.addItem(tr(LANGUAGES.get(code, code)), code)
        self.language.setCurrentIndex(max(0, self.language.findData(self._chosen())))
        self.language.setEnabled("language" not in found.fixed and len(languages) > 1)
        self.said = words("", is_muted=True)
        self.forget = QPushButton(tr("&Forget the folders"))
        self.forget.setAccessibleName(tr("Forget the folders"))
        self.forget.setAutoDefault(False)
        self._build(only_one=len(languages) == 1)
        self.language.currentIndexChanged.connect(self._speak)
        self.forget.clicked.connect(self._forget)
        fit(self, 34)

    def _chosen(self) -> str:
        if "language" in self._found.fixed:
            return self._found.language or ENGLISH
        return preferences.recall(LANGUAGE) or self._found.language or language()

    def _build(self, *, only_one: bool) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(10)
        column.addWidget(title(tr("On this computer")))
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(tr("&Language"), self.language)
        forgetting = QHBoxLayout()
        forgetting.addWidget(self.forget)
        forgetting.addStretch(1)
        form.addRow(tr("Where files were last opened and saved"), forgetting)
        column.addLayout(form)
        column.addWidget(self.said)
        if "language" in self._found.fixed:
            self.said.setText(tr("The language is set by your council: it can’t be changed here."))
        elif only_one:
            self.said.setText(tr("This version speaks English only."))
        self.said.setVisible(bool(self.said.text()))
        column.addWidget(
            words(
                tr(
                    "What is remembered here is how the window looks, never a child’s name. How"
                    " long imports are kept and when the window locks is set in each workspace."
                ),
                is_muted=True,
            )
        )
        column.addWidget(title(tr("Set by your council")))
        told = list(set_by_council(self._found))
        for name, said in told:
            column.addWidget(words(tr("{name}: {said}", name=name, said=said)))
        if not told:
            column.addWidget(words(tr("Nothing is set for this computer.")))
        column.addStretch(1)
        buttons = QDialogButtonBox()
        close = buttons.addButton(tr("&Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setAccessibleName(tr("Close"))
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)

    def _speak(self) -> None:
        preferences.remember(LANGUAGE, str(self.language.currentData()))
        self.said.setText(tr("From the next start on."))
        self.said.show()

    def _forget(self) -> None:
        preferences.forget_all_of("folder")
        self.forget.setEnabled(False)
        self.forget.setText(tr("Forgotten"))
