"""End tags are missing: those of paragraphs, list items and of the page itself. Browsers do not mind."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

from harness.core.model import State
from harness.measure.faults.case import Case
from harness.measure.faults.fault import Fault
from harness.measure.faults.specimen import Specimen

_OPTIONAL = re.compile(r"</(?:li|dt|dd|option|tr|td|th|html|body)>", re.I)
_PARAGRAPH = re.compile(
    r"</p>(?=\s*(?:<(?:p|div|h[1-6]|ul|ol|section|blockquote|figure|table)\b|</(?:div|section|article)>))",
    re.I,
)


def apply(page: Specimen, random: Random) -> Case | None:
    """Drop end tags that HTML lets one drop."""
    html = _PARAGRAPH.sub("", _OPTIONAL.sub("", page.html))
    return None if html == page.html else replace(page.case, html=html)


FAULT = Fault(apply, State.FULL)
