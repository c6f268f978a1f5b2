"""A cookie or privacy choice stands instead of the text.

A banner over a readable article is no wall: there must be no main text, and the choice must be what the page
says.
"""

from harness.model import State
from harness.phrases import Strength
from harness.reading import Zone
from harness.rules.match import all_of, any_of, article_shorter_than, page_shorter_than, phrase, title
from harness.rules.rule import Rule

ANYWHERE = (Zone.LEAD, Zone.CUT, Zone.ARTICLE, Zone.OVERLAY, Zone.FRAME, Zone.ASIDE)

RULE = Rule(
    State.CONSENT_WALL,
    any_of(
        all_of(
            phrase("consent_wall", "pay_or_consent", at=ANYWHERE),
            article_shorter_than(180),
            page_shorter_than(700),
        ),
        all_of(title("consent_wall", "consent"), page_shorter_than(500), article_shorter_than(120)),
        all_of(
            phrase("consent", at=ANYWHERE, strength=Strength.STRONG),
            page_shorter_than(160),
            article_shorter_than(80),
        ),
    ),
)
