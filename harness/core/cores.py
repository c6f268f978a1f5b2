"""How many processes of ours can run at a time."""

from __future__ import annotations

import os


def cores() -> int:
    """Processor cores that this process may use; macOS only tells how many there are."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
