"""The "cookieconsent" scripts' (Osano's old one and orestbida's) window is up.

Both leave their element in the page, faded out.
Silent then.
"""

from harness.rules.vendors import consent_tool

RULE = consent_tool(".cc-window", "#cc-main", ".cc-banner")
