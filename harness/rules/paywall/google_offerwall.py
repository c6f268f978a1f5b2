"""Google's offer wall is up: watch an advertisement, pay or register to read on.

Funding Choices' script is on all pages and mostly asks for consent.
Silent for its consent and ad-blocker messages, which have other classes.
"""

from harness.rules.vendors import paywall

RULE = paywall(".fc-monetization-dialog-container", ".fc-monetization-dialog", certain=True)
