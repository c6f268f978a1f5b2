"""Vendors of paywalls and of registration walls, and families of walls that many sites name alike: an entry a vendor and state.

The same element often sells and asks for an account: what it demands decides which of a vendor's rules speaks.
"""

from harness.rules.vendor import paywall, registration_wall

RULES = {
    "paywall/access_wall": paywall(".app-access-wall__container", ".c-article-buy-box", doc="""
        A science publisher's access wall stands after the abstract.
        "Buy article" boxes also stand beside articles that are open: the wall must be at the end of the text. Silent for
        side boxes, and for open access."""),
    "registration_wall/access_wall": registration_wall(".app-access-wall__container", doc="""
        A publisher's access wall asks to log in or to create an account.
        The same wall sells access to other papers: its words tell which it is. Silent beside a price."""),
    "paywall/arc_xp": paywall(
        '[data-testid="PaywallModal"]', '[class*="article-wall-module__paywall"]',
        '[class*="layout-module__restricted__"]', doc="""
        Arc XP Subscriptions: the wall that the page's script builds is shown.
        Arc serves all paragraphs to everybody, and ``content_code`` is a tier, not a state. What a reader meets is the
        modal or the wall module. Silent for premium pages whose text runs on without it."""),
    "registration_wall/arc_xp": registration_wall('[data-testid="RegModal"]', doc="""
        Arc XP Subscriptions: the registration modal is shown.
        Its script and account bar are on all pages of the site. Silent while the modal is not rendered."""),
    "paywall/axate": paywall(".axate-notice", "#axate-wallet", doc="""
        Axate: the wallet's notice stands over the article.
        The wallet is a small tab on all pages; opened as a notice with a price it is in the way. Silent for the tab."""),
    "paywall/blox": paywall(
        ".subscription-required", "#access-offers-modal.in", "#redacted-content .redacted-overlay", doc="""
        BLOX (TownNews): the offer for the locked part of the story is shown.
        ``.subscriber-only`` blocks are on pages of subscribers too, and "subscriber preview" is the readable part. Silent
        for the encrypted blocks alone: they are a cut (harness/reading/cut.py)."""),
    "paywall/blueconic": paywall("#bc-root", doc="""
        BlueConic: a dialogue that sells was put in the article's way.
        BlueConic also shows surveys, newsletters and recommendations in the same root, and measures everybody. Silent for
        dialogues without an offer."""),
    "registration_wall/blueconic": registration_wall("#bc-root", doc="""
        BlueConic: a dialogue that demands an account was put in the article's way.
        The root element also holds surveys and newsletter boxes, hence the words. Silent beside an offer."""),
    "paywall/celeraone": paywall(
        ".offer-page", ".js-offerpage", ".offerpage-container", "#c1-offer", "[data-c1-paywall]", doc="""
        CeleraOne: an offer page was put in place of the rest.
        The decision engine and its cookie are on all pages. Silent where the offer is a banner without words of reading on
        or a price."""),
    "paywall/evolok": paywall("ev-engagement", ".ev-paywall-container", '[class^="ev-open-modal-paywall"]', doc="""
        Evolok: the element that carries the decision was filled with an offer.
        ``<ev-engagement>`` stands empty in the template; widgets for sign-in stand in the header of every page. Silent
        while it is empty or holds a sign-in link only."""),
    "registration_wall/evolok": registration_wall("ev-engagement", ".ev-paywall-container", doc="""
        Evolok: the element that carries the decision asks for a free account.
        Its header widget offers an account on every page, so only the element at the cut counts. Silent when a
        subscription is sold as well."""),
    "paywall/fewcents": paywall("#fewcents-paywall", doc="""
        Fewcents: its pay-per-article box stands at the cut.
        The script is on all pages of the site. Silent while nothing is drawn."""),
    "paywall/flip_pay": paywall("#flip-pay", doc="""
        Flip-Pay: the mount point was filled in with an offer.
        ``#flip-pay`` is empty on free pages and the script is on all. Silent while it is empty."""),
    "paywall/ghost": paywall(
        "aside.gh-post-upgrade-cta", ".gh-post-upgrade-cta", ".gh-post-upgrade-cta-content", ".post-upgrade-cta",
        certain=True, doc="""
        Ghost: the upgrade box closes the post.
        Buttons with ``data-portal`` are on every page of a Ghost site; the box is sent only to readers without access.
        Silent for posts open to all, and for the box's free variant (see registration_wall/ghost)."""),
    "registration_wall/ghost": registration_wall(
        "aside.gh-post-upgrade-cta", ".gh-post-upgrade-cta", ".gh-post-upgrade-cta-content", doc="""
        Ghost: the upgrade box asks for a free subscription by e-mail.
        "For subscribers only" is Ghost's word for free members; "for paying subscribers only" is the paywall. Silent for
        the latter."""),
    "paywall/hadrian": paywall(".dn-paywall", doc="""
        Hadrian: its box stands where the article should go on.
        The script is loaded for all. Silent while the box is empty."""),
    "paywall/inplayer": paywall(".inplayer-paywall", "#inplayer-wrapper", doc="""
        InPlayer: its paywall box replaced the content.
        The script also sells single videos beside articles: the box must stand at the cut. Silent for a video's box higher
        up."""),
    "paywall/ippen": paywall(".id-Paywall", doc="""
        Ippen.Digital: the paywall box closes the teaser.
        Data-layer variables name the story's kind for subscribers as well. Silent without the box."""),
    "paywall/jetpack_newsletter": paywall(
        ".jetpack-subscribe-paywall", ".wp-block-jetpack-paywall", ".wp-block-premium-content-logged-out-view",
        certain=True, doc="""
        Jetpack and WordPress.com newsletters: the paywall block replaced the rest of the post.
        The subscribe block of the same plugin is on open posts too and has other classes. Silent for it, and for posts
        before the block."""),
    "paywall/lamp_syncronex": paywall("#lee-subscription-modal", ".lee-paywall", "#access-offers-modal", doc="""
        Syncronex and its kin (local papers): the subscription modal is up.
        The access script counts on all pages. Silent while the modal is closed."""),
    "paywall/laterpay": paywall(
        ".lp-dialog", ".lp_purchase-overlay", ".lp_purchase-link", "[data-supertab-paywall]", doc="""
        LaterPay, Contribute or Supertab: the purchase overlay stands over the teaser.
        The connector's script runs on all pages for its meter; contribution buttons are no wall and have other classes.
        Silent for articles bought or free."""),
    "paywall/leaky_paywall": paywall(
        ".leaky_paywall_message_wrap", "#leaky_paywall_message", ".leaky_paywall_message",
        '[id^="issuem-leaky-paywall-"]', certain=True, doc="""
        Leaky Paywall (WordPress): its message stands after the teaser.
        The plugin's cookie script is on all pages, and it calls articles not free in the data even while free views are
        left. The message is sent only when they are used up. Silent for the plugin's script and forms on account pages."""),
    "paywall/login_link": paywall("#paywall-login-link", doc="""
        A paywall's own log-in link is shown (Schibsted and kin), and its box sells.
        A log-in link in a header is on all pages; this one belongs to the wall. Silent without an offer around it."""),
    "paywall/mediapass": paywall(".mpinpage", "#mp_overlay", ".mpteaser", doc="""
        MediaPass: its in-page offer or overlay stands over the teaser.
        The script is on all pages for its meter. Silent while it shows nothing."""),
    "paywall/medium": paywall(
        ".pw-post-paywall-overlay", "#paywall-background-color", "article.meteredContent .paywall-upsell",
        '.meteredContent [aria-label="Post Paywall"]', doc="""
        Medium: the upsell or fade stands over the rest of a member-only story.
        The label "Member-only story" is shown to members as well, and a meter notice stands over stories one may read.
        Silent for both."""),
    "paywall/memberful": paywall(
        ".memberful-marketing-content", ".memberful-global-marketing-content", certain=True, doc="""
        Memberful: the marketing text put in place of the post is shown.
        Its script and account links are on every page. Silent for links to the checkout in menus."""),
    "paywall/memberpress": paywall(".mepr-unauthorized-message", ".mepr-unauthorized-excerpt", doc="""
        MemberPress: the message for visitors without access stands in the post.
        The plugin's styles and log-in links are on every page of the site. Silent for its log-in and account pages, where
        no such message is printed."""),
    "paywall/modal_of_limits": paywall(
        "#modal_limit_articulos", ".alert-read-limit__overlay", ".limit-overlay", doc="""
        A modal tells that the articles of the month are read (Spanish and Latin American press).
        The same modal is in the page, hidden, from the first visit on. Silent while it is hidden."""),
    "paywall/newsmemory": paywall("#newsmemory-popup", doc="""
        Tecnavia Newsmemory: the meter's pop-up is up.
        The meter script is on all pages; the pop-up first warns how many articles are left. Silent for the warning."""),
    "paywall/newspack_gate": paywall(
        ".newspack-memberships__inline-gate", '.newspack-memberships__overlay-gate[data-visible="true"]',
        ".newspack-content-gate__inline-gate", ".entry-content .newspack-memberships__gate", doc="""
        Newspack: the content gate is shown in the text or over it.
        With its front-end meter the gate is printed for everybody inside a hidden wrapper, and shown only when free views
        are used up; the overlay waits for ``data-visible="true"``. Silent while the gate is hidden or asks for a free
        account only."""),
    "registration_wall/newspack_gate": registration_wall(
        ".newspack-memberships__inline-gate", '.newspack-memberships__overlay-gate[data-visible="true"]',
        ".newspack-content-gate__inline-gate", doc="""
        Newspack: the content gate asks for a free account.
        The gate is printed for everybody and hidden while the meter is open. Silent when the gate sells a membership."""),
    "registration_wall/olytics": registration_wall("#olyticsPopupFR.show", ".ot-personalization-wall", doc="""
        Omeda Olytics: its form demands registration before the rest.
        Omeda also shows newsletter and survey pop-ups with the same ids. Silent for those."""),
    "registration_wall/onecount": registration_wall("#ocp-wall", doc="""
        ONECount: its wall asks the reader to register.
        The script profiles readers on all pages. Silent for its polls and newsletter boxes."""),
    "paywall/paid_memberships_pro": paywall(
        ".pmpro_content_message", "article.pmpro-no-access .pmpro_card", certain=True, doc="""
        Paid Memberships Pro: the message for visitors without the right level stands in the post.
        ``pmpro-body-has-access`` says the opposite, and levels pages carry many classes of the plugin. Silent for readers
        with access."""),
    "paywall/patreon": paywall(
        ".patreon-locked-content-message", ".patreon-campaign-banner", '[data-tag="locked-rich-text-post"]', doc="""
        Patreon: the locked-content message or banner stands in place of the post.
        Links and buttons to a Patreon page are on countless open pages. Silent for them."""),
    "paywall/pelcro": paywall(
        ".pelcro-modal-overlay", ".pelcro-prefix-modal.pelcro-prefix-show", '.pelcro-modal[role="dialog"]',
        "#pelcro-app", doc="""
        Pelcro: its modal is open over the page.
        ``#pelcro-app`` is mounted on every page and the script runs for everybody; an open modal adds ``pelcro-
        prefix-show``. Silent for the closed modal and for its newsletter form."""),
    "paywall/pico": paywall("#PicoSignal__container.PicoSignal__open", ".pico-landing", doc="""
        Pico (Hype): its landing or open panel sells in the way.
        The signal's container is on every page, closed. Silent while it is closed, or asks for an address only."""),
    "registration_wall/pico": registration_wall("#PicoSignal__container.PicoSignal__open", ".pico-landing", doc="""
        Pico (Hype): its open panel demands an account or address to read on.
        The container is on every page, closed; newsletter prompts use it too. Silent for those."""),
    "paywall/pigeon": paywall(".pigeon-widget-prompt", ".cpro-overlay", doc="""
        Pigeon: its prompt or overlay is up.
        The script decides on all pages. Silent for bars that count the articles left."""),
    "paywall/plenigo": paywall(".plenigo-paywall", doc="""
        plenigo: its paywall box stands after the teaser.
        The script also runs log-in and shop. Silent for those."""),
    "paywall/poool": paywall(
        "#poool-widget", "#poool-container", ".poool-widget", '[data-pleco-poool^="paywall"]', doc="""
        Poool: the widget was filled in and sells a subscription.
        ``#poool-widget`` is in the template of every article as an empty mount point; the script is loaded for all. Silent
        while the mount is empty, or holds an account form (see registration_wall/poool)."""),
    "registration_wall/poool": registration_wall("#poool-widget", "#poool-container", ".poool-widget", doc="""
        Poool: the widget was filled in and asks for a free account.
        Its mount point alone is on every article of the site. Silent when the widget's words sell a subscription."""),
    "paywall/press_plus": paywall("#ppjol_modal", doc="""
        Press+ (gone, in old captures): its modal is up.
        Old pages load its meter script on every article. Silent while no modal is drawn."""),
    "paywall/qiota": paywall("#qiota", doc="""
        Qiota: its block was filled in after the reserved section.
        ``.qiota_reserve`` marks the reserved part for subscribers as well, and ``#qiota`` is in every template. Silent
        while the block is empty."""),
    "paywall/restrict_content_pro": paywall(
        ".rcp_restricted", ".rcp-restricted-content-message", certain=True, doc="""
        Restrict Content Pro: the message put in place of restricted content is shown.
        The plugin's log-in form also stands in side bars. Silent for the form alone."""),
    "paywall/sesamy": paywall("sesamy-paywall", doc="""
        Sesamy: its paywall component is shown at the cut.
        The component is in the page for all readers and renders nothing for those with access. Silent while it is empty."""),
    "paywall/simple_membership": paywall(
        ".swpm-post-not-logged-in-msg", ".swpm-post-no-access-msg", ".swpm-post-account-expired-msg",
        ".swpm-more-tag-not-logged-in", certain=True, doc="""
        Simple Membership (WordPress): the message for visitors without access is shown.
        Its log-in widget and level tables are on open pages. Silent for those."""),
    "paywall/softwall": paywall(
        '[id^="softwall"]', ".paywall.paywallActive", ".meter-paywall", "#slideup-paywall", doc="""
        An in-house soft wall is up (a family of class names).
        Meters of many sites name their notices so; a notice that counts the articles left is no wall. Silent for that."""),
    "registration_wall/softwall": registration_wall(
        ".dynamic-regwall", ".reg_wall", '[id^="softwall"]', "#inlineRegistrationWrapper", ".register-block",
        ".register-login-box", doc="""
        An in-house registration wall is up (a family of class names).
        The same names stand on hidden templates of all pages. Silent while they are hidden or empty."""),
    "paywall/steady": paywall(
        "#steady-checkout", "#steady_paywall", ".steady-paywall-container", "#insert_steady_checkout_here", doc="""
        Steady: the checkout was put in place of the rest.
        Its widget loader also draws a floating support button on open pages, and adblock notices; only the checkout's own
        box in the text counts. Silent for the button."""),
    "paywall/substack": paywall('[data-testid="paywall"]', ".paywall .paywall-title", certain=True, doc="""
        Substack: the paywall block follows the free part of the post.
        Subscribe widgets stand in and under every open post, and "only paid" in the page's data is seen by subscribers
        too. Silent for them; ``data-testid="paywall"`` is sent only to readers who lack access."""),
    "paywall/temptation": paywall('[data-temptation-position="ARTICLE_INLINE"]', '[id*="wall-modal"]', doc="""
        Temptation: the inline position in the article was filled with an offer.
        Positions at the top and bottom of the page carry marketing only and are not asked for. Silent while the position
        is empty."""),
    "registration_wall/ultimate_member": registration_wall(".um-locked-content", ".um-locked-content-msg", doc="""
        Ultimate Member (WordPress): the message on locked content asks for an account.
        Profile and log-in forms of the plugin are on open pages. Silent for those."""),
    "registration_wall/viafoura": registration_wall(".vf-paywall", doc="""
        Viafoura: its gate asks for an account before the rest of the article.
        Viafoura runs comments on most sites, and a comment log-in is no wall: only its article gate is asked for. Silent
        for the log-in tray."""),
    "paywall/wallit": paywall("#wallit-lightbox-gate", ".wallit-inline-gate", doc="""
        Wallit: its gate is shown in the text or as a lightbox.
        The script counts free views on all pages. Silent while views are left."""),
    "paywall/woocommerce_memberships": paywall(
        ".wc-memberships-restriction-message", ".wc-memberships-content-restricted-message",
        ".wc-memberships-message", certain=True, doc="""
        WooCommerce Memberships: the restriction message stands in the post.
        Listings print the same message in each restricted card: it must stand at the end of the main text, not in a list
        of others. Silent there, and for shop notices."""),
    "paywall/wp_members": paywall("#wpmem_restricted_msg", doc="""
        WP-Members (WordPress): the message in place of a blocked post is shown.
        Its log-in form stands in side bars of open pages and is not asked for. Silent where only an account is demanded:
        that is a registration wall."""),
    "registration_wall/wp_members": registration_wall("#wpmem_restricted_msg", doc="""
        WP-Members (WordPress): the message in place of a blocked post demands an account.
        The plugin's log-in widget is in side bars of open pages. Silent there."""),
    "paywall/zephr": paywall(
        "#zephr-overlay", "#zephr-payment-form-root", '[class*="zephr-paywall"]', ".zephr-wrapper", doc="""
        Zephr: its overlay or payment form is up.
        Decisions often fall at the network's edge, so a free page can carry ``/zephr/feature`` requests and a cut page may
        carry nothing of Zephr. A rendered component that sells is the sign. Silent for rendered components that hold
        banners or newsletters."""),
    "registration_wall/zephr": registration_wall(
        ".zephr-registration-form", "#zephr-overlay", ".zephr-wrapper", doc="""
        Zephr: its registration form stands where the article should go on.
        Zephr also renders preference and newsletter forms: the form must ask for an account to read on. Silent beside a
        price."""),
}  # fmt: skip
