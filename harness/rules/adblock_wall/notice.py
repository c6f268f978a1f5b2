"""A demand or plea about an ad blocker stands beside an article that is there."""

from harness.core.model import State
from harness.rules.table import told

RULE = told(State.ADBLOCK_WALL, beside=True)
