"""Attributes stand in another order; the page means the same."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

from harness.measure.faults.case import Case
from harness.measure.faults.fault import Fault
from harness.measure.faults.specimen import Specimen

_RAW = re.compile(
    r"(<(script|style|textarea|title|template|noscript)\b[^>]*>.*?</\2>|<!--.*?-->|<!DOCTYPE[^>]*>)",
    re.S | re.I,
)
_OPEN = re.compile(r"<([a-zA-Z][\w-]*)((?:\s+[^\s=>\"'/]+=\"[^\"]*\"){2,})\s*>")
_ONE = re.compile(r"[^\s=>\"'/]+=\"[^\"]*\"")


def apply(page: Specimen, random: Random) -> Case | None:
    """Turn the attributes of every start tag around."""

    def turned(match: re.Match[str]) -> str:
        return f"<{match[1]} {' '.join(reversed(_ONE.findall(match[2])))}>"

    parts = _RAW.split(page.html)
    # split gives: text, raw, raw's name, text, raw, raw's name, …
    html = "".join(
        _OPEN.sub(turned, part) if n % 3 == 0 else part for n, part in enumerate(parts) if n % 3 != 2 and part
    )
    return None if html == page.html else replace(page.case, html=html)


FAULT = Fault(apply)
