"""A captcha page stands in place of the article, served as 200."""

from __future__ import annotations

from random import Random

from harness.audit.case import Case, Kind
from harness.audit.fault import Fault
from harness.audit.faults._parts import page_instead
from harness.audit.specimen import Specimen
from harness.audit.texts import tags, wording
from harness.model import State


def apply(page: Specimen, random: Random) -> Case | None:
    """Put the captcha there."""
    heading, sentence, box = wording("en", "captcha")
    label = f'<label><input type="checkbox"> {box}</label>'
    form = f'<form method="post"><div class="g-recaptcha" data-sitekey="none"></div>{label}</form>'
    body = f'<div class="container">{tags(("h1", heading), ("p", sentence))}{form}</div>'
    return page_instead(page, State.BLOCKED, Kind.WALL, heading, sentence, box, body=body)


FAULT = Fault(apply, State.BLOCKED)
