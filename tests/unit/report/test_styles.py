"""Every ink can be read on its paper."""

import pytest

from allocation_app.report import looks as styles
from allocation_app.report.looks import Pair
from tests.contrast import contrast

PAIRS = {
    **{name: pair for name, pair in vars(styles).items() if isinstance(pair, Pair)},
    **{str(band): pair for band, pair in styles.BANDS.items()},
}


@pytest.mark.parametrize("name", PAIRS)
def test_that_ink_and_paper_differ_enough_to_read(name: str) -> None:
    assert contrast(PAIRS[name].ink, PAIRS[name].paper) >= 4.5
