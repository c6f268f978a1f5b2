"""An article's address was sent to a page that asks for consent.

Told by the host's first word or a whole word of the path. Silent where an article came all the same.
"""

from harness.core.model import State
from harness.rules._sent import CONSENT, sent_to
from harness.rules.rule import Rule

RULE = Rule(State.CONSENT_WALL, sent_to(CONSENT, "a consent page"))
