"""An article's address was sent to the site's page for what it has not, served as if all were well.

The address says so in a whole word of its path (``/404``, ``/not-found``). Silent where an article came all the same.
"""

from harness.core.model import State
from harness.rules._sent import ERROR, sent_to
from harness.rules.rule import Rule

RULE = Rule(State.NOT_FOUND, sent_to(ERROR, "an error page"))
