"""The page says that there were too many requests, or that one waits in a queue, and little else.

Free articles that are used up are a paywall.
"""

from harness.core.model import State
from harness.rules.table import told

RULE = told(State.RATE_LIMITED)
