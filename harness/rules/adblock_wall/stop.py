"""A notice asks to switch the ad blocker off where the text should go on, over it or in its place.

A plea beside a text that can be read is no wall.
"""

from harness.core.model import State
from harness.rules.table import told

RULE = told(State.ADBLOCK_WALL)
