"""The page says that there is no such page or article any more, and little else.

An article about lost pages has its text.
"""

from harness.core.model import State
from harness.rules.table import told

RULE = told(State.NOT_FOUND)
