"""A cookie or privacy notice is up. Over a readable article it is a banner, no wall."""

from harness.model import Note
from harness.phrases import Strength
from harness.reading import Zone
from harness.rules.match import phrase
from harness.rules.rule import Rule

RULE = Rule(
    Note.CONSENT_BANNER,
    phrase("consent", at=tuple(Zone), strength=Strength.STRONG, max_words=250),
    beside=True,
)
