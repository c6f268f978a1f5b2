"""An in-house soft wall is up (a family of class names).

Meters of many sites name their notices so; a notice that counts the articles left is no wall.
Silent for that.
"""

from harness.rules.vendors import paywall

RULE = paywall('[id^="softwall"]', ".paywall.paywallActive", ".meter-paywall", "#slideup-paywall")
