"""WP-Members (WordPress): the message in place of a blocked post is shown.

Its log-in form stands in side bars of open pages and is not asked for.
Silent where only an account is demanded: that is a registration wall.
"""

from harness.rules.vendors import paywall

RULE = paywall("#wpmem_restricted_msg")
