"""CeleraOne: an offer page was put in place of the rest.

The decision engine and its cookie are on all pages.
Silent where the offer is a banner without words of reading on or a price.
"""

from harness.rules.vendors import paywall

RULE = paywall(".offer-page", ".js-offerpage", ".offerpage-container", "#c1-offer", "[data-c1-paywall]")
