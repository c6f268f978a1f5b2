"""Sesamy: its paywall component is shown at the cut.

The component is in the page for all readers and renders nothing for those with access.
Silent while it is empty.
"""

from harness.rules.vendors import paywall

RULE = paywall("sesamy-paywall")
