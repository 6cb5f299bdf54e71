"""What can be asked about the tool itself: how it is set, what it means, what it is."""

from __future__ import annotations

from allocation_app.wording.translate import mark
from ui.menus import Command

SETTINGS = Command(
    name="settings",
    text=mark("Se&ttings…"),
    tip=mark("Language, what is remembered here, and what your council has set"),
    keys=("Ctrl+,",),
    icon="sliders-horizontal",
)
HELP = (
    Command(
        name="help",
        text=mark("&Help"),
        tip=mark("Keys, words and what the flags mean"),
        keys=("F1",),
        icon="circle-question-mark",
    ),
    Command(
        name="about",
        text=mark("&About this tool"),
        tip=mark("Version, where things are kept, and why this is never the record"),
        keys=("Ctrl+F1",),
        icon="info",
    ),
)
