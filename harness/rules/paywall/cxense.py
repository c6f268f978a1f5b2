"""Piano DMP (Cxense): the wall widget it filled in stands at the cut.

``cx.js`` is mostly statistics and recommendations, on every page of the site. Only the wall's own placeholder
counts, seen and with an offer in it.
Silent for the placeholder left empty.
"""

from harness.rules.vendors import paywall

RULE = paywall("#cxense-paywall", ".cx_paywall_placeholder", '[data-dev="CxWidget_article:wall"]')
