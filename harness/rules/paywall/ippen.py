"""Ippen.Digital: the paywall box closes the teaser.

Data-layer variables name the story's kind for subscribers as well.
Silent without the box.
"""

from harness.rules.vendors import paywall

RULE = paywall(".id-Paywall")
