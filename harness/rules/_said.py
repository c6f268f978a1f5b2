"""What notices say, as the notice model understands them: at a cut, and in a text's place.

The model is asked only where something is missing already: right after a text that is cut, and on a page that is
little else. What it says there names the reason, in whatever words and language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from harness.core.model import Engine, Evidence, State
from harness.language import Strength
from harness.language.notices import Notice, kinds
from harness.observe.observation import Region
from harness.reading import Reading, Zone
from harness.reading.box import TextBox, boxes_of
from harness.rules._cut import cut_or_kept_back
from harness.rules.match import see
from harness.rules.rule import Matcher, Rule

AT_CUT = 0.8
"""Probability of a missing text from which a notice names the reason of a cut."""

INSTEAD = 0.95
"""The same for a page that is little else."""

NOTHING_ELSE, FEW = 0.8, 60
"""The same for a page of so few words that it is a notice, or nothing."""

BOXES = 3
"""Boxes after the text, or from the top of a bare page, that are asked."""

FEWEST, MOST = 4, 60
"""Words of a notice; what is longer is text, what is shorter a label."""

OVER = 0.6
"""The same for a layer over a page that cannot be scrolled."""

SENTENCE = 12
"""Characters of a layer that says something."""

BRIEF = 30
"""Words of a brief, which may have an offer below it."""

_WALLS = frozenset({State.PAYWALL, State.REGISTRATION_WALL, State.ADBLOCK_WALL})

LITTLE = 20
"""Words of main text of a page that has none."""

BARE = 120
"""Words of a page that is little else than a notice."""

FIELDS = 3
"""Fields of a form that is a page of its own."""

_ELSEWHERE = frozenset(
    {Region.NAV, Region.FOOTER, Region.HEADER, Region.RELATED, Region.COMMENTS, Region.NEWSLETTER}
)
_CURRENCY = (
    r"[$€£¥￥₹₽₩₺₫₴₪฿₦]|(?:USD|EUR|GBP|CHF|SEK|NOK|DKK|PLN|CZK|HUF|RON|RUB|UAH|TRY|INR|JPY|CNY|KRW|VND|THB|IDR|BRL|MXN)"
    r"|kr|kč|zł|ft|lei|лв|руб|грн|tl|rs|rp|rm|euros?|dollars?|pounds?|元|円|원|บาท"
)
_AMOUNT = re.compile(
    rf"(?<!\w)(?:{_CURRENCY})\.?\s?\d|\d[-–]?\s?(?:{_CURRENCY})(?![^\W\d_])",
    re.I,
)


def state_of(notice: Notice, text: str) -> State | None:
    """The state of a page whose text stops at a notice: a price decides for money, whatever verb stands beside it."""
    known = kinds()
    state = next((State(s) for name, _ in notice.likely if (s := known[name].state)), None)
    account = state in (State.REGISTRATION_WALL, State.LOGIN_WALL)
    return State.PAYWALL if account and _AMOUNT.search(text) else state


_SELLING = ("paywall", "price", "offer", "meter_used")


def _named(notice: Notice, text: str, sold: bool) -> State | None:
    """The state that a notice names; words that sell decide for money, as a price does."""
    state = state_of(notice, text)
    return State.PAYWALL if sold and state in (State.REGISTRATION_WALL, State.LOGIN_WALL) else state


def said_at_cut(state: State) -> Rule:
    """A notice right after a text that is cut says what a page of ``state`` says."""

    def look(reading: Reading) -> tuple[Evidence, ...]:
        if over := _over(reading, state):
            return over
        cut = cut_or_kept_back(reading) if reading.article.end >= 0 else ()
        if not cut:
            return ()
        below = [i for i in reading.article.after if reading.page.blocks[i].region not in _ELSEWHERE]
        return _first(reading, below, state, AT_CUT, cut)

    asks = f"a notice at a cut that says what a page of {state.value} says"
    return Rule(state, Matcher(look, asks=asks))


def said_instead(state: State) -> Rule:
    """A page that is little else than a notice says what a page of ``state`` says."""

    def look(reading: Reading) -> tuple[Evidence, ...]:
        counts = reading.page.counts
        fields = counts.get("input", 0) + counts.get("textarea", 0)
        refused = (reading.page.status or 200) >= 400  # the status says it, by a rule of its own
        if fields >= FIELDS or refused or reading.page.failure is not None:
            return ()
        if over := _over(reading, state):
            return over
        if not 0 < reading.words < BARE and reading.article.words >= LITTLE:
            return ()
        if state in _WALLS and reading.article.words >= BRIEF:
            return ()
        main = [i for i, b in enumerate(reading.page.blocks) if b.region not in _ELSEWHERE]
        least = NOTHING_ELSE if 0 < reading.words < FEW else INSTEAD
        return _first(reading, main, state, least, ())

    asks = f"a page of a few words that says what a page of {state.value} says"
    return Rule(state, Matcher(look, asks=asks))


def _over(reading: Reading, state: State) -> tuple[Evidence, ...]:
    """A layer over a page that cannot be scrolled cuts whatever it says; what it says decides the name."""
    page = reading.page
    if not page.scroll_locked:
        return ()
    for layer in page.overlays:
        text = " ".join(layer.text.split()[:MOST])
        if len(layer.text) < SENTENCE:
            continue
        notice = reading.understand(text)
        sold = any(reading.find(*_SELLING, at=(Zone.OVERLAY,), strength=Strength.MEDIUM))
        if notice.missing >= OVER and _named(notice, text, sold) is state:
            return see(f"a layer over a page that cannot be scrolled, says {notice.likely[0][0]}", layer.text)
    return ()


def _first(
    reading: Reading, indices: list[int], state: State, least: float, cut: tuple[Evidence, ...]
) -> tuple[Evidence, ...]:
    """The first box that says that something is missing, if it speaks for ``state``."""
    for box in _asked(reading, indices):
        notice = reading.understand(box.text)
        if notice.missing >= least and notice.kind is not None:
            sold = any(
                spot.index in box.blocks for spot, _ in reading.find(*_SELLING, strength=Strength.MEDIUM)
            )
            if _named(notice, box.text, sold) is not state:
                return ()
            told = f"{'where the article should go on' if cut else 'in place of a text'}, says {notice.kind.name}"
            return (*see(told, box.text, box.blocks[0]), *cut)
    return ()


def _asked(reading: Reading, indices: list[int]) -> Iterator[TextBox]:
    if reading.page.engine is Engine.TEXT and len(indices) > BOXES:
        indices = indices[:BOXES]
    tools = {spot.index for spot, _ in reading.find("ui_chrome")}
    found = (box for box in boxes_of(reading.page, indices) if FEWEST <= box.words <= MOST)
    for _, box in zip(range(BOXES), found, strict=False):
        if "{{" not in box.text and tools.isdisjoint(box.blocks):
            yield box
