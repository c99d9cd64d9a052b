"""How many cases hypothesis makes: `ci` a fixed choice on every run, `nightly` many and new ones each time.

`NIGHTLY` in the environment (scripts/nightly sets it) chooses; `--hypothesis-profile` on the command line wins.
"""

import os
from typing import Final

from hypothesis import HealthCheck, settings

FUZZ_TESTS: Final = 9
"""Tests under tests/fuzz that take the profile's number of cases."""

# A case is a whole conversation with a database: slow beside what hypothesis thinks usual, on a busy machine more so.
_SLOW: Final = (HealthCheck.too_slow,)
settings.register_profile(
    "ci",
    max_examples=2_000 // FUZZ_TESTS + 1,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=_SLOW,
)
settings.register_profile(
    "nightly",
    max_examples=100_000 // FUZZ_TESTS + 1,
    deadline=None,
    print_blob=True,
    suppress_health_check=_SLOW,
)
settings.load_profile("nightly" if os.environ.get("NIGHTLY") else "ci")
