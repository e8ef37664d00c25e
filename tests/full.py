"""Whether tests try all that there is (`make test-full`) or a part of it that is quick (`make test`)."""

import os

FULL = bool(os.environ.get("REPORTGEN_FULL"))
