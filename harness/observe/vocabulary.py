"""The words by which both engines cut a page into blocks and regions.

One table for the HTML walker and for ``probe.js`` (which receives it as JSON), so that they cannot
drift apart. Patterns are written in the common subset of Python's and JavaScript's regular expressions
and are matched, ignoring case, against ``"class words id"`` of an element.
"""

from __future__ import annotations

from typing import Any

from harness.observation import Region

INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rb rp rt ruby "
    "s samp small span strike strong sub sup time tt u var wbr amp-link img picture source bdo output "
    "custom-inline".split()
)
"""Elements that do not break a run of text."""

SKIPPED = frozenset(
    "script style template noscript head title meta link iframe object embed canvas svg math audio video "
    "map textarea datalist param track noembed noframes applet progress meter base frame frameset".split()
)
"""Elements whose text no reader sees as the page's text (noscript: scripts are assumed on)."""

LEAVES = frozenset(
    "p h1 h2 h3 h4 h5 h6 li dt dd figcaption button label summary legend caption input select".split()
)
"""Block elements that hold text and no paragraphs: they are no containers, their parents are."""

REGION_TAGS: dict[str, Region] = {
    "nav": Region.NAV,
    "footer": Region.FOOTER,
    "aside": Region.ASIDE,
    "header": Region.HEADER,
    "menu": Region.NAV,
    "form": Region.WIDGET,
    "select": Region.WIDGET,
    "button": Region.WIDGET,
    "dialog": Region.WIDGET,
    "figcaption": Region.WIDGET,
}
"""Regions by tag. ``header`` and ``footer`` count only outside an article (see REGION_INNER)."""

REGION_ROLES: dict[str, Region] = {
    "navigation": Region.NAV,
    "contentinfo": Region.FOOTER,
    "banner": Region.HEADER,
    "complementary": Region.ASIDE,
    "search": Region.WIDGET,
    "menu": Region.NAV,
    "menubar": Region.NAV,
    "toolbar": Region.WIDGET,
    "tablist": Region.WIDGET,
}
"""Regions by ``role``."""

REGION_NAMES: tuple[tuple[Region, str], ...] = (
    (
        Region.CONSENT,
        r"(?:^|[\s_-])(?:cookie|cookies|consent|gdpr|cmp|privacy-(?:banner|notice|popup)|onetrust|didomi|usercentrics"
        r"|cookiebot|cookieconsent|cybotcookiebotdialog|qc-cmp2?|sp_message|truste|borlabs|cmplz|iubenda-cs|osano|klaro"
        r"|fc-consent|axeptio|tarteaucitron)(?:$|[\s_-]|[A-Z0-9])",
    ),
    (
        Region.COMMENTS,
        r"(?:^|[\s_-])(?:comments?|commentlist|comment-(?:list|respond|area|form|section|thread)|disqus(?:_thread)?"
        r"|respond|discussion|kommentare?|commentaires?|comentarios?|fb-comments|coral-stream|livefyre|replies)(?:$|[\s_-])",
    ),
    (
        Region.RELATED,
        r"(?:^|[\s_-])(?:related|recommend(?:ed|ations?)?|read-?(?:more|next|also)|more-(?:stories|news|from|on|in|articles|posts)"
        r"|most-?(?:read|popular|viewed|shared)|trending|popular|outbrain|taboola|teasers?|also-?(?:read|like)|you-?may"
        r"|suggested|similar|latest-?(?:news|posts|stories)|recirc(?:ulation)?|up-?next|next-?(?:article|post|story)"
        r"|prev-?next|post-navigation|nav-links|jp-relatedposts|yarpp|readnext|onward|promo|promos)(?:$|[\s_-])",
    ),
    (
        Region.NEWSLETTER,
        r"(?:^|[\s_-])(?:newsletters?|signup-form|sign-?up-?(?:box|widget|module)|mailchimp|mc_embed_signup|email-?(?:signup|capture)"
        r"|subscribe-?(?:box|form|widget)|optin|opt-in)(?:$|[\s_-])",
    ),
    (
        Region.NAV,
        r"(?:^|[\s_-])(?:nav|navbar|navigation|navigator|menu|mainmenu|submenu|breadcrumbs?|topbar|top-bar|skip-?link|pagination"
        r"|pager|page-?links|sitemap|masthead|megamenu|hamburger|offcanvas|tabs)(?:$|[\s_-])",
    ),
    (
        Region.FOOTER,
        r"(?:^|[\s_-])(?:footer|site-?info|copyright|colophon|page-?footer|site-?footer|bottom-?bar|impressum)(?:$|[\s_-])",
    ),
    (
        Region.ASIDE,
        r"(?:^|[\s_-])(?:sidebar|side-?bar|aside|rail|right-?(?:col|column|rail|bar)|left-?(?:rail|bar)|widget-area|complementary"
        r"|factbox|infobox)(?:$|[\s_-])",
    ),
    (
        Region.WIDGET,
        r"(?:^|[\s_-])(?:share|sharing|social|sharedaddy|addthis|addtoany|ads?|advert(?:isement|ising)?|adslot|ad-(?:unit|slot|container"
        r"|wrapper)|dfp|sponsor(?:ed)?|search(?:form|box|-form)?|toolbar|tools|print|player|jwplayer|video-js|byline|author-?(?:bio|box|info|card)"
        r"|about-?(?:the-?)?author|tags?|taglist|tag-links|tag-cloud|rating|credits?|caption|wp-caption-text|poll|quiz|weather|login-?form"
        r"|meta|post-?meta|entry-?meta|article-?meta|dateline)(?:$|[\s_-])",
    ),
    (
        Region.WALL,
        r"(?:^|[\s_-])(?:[\w]*pay-?wall[\w]*|reg-?wall|registration-?wall|login-?wall|subscription-?(?:wall|gate|barrier|prompt)"
        r"|content-?gate|article-?gate|gated|gateway-content|piano-(?:container|inline|offer|wrapper|paywall)|tp-(?:modal|backdrop|container-inner)"
        r"|meter-?wall|subscriber-?(?:wall|only)|premium-?(?:wall|offer|teaser|box)|abo-?(?:box|teaser|wall)|locked|unlock|barrier"
        r"|roadblock|poool[\w-]*|zephr[\w-]*|newspack-memberships__gate|wc-memberships-(?:restricted|message)[\w-]*"
        r"|members?-only|restricted)(?:$|[\s_-])",
    ),
)
"""Regions by class words and id; the first that matches counts. WALL is a place where walls stand, no proof of one."""

ROOT_TAGS = frozenset({"html", "body", "main", "article"})
"""Elements whose class words never make a region (``<body class="has-sidebar paywall">`` is the page)."""

ARTICLE_NAMES = (
    r"(?:^|[\s_-])(?:article-?(?:body|content|text|copy)|articlebody|story-?(?:body|content|text)|storytext|entry-?content|post-?(?:body|content|text|entry)"
    r"|main-?(?:content|text)|body-?(?:copy|text|content)|content-?(?:body|text)|rich-?text|wysiwyg|news-?(?:body|text|content|detail)|single-content"
    r"|td-post-content|available-content|text-content|field-name-body|field--name-body|prose|artikel-?(?:text|body|inhalt)?|texto|cuerpo|contenu|testo)(?:$|[\s_-])"
)
"""Class words of containers that hold main text: inside a loose region (related, aside, widget, header) they
make it the page's body again."""

COUNTED = tuple(
    "a img video audio iframe form input password search textarea table button time pre canvas svg".split()
)
"""What :attr:`Observation.counts` counts (``password`` and ``search`` are kinds of input)."""

MAX_BLOCKS = 6_000
MAX_BLOCK_CHARS = 20_000
MAX_HITS = 5


def as_json() -> dict[str, Any]:
    """The vocabulary as plain data for ``probe.js``."""
    return {
        "inline": sorted(INLINE),
        "skipped": sorted(SKIPPED),
        "leaves": sorted(LEAVES),
        "regionTags": {k: v.value for k, v in REGION_TAGS.items()},
        "regionRoles": {k: v.value for k, v in REGION_ROLES.items()},
        "regionNames": [[region.value, pattern] for region, pattern in REGION_NAMES],
        "articleNames": ARTICLE_NAMES,
        "rootTags": sorted(ROOT_TAGS),
        "counted": list(COUNTED),
        "maxBlocks": MAX_BLOCKS,
        "maxBlockChars": MAX_BLOCK_CHARS,
        "maxHits": MAX_HITS,
    }
