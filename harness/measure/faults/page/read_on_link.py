"""The text ends early with a link that promises the rest ("continue reading"), and no demand for anything."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from random import Random
from urllib.parse import urlsplit

from harness.core.model import State
from harness.measure.faults.case import Case, Kind
from harness.measure.faults.fault import Fault
from harness.measure.faults.specimen import Specimen
from harness.measure.faults.surgery import cut_between
from harness.measure.faults.texts import one_of


def apply(page: Specimen, random: Random) -> Case | None:
    """Cut it, and add the link."""
    cut = cut_between(page, random.choice((0.3, 0.5, 0.7)), random)
    if cut is None:
        return None
    address = _full(page)
    if address is None:
        return None
    label = one_of(page.lang, "read_on", random)
    arrow = random.choice(("", " →", " »"))
    link = f'<p><a class="{random.choice(("read-more", "more-link", "btn"))}" href="{escape(address)}">{label}{arrow}</a></p>'
    truth = page.case.truth.cut(cut.kept, cut.lost, State.TRUNCATED).beside(Kind.CHROME, label)
    return replace(page.case, html=cut.joined(then=link), truth=truth)


def _full(page: Specimen) -> str | None:
    """An address below the article's own; ``None`` where its path is not known: the link could lead anywhere."""
    own = (page.case.url or "").split("#")[0].split("?")[0].rstrip("/")
    return f"{own}/full" if urlsplit(own).path else None


FAULT = Fault(apply, State.TRUNCATED)
