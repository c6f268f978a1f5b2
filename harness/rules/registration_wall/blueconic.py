"""BlueConic: a dialogue that demands an account was put in the article's way.

The root element also holds surveys and newsletter boxes, hence the words.
Silent beside an offer.
"""

from harness.rules.vendors import registration_wall

RULE = registration_wall("#bc-root")
