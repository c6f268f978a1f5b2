"""JSON from strangers: nested too deeply, or of too many parts for the memory there is, is refused like broken JSON."""

from __future__ import annotations

import json
import re
from typing import Any

MOST_PARTS = 2_000_000
"""Values and names that one text may have: each takes some 80 bytes once it is read."""

_SMALL = 1_000_000
_STRING_OR_PART = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[\[{,]', re.DOTALL)


def read_json(text: bytes | str) -> Any:
    """What a JSON text holds.

    Raises:
        ValueError: it is no JSON, nests too deeply, or has too many parts.
    """
    if len(text) > _SMALL:
        data = text.encode("utf-8", "replace") if isinstance(text, str) else text
        for number, _ in enumerate(_STRING_OR_PART.finditer(data)):
            if number > MOST_PARTS:
                raise ValueError(f"it has more than {MOST_PARTS:,} parts")
    try:
        return json.loads(text)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
