"""Cloudflare's challenge stands in place of the page.

``cf-ray`` and ``/cdn-cgi/challenge-platform/…/jsd/main.js`` are on ordinary pages behind Cloudflare: the
latter is passive detection. The challenge sets its options and draws its own form.
Silent for a Turnstile box in a form, and on pages with an article.
"""

from harness.rules.match import mark, present, visible
from harness.rules.vendors import challenge, says

RULE = challenge(
    mark("_cf_chl_opt", "_cf_chl_enter"),
    visible("#challenge-form", "#challenge-running", "#challenge-stage", "#cf-challenge-running"),
    present("#trk_jschal_js", "#cf-please-wait"),
    says(
        "needs to review the security of your connection before proceeding",
        "verify you are human by completing the action below",
    ),
)
