"""Tags call the article locked, the region with the rest is hidden or empty, and little text is seen.

``isAccessibleForFree: false`` alone decides nothing: most real pages that carry it hold the whole text.
"""

from harness.model import State
from harness.rules._cut import gated_region_empty, hides_text, little_text, promised_more
from harness.rules._walls import locked
from harness.rules.match import all_of, any_of
from harness.rules.rule import Rule

RULE = Rule(
    State.PAYWALL, all_of(locked, any_of(all_of(gated_region_empty, little_text), hides_text, promised_more))
)
