"""BlueConic: a dialogue that sells was put in the article's way.

BlueConic also shows surveys, newsletters and recommendations in the same root, and measures everybody.
Silent for dialogues without an offer.
"""

from harness.rules.vendors import paywall

RULE = paywall("#bc-root")
