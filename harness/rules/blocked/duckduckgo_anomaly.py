"""DuckDuckGo's anomaly check stands over the results.

Its search pages carry the modal's style sheet always.
Silent while the modal is not shown.
"""

from harness.rules.match import visible
from harness.rules.vendors import challenge, says

RULE = challenge(visible(".anomaly-modal__title"), says("unfortunately, bots use duckduckgo too"), words=400)
