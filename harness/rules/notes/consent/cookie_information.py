"""Cookie Information's template is up.

Its declaration page carries other elements.
Silent there.
"""

from harness.rules.vendors import consent_tool

RULE = consent_tool("#cookie-information-template-wrapper", "#coiOverlay")
