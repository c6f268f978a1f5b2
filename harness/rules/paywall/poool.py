"""Poool: the widget was filled in and sells a subscription.

``#poool-widget`` is in the template of every article as an empty mount point; the script is loaded for all.
Silent while the mount is empty, or holds an account form (see registration_wall/poool).
"""

from harness.rules.vendors import paywall

RULE = paywall("#poool-widget", "#poool-container", ".poool-widget", '[data-pleco-poool^="paywall"]')
