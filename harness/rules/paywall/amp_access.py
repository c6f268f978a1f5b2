"""AMP access: the section for readers without access is shown.

Both sections are in the document; the runtime marks the one that does not apply with ``amp-access-hide``.
Silent while it is hidden, and for sections that only greet.
"""

from harness.rules.vendors import paywall

RULE = paywall('[amp-access^="NOT "]', '[amp-access="authorized!=true"]', "amp-subscriptions-dialog")
