"""The article's address led to the home page: status 200, headlines and teasers of other stories."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from random import Random
from urllib.parse import urlsplit

from harness.core.model import State
from harness.measure.faults.case import Case, Kind
from harness.measure.faults.fault import Fault
from harness.measure.faults.specimen import Specimen
from harness.measure.faults.texts import document, tags, wording

_STORIES = (
    ("Ferry finds a harbour", "The boat that nobody wanted is to run from the old mole after all."),
    ("Orchard keepers count their bees", "Twice a year they go from hive to hive with a slate."),
    ("Tunnel under the market is dry again", "After nine weeks of pumping the traders may return."),
    ("Choir rehearses in the swimming bath", "The water is out until March and the echo is splendid."),
    ("Clock tower loses its smaller hand", "It was found on a balcony, two streets away."),
    ("School gets its bakery back", "Bread is baked before the first lesson, by the pupils."),
    ("Museum of locks opens on Sunday", "Visitors are asked to bring a key that fits nothing."),
    ("Night train stops at the dam", "Only on Fridays, and only if somebody waves."),
)


def apply(page: Specimen, random: Random) -> Case | None:
    """Land on the home page; the address that was asked for is a deep one."""
    parts = urlsplit(page.case.url or "")
    if len(parts.path.strip("/")) < 8:
        return None
    root = f"{parts.scheme}://{parts.netloc}/"
    sections = "".join(
        f'<a href="/{n}">{escape(s)}</a> ' for n, s in enumerate(wording(page.lang, "sections"))
    )
    stories = list(_STORIES)
    random.shuffle(stories)
    cards = "".join(
        f'<article class="card"><h2><a href="/story-{n}">{escape(a)}</a></h2>{tags(("p", b))}</article>'
        for n, (a, b) in enumerate(stories)
    )
    head = f'<link rel="canonical" href="{escape(root)}"><meta property="og:type" content="website">'
    top = f'<header><a href="/">{parts.netloc}</a><nav>{sections}</nav></header>'
    body = f'{top}<main class="home">{cards}</main><footer>© {parts.netloc}</footer>'
    truth = page.case.truth.instead(State.REDIRECTED, Kind.CHROME, *(f"{a} {b}" for a, b in stories))
    truth = replace(truth, accept=frozenset({State.NOT_ARTICLE}))
    return replace(page.case, html=document(parts.netloc, body, lang=page.lang, head=head), truth=truth)


FAULT = Fault(apply, State.REDIRECTED)
