"""The page says that it is not for the reader's region, or blocked there by law or a court, and little else.

What a company or a school filters is a refusal (blocked).
"""

from harness.core.model import State
from harness.rules.table import told

RULE = told(State.GEO_BLOCK)
