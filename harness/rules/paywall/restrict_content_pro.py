"""Restrict Content Pro: the message put in place of restricted content is shown.

The plugin's log-in form also stands in side bars.
Silent for the form alone.
"""

from harness.rules.vendors import paywall

RULE = paywall(".rcp_restricted", ".rcp-restricted-content-message", certain=True)
