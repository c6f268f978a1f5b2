"""Cutting, replacing and adding on an open page. All functions are pure: HTML in, HTML out."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape, unescape
from itertools import pairwise
from random import Random
from typing import Any

from harness.language.words import count_words, ends_a_sentence, is_dense
from harness.measure.faults.specimen import Piece, Specimen
from harness.observe.static import observe
from harness.reading import read

LEAST_KEPT = 20
LEAST_LOST = 25
"""Words that a cut leaves and takes at least."""

LEAST_LEFT = 60
"""Words that may pass for an article on a page whose article was taken away."""

_TOKEN = re.compile(r"<!--.*?-->|<[^>]*>|&(?:#\d+|#[xX][0-9a-fA-F]+|\w+);|\s+|.", re.S)
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)")
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.S | re.I)
_MARKUP = re.compile(r"<(script|style|template)\b.*?</\1>|<[^>]*>", re.S | re.I)
_ELEMENT = re.compile(r"\s*(<([a-zA-Z][\w-]*)\b[^>]*>)(?:(?!<\2\b).)*</\2>\s*", re.S)
_BODY = re.compile(r"<body\b([^>]*)>", re.I)
_STYLE = re.compile(r"""\bstyle\s*=\s*(["'])(.*?)\1""", re.S | re.I)


@dataclass(frozen=True, slots=True)
class Cut:
    """A page cut in two: the HTML up to the cut, and what of the page follows the article.

    ``before`` ends where text may be added to the last paragraph with :meth:`joined`'s ``mark``;
    ``kept`` and ``lost`` are the article's text on either side; ``at`` is the cut's place in the whole page.
    """

    before: str
    closing: str
    after: str
    kept: str
    lost: str
    at: int

    def joined(self, *, mark: str = "", then: str = "") -> str:
        """The document: ``mark`` ends the last paragraph, ``then`` follows it."""
        return self.before + mark + self.closing + then + self.after


def cut_inside(page: Specimen, share: float, random: Random) -> Cut | None:
    """Cut the article in the middle of a sentence after about ``share`` of it, or ``None``."""
    aim = share * sum(len(p.text) for p in page.pieces)
    before = 0
    best: tuple[float, int, int] | None = None
    for number, piece in enumerate(page.pieces):
        length = len(piece.text)
        if piece.prose and piece.main:
            place = min(max(aim - before, 0.25 * length), 0.75 * length)
            offset = _inside_sentence(piece.text, int(place))
            if offset is not None and (best is None or abs(before + offset - aim) < best[0]):
                best = (abs(before + offset - aim), number, offset)
        before += length
    if best is None:
        return None
    _, number, offset = best
    piece = page.pieces[number]
    inner = _cut_html(page.html[piece.start : piece.end], offset)
    if inner is None:
        return None
    kept = [*(p.text for p in page.pieces[:number]), piece.text[:offset].rstrip()]
    lost = [piece.text[offset:].lstrip(), *(p.text for p in page.pieces[number + 1 :])]
    return _cut(page, number, inner, kept, lost)


def cut_between(page: Specimen, share: float, random: Random) -> Cut | None:
    """Cut the article after a whole paragraph, at about ``share`` of it, or ``None``."""
    total = sum(len(p.text) for p in page.pieces)
    before = 0
    best: tuple[float, int] | None = None
    last_prose = max((n for n, p in enumerate(page.pieces) if p.prose), default=-1)
    for number, piece in enumerate(page.pieces):
        before += len(piece.text)
        if piece.prose and piece.main and number < last_prose and ends_a_sentence(piece.text):
            distance = abs(before - share * total)
            if best is None or distance < best[0]:
                best = (distance, number)
    if best is None:
        return None
    number = best[1]
    piece = page.pieces[number]
    kept = [p.text for p in page.pieces[: number + 1]]
    lost = [p.text for p in page.pieces[number + 1 :]]
    return _cut(page, number, (page.html[piece.start : piece.end], ""), kept, lost)


def _cut(
    page: Specimen, number: int, inner: tuple[str, str], kept: Sequence[str], lost: Sequence[str]
) -> Cut | None:
    if count_words("\n".join(kept)) < LEAST_KEPT or count_words("\n".join(lost)) < LEAST_LOST:
        return None
    piece = page.pieces[number]
    after = _without(page.html, piece.end, page.pieces[number:])
    at = piece.start + len(inner[0])
    whole = Cut(page.html[:at], inner[1], after, "\n".join(kept), "\n".join(lost), at)
    probe = max(lost, key=len)
    if len(probe) >= 40 and probe[-40:] in _shown(whole.before + whole.after):
        return None  # the page holds the article twice: cutting one leaves the other
    return Cut(
        without_copies(whole.before, probe),
        whole.closing,
        without_copies(whole.after, probe),
        whole.kept,
        whole.lost,
        at,
    )


def _shown(html: str) -> str:
    """The text of ``html`` outside scripts, roughly: enough to find a sentence again."""
    return " ".join(unescape(_MARKUP.sub("", html)).split())


def _without(html: str, at: int, pieces: Sequence[Piece]) -> str:
    """``html`` from ``at``, without ``pieces[1:]`` and what stands between siblings among them."""
    parts: list[str] = []
    for last, piece in pairwise(pieces):
        if piece.group != last.group:
            parts.append(html[last.end : piece.start])
        at = piece.end
    parts.append(html[at:])
    return "".join(parts)


def replaced(page: Specimen, instead: str, *, most: int | None = None) -> str | None:
    """The document with ``instead`` in place of the article; the site's frame around it stays.

    ``None`` where the page still has an article after that: a copy, or text that was not found.

    Args:
        most: words that may still pass for one; an eighth of the article's if not given, and few at least.
    """
    first = page.pieces[0]
    rest = _without(page.html, first.end, page.pieces)
    probe = max((p.text for p in page.pieces), key=len)
    html = without_copies(page.html[: first.start] + instead + rest, probe)
    left = read(observe(html, url=page.case.url)).article.words
    return None if left > (most or max(LEAST_LEFT, count_words(page.text) // 8)) else html


def after_article(page: Specimen, added: str) -> str:
    """The document with ``added`` right after the article's last paragraph."""
    at = page.pieces[-1].end
    return page.html[:at] + added + page.html[at:]


def before_article(page: Specimen, added: str) -> str:
    """The document with ``added`` right before the article's first paragraph."""
    at = page.pieces[0].start
    return page.html[:at] + added + page.html[at:]


def between_paragraphs(page: Specimen, added: str) -> tuple[str, int] | None:
    """The document with ``added`` after a paragraph near the middle, and that piece's number."""
    middle = len(page.pieces) // 2
    inner = [n for n, p in enumerate(page.pieces[:-1]) if p.prose and ends_a_sentence(p.text)]
    if not inner:
        return None
    number = min(inner, key=lambda n: abs(n - middle))
    at = page.pieces[number].end
    return page.html[:at] + added + page.html[at:], number


def like_piece(page: Specimen, number: int, text: str) -> str:
    """A paragraph with ``text``, set in the element that the piece of that number is set in."""
    piece = page.pieces[number]
    own = _ELEMENT.fullmatch(page.html[piece.start : piece.end])
    inner = escape(text, quote=False)
    return f"{own[1]}{inner}</{own[2]}>" if own else f"<p>{inner}</p>"


def at_end(html: str, added: str) -> str:
    """The document with ``added`` at the end of its body."""
    at = html.lower().rfind("</body>")
    return html[:at] + added + html[at:] if at >= 0 else html + added


def in_head(html: str, added: str) -> str:
    """The document with ``added`` at the end of its head."""
    at = html.lower().find("</head>")
    return html[:at] + added + html[at:] if at >= 0 else added + html


def body_style(html: str, style: str) -> str:
    """The document with ``style`` on its body."""

    def styled(match: re.Match[str]) -> str:
        attributes = match[1]
        if own := _STYLE.search(attributes):
            joined = f'style="{own[2].rstrip("; ")};{style}"'.replace("'", "&#39;")
            return f"<body{attributes[: own.start()]}{joined}{attributes[own.end() :]}>"
        return f'<body{attributes} style="{style}">'

    return _BODY.sub(styled, html, count=1)


def without_copies(html: str, text: str) -> str:
    """``html`` without the article's copies in data: a site that cuts does not deliver them.

    ``articleBody`` goes from JSON-LD; other scripts go when they hold ``text``'s words.
    """
    probe = text[:40]

    def cleaned(match: re.Match[str]) -> str:
        if "ld+json" in match[1].lower():
            try:
                data = json.loads(match[2])
            except ValueError:
                return "" if probe and probe in match[2] else match[0]
            return f"<script{match[1]}>{_script_json(_without_body(data))}</script>"
        return "" if len(probe) >= 20 and probe in match[2] else match[0]

    return _SCRIPT.sub(cleaned, html)


def _without_body(data: Any) -> Any:
    if isinstance(data, dict):
        return {k: _without_body(v) for k, v in data.items() if k not in ("articleBody", "text")}
    if isinstance(data, list):
        return [_without_body(item) for item in data]
    return data


def with_data(html: str, **fields: object) -> str:
    """The document with the article's own JSON-LD saying ``fields``; one is added where there is none."""
    done = False

    def added(match: re.Match[str]) -> str:
        nonlocal done
        if done or "ld+json" not in match[1].lower():
            return match[0]
        try:
            data = json.loads(match[2])
        except ValueError:
            return match[0]
        node = _article_node(data)
        if node is None:
            return match[0]
        node.update(fields)
        done = True
        return f"<script{match[1]}>{_script_json(data)}</script>"

    html = _SCRIPT.sub(added, html)
    if done:
        return html
    data = {"@context": "https://schema.org", "@type": "NewsArticle", **fields}
    return in_head(html, f'<script type="application/ld+json">{_script_json(data)}</script>')


def _script_json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False).replace("</", "<\\/")


def _article_node(data: Any) -> dict[str, Any] | None:
    if isinstance(data, dict):
        kinds = data.get("@type")
        if any(
            str(k).endswith(("Article", "BlogPosting"))
            for k in (kinds if isinstance(kinds, list) else [kinds])
        ):
            return data
        data = data.get("@graph", [])
    if isinstance(data, list):
        return next((node for item in data if (node := _article_node(item)) is not None), None)
    return None


def _inside_sentence(text: str, place: int) -> int | None:
    """An offset near ``place`` where ``text`` is cut between two words of one sentence."""
    dense = is_dense(text)
    for offset in range(place, max(4, place // 3), -1):
        if dense:
            if text[offset - 1 : offset + 1].isalpha():
                return offset
        elif text[offset : offset + 1] == " ":
            last = text[:offset].rsplit(" ", 1)[-1]
            if last.isalpha() and len(last) > 1 and text[offset + 1 : offset + 2].islower():
                return offset
    for offset in range(place, max(4, place // 3), -1):  # scripts without small letters
        if text[offset : offset + 1] == " " and text[:offset].rsplit(" ", 1)[-1].isalpha():
            return offset
    return None


def _cut_html(fragment: str, offset: int) -> tuple[str, str] | None:
    """``fragment`` up to ``offset`` characters of its text, and the end tags that close what is open."""
    seen = 0
    gap = True  # white space at the start is none
    open_tags: list[str] = []
    for match in _TOKEN.finditer(fragment):
        token = match[0]
        if token[0] == "<" and len(token) > 1:
            tag = _TAG.match(token)
            if tag is None:
                continue
            name = tag[2].lower()
            if tag[1]:
                if name in open_tags:
                    while open_tags.pop() != name:
                        pass
            elif name not in _VOID and not token.endswith("/>"):
                open_tags.append(name)
            if name == "br" and not gap:
                seen += 1
                gap = True
            continue
        if seen >= offset:
            return fragment[: match.start()], "".join(f"</{name}>" for name in reversed(open_tags))
        if token.isspace():
            seen += not gap
            gap = True
        else:
            seen += len(unescape(token)) if token[0] == "&" else 1
            gap = False
    return None
