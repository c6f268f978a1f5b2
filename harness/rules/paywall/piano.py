"""Piano (Tinypass): its modal or inline offer is in the way.

The script and ``.tp-container-inner`` are weaker signs: every reader gets the script, and the same container
carries newsletter boxes and promotions, so the container is not asked for and the modal must speak of money.
Silent on free articles, for a newsletter modal, and while the modal's frame has no text.
"""

from harness.rules.vendors import paywall

RULE = paywall(".tp-modal", ".piano-modal", "#piano-inlined", ".piano-article__paywall")
