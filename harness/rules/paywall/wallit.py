"""Wallit: its gate is shown in the text or as a lightbox.

The script counts free views on all pages.
Silent while views are left.
"""

from harness.rules.vendors import paywall

RULE = paywall("#wallit-lightbox-gate", ".wallit-inline-gate")
