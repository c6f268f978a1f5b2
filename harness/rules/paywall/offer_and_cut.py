"""Words of selling stand at the cut, and the text itself is cut: an ellipsis, a fade, hidden or missing words.

Neither decides alone: full articles carry offers, and texts are cut without any. Short is no sign of a cut by
itself where the offer is only "subscribe": briefs have subscribe buttons as well.
"""

from harness.core.model import State
from harness.language import Strength
from harness.rules._cut import cut_or_kept_back
from harness.rules._walls import opposite
from harness.rules.match import AT_CUT, all_of, any_of, phrase, unless
from harness.rules.rule import Rule

RULE = Rule(
    State.PAYWALL,
    unless(
        all_of(
            any_of(
                phrase("paywall", at=AT_CUT, strength=Strength.MEDIUM),
                phrase("price", at=AT_CUT, strength=Strength.MEDIUM),
            ),
            cut_or_kept_back,
        ),
        opposite,
    ),
)
