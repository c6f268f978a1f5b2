"""TrustArc's banner or preference frame is up.

``#truste-consent-track`` and the "cookie preferences" link stay on all pages.
Silent for them.
"""

from harness.rules.vendors import consent_tool

RULE = consent_tool(
    "#truste-consent-content",
    "#trustarc-banner-overlay",
    ".truste_popframe",
    ".truste_box_overlay",
    frames=("consent-pref.trustarc.com",),
)
