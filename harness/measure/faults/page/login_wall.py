"""A sign-in page stands in place of the article, as after a redirect to the login."""

from __future__ import annotations

from random import Random

from harness.core.model import State
from harness.measure.faults.case import Case, Kind
from harness.measure.faults.fault import Fault
from harness.measure.faults.page._parts import page_instead
from harness.measure.faults.specimen import Specimen
from harness.measure.faults.texts import tags, wording


def apply(page: Specimen, random: Random) -> Case | None:
    """Put the sign-in page there."""
    heading, sentence, forgot, button = wording(page.lang, "login")
    form = (
        '<form method="post" action="/login"><input type="email" name="user" placeholder="E-mail">'
        '<input type="password" name="password" placeholder="Password">'
        f'{tags(("button", button))}<a href="/forgot">{forgot}</a></form>'
    )
    body = f"<main>{tags(('h1', heading), ('p', sentence))}{form}</main>"
    return page_instead(page, State.LOGIN_WALL, Kind.WALL, heading, sentence, forgot, button, body=body)


FAULT = Fault(apply, State.LOGIN_WALL)
