"""Where the article should go on, the page asks for a free account, an e-mail address or its app.

"Sign up" stands in every header, and newsletter boxes ask for an address beside full texts: the phrase must
speak of reading on. Where an account is enough it is this state, even if a subscription is offered beside it.
"""

from harness.model import State
from harness.rules._walls import opposite, runs_to_its_end
from harness.rules.match import phrase, unless
from harness.rules.rule import Rule

RULE = Rule(State.REGISTRATION_WALL, unless(phrase("registration", "app_only"), opposite, runs_to_its_end))
