"""CloudFront is configured to block access from the reader's country.

Its other error pages look the same, without the country.
Silent for those.
"""

from harness.core.model import State
from harness.rules.vendors import challenge, says

RULE = challenge(says("configured to block access from your country"), state=State.GEO_BLOCK)
