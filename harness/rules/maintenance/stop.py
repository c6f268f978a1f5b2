"""The page says that the site is down for planned work, and little else.

News of an outage have their text.
"""

from harness.core.model import State
from harness.rules.table import told

RULE = told(State.MAINTENANCE)
