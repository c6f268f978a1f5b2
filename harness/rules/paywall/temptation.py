"""Temptation: the inline position in the article was filled with an offer.

Positions at the top and bottom of the page carry marketing only and are not asked for.
Silent while the position is empty.
"""

from harness.rules.vendors import paywall

RULE = paywall('[data-temptation-position="ARTICLE_INLINE"]', '[id*="wall-modal"]')
