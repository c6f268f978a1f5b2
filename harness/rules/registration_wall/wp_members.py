"""WP-Members (WordPress): the message in place of a blocked post demands an account.

The plugin's log-in widget is in side bars of open pages.
Silent there.
"""

from harness.rules.vendors import registration_wall

RULE = registration_wall("#wpmem_restricted_msg")
