"""Piano (Tinypass) and its statistics (Cxense): offers and accounts; its cookie banner: consent.py."""

from harness.rules.vendor import paywall, registration_wall

RULES = {
    "paywall/piano": paywall(".tp-modal", ".piano-modal", "#piano-inlined", ".piano-article__paywall", doc="""
        Piano (Tinypass): its modal or inline offer is in the way.
        The script and ``.tp-container-inner`` are weaker signs: every reader gets the script, and the same container
        carries newsletter boxes and promotions, so the container is not asked for and the modal must speak of money.
        Silent on free articles, for a newsletter modal, and while the modal's frame has no text."""),
    "registration_wall/piano": registration_wall(".tp-modal", ".piano-modal", "#piano-inlined", doc="""
        Piano (Tinypass): its modal demands a free account.
        The same modal sells subscriptions and newsletters; which it is, only its words tell. Silent when a price or a
        subscription is as loud as the account."""),
    "paywall/cxense": paywall(
        "#cxense-paywall", ".cx_paywall_placeholder", '[data-dev="CxWidget_article:wall"]', doc="""
        Piano DMP (Cxense): the wall widget it filled in stands at the cut.
        ``cx.js`` is mostly statistics and recommendations, on every page of the site. Only the wall's own placeholder
        counts, seen and with an offer in it. Silent for the placeholder left empty."""),
}  # fmt: skip
