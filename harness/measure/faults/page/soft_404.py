"""A "page not found" in the site's own frame, served as 200."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

from harness.core.model import State
from harness.measure.faults.case import Case, Kind
from harness.measure.faults.fault import Fault
from harness.measure.faults.specimen import Specimen
from harness.measure.faults.surgery import replaced
from harness.measure.faults.texts import tags, wording

_TITLE = re.compile(r"<title\b[^>]*>.*?</title>", re.S | re.I)
_HEADLINE = re.compile(r"(<h1\b[^>]*>).*?(</h1>)", re.S | re.I)


def apply(page: Specimen, random: Random) -> Case | None:
    """Replace text, headline and title."""
    heading, sentence, home = wording(page.lang, "not_found")
    html = replaced(page, f'<div class="not-found">{tags(("p", sentence))}<a href="/">{home}</a></div>')
    if html is None:
        return None
    html = _TITLE.sub(f"<title>{heading}</title>", html, count=1)
    html, headlines = _HEADLINE.subn(rf"\g<1>{heading}\g<2>", html, count=1)
    if not headlines:
        return None
    truth = page.case.truth.instead(State.NOT_FOUND, Kind.ERROR, heading, sentence, home)
    return replace(page.case, html=html, truth=truth)


FAULT = Fault(apply, State.NOT_FOUND)
