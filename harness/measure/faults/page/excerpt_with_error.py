"""The seed: a labelled excerpt cut with "…", search controls, and a widget that failed with an unknown error.

Reloading will not complete the text. This is how a library's page once reached a data set as an article:
excerpt, "Search by... Author" and the error sentence in one text, and success all along.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from harness.core.model import Note, State
from harness.measure.faults.case import Case, Kind
from harness.measure.faults.fault import Fault
from harness.measure.faults.specimen import Specimen
from harness.measure.faults.surgery import cut_inside
from harness.measure.faults.texts import tags, wording


def apply(page: Specimen, random: Random) -> Case | None:
    """Cut it, label it, and let the widget fail below."""
    cut = cut_inside(page, 0.5, random)
    if cut is None:
        return None
    label = wording(page.lang, "excerpt")[0]
    error, reload = wording("en", "errors")[0], wording("en", "reload")
    search, show = wording("en", "chrome")[:2]
    below = (
        f'<div class="search-by">{tags(("span", search))}</div><div class="show">{tags(("span", show))}</div>'
    )
    below += f'<div class="modal-error">{tags(("p", error), ("button", reload))}</div>'
    at = page.pieces[0].start
    html = cut.joined(mark=" …", then=below)
    html = html[:at] + tags(("h4", label)) + html[at:]
    truth = page.case.truth.cut(cut.kept, cut.lost, State.TRUNCATED, State.APP_ERROR, Note.UI_CHROME)
    truth = truth.beside(Kind.ERROR, error).beside(Kind.CHROME, search, show)
    return replace(page.case, html=html, truth=truth)


FAULT = Fault(apply, State.TRUNCATED)
