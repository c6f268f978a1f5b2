"""A meter that is still open counts the free articles that are left."""

from harness.core.model import Note
from harness.language import Strength
from harness.reading import Zone
from harness.rules.match import phrase
from harness.rules.rule import Rule

RULE = Rule(
    Note.METER_NOTICE, phrase("metered", at=tuple(Zone), strength=Strength.MEDIUM, max_words=90), beside=True
)
