"""OIL.js (Axel Springer) lays its layer over the page.

Its script is on all pages.
Silent once the layer is gone.
"""

from harness.rules.vendors import consent_tool

RULE = consent_tool(".as-oil-content-overlay", ".as-oil")
