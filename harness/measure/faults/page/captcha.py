"""A captcha page stands in place of the article, served as 200."""

from __future__ import annotations

from random import Random

from harness.core.model import State
from harness.measure.faults.case import Case, Kind
from harness.measure.faults.fault import Fault
from harness.measure.faults.page._parts import page_instead
from harness.measure.faults.specimen import Specimen
from harness.measure.faults.texts import tags, wording


def apply(page: Specimen, random: Random) -> Case | None:
    """Put the captcha there."""
    heading, sentence, box = wording("en", "captcha")
    label = f'<label><input type="checkbox"> {box}</label>'
    form = f'<form method="post"><div class="g-recaptcha" data-sitekey="none"></div>{label}</form>'
    body = f'<div class="container">{tags(("h1", heading), ("p", sentence))}{form}</div>'
    return page_instead(page, State.BLOCKED, Kind.WALL, heading, sentence, box, body=body)


FAULT = Fault(apply, State.BLOCKED)
