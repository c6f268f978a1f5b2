"""Piano (Tinypass): its modal demands a free account.

The same modal sells subscriptions and newsletters; which it is, only its words tell.
Silent when a price or a subscription is as loud as the account.
"""

from harness.rules.vendors import registration_wall

RULE = registration_wall(".tp-modal", ".piano-modal", "#piano-inlined")
