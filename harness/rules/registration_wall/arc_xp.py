"""Arc XP Subscriptions: the registration modal is shown.

Its script and account bar are on all pages of the site.
Silent while the modal is not rendered.
"""

from harness.rules.vendors import registration_wall

RULE = registration_wall('[data-testid="RegModal"]')
