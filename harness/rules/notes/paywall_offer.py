"""A subscription is offered on the page; beside a full article that is selling, no wall."""

from harness.model import Note
from harness.phrases import Strength
from harness.reading import Zone
from harness.rules.match import any_of, phrase
from harness.rules.rule import Rule

RULE = Rule(
    Note.PAYWALL_OFFER,
    any_of(
        phrase("paywall", "price", at=tuple(Zone), strength=Strength.MEDIUM, max_words=90),
        phrase("offer", at=tuple(Zone), strength=Strength.STRONG, max_words=60),
    ),
    beside=True,
)
