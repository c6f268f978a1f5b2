"""Cloudflare: challenges, refusals, bans of countries, limits, and reports of broken origins."""

from harness.core.model import State
from harness.rules.match import all_of, frame_from, mark, present, status, visible
from harness.rules.vendor import challenge, says

RULES = {
    "blocked/cloudflare_block": challenge(
        says(
            "why have i been blocked?", "sorry, you have been blocked",
            "this website is using a security service to protect itself from online attacks",
        ),
        all_of(
            present("#cf-error-details"),
            says(
                "error 1020", "error 1005", "error 1006", "error 1007", "error 1008", "error 1010", "error 1012",
                "access denied",
            ),
        ), doc="""
        Cloudflare's firewall refuses the request (error 1005 to 1013, 1020).
        The words "access denied" and a Ray ID stand on other pages too; the error box with its code is Cloudflare's.
        Silent for its rate limit, its country ban and its reports of a broken origin: those are other states."""),
    "blocked/cloudflare_challenge": challenge(
        mark("_cf_chl_opt", "_cf_chl_enter"),
        visible("#challenge-form", "#challenge-running", "#challenge-stage", "#cf-challenge-running"),
        present("#trk_jschal_js", "#cf-please-wait", "[action*=chk_jschl]", "[action*=__cf_chl]"),
        says(
            "needs to review the security of your connection before proceeding",
            "verify you are human by completing the action below",
        ), doc="""
        Cloudflare's challenge stands in place of the page.
        ``cf-ray`` and ``/cdn-cgi/challenge-platform/…/jsd/main.js`` are on ordinary pages behind Cloudflare: the latter is
        passive detection. The challenge sets its options and draws its own form. Silent for a Turnstile box in a form, and
        on pages with an article."""),
    "blocked/cloudflare_turnstile": challenge(
        visible("#turnstile-wrapper"), frame_from("challenges.cloudflare.com"), words=80, doc="""
        Cloudflare's Turnstile is all the page holds.
        Turnstile also guards log-in and comment forms of ordinary pages: a form with fields, or text, silences this.
        Silent for those."""),
    "rate_limited/cloudflare_rate_limit": challenge(
        all_of(present("#cf-error-details"), says("error 1015", "you are being rate limited")),
        all_of(says("error 1015"), says("you are being rate limited")), state=State.RATE_LIMITED, doc="""
        Cloudflare limits the rate (error 1015).
        The site's own meter and comment limits use similar words; the error box with its code is Cloudflare's. Silent
        without the code."""),
    "geo_block/cloudflare_country": challenge(
        says("has banned the country or region your ip address is in", "error 1009"), state=State.GEO_BLOCK, doc="""
        Cloudflare bans the country or region of the address (error 1009).
        Error 1020 can be a country rule too, but does not say so. Silent for it."""),
    "server_error/cloudflare_origin": challenge(
        all_of(
            present("#cf-error-details", ".cf-error-source", "#cf-host-status"),
            says(
                "web server is down", "connection timed out", "origin is unreachable", "origin dns error",
                "web server is returning an unknown error", "a timeout occurred", "ssl handshake failed",
                "invalid ssl certificate", "argo tunnel error", "cloudflare tunnel error",
            ),
        ), status(520, 521, 522, 523, 524, 525, 526, 527, 530), state=State.SERVER_ERROR, doc="""
        Cloudflare reports that the origin is down (error 520 to 530).
        It is the server's failure, not a refusal; the box's host status and the code in the title tell them apart. Silent
        for 1020 and 1015."""),
}  # fmt: skip
