"""The page is the error of a web server, gateway or database, in words, and little else.

The status says so more often: see the rule of that name.
"""

from harness.core.model import State
from harness.rules.table import told

RULE = told(State.SERVER_ERROR)
