"""A notice asks for a free account, an e-mail address or the app where the text should go on, over it or in its place.

A price in the same notice makes it a paywall, whatever the verb. Newsletter boxes and accounts for comments cut nothing.
"""

from harness.core.model import State
from harness.rules.table import told

RULE = told(State.REGISTRATION_WALL)
