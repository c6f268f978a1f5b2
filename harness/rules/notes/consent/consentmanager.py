"""consentmanager.net's box is up.

Its wrapper stays in the page, and the box is often in a shadow root.
Silent once the box is gone.
"""

from harness.rules.vendors import consent_tool

RULE = consent_tool("#cmpbox", "#cmpwrapper", "#ncmp__tool")
