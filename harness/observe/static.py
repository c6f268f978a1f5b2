"""An observation from HTML alone: no browser, no scripts, no external style sheets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser, LexborNode

from harness.core.model import Engine
from harness.observe.css import read_sheets
from harness.observe.decode import count_replaced, decode
from harness.observe.depth import bounded
from harness.observe.dom import walk
from harness.observe.head import ends_in_a_tag, headline_of, language
from harness.observe.observation import Block, Failure, Hit, Observation, Questions
from harness.observe.payload import find_payload
from harness.observe.regions import settle
from harness.observe.structured import parse_json_ld
from harness.observe.vocabulary import MAX_HITS

MAX_CHARS = 30_000_000
"""Longer documents are judged by their beginning, and say so."""

MAX_META = 1_000
"""Names of ``meta`` that are read, and values of each; more no page needs."""

_MICRO = ("isAccessibleForFree", "wordCount", "requiresSubscription")


def observe(
    html: bytes | str,
    *,
    url: str | None = None,
    redirects: tuple[str, ...] = (),
    status: int | None = None,
    headers: Mapping[str, str] | None = None,
    questions: Questions | None = None,
) -> Observation:
    """What a reader would find in ``html``, as far as the file itself says.

    Args:
        html: the document as served, or decoded.
        url: its address, if known.
        redirects: the addresses passed before ``url``, the first is the one that was asked for.
        status: its HTTP status, if known.
        headers: its response headers, if known.
        questions: what the rules ask beyond the fixed facts.
    """
    headers = {k.lower(): str(v) for k, v in (headers or {}).items()}
    questions = questions or Questions()
    content_type = headers.get("content-type")
    size = len(html)
    text = decode(html, content_type)
    partial = None
    if len(text) > MAX_CHARS:
        text = text[:MAX_CHARS]
        partial = Failure("too-big", f"only the first {MAX_CHARS // 1_000_000} million characters were read")
    text = bounded(text)
    parser = LexborHTMLParser(text, options=LexborDocumentOptions.WO_EVENTS)
    head = _Head(parser)
    answers = walk(parser, read_sheets(tuple(head.sheets)), questions.selectors, text.count("<"))
    blocks = settle(answers.blocks)
    hits = _with_the_root(answers.hits, answers.around, blocks)
    shown = " ".join(b.text for b in blocks if b.text)
    meta = head.meta
    title = head.title
    named = " ".join(title.text().split())[:300] if title is not None and parser.head is not None else ""
    root = parser.root
    root_attrs = root.attributes if root is not None else {}
    return Observation(
        engine=Engine.STATIC,
        url=redirects[0] if redirects else url,
        final_url=url,
        redirects=redirects,
        status=status,
        headers=headers,
        content_type=(content_type or "text/html").partition(";")[0].strip().lower(),
        title=named,
        lang=language(root_attrs.get("lang") or root_attrs.get("xml:lang"), meta),
        rtl=(root_attrs.get("dir") or "").lower() == "rtl",
        blocks=blocks,
        containers=tuple(answers.containers),
        overlays=tuple(answers.overlays),
        frames=tuple(answers.frames),
        hits={selector: tuple(found) for selector, found in hits.items()},
        marks=frozenset(_marks(head.inline, questions.marks)),
        meta=meta,
        links=head.links,
        data=parse_json_ld(tuple(head.json_ld), shown) + _microdata(parser, text),
        payload=find_payload(head.inline, blocks, headline_of(meta, named), shown),
        scripts=tuple(head.scripts),
        counts={**answers.counts, "script": len(head.scripts) + len(head.inline)},
        noscript=" ".join(head.noscript)[:1_000],
        scroll_locked=answers.locked,
        bytes=size,
        closed=ends_in_a_tag(text),
        replaced=count_replaced(shown),
        partial=partial,
    )


def _with_the_root(
    hits: dict[str, list[Hit]], around: Iterable[Sequence[str]], blocks: Sequence[Block]
) -> dict[str, list[Hit]]:
    """``hits`` with what the selectors find of ``html`` and ``body``, where systems write a page's kind."""
    for selectors in filter(None, around):
        text = " ".join(b.text for b in blocks[:20] if b.text)[:300]
        hit = Hit(bool(text), text, sum(b.words for b in blocks), filled=bool(blocks))
        for selector in selectors:
            hits[selector] = [hit, *hits.get(selector, ())][:MAX_HITS]
    return hits


class _Head:
    """What stands in elements that show no text, collected in one go.

    Args:
        parser: the document.
    """

    def __init__(self, parser: LexborHTMLParser) -> None:
        self.sheets: list[str] = []
        self.scripts: list[str] = []
        self.inline: list[str] = []
        self.json_ld: list[str] = []
        self.noscript: list[str] = []
        self._meta_values: dict[str, list[str]] = {}
        self.links: dict[str, str] = {}
        self.title: LexborNode | None = None
        for node in parser.css("script, meta, link[rel][href], style, title, body noscript"):
            tag = node.tag
            if tag == "script":
                self._script(node)
            elif tag == "meta":
                self._meta(node.attributes)
            elif tag == "link":
                self._link(node.attributes)
            elif tag == "style":
                self.sheets.append(node.text())
            elif tag == "noscript":
                self.noscript.append(" ".join(node.text().split()))
            else:
                self.title = self.title or node

    @property
    def meta(self) -> dict[str, tuple[str, ...]]:
        """By lower-case name or property, all values."""
        return {name: tuple(values) for name, values in self._meta_values.items() if values}

    def _script(self, node: LexborNode) -> None:
        attrs = node.attributes
        src = attrs.get("src")
        if src:
            self.scripts.append(src)
        elif "ld+json" in (attrs.get("type") or "").lower():
            self.json_ld.append(node.text())
        else:
            self.inline.append(node.text())

    def _meta(self, attrs: Mapping[str, str | None]) -> None:
        name = attrs.get("name") or attrs.get("property") or attrs.get("http-equiv") or attrs.get("itemprop")
        content = attrs.get("content")
        if name and content is not None:
            key = name.strip().lower()
            values = self._meta_values.setdefault(key, [])
            if len(values) < MAX_META and len(self._meta_values) <= MAX_META:
                values.append(content[:2_000])

    def _link(self, attrs: Mapping[str, str | None]) -> None:
        for rel in (attrs.get("rel") or "").lower().split():
            if rel in ("canonical", "next", "prev", "amphtml", "alternate"):
                self.links.setdefault(rel, attrs.get("href") or "")


@lru_cache(maxsize=8)
def _finder(marks: tuple[str, ...]) -> Any:
    from ahocorasick_rs import AhoCorasick

    return AhoCorasick(marks) if marks else None


def _marks(inline: list[str], marks: tuple[str, ...]) -> set[str]:
    finder = _finder(marks)
    if finder is None:
        return set()
    found: set[int] = set()
    for script in inline:
        found.update(match[0] for match in finder.find_matches_as_indexes(script, overlapping=True))
    return {marks[i] for i in found}


def _microdata(parser: LexborHTMLParser, text: str) -> tuple[Mapping[str, Any], ...]:
    if "itemprop" not in text or not any(name in text for name in _MICRO):
        return ()
    item: dict[str, Any] = {}
    for name in _MICRO:
        node = parser.css_first(f'[itemprop="{name}"]')
        if node is not None:
            item[name] = node.attributes.get("content") or node.text().strip()[:40]
    return ({"@type": "microdata", **item},) if item else ()
