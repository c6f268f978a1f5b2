"""What a page promises about its article: its length, its kind, its price, in its own data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from harness.observe.observation import Observation, Region

ARTICLE_TYPES = frozenset(
    "article newsarticle reportagenewsarticle analysisnewsarticle opinionnewsarticle backgroundnewsarticle reviewnewsarticle "
    "blogposting liveblogposting techarticle scholarlyarticle report satiricalarticle advertisercontentarticle "
    "socialmediaposting askpublicnewsarticle recipe howto".split()
)
OTHER_TYPES = frozenset(
    "product collectionpage itemlist searchresultspage profilepage videoobject qapage discussionforumposting "
    "faqpage contactpage softwareapplication event jobposting offercatalog aboutpage checkoutpage".split()
)

MIN_WORD_COUNT, MAX_WORD_COUNT = 50, 20_000
"""A ``wordCount`` outside is junk: teasers, characters, zero (standards of publishers differ)."""


@dataclass(frozen=True, slots=True)
class Promise:
    """What the page's own data says of its article.

    Args:
        minutes: reading time that the page tells, in its meta or beside the headline, or ``None``.
        words: words promised, by ``wordCount`` or an ``articleBody`` in the data; ``None`` when it does not say.
        by: where the promise stands, for people.
        body_words: words of ``articleBody``, or ``None``.
        body_shown: share of ``articleBody`` that is visible, or ``None``.
        body_ends: how ``articleBody`` ends.
        free: ``isAccessibleForFree`` of the article, or ``None``.
        gated: selectors of regions that the data says are not free.
        tier: ``article:content_tier`` or its like, lower case, or empty.
        types: lower-case types of all objects.
        article: the data or meta tags call the page an article.
        other: the data call it a page of another kind.
    """

    minutes: int | None = None
    words: int | None = None
    by: str = ""
    body_words: int | None = None
    body_shown: float | None = None
    body_ends: str = ""
    free: bool | None = None
    gated: tuple[str, ...] = ()
    tier: str = ""
    types: frozenset[str] = frozenset()
    article: bool = False
    other: bool = False


def find_promise(page: Observation) -> Promise:
    """What ``page`` promises."""
    types: set[str] = set()
    free: bool | None = None
    count: int | None = None
    gated: list[str] = []
    body: Mapping[str, Any] | None = None
    for item in page.data:
        mine = frozenset(_types(item))
        types |= mine
        told = _free(item.get("isAccessibleForFree"))
        main = bool(mine & ARTICLE_TYPES) or mine <= {"webpage", "creativework", "microdata"}
        if told is not None and main and free is not False:
            free = told
        if main and count is None:
            count = _count(item.get("wordCount"))
        gated += _gated(item.get("hasPart"))
        measure = item.get("articleBody") or (item.get("text") if mine & ARTICLE_TYPES else None)
        if isinstance(measure, Mapping) and (body is None or measure["words"] > body["words"]):
            body = measure
    # microdata write it in meta tags within the article
    gated += page.meta.get("cssselector", ())
    tier = _first(
        page, "article:content_tier", "content_tier", "cxenseparse:articletype", "access", "page.content.tier"
    )
    if free is None:
        free = _free(_first(page, "article:accessible_for_free", "isaccessibleforfree") or None)
    body_words = int(body["words"]) if body else None
    words, by = _words(count, body)
    og = _first(page, "og:type").lower()
    return Promise(
        minutes=_minutes(page),
        words=words,
        by=by,
        body_words=body_words,
        body_shown=float(body["shown"]) if body else None,
        body_ends=str(body["ends"]) if body else "",
        free=free,
        gated=tuple(dict.fromkeys(gated)),
        tier=tier.lower(),
        types=frozenset(types),
        article=bool(types & ARTICLE_TYPES) or og in ("article", "news", "blog"),
        other=bool(types & OTHER_TYPES) and not types & ARTICLE_TYPES,
    )


_MINUTES = re.compile(
    r"\b(\d{1,2})\s?-?\s?(?:min(?:ute)?s?\.?|minuten|minuti|minutos|minutter|minuter|minut|мин\w*|分钟|分)\s?-?\s?"
    r"(?:read|lesezeit|lesedauer|de lecture|di lettura|de lectura|de leitura|leestijd|czytania|läsning|lesetid|læsetid|чтения"
    r"|阅读)|(?:read(?:ing)? time|lesezeit|lesedauer|temps de lecture|tiempo de lectura|tempo di lettura|tempo de leitura"
    r"|leestijd|lästid|lesetid|læsetid|czas czytania|время чтения|阅读时间)\W{0,4}(?:\w{1,6}\.?\s)?(\d{1,2})\s?(?:min|мин|分)",
    re.I,
)
_META_MINUTES = re.compile(r"(\d{1,2})\s?min(?:ut\w*|\.)?$", re.I)
_OTHERS = frozenset({Region.NAV, Region.FOOTER, Region.ASIDE, Region.RELATED, Region.COMMENTS})


def _minutes(page: Observation) -> int | None:
    """The reading time in the cards' meta (as Yoast and others write it) or in a label beside the headline."""
    for name in ("twitter:data1", "twitter:data2", "twitter:data3"):
        if found := _META_MINUTES.match(_first(page, name)):
            return int(found[1])
    blocks = page.blocks
    at = next((i for i, b in enumerate(blocks) if b.tag == "h1" and b.hidden is None and b.words >= 2), None)
    if at is None:
        return None
    for block in blocks[max(0, at - 10) : at + 30]:
        if 0 < block.words <= 14 and block.region not in _OTHERS and (found := _MINUTES.search(block.text)):
            return int(found[1] or found[2])
    return None


def _words(count: int | None, body: Mapping[str, Any] | None) -> tuple[int | None, str]:
    if body is not None and body["words"] >= MIN_WORD_COUNT and body["ends"] != "ellipsis":
        return int(body["words"]), "articleBody in the page's data"
    if count is not None:
        return count, "wordCount in the page's data"
    return None, ""


def _types(item: Mapping[str, Any]) -> Iterator[str]:
    value = item.get("@type") or item.get("type")
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, str):
            yield one.rsplit("/", 1)[-1].rsplit(":", 1)[-1].lower()


def _free(value: Any) -> bool | None:
    if isinstance(value, bool):
        return value
    text = str(value).strip().lower()
    if text in ("false", "0", "no", "http://schema.org/false", "https://schema.org/false"):
        return False
    if text in ("true", "1", "yes", "http://schema.org/true", "https://schema.org/true"):
        return True
    return None


def _count(value: Any) -> int | None:
    if isinstance(value, list):
        value = value[0] if value else None
    match = re.match(r"\s*(\d[\d.,]*)", str(value)) if value is not None else None
    number = int(float(match[1].replace(",", "").rstrip("."))) if match else 0
    return number if MIN_WORD_COUNT <= number <= MAX_WORD_COUNT else None


def _gated(parts: Any) -> list[str]:
    found = []
    for part in parts if isinstance(parts, list) else [parts]:
        if isinstance(part, Mapping) and _free(part.get("isAccessibleForFree")) is False:
            selectors = part.get("cssSelector")
            for one in selectors if isinstance(selectors, list) else [selectors]:
                if isinstance(one, str) and one.strip():
                    found.append(one.strip())
    return found


def _first(page: Observation, *names: str) -> str:
    for name in names:
        if page.meta.get(name):
            return page.meta[name][0].strip()
    return ""
