"""A consent page stands in place of the article: nothing to read before a choice about cookies."""

from __future__ import annotations

from random import Random

from harness.core.model import State
from harness.measure.faults.case import Case, Kind
from harness.measure.faults.fault import Fault
from harness.measure.faults.page._parts import host, page_instead
from harness.measure.faults.specimen import Specimen
from harness.measure.faults.texts import tags, wording


def apply(page: Specimen, random: Random) -> Case | None:
    """Put the consent page there."""
    heading, sentence, accept, options = wording(page.lang, "consent")
    buttons = tags(('button type="submit" name="agree"', accept), ('button type="button"', options))
    text = tags(("p", host(page)), ("h1", heading), ("p", sentence))
    form = f'<form method="post" action="/collect">{buttons}</form>'
    body = f'<main class="consent-page">{text}{form}</main>'
    return page_instead(page, State.CONSENT_WALL, Kind.WALL, heading, sentence, accept, options, body=body)


FAULT = Fault(apply, State.CONSENT_WALL)
