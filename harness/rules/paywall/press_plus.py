"""Press+ (gone, in old captures): its modal is up.

Old pages load its meter script on every article.
Silent while no modal is drawn.
"""

from harness.rules.vendors import paywall

RULE = paywall("#ppjol_modal")
