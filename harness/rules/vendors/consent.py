"""Consent tools: the dialog or banner that each puts up.

Beside a readable article it is a note. Where it is all that is to be read, consent_wall/tool_instead says so of all tools.
"""

from harness.rules.vendor import consent_tool

RULES = {
    "notes/consent/appconsent": consent_tool('iframe[title="Consent window"]', doc="""
        AppConsent (SFBX) shows its consent window.
        The window is a frame that is taken out after the choice. Silent then."""),
    "notes/consent/axeptio": consent_tool(".axeptio-widget--open", ".axeptio_widget", "#axeptio_overlay", doc="""
        Axeptio's widget is open.
        The closed widget is a small button in the corner of all pages. Silent for the button."""),
    "notes/consent/borlabs": consent_tool("._brlbs-bar-wrap", "._brlbs-box-wrap", ".brlbs-cmpnt-dialog", doc="""
        Borlabs Cookie's bar or box is up.
        Its blocked-content placeholders stand in the text of pages after the choice, with other classes. Silent for those."""),
    "notes/consent/clickio": consent_tool("#cl-consent", doc="""
        Clickio's dialog is up.
        A small link to reopen it stays in footers. Silent for the link."""),
    "notes/consent/complianz": consent_tool(".cmplz-cookiebanner", doc="""
        Complianz' banner is up.
        Its "manage consent" tab stays on all pages. Silent for the tab."""),
    "notes/consent/consentmanager": consent_tool("#cmpbox", "#cmpwrapper", "#ncmp__tool", doc="""
        consentmanager.net's box is up.
        Its wrapper stays in the page, and the box is often in a shadow root. Silent once the box is gone."""),
    "notes/consent/contentpass": consent_tool(".privacy-cp-wall", ".privacy-cp-wall__wrapper_cmp", doc="""
        contentpass offers reading without advertising, or consent.
        Its script also signs subscribers in, without a dialog. Silent then."""),
    "notes/consent/conversant": consent_tool(".cmp-root .cmp-receptacle", doc="""
        Conversant's dialog is up.
        The receptacle is drawn only while a choice is open. Silent after it."""),
    "notes/consent/cookie_consent_js": consent_tool(".cc-window", "#cc-main", ".cc-banner", doc="""
        The "cookieconsent" scripts' (Osano's old one and orestbida's) window is up.
        Both leave their element in the page, faded out. Silent then."""),
    "notes/consent/cookie_information": consent_tool("#cookie-information-template-wrapper", "#coiOverlay", doc="""
        Cookie Information's template is up.
        Its declaration page carries other elements. Silent there."""),
    "notes/consent/cookie_law_info": consent_tool("#cookie-law-info-bar", doc="""
        Cookie Law Info's (GDPR Cookie Consent) bar is up.
        The bar stays in the page, hidden, after the choice. Silent then."""),
    "notes/consent/cookiebot": consent_tool("#CybotCookiebotDialog", doc="""
        Cookiebot's dialog is up.
        The declaration page of a site carries Cookiebot's tables for ever, with other ids. Silent there."""),
    "notes/consent/cookiefirst": consent_tool("#cookiefirst-root", ".cookiefirst-root", doc="""
        CookieFirst's banner or dialog is up.
        Its root holds the reopening button afterwards. Silent for a root with hardly a word."""),
    "notes/consent/cookiehub": consent_tool(".ch2-dialog", doc="""
        CookieHub's dialog is up.
        Its icon stays on all pages. Silent for the icon."""),
    "notes/consent/cookieyes": consent_tool(".cky-consent-container", doc="""
        CookieYes' banner is up.
        Its reopening button stays on all pages. Silent for the button."""),
    "notes/consent/didomi": consent_tool(
        "#didomi-popup", "#didomi-notice", ".didomi-popup-notice", ".didomi-notice-banner", doc="""
        Didomi's notice or popup is up.
        ``#didomi-host`` is in the page before and after the choice. Silent while it is empty."""),
    "notes/consent/dmg": consent_tool('[data-project="mol-fe-cmp"]', doc="""
        dmg media's consent dialog is up.
        The project's scripts are on all pages. Silent after the choice."""),
    "notes/consent/dreamlab": consent_tool(".cmp-popup_popup", ".cmp-app_gdpr", doc="""
        DreamLab's (Ringier Axel Springer Polska) consent popup is up.
        The popup is taken out after the choice. Silent then."""),
    "notes/consent/evidon": consent_tool("#_evidon_banner", "#_evidon-background", "#evidon-prefdiag-overlay", doc="""
        Evidon's (Crownpeak) banner is up.
        Its icon for advertising choices stays on all pages. Silent for the icon."""),
    "notes/consent/ezoic": consent_tool("#ez-cookie-dialog-wrapper", doc="""
        Ezoic's cookie dialog is up.
        Ezoic's scripts are on all pages it serves. Silent for them."""),
    "notes/consent/fast_cmp": consent_tool("iframe#fast-cmp-iframe", doc="""
        FastCMP's frame is up.
        ``#fast-cmp-root`` stays in the page. Silent for the root."""),
    "notes/consent/fides": consent_tool("#fides-banner", doc="""
        Fides' banner is up.
        Its overlay wrapper stays in the page. Silent while the banner is hidden."""),
    "notes/consent/google_funding_choices": consent_tool(
        ".fc-consent-root", ".fc-consent-root .fc-dialog-container", doc="""
        Google Funding Choices asks for consent.
        The same script shows ad-blocker messages and offer walls, in other roots. Silent for those."""),
    "notes/consent/gravito": consent_tool(".gravitoCMP-background-overlay", doc="""
        Gravito's dialog is up.
        Its background overlay is there only with the dialog. Silent without it."""),
    "notes/consent/iubenda": consent_tool("#iubenda-cs-banner", doc="""
        iubenda's banner is up.
        Links to iubenda's policies are in the footers of all its customers. Silent for them."""),
    "notes/consent/kconsent": consent_tool(".kc-dialog", doc="""
        kConsent's dialog is up.
        Its script is on all pages. Silent once the dialog is closed."""),
    "notes/consent/ketch": consent_tool("#ketch-banner", "#ketch-modal", "#lanyard_root", doc="""
        Ketch's banner or modal is up.
        Its root stays in the page. Silent while the root is empty."""),
    "notes/consent/klaro": consent_tool(".klaro .cookie-notice", ".klaro .cookie-modal", doc="""
        Klaro's notice or modal is up.
        Its root is in the page before and after. Silent while the root is empty."""),
    "notes/consent/liveramp": consent_tool(
        "#gdpr-consent-tool-wrapper", frames=("consent-tool.privacymanager.io",), doc="""
        LiveRamp's consent tool (privacymanager.io) is up.
        Its wrapper is drawn only while a choice is open. Silent after it."""),
    "notes/consent/mail_permission": consent_tool(
        "#save-all-pur", frames=("plus.gmx.com", "consent-management.web.de"), doc="""
        The permission wall of 1&1's portals is up.
        Its frame is in the page only until the choice. Silent after it."""),
    "notes/consent/oil": consent_tool(".as-oil-content-overlay", ".as-oil", doc="""
        OIL.js (Axel Springer) lays its layer over the page.
        Its script is on all pages. Silent once the layer is gone."""),
    "notes/consent/onetrust": consent_tool(
        "#onetrust-banner-sdk", "#onetrust-pc-sdk", ".onetrust-pc-dark-filter", doc="""
        OneTrust's banner or preference centre is up.
        ``#onetrust-consent-sdk`` stays in the page after the choice, and its "cookie settings" button with it. Silent
        then."""),
    "notes/consent/opencmp": consent_tool(".tf-v1-popup", "#tfcmp-popup", doc="""
        OpenCMP's popup is up.
        Its script is on all pages. Silent once the popup is taken out."""),
    "notes/consent/osano": consent_tool(".osano-cm-dialog", doc="""
        Osano's dialog is up.
        Osano hides it with a class of its own and leaves it in the page. Silent then, as the class comes with a style."""),
    "notes/consent/piano_consent": consent_tool("#piano-cookie_banner", doc="""
        Piano's cookie banner is up.
        Piano's other scripts say nothing of consent. Silent without the banner."""),
    "notes/consent/pmc": consent_tool("#pmc-pp-tou--notice", doc="""
        A notice of changed terms (PMC) is up, at the foot of the page.
        It blocks nothing. Silent once closed."""),
    "notes/consent/privacy_disclosure": consent_tool('div[role="dialog"][aria-label^="Privacy Disclosure"]', doc="""
        A US publisher's privacy disclosure dialog is up.
        It informs and blocks nothing. Silent once closed."""),
    "notes/consent/privacy_gate": consent_tool("#pg-root-shadow-host", "#pg-modal", doc="""
        A publisher group's privacy gate is up (shadow host of DPG and kin).
        The host element comes with the dialog and goes with it. Silent after the choice."""),
    "notes/consent/pubtech": consent_tool("#pubtech-cmp", doc="""
        PubTech's dialog is up.
        Its root stays in the page, empty, after the choice. Silent then."""),
    "notes/consent/quantcast": consent_tool("#qc-cmp2-ui", "#qc-cmp2-main", ".qc-cmp2-container", doc="""
        Quantcast Choice (InMobi) is up.
        Its container stays in the page, empty, after the choice. Silent then."""),
    "notes/consent/real_cookie_banner": consent_tool('div[consent-skip-blocker="1"] > dialog', doc="""
        Real Cookie Banner's dialog is up.
        Its content blockers stay in the text after the choice. Silent for those."""),
    "notes/consent/rodo": consent_tool("form.rodo-popup", doc="""
        A Polish portal's RODO popup is up.
        The form comes with the popup. Silent without it."""),
    "notes/consent/schibsted": consent_tool(".BannerTextCookieBanner", doc="""
        Schibsted's cookie banner is up.
        Its class words stand on the banner only. Silent once it is closed."""),
    "notes/consent/sibbo": consent_tool("sibbo-cmp-layout", doc="""
        Sibbo's dialog is up.
        Its layout element is drawn only while a choice is open. Silent after it."""),
    "notes/consent/sirdata": consent_tool("#sd-cmp", doc="""
        Sirdata's dialog is up.
        Its script is on all pages. Silent once the dialog is gone."""),
    "notes/consent/snigel": consent_tool(".snigel-cmp-framework", doc="""
        Snigel AdConsent's dialog is up.
        Its framework element is hidden after the choice. Silent then."""),
    "notes/consent/sourcepoint": consent_tool(
        'div[id^="sp_message_container_"]', 'iframe[id^="sp_message_iframe_"]',
        frames=("/index.html?message_id=", "/privacy-manager/index.html"), doc="""
        Sourcepoint's message container or frame is up.
        Its script and ``_sp_`` object are on all pages. Silent once the container is taken out."""),
    "notes/consent/tarteaucitron": consent_tool("#tarteaucitronAlertBig", doc="""
        tarteaucitron.js shows its bar.
        Its root and the small manager button stay on all pages. Silent for the button."""),
    "notes/consent/tealium": consent_tool("#__tealiumGDPRecModal", doc="""
        Tealium's consent modal is up.
        Its script runs on all pages. Silent without the modal."""),
    "notes/consent/termly": consent_tool("#termly-code-snippet-support", doc="""
        Termly's banner is up.
        Its embedded policy pages use other elements. Silent there."""),
    "notes/consent/transcend": consent_tool("#transcend-consent-manager", doc="""
        Transcend's consent manager is up.
        Its host element stays in the page, of no size. Silent then."""),
    "notes/consent/trust_commander": consent_tool(
        "#tc-privacy-wrapper", ".tc-privacy-wrapper", "#popin_tc_privacy", doc="""
        Commanders Act's TrustCommander banner is up.
        Its privacy centre link stays in footers. Silent for the link."""),
    "notes/consent/trustarc": consent_tool(
        "#truste-consent-content", "#trustarc-banner-overlay", ".truste_popframe", ".truste_box_overlay",
        frames=("consent-pref.trustarc.com",), doc="""
        TrustArc's banner or preference frame is up.
        ``#truste-consent-track`` and the "cookie preferences" link stay on all pages. Silent for them."""),
    "notes/consent/uniconsent": consent_tool(".unic .unic-box", ".unic .unic-bar", ".unic .unic-modal", doc="""
        UniConsent's box, bar or modal is up.
        Its root stays in the page. Silent while the root is empty."""),
    "notes/consent/usercentrics": consent_tool("#usercentrics-root", "#usercentrics-cmp-ui", doc="""
        Usercentrics' dialog is up.
        Its root also holds the small button that reopens the dialog, and its text is in a shadow root. Silent for the
        button."""),
    "notes/consent/utiq": consent_tool("#__utiqSeparatePopUp", ".utiq-popup", doc="""
        Utiq's own dialog is up, after the first one was answered.
        Its loader is on all pages. Silent without the dialog."""),
    "notes/consent/webedia": consent_tool('[class^="app_gdpr-"]', doc="""
        Webedia's dialog is up.
        The hashes in its class names change; the words before them do not. Silent after the choice."""),
    "notes/consent/yahoo": consent_tool("#consent-page", doc="""
        Yahoo's and AOL's consent page is up.
        Where it replaced the article's address, no article is there and a wall rule says so. Silent on their articles."""),
}  # fmt: skip
