"""Article text in the data that applications ship with a page (``__NEXT_DATA__``, ``__NUXT__``, Fusion, flight chunks).

Such text is delivered and not shown: it is measured here, and never kept. Only pages that show little are
searched, since only they can lack it, and only scripts that hold data and name the page's own headline: others
hold messages, offers and other articles.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Sequence

from harness.language.words import count_words
from harness.observe.observation import Block, Payload
from harness.observe.structured import share_shown

MOST_SHOWN = 400
"""A page that shows more words of prose is not searched."""

MIN_WORDS = 80
"""Less is a summary, a message, or a box about the author."""

MAX_CHARS = 2_000_000
_MIN_PROSE, _MIN_STRING, _MIN_SCRIPT = 12, 60, 400
_HEADLINE = (8, 16)

_DATA = re.compile(
    r"\s*(?:[{\[\"]|(?:window|self|globalThis)\s*[.\[]|(?:var|let|const)\s+[\w$]+\s*=\s*[{\[\"]|[\w$]+\.[\w$]+\s*=[^=])"
)
_STRING = re.compile(r'"([^"\\]*+(?:\\(?:.|\Z)[^"\\]*+)*+)"?', re.S)
_TAG = re.compile(r"<[^<>]{1,2000}>")
_SENTENCE = re.compile(r"[.!?…。！？।؟](?:[\s\"'”’»)]|$)")
_CODE = re.compile(r"[{}=;<>|\\]")


def find_payload(
    scripts: Iterable[str], blocks: Sequence[Block], headline: str, shown: str
) -> Payload | None:
    """The article text in ``scripts``, measured; ``None`` where there is none, or the page shows enough.

    Args:
        scripts: the page's inline scripts.
        blocks: what it shows.
        headline: its title, as its tags tell it.
        shown: its visible text.
    """
    if not wants_payload(blocks, headline):
        return None
    held = [s for s in scripts if len(s) >= _MIN_SCRIPT and _DATA.match(s)]
    name = headline[: _HEADLINE[1]].strip()
    spelled = (name, html.escape(name), json.dumps(name)[1:-1])
    if sum(map(len, held)) > MAX_CHARS or not any(one in s for s in held for one in spelled):
        return None
    texts = dict.fromkeys(text for script in held for text in _prose(script, 0))
    words = sum(map(count_words, texts))
    if words < MIN_WORDS:
        return None
    return Payload(words, share_shown("\n".join(texts), shown))


def wants_payload(blocks: Sequence[Block], headline: str) -> bool:
    """Whether a page shows so little that its scripts are searched, and has a headline to know its data by."""
    if len(headline) < _HEADLINE[0]:
        return False
    shown = 0
    for block in blocks:
        if block.hidden is None and block.words >= _MIN_PROSE and block.link_chars * 2 < len(block.text):
            shown += block.words
            if shown > MOST_SHOWN:
                return False
    return True


def _prose(script: str, depth: int) -> Iterator[str]:
    """The strings of data that are running text; data within strings are looked through as well."""
    for match in _STRING.finditer(script):
        raw = match[1]
        if len(raw) < _MIN_STRING or " " not in raw:
            continue
        text = _unescaped(raw)
        if depth < 2 and '":' in text:
            yield from _prose(text, depth + 1)
            continue
        if "<" in text or "&" in text:
            text = html.unescape(_TAG.sub(" ", text))
        text = " ".join(text.split())
        if _is_prose(text):
            yield text


def _unescaped(raw: str) -> str:
    try:
        return str(json.loads(f'"{raw}"', strict=False))
    except ValueError:
        return raw


def _is_prose(text: str) -> bool:
    if count_words(text) < _MIN_PROSE or not _SENTENCE.search(text):
        return False
    sample = text[:1_000]
    return len(_CODE.findall(sample)) * 100 < len(sample) and "http" not in sample[:8]
