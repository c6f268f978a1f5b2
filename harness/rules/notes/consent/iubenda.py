"""iubenda's banner is up.

Links to iubenda's policies are in the footers of all its customers.
Silent for them.
"""

from harness.rules.vendors import consent_tool

RULE = consent_tool("#iubenda-cs-banner")
