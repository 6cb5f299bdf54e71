"""The team set in every layout that people keep, noise and all, in English and in Welsh.

The facts are those of the team set of the same seed. Where a layout can't carry a fact, it is taken
away before the truth is worked out, so that what is written and what is true agree.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from sample_data.generator.layouts.groups import grouped_rows
from sample_data.generator.layouts.lists import lists
from sample_data.generator.layouts.row_per_child import row_per_child, staff_lists, two_files
from sample_data.generator.layouts.scene import Scene, scene
from sample_data.generator.layouts.spells import row_per_spell
from sample_data.generator.layouts.tabs import tab_per_worker

LAYOUTS: Mapping[str, Callable[[Scene], list[Path]]] = {
    "a": row_per_child,
    "b": row_per_spell,
    "c": tab_per_worker,
    "d": grouped_rows,
    "e": lists,
    "f": two_files,
    "g": staff_lists,
}


def write_layout(layout: str, language: str, seed: int, out: Path, *, as_at: date) -> list[Path]:
    """Write the team set of this seed in a layout; the last path is that of ``truth.json``.

    The same arguments give the same bytes. Raises KeyError for a layout or language that is none.
    """
    write = LAYOUTS[layout]
    out.mkdir(parents=True, exist_ok=True)
    told = scene(layout, language, seed, out, as_at)
    written = write(told)
    path = out / "truth.json"
    with path.open("w", encoding="utf-8", newline="\n") as file:
        json.dump(told.truth(), file, indent=1, ensure_ascii=False)
        file.write("\n")
    return [*written, path]
