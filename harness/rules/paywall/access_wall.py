"""A science publisher's access wall stands after the abstract.

"Buy article" boxes also stand beside articles that are open: the wall must be at the end of the text.
Silent for side boxes, and for open access.
"""

from harness.rules.vendors import paywall

RULE = paywall(".app-access-wall__container", ".c-article-buy-box")
