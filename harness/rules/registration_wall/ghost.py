"""Ghost: the upgrade box asks for a free subscription by e-mail.

"For subscribers only" is Ghost's word for free members; "for paying subscribers only" is the paywall.
Silent for the latter.
"""

from harness.rules.vendors import registration_wall

RULE = registration_wall("aside.gh-post-upgrade-cta", ".gh-post-upgrade-cta", ".gh-post-upgrade-cta-content")
