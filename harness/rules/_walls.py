"""Looks that wall rules share."""

from __future__ import annotations

import re

from harness.core.model import Evidence
from harness.reading import Ending, Reading
from harness.rules.match import ask, see

WALL_ELEMENTS = (
    "#paywall", ".paywall", '[class*="paywall" i]', '[id*="paywall" i]', '[data-testid*="paywall" i]', '[class*="regwall" i]',
    '[class*="registration-wall" i]', '[class*="login-wall" i]', '[class*="content-gate" i]', '[class*="article-gate" i]',
    '[class*="subscriber-wall" i]', '[class*="premium-wall" i]', '[class*="subscription-wall" i]', "#subscription-barrier",
    '[class*="roadblock" i]', ".members-only", ".subscription-required", ".locked-content", '[class*="gated-content" i]',
    '[class*="paid-content" i]',
)  # fmt: skip
"""Elements that walls are commonly made of, whoever makes them."""

_LOCKED = re.compile(
    r"^(?:locked|premium|paid|subscriber|subscribers|plus|metered-locked|abo|exclusive)$", re.I
)

WHOLE = 250
"""Words from which a text that keeps its promise is whole; teasers may be as long as their own data say."""


@ask("the article runs to its natural end as long as promised")
def runs_to_its_end(reading: Reading) -> tuple[Evidence, ...]:
    article, promise = reading.article, reading.promise
    if reading.cuts or article.ending is not Ending.SENTENCE or promise.words is None:
        return ()
    if article.words >= 0.9 * promise.words and article.words >= WHOLE:
        return see("words shown", f"{article.words} of {promise.words} promised")
    return ()


@ask("tags or data call the article locked")
def locked(reading: Reading) -> tuple[Evidence, ...]:
    promise = reading.promise
    if _LOCKED.match(promise.tier):
        return see("meta article:content_tier", promise.tier)
    if promise.free is False:
        return see("structured data", "isAccessibleForFree: false")
    return ()
