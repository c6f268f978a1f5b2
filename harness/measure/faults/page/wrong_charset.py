"""The server names the wrong encoding: UTF-8 bytes, declared as ISO-8859-1 in header and page.

Scrapers that take bytes can see it; those that take text are given what the header says.
Only on pages with other than ASCII letters.
"""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

from harness.core.model import Note, State
from harness.measure.faults.case import Case, Kind
from harness.measure.faults.fault import Fault
from harness.measure.faults.page.mojibake import LEAST, garbled
from harness.measure.faults.specimen import Specimen
from harness.measure.faults.surgery import in_head

_META = re.compile(r"<meta\b[^>]*charset[^>]*>", re.I)


def apply(page: Specimen, random: Random) -> Case | None:
    """Declare it wrongly."""
    if sum(not c.isascii() and c.isalpha() for c in page.text) < LEAST:
        return None
    html = in_head(_META.sub("", page.html), '<meta charset="iso-8859-1">')
    truth = page.case.truth.beside(Kind.MOJIBAKE, garbled(page.text), also=(Note.ENCODING_SUSPECT,))
    return replace(
        page.case,
        html=html.encode("utf-8", "replace"),
        headers={**page.case.headers, "content-type": "text/html; charset=iso-8859-1"},
        truth=truth,
    )


FAULT = Fault(apply, State.FULL)
