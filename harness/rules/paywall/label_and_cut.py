"""A label above the text calls it the subscribers', and the text itself is cut: hidden, faded, or far too short.

The label stands on full articles as well, for those who are logged in and where it is only a mark; a text that is
shorter than the page says may lack a gallery. Both together are a wall that was taken off with the rest.
"""

from harness.model import State
from harness.phrases import Strength
from harness.reading import Zone
from harness.rules._cut import (
    body_not_shown,
    clipped_rest,
    faded_end,
    hides_text,
    lone_ellipsis,
    promised_more,
)
from harness.rules._walls import opposite
from harness.rules.match import all_of, any_of, phrase, unless
from harness.rules.rule import Rule

RULE = Rule(
    State.PAYWALL,
    unless(
        all_of(
            phrase("paywall", at=(Zone.LEAD,), strength=Strength.MEDIUM, max_words=25),
            any_of(lone_ellipsis, clipped_rest, hides_text, faded_end, promised_more, body_not_shown),
        ),
        opposite,
    ),
)
