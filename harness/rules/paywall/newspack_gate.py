"""Newspack: the content gate is shown in the text or over it.

With its front-end meter the gate is printed for everybody inside a hidden wrapper, and shown only when free
views are used up; the overlay waits for ``data-visible="true"``.
Silent while the gate is hidden or asks for a free account only.
"""

from harness.rules.vendors import paywall

RULE = paywall(
    ".newspack-memberships__inline-gate",
    '.newspack-memberships__overlay-gate[data-visible="true"]',
    ".newspack-content-gate__inline-gate",
    ".entry-content .newspack-memberships__gate",
)
