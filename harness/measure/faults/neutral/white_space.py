"""Lines are broken and indented otherwise between the article's paragraphs and around the page's boxes."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

from harness.measure.faults.case import Case
from harness.measure.faults.fault import Fault
from harness.measure.faults.specimen import Specimen

_BETWEEN = re.compile(
    r"(</(?:p|div|section|article|h[1-6]|ul|header|footer|nav|main)>)\s*(?=<(?:p|div|section|article|h[1-6]|ul|footer|aside)\b)",
    re.I,
)
_RAW = re.compile(
    r"(<(?:script|style|textarea|pre|template)\b.*?</(?:script|style|textarea|pre|template)>)", re.S | re.I
)


def apply(page: Specimen, random: Random) -> Case | None:
    """Add white space between block elements."""
    parts = _RAW.split(page.html)
    html = "".join(
        _BETWEEN.sub(lambda m: m[1] + "\n" * random.randint(1, 3) + " " * random.randint(0, 8), part)
        if n % 2 == 0
        else part
        for n, part in enumerate(parts)
    )
    return None if html == page.html else replace(page.case, html=html)


FAULT = Fault(apply)
