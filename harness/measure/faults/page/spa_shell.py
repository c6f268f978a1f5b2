"""An application's empty shell: the text would come by scripts, which a scraper without a browser does not run."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from random import Random

from harness.core.model import State
from harness.measure.faults.case import Case, Kind
from harness.measure.faults.fault import Fault
from harness.measure.faults.specimen import Specimen
from harness.measure.faults.texts import document, wording


def apply(page: Specimen, random: Random) -> Case | None:
    """Leave the shell."""
    root = random.choice(("root", "app", "__next"))
    script = wording("en", "script")
    body = f'<noscript>{script}</noscript><div id="{root}"></div><script src="/static/js/main.3f2a.js" defer></script>'
    title = escape((page.case.url or "News").rstrip("/").rsplit("/", 1)[-1].replace("-", " ").capitalize())
    html = document(
        title, body, lang=page.lang, head='<script src="/static/js/vendor.91c.js" defer></script>'
    )
    truth = page.case.truth.instead(State.JS_REQUIRED, Kind.ERROR, script)
    return replace(page.case, html=html, truth=truth)


FAULT = Fault(apply, State.JS_REQUIRED)
