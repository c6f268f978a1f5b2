"""MemberPress: the message for visitors without access stands in the post.

The plugin's styles and log-in links are on every page of the site.
Silent for its log-in and account pages, where no such message is printed.
"""

from harness.rules.vendors import paywall

RULE = paywall(".mepr-unauthorized-message", ".mepr-unauthorized-excerpt")
