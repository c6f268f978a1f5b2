"""Where the article should go on, the page says that one must pay to read on.

"Subscribe" alone stands on half of all full articles; the phrase must speak of reading on ("subscribe to
continue reading") and stand right after the text, over the page or in a frame, not in navigation, footers or
related lists. Wording that says the opposite ("but today you read it free") silences it.
"""

from harness.core.model import State
from harness.rules._names import of_part
from harness.rules._walls import opposite, runs_to_its_end
from harness.rules.match import phrase, unless
from harness.rules.rule import Rule

RULE = Rule(State.PAYWALL, unless(phrase("paywall", skip=of_part), opposite, runs_to_its_end))
