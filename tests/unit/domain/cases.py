"""For every rule and every delay a trio: it breaks, it just does not, and nobody can tell.

`tests/unit/test_rule_coverage.py` fails when a rule of the rule set, or a delay, has none here.
"""

from tests.unit.domain.cases_delays import WITHOUT_WORKER
from tests.unit.domain.cases_holders import HOLDERS
from tests.unit.domain.cases_shape import DAY, Case, Kind
from tests.unit.domain.cases_timescales import ALTERNATIVES, TIMESCALES

__all__ = ["ALTERNATIVES", "CASES", "DAY", "DELAYS", "TIMESCALES", "Case", "Kind"]

DELAYS = [*WITHOUT_WORKER, *HOLDERS]
CASES = [*TIMESCALES, *DELAYS]
