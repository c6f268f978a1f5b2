"""A bot challenge stands in place of the page ("checking if the site connection is secure"), with 403, 503 or 200."""

from __future__ import annotations

from random import Random

from harness.core.model import State
from harness.measure.faults.case import Case, Kind
from harness.measure.faults.fault import Fault
from harness.measure.faults.page._parts import host, page_instead
from harness.measure.faults.specimen import Specimen
from harness.measure.faults.texts import tags, wording


def apply(page: Specimen, random: Random) -> Case | None:
    """Put the challenge there."""
    title, heading, sentence, script = wording("en", "challenge")
    sentence = sentence.format(host=host(page))
    body = (
        f'<div class="main-wrapper" role="main"><div class="main-content">'
        f"{tags(('h1', host(page)), ('h2', heading), ('p', sentence))}"
        f"<noscript>{script}</noscript></div></div><script>window._chl={{}};</script>"
    )
    return page_instead(
        page,
        State.BLOCKED,
        Kind.WALL,
        title,
        heading,
        sentence,
        body=body,
        status=random.choice((403, 503, 200)),
    )


FAULT = Fault(apply, State.BLOCKED)
