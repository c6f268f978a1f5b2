"""The application's own error sentence stands in place of the article.

Error sentences in scripts, templates and hidden nodes are shown to nobody, and articles report on errors: the
sentence must be seen, not quoted, and the page must hold little else.
"""

from harness.model import State
from harness.phrases import Strength
from harness.reading import Zone
from harness.rules.match import all_of, any_of, article_shorter_than, page_shorter_than, phrase, title
from harness.rules.rule import Rule

PLACES = (Zone.LEAD, Zone.CUT, Zone.ARTICLE, Zone.OVERLAY)

RULE = Rule(
    State.APP_ERROR,
    any_of(
        all_of(
            any_of(phrase("error", at=PLACES, max_words=60), title("error")),
            article_shorter_than(70),
            page_shorter_than(350),
        ),
        # "something went wrong" is said of many things; with next to nothing else on the page it is the page
        all_of(
            phrase("error", at=PLACES, strength=Strength.MEDIUM, max_words=30),
            article_shorter_than(30),
            page_shorter_than(80),
        ),
    ),
)
