"""A modal tells that the articles of the month are read (Spanish and Latin American press).

The same modal is in the page, hidden, from the first visit on.
Silent while it is hidden.
"""

from harness.rules.vendors import paywall

RULE = paywall("#modal_limit_articulos", ".alert-read-limit__overlay", ".limit-overlay")
