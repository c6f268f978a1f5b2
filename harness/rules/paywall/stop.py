"""A notice asks for money (a price, a subscription, a paid membership) where the text should go on, over it or in its place.

An offer beside a whole text is selling, and cuts nothing: where nothing else says that the text is cut, the notice must say
so itself, very surely, and stand next to the text. At a cut that is sure any offer of the house is the reason.
"""

from harness.core.model import State
from harness.rules.table import told

RULE = told(State.PAYWALL)
