"""Tecnavia Newsmemory: the meter's pop-up is up.

The meter script is on all pages; the pop-up first warns how many articles are left.
Silent for the warning.
"""

from harness.rules.vendors import paywall

RULE = paywall("#newsmemory-popup")
