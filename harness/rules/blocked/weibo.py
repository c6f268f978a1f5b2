"""Weibo's visitor system takes a fingerprint before it shows a page.

The page has no words, and its title in English only.
Silent for pages about it.
"""

from harness.rules.vendors import challenge, titled

RULE = challenge(titled("sina visitor system"), words=60)
