"""What all tests share."""

from __future__ import annotations

import os

os.environ["HARNESS_STRICT"] = "1"  # a rule that raises on a page of ours is a failure, not a note
