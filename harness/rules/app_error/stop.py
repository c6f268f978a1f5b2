"""The site's own error stands in place of the text.

An error of a player, of comments or of any other part beside a text leaves the text whole.
"""

from harness.core.model import State
from harness.rules.table import told

RULE = told(State.APP_ERROR)
