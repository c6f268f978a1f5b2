"""CookieFirst's banner or dialog is up.

Its root holds the reopening button afterwards.
Silent for a root with hardly a word.
"""

from harness.rules.vendors import consent_tool

RULE = consent_tool("#cookiefirst-root", ".cookiefirst-root")
