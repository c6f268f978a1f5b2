"""An observation from HTML alone: no browser, no scripts, no external style sheets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from harness.core.model import Engine
from harness.observe.css import read_sheets
from harness.observe.decode import count_replaced, decode
from harness.observe.depth import flatten
from harness.observe.head import ends_in_a_tag, headline_of, language
from harness.observe.markup import escaped
from harness.observe.observation import Block, Failure, Hit, Observation, Questions
from harness.observe.payload import find_payload
from harness.observe.regions import settle
from harness.observe.selectors import Index, Selector, among, parse
from harness.observe.structured import parse_json_ld
from harness.observe.vocabulary import MAX_HITS
from harness.observe.walk import NO_ANSWERS, walk

MAX_CHARS = 30_000_000
"""Longer documents are judged by their beginning, and say so."""

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
    text = flatten(text)
    parser = LexborHTMLParser(text)
    index, odd = _compiled(questions.selectors)
    body = parser.body
    head = _Head(parser)
    html_ = body.html if body is not None else None
    if html_ and head.unescaped:
        html_ = escaped(html_)
    answers = walk(html_, read_sheets(tuple(head.sheets)), index) if html_ else NO_ANSWERS
    for selector in odd:
        answers.hits.update(_ask_parser(parser, selector))
    blocks = settle(answers.blocks)
    hits = _root_hits(parser, index, blocks, answers.hits) if index is not None else answers.hits
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


@lru_cache(maxsize=8)
def _compiled(selectors: tuple[str, ...]) -> tuple[Index[str] | None, tuple[str, ...]]:
    """The selectors this product matches itself, and those it leaves to the parser."""
    entries: list[tuple[Selector, str]] = []
    odd = []
    for text in selectors:
        parsed = parse(text)
        if parsed is None:
            odd.append(text)
        else:
            entries += [(one, text) for one in parsed]
    return (Index(entries) if entries else None), tuple(odd)


def _ask_parser(parser: LexborHTMLParser, selector: str) -> dict[str, list[Hit]]:
    try:
        nodes = parser.css(selector)[:5]
    except ValueError:
        return {}
    hits = [
        Hit(
            visible="display:none" not in (n.attributes.get("style") or "").replace(" ", ""),
            filled=n.child is not None,
        )
        for n in nodes
    ]
    return {selector: hits} if hits else {}


class _Root(NamedTuple):
    """``html`` or ``body``, as selectors ask of it."""

    tag: str
    attrs: Mapping[str, str]
    classes: Sequence[str]


def _root_hits(
    parser: LexborHTMLParser, index: Index[str], blocks: Sequence[Block], hits: Mapping[str, list[Hit]]
) -> dict[str, list[Hit]]:
    """``hits`` with what the selectors find of ``html`` and ``body``, where systems write a page's kind."""
    ancestors: list[_Root] = []
    more = dict(hits)
    for node in (parser.root, parser.body):
        if node is None:
            continue
        attrs = {name: value or "" for name, value in node.attributes.items()}
        element = _Root(node.tag or "", attrs, attrs.get("class", "").split())
        found = index.of(element)
        if names := [*found.sure, *among(found.maybe, lambda: ancestors, None)]:
            text = " ".join(b.text for b in blocks[:20] if b.text)[:300]
            hit = Hit(bool(text), text, sum(b.words for b in blocks), filled=bool(blocks))
            for selector in names:
                more[selector] = [hit, *more.get(selector, ())][:MAX_HITS]
        ancestors.append(element)
    return more


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
        self.meta: dict[str, tuple[str, ...]] = {}
        self.links: dict[str, str] = {}
        self.title: LexborNode | None = None
        self.unescaped = False
        for node in parser.css("script, meta, link[rel][href], style, title, body noscript, xmp, plaintext"):
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
            elif tag == "title":
                self.title = self.title or node
            else:
                self.unescaped = True

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
            self.meta[key] = (*self.meta.get(key, ()), content[:2_000])

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
