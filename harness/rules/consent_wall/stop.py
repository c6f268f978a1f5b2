"""A choice about cookies or personal data stands in place of the text, or over a page that cannot be scrolled.

A banner beside a text that can be read is no wall.
"""

from harness.core.model import State
from harness.rules.table import told

RULE = told(State.CONSENT_WALL)
