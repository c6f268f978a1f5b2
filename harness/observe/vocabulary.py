"""The words by which both engines cut a page into blocks and regions.

One table for the HTML walker and for ``probe.js`` (which receives it as JSON), so that they cannot
drift apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from harness.observe.observation import Region

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

REGION_WORDS: dict[Region, str] = {
    Region.CONSENT: """cookie cookies cookie-banner cookie-notice cookie-consent cookie-bar cookie-law-info consent gdpr cmp
        privacy-banner privacy-notice privacy-popup onetrust onetrust-consent-sdk onetrust-banner-sdk didomi usercentrics
        cookiebot cookieconsent cybotcookiebotdialog qc-cmp qc-cmp2 sp-message truste borlabs cmplz iubenda-cs osano klaro
        fc-consent cli-modal axeptio tarteaucitron""",
    Region.COMMENTS: """comment comments commentlist comment-list comment-respond comment-area comment-form comment-section
        comment-thread disqus disqus-thread respond kommentar kommentare commentaires comentarios fb-comments coral-stream
        livefyre replies discussion""",
    Region.RELATED: """related recommend recommended recommendation recommendations read-more read-next read-also more-stories
        more-news more-from more-on more-in more-articles more-posts most-read most-popular most-viewed most-shared mostread
        trending popular outbrain taboola teaser teasers also-read also-like you-may suggested similar latest-news
        latest-posts latest-stories recirc recirculation up-next next-article next-post next-story prev-next post-navigation
        nav-links jp-relatedposts yarpp onward promo promos""",
    Region.NEWSLETTER: """newsletter newsletters signup-form sign-up-box sign-up-widget sign-up-module signup-box signup-widget
        mailchimp mc-embed-signup email-signup email-capture subscribe-box subscribe-form subscribe-widget optin opt-in""",
    Region.NAV: """nav navbar navigation navigator menu mainmenu submenu breadcrumb breadcrumbs topbar top-bar skip-link
        pagination pager page-links sitemap masthead megamenu hamburger tabs""",
    Region.FOOTER: """footer site-info copyright colophon page-footer site-footer bottom-bar impressum""",
    Region.ASIDE: """sidebar side-bar aside rail right-col right-column right-rail right-bar left-rail left-bar widget-area
        complementary factbox infobox""",
    Region.WIDGET: """share sharing social sharedaddy addthis addtoany ad ads advert advertisement advertising adslot ad-unit
        ad-slot ad-container ad-wrapper dfp sponsor sponsored search searchform searchbox search-form toolbar tools print
        player jwplayer video-js byline author-bio author-box author-info author-card about-author about-the-author tag tags
        taglist tag-links tag-cloud rating credit credits caption wp-caption-text poll quiz weather login-form meta post-meta
        entry-meta article-meta dateline""",
    Region.WALL: """paywall pay-wall reg-wall regwall registration-wall login-wall subscription-wall subscription-gate
        subscription-barrier subscription-prompt content-gate article-gate gated gateway-content piano-container piano-inline
        piano-offer piano-wrapper piano-paywall tp-modal tp-backdrop tp-container-inner meter-wall subscriber-wall
        subscriber-only subscribers-only premium-wall premium-offer premium-box abo-box abo-teaser abo-wall locked unlock
        barrier roadblock poool-widget poool zephr newspack-memberships-gate wc-memberships-restricted members-only member-only
        restricted""",
}
"""Regions by class words and id, most telling first. A word with hyphens is also written without or with underscores.
WALL is a place where walls stand, no proof of one; any class with ``paywall`` in it counts as one."""

REGION_ORDER = tuple(REGION_WORDS)
REGION_BY_WORD: dict[str, Region] = {
    word.replace("-", ""): region
    for region in reversed(REGION_ORDER)
    for word in REGION_WORDS[region].split()
}
"""Regions by word, hyphens dropped."""

_PARTS = re.compile(r"[_-]+")
LONGEST = 4
"""Parts of the longest word above."""


def words_of(name: str) -> list[str]:
    """The words that a class may stand for: its parts, and its neighbouring parts joined.

    >>> words_of("Read-More_box")
    ['read', 'readmore', 'readmorebox', 'more', 'morebox', 'box']
    """
    parts = [part for part in _PARTS.split(name.lower()) if part]
    return [
        "".join(parts[i:j]) for i in range(len(parts)) for j in range(i + 1, min(len(parts), i + LONGEST) + 1)
    ]


ROOT_TAGS = frozenset({"html", "body", "main", "article"})
"""Elements whose class words never make a region (``<body class="has-sidebar paywall">`` is the page)."""

HIDING_CLASSES = frozenset(
    "hidden d-none hide is-hidden visually-hidden visuallyhidden sr-only screen-reader-text u-hidden invisible "
    "element-invisible".split()
)
"""Classes by which style frameworks hide. The static engine knows no external sheets; these say it by themselves."""

_SHOWN_AGAIN = re.compile(r":(?:block|flex|grid|inline|table|visible)|^d-\w+-(?:block|flex|grid|inline)")


def hides_by_class(classes: Sequence[str]) -> bool:
    """Whether class words hide an element on a wide screen (``hidden``, but not ``hidden md:block``)."""
    return (
        bool(classes)
        and not HIDING_CLASSES.isdisjoint(classes)
        and not any(_SHOWN_AGAIN.search(name) for name in classes)
    )


ARTICLE_NAMES = (
    r"(?:^|[\s_-])(?:article-?(?:body|content|text|copy)|articlebody|story-?(?:body|content|text)|storytext|entry-?content|post-?(?:body|content|text|entry)"
    r"|main-?(?:content|text)|body-?(?:copy|text|content)|content-?(?:body|text)|rich-?text|wysiwyg|news-?(?:body|text|content|detail)|single-content"
    r"|td-post-content|available-content|text-content|field-name-body|field--name-body|prose|artikel-?(?:text|body|inhalt)?|texto|cuerpo|contenu|testo)(?:$|[\s_-])"
)
"""Class words of containers that hold main text: inside a loose region (related, aside, widget, header) they
make it the page's body again."""

ARTICLE_STEMS = tuple(
    "article artikel story content post main body text wysiwyg news prose cuerpo contenu testo".split()
)
"""Without one of these in it, a class word is none of :data:`ARTICLE_NAMES`."""

COUNTED = tuple(
    "a img video audio iframe form input password search textarea table button time pre canvas svg script".split()
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
        "regionWords": {word: region.value for word, region in REGION_BY_WORD.items()},
        "regionOrder": [region.value for region in REGION_ORDER],
        "longest": LONGEST,
        "regionNames": [
            [
                r.value,
                r"(?:^|[\s_-])(?:"
                + "|".join(w.replace("-", "[_-]?") for w in words.split())
                + r")(?:$|[\s_-])",
            ]
            for r, words in REGION_WORDS.items()
        ],
        "articleNames": ARTICLE_NAMES,
        "hidingClasses": sorted(HIDING_CLASSES),
        "shownAgain": _SHOWN_AGAIN.pattern,
        "rootTags": sorted(ROOT_TAGS),
        "counted": list(COUNTED),
        "maxBlocks": MAX_BLOCKS,
        "maxBlockChars": MAX_BLOCK_CHARS,
        "maxHits": MAX_HITS,
    }
