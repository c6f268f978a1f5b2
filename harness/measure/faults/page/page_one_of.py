"""Page 1 of 3: the text goes on on the next page, with a pager under it."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from random import Random

from harness.core.model import State
from harness.measure.faults.case import Case, Kind
from harness.measure.faults.fault import Fault
from harness.measure.faults.specimen import Specimen
from harness.measure.faults.surgery import cut_between, in_head
from harness.measure.faults.texts import wording


def apply(page: Specimen, random: Random) -> Case | None:
    """Cut it, and add the pager."""
    cut = cut_between(page, 0.4, random)
    if cut is None:
        return None
    pages = random.choice((2, 3, 4))
    address = (page.case.url or "https://news.example/story").split("#")[0].split("?")[0]
    says, further = wording(page.lang, "page_of").format(n=pages), wording(page.lang, "next")
    links = "".join(f'<a href="{escape(address)}?page={n}">{n}</a> ' for n in range(2, pages + 1))
    pager = (
        f'<div class="article-pages"><span>{says}</span> <strong>1</strong> {links}'
        f'<a rel="next" href="{escape(address)}?page=2">{further}</a></div>'
    )
    html = in_head(cut.joined(then=pager), f'<link rel="next" href="{escape(address)}?page=2">')
    truth = page.case.truth.cut(cut.kept, cut.lost, State.TRUNCATED).beside(Kind.CHROME, f"{says} {further}")
    return replace(page.case, html=html, truth=truth)


FAULT = Fault(apply, State.TRUNCATED)
