"""Pigeon: its prompt or overlay is up.

The script decides on all pages.
Silent for bars that count the articles left.
"""

from harness.rules.vendors import paywall

RULE = paywall(".pigeon-widget-prompt", ".cpro-overlay")
