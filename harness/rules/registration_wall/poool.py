"""Poool: the widget was filled in and asks for a free account.

Its mount point alone is on every article of the site.
Silent when the widget's words sell a subscription.
"""

from harness.rules.vendors import registration_wall

RULE = registration_wall("#poool-widget", "#poool-container", ".poool-widget")
