"""A wall's own element is seen where the article should go on, holding words of selling.

Class words such as ``paywall`` also stand on the paragraphs of full articles and on empty mount points: the
element must be seen, be short, speak of an offer, and stand at the end of the text or over it.
"""

from harness.core.model import State
from harness.rules._walls import WALL_ELEMENTS, wall_at_cut
from harness.rules.rule import Rule

RULE = Rule(State.PAYWALL, wall_at_cut(WALL_ELEMENTS, "paywall", "price", "offer"))
