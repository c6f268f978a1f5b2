"""A cookie banner lies along the lower edge of the window. The article can be read."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from harness.core.model import Note
from harness.measure.faults.case import Case, Kind
from harness.measure.faults.fault import Fault
from harness.measure.faults.specimen import Specimen
from harness.measure.faults.surgery import at_end
from harness.measure.faults.texts import tags, wording


def apply(page: Specimen, random: Random) -> Case | None:
    """Add the banner."""
    sentence, accept, settings = wording(page.lang, "cookies")
    inner = tags(("p", sentence), ("button", settings), ("button", accept))
    place = "position:fixed;left:0;right:0;bottom:0;padding:12px"
    banner = f'<div class="cookie-banner" role="dialog" style="{place}">{inner}</div>'
    truth = page.case.truth.beside(Kind.CHROME, sentence, also=(Note.CONSENT_BANNER,))
    return replace(page.case, html=at_end(page.html, banner), truth=truth)


FAULT = Fault(apply)
