"""Names of saved pages: a folder's name on any system, and nothing else."""

from __future__ import annotations

import re

from harness.core.errors import UsageError

LONGEST = 100
"""Bytes."""

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_RESERVED = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")


def need_name(name: str) -> str:
    """The name, when it can be a saved page's.

    Raises:
        UsageError: it cannot; the message says what it must be.
    """
    if len(name.encode("utf-8", "replace")) > LONGEST:
        raise UsageError(f"--as: the name is longer than {LONGEST} bytes")
    if not _NAME.fullmatch(name):
        raise UsageError(
            f"--as {name!r}: write small letters, digits and single hyphens between them, as in paywall-offer-shown"
        )
    if _RESERVED.fullmatch(name):
        raise UsageError(f"--as {name}: Windows keeps this name for itself; choose another one")
    return name
