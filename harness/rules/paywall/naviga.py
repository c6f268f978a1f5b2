"""Naviga (Infomaker): the product teaser stands at the cut.

Naviga's scripts render whole pages, free ones too.
Silent for its banners with an appeal and no offer.
"""

from harness.rules.vendors import paywall

RULE = paywall(".nfy-products-teaser", ".nfy-paywall", ".nfy-banner")
