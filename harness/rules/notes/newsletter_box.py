"""A box asks for an address for a newsletter."""

from harness.model import Note
from harness.phrases import Strength
from harness.reading import Zone
from harness.rules.match import phrase
from harness.rules.rule import Rule

RULE = Rule(
    Note.NEWSLETTER_BOX,
    phrase("newsletter", at=tuple(Zone), strength=Strength.STRONG, max_words=80),
    beside=True,
)
