"""The transfer broke off: the document ends in the middle of the article, in the middle of a word or tag."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from harness.core.model import Content, State
from harness.measure.faults.case import Case
from harness.measure.faults.fault import Fault
from harness.measure.faults.specimen import Specimen
from harness.measure.faults.surgery import cut_inside


def apply(page: Specimen, random: Random) -> Case | None:
    """Cut the document."""
    cut = cut_inside(page, random.choice((0.3, 0.5, 0.7)), random)
    if cut is None:
        return None
    truth = page.case.truth.cut(cut.kept, cut.lost, State.LOAD_ERROR, content=Content.PARTIAL)
    truth = replace(truth, accept=frozenset({State.TRUNCATED}))
    return replace(page.case, html=cut.before + random.choice(("", "<", "<a hre")), truth=truth)


FAULT = Fault(apply, State.LOAD_ERROR)
