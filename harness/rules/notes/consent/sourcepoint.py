"""Sourcepoint's message container or frame is up.

Its script and ``_sp_`` object are on all pages.
Silent once the container is taken out.
"""

from harness.rules.vendors import consent_tool

RULE = consent_tool(
    'div[id^="sp_message_container_"]',
    'iframe[id^="sp_message_iframe_"]',
    frames=(
        "/index.html?message_id=",
        "/privacy-manager/index.html",
    ),
)
