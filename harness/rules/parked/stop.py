"""The page says that the domain is for sale, parked or newly set up, and little else.

A shop sells other things.
"""

from harness.core.model import State
from harness.rules.table import told

RULE = told(State.PARKED)
