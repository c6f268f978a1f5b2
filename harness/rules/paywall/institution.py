"""A journal's page holds the abstract; the paper is for institutions and buyers.

"Access through your institution" stands in the head of open papers as well, and an abstract is a whole page of
its own in repositories. Both must come together: the journal's citation tags, little more text than an
abstract has, and the offer to sign in or to buy.
Silent for papers with their text, and where the page calls itself open access.
"""

from harness.core.model import State
from harness.language import Strength
from harness.reading import Zone
from harness.rules._walls import opposite
from harness.rules.match import all_of, any_of, article_shorter_than, meta, phrase, unless
from harness.rules.rule import Rule

RULE = Rule(
    State.PAYWALL,
    unless(
        all_of(
            any_of(*(meta(f"citation_{part}", ".") for part in ("title", "doi", "pii", "journal_title"))),
            article_shorter_than(450),
            phrase("institution", at=tuple(Zone)),
        ),
        opposite,
        phrase("opposite", at=tuple(Zone), strength=Strength.STRONG),
    ),
)
