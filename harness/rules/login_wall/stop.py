"""A notice asks to sign in with an account one already has, where the text should go on, over it or in its place.

Every header has that button; it counts at the cut, and on a page that is little else.
"""

from harness.core.model import State
from harness.rules.table import told

RULE = told(State.LOGIN_WALL)
