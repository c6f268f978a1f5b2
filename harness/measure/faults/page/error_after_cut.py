"""The text breaks off in the middle, and the site's error sentence follows it."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from harness.core.model import State
from harness.measure.faults.case import Case, Kind
from harness.measure.faults.fault import Fault
from harness.measure.faults.specimen import Specimen
from harness.measure.faults.surgery import cut_inside
from harness.measure.faults.texts import one_of, tags, wording


def apply(page: Specimen, random: Random) -> Case | None:
    """Cut it, and add the error."""
    cut = cut_inside(page, random.choice((0.3, 0.5)), random)
    if cut is None:
        return None
    error = one_of(page.lang, "errors", random)
    box = f'<div class="load-error">{tags(("p", error), ("button", wording(page.lang, "reload")))}</div>'
    truth = page.case.truth.cut(cut.kept, cut.lost, State.TRUNCATED, State.APP_ERROR).beside(
        Kind.ERROR, error
    )
    truth = replace(truth, accept=frozenset({State.APP_ERROR}))
    return replace(page.case, html=cut.joined(mark=random.choice(("", " …")), then=box), truth=truth)


FAULT = Fault(apply, State.TRUNCATED)
