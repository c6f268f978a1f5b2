"""What all tests share."""

from __future__ import annotations

import os
from dataclasses import replace

from harness.core import rulebook
from harness.sources import source

# A rule or a reader that raises on a page of ours is a failure, not a note: here, where nobody names a rulebook, and
# in programs that tests start. Nothing that takes these as a default has been imported yet.
rulebook.STANDARD = replace(rulebook.STANDARD, strict=True)
source.DEFAULT = replace(source.DEFAULT, strict=True)
os.environ["HARNESS_STRICT"] = "1"
