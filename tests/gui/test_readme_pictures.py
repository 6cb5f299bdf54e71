"""The README's pictures are those of today's pages; RENEW_PICTURES=1 takes them anew."""

import os
import re
import shutil
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from ui import screenshots

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "resources" / "pictures"
TAKEN = {
    "overview": "1-overview-light.png",
    "unallocated": "6-child-light.png",
    "caseloads": "3-caseloads-light.png",
    "delays": "4-delays-light.png",
    "plan": "5-plan-moves-light.png",
    "curve": "5-plan-curve-light.png",
    "data": "6-data-light.png",
    "policy": "7-policy-light.png",
    "history": "8-history-trends-light.png",
}


def test_that_the_readme_has_a_picture_of_each_page_as_large_as_the_page_is_now(
    tmp_path: Path, qapp: QApplication
) -> None:
    taken = {path.name: path for path in screenshots.take(tmp_path)}
    if os.environ.get("RENEW_PICTURES"):
        PICTURES.mkdir(exist_ok=True)
        for name, picture in TAKEN.items():
            shutil.copyfile(taken[picture], PICTURES / f"{name}.png")
    text = (ROOT / "README.md").read_text(encoding="utf-8")

    shown = re.findall(r"\(resources/pictures/(\w+)\.png\)", text)

    assert sorted(shown) == sorted(TAKEN)
    for name, picture in TAKEN.items():
        page, kept = QImage(str(taken[picture])), QImage(str(PICTURES / f"{name}.png"))
        assert kept.size() == page.size(), name
    assert qapp.topLevelWidgets() is not None
