"""The README's pictures of documents are of today's; RENEW_PICTURES=1 takes them anew."""

import os
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from allocation_app.domain.candidates import candidates
from allocation_app.domain.plan import Move
from allocation_app.domain.review import Review
from allocation_app.intake import read
from allocation_app.report.exports import Order, Source, What, paper
from allocation_app.report.tagged_pdf import pdf
from tests.builders import a_review

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "resources" / "pictures" / "documents"
SHOWN = (What.HANDOVER, What.WORKER, What.BOARD, What.EVIDENCE)
PDFTOPPM = shutil.which("pdftoppm")
DOTS = 64  # an inch
LENGTH = slice(16, 24)
"""Where a PNG says how wide and high it is."""


@pytest.fixture(scope="module")
def planned() -> Review:
    """The sample, in which the first who wait are given to who is first beside them."""
    snapshot = read(sorted((ROOT / "sample_data/team").glob("*.xlsx"))).snapshot
    looked = a_review(snapshot)
    moves = []
    for wait in looked.waits[:6]:
        first = candidates(looked.caseloads, wait.child).ranked[0]
        moves.append(Move(child=wait.child, to=first.worker))
    return a_review(snapshot, moves=moves)


@pytest.mark.skipif(PDFTOPPM is None, reason="pdftoppm is not installed")
@pytest.mark.parametrize("what", SHOWN)
def test_that_the_picture_of_a_document_is_as_large_as_its_sheet(
    what: What, planned: Review, tmp_path: Path
) -> None:
    order = Order(what=what, first=date(2026, 10, 1), last=date(2026, 10, 31))
    made, taken = tmp_path / "made.pdf", tmp_path / what
    made.write_bytes(pdf(paper(order, Source(review=planned))))
    command = [str(PDFTOPPM), "-r", str(DOTS), "-png", "-singlefile", str(made), str(taken)]
    subprocess.run(command, check=True, capture_output=True)
    picture = PICTURES / f"{what}.png"
    if os.environ.get("RENEW_PICTURES"):
        PICTURES.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(taken.with_suffix(".png"), picture)

    assert picture.read_bytes()[LENGTH] == taken.with_suffix(".png").read_bytes()[LENGTH]


def test_that_the_readme_shows_these_documents() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")

    shown = re.findall(r"\(resources/pictures/documents/(\w+)\.png\)", text)

    assert sorted(shown) == sorted(SHOWN)
    assert sorted(path.stem for path in PICTURES.glob("*.png")) == sorted(SHOWN)
