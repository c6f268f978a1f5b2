"""Ketch's banner or modal is up.

Its root stays in the page.
Silent while the root is empty.
"""

from harness.rules.vendors import consent_tool

RULE = consent_tool("#ketch-banner", "#ketch-modal", "#lanyard_root")
