"""F5's bot defence (Shape) wants scripts before the page.

Pages behind it load ``/TSPD/`` as well: the demand, with nothing beside it, is the interstitial.
Silent beside text.
"""

from harness.rules.match import all_of, script_from
from harness.rules.vendors import challenge, says

RULE = challenge(
    all_of(script_from("/TSPD/", "TSPD_101"), says("please enable javascript to view the page content")),
    all_of(script_from("/TSPD/"), says("your support id is")),
    words=80,
)
