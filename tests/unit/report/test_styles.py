"""Every ink can be read on its paper."""

import pytest

from allocation_app.report import looks as styles
from allocation_app.report.looks import Pair

PAIRS = {
    **{name: pair for name, pair in vars(styles).items() if isinstance(pair, Pair)},
    **{str(band): pair for band, pair in styles.BANDS.items()},
}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.1 defines it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("name", PAIRS)
def test_that_ink_and_paper_differ_enough_to_read(name: str) -> None:
    light, dark = sorted(map(luminance, (PAIRS[name].ink, PAIRS[name].paper)), reverse=True)

    assert (light + 0.05) / (dark + 0.05) >= 4.5
