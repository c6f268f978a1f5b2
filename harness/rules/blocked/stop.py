"""A robot check or a refusal is what the page says, and little else.

Articles about captchas have their text.
"""

from harness.core.model import State
from harness.rules.table import told

RULE = told(State.BLOCKED)
