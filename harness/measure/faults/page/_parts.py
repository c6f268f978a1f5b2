"""What several faults build: boxes with offers, whole pages in place of another."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from random import Random
from urllib.parse import urlsplit

from harness.core.model import State
from harness.measure.faults.case import Case, Kind
from harness.measure.faults.specimen import Specimen
from harness.measure.faults.texts import document, one_of, tags

BOX_NAMES = ("paywall", "subscribe-panel", "c-offer", "article-gate", "box box--wide", "x7f3")
"""Class words of offers: telling ones and ones that say nothing."""


def box(lang: str | None, key: str, random: Random, *, style: str = "") -> tuple[str, tuple[str, ...]]:
    """An offer's box (``offers`` or ``register``), and its texts."""
    heading, sentence, button = one_of(lang, key, random)
    tag = random.choice(("div", "section"))
    styled = f' style="{style}"' if style else ""
    inner = tags(("h3", heading), ("p", sentence), ('a href="/account/plans" class="button"', button))
    return (
        f'<{tag} class="{random.choice(BOX_NAMES)}"{styled}>{inner}</{tag}>',
        (heading, sentence, button),
    )


def page_instead(
    page: Specimen,
    state: State,
    kind: Kind,
    title: str,
    *texts: str,
    body: str = "",
    head: str = "",
    status: int = 200,
    headers: dict[str, str] | None = None,
    accept: frozenset[State] = frozenset(),
) -> Case:
    """Another whole document in place of the page."""
    content = body or f"<h1>{escape(title, quote=False)}</h1>" + tags(*(("p", text) for text in texts))
    truth = page.case.truth.instead(state, kind, title, *texts)
    return replace(
        page.case,
        html=document(title, content, lang=page.lang, head=head),
        status=status,
        headers={"content-type": "text/html; charset=utf-8", **(headers or {})},
        truth=replace(truth, accept=accept),
    )


def host(page: Specimen) -> str:
    """The page's host, or an invented one."""
    return urlsplit(page.case.url or "").hostname or "news.example"
