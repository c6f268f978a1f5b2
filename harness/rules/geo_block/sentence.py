"""The page is little more than "not available in your country".

Silent where an article stands, and for a player that refuses only its video.
"""

from harness.core.model import State
from harness.reading import Zone
from harness.rules._names import of_part
from harness.rules.match import all_of, any_of, article_shorter_than, page_shorter_than, phrase, title
from harness.rules.rule import Rule

RULE = Rule(
    State.GEO_BLOCK,
    all_of(
        any_of(title("geo_block"), phrase("geo_block", at=(Zone.LEAD, Zone.CUT, Zone.ARTICLE), skip=of_part)),
        page_shorter_than(220),
        article_shorter_than(90),
    ),
)
