"""The text is cut, and nobody asks for anything; or a notice says that this is an excerpt, or that the rest is elsewhere.

What whole articles do too (dots of their own, a last line without a full stop) is no cut by itself: see harness/reading/cut.py
for what is sure. An error that stands where the text should go on is a cut, too: the rest did not load.
"""

from harness.core.model import State
from harness.rules.table import told

RULE = told(State.TRUNCATED)
