"""An observation from a scraper's output: plain text, no HTML."""

from __future__ import annotations

import re

from harness.core.model import Engine
from harness.language.words import count_words
from harness.observe.comments import BEFORE, is_heading
from harness.observe.decode import decode
from harness.observe.observation import Block, Container, Observation, Region

_BULLET = re.compile(r"[-*•·‣▪]\s")


def observe_text(
    text: str | bytes, *, url: str | None = None, title: str = "", lang: str | None = None
) -> Observation:
    """What a reader of ``text`` finds: every line is a block of the page's body, until a heading that begins
    the readers' comments.

    Args:
        text: the scraper's output.
        url: the page's address, if known.
        title: its title, if known.
        lang: its language, if known.
    """
    text = decode(text, "text/plain; charset=utf-8" if isinstance(text, bytes) else None)
    blocks: list[Block] = []
    words, region = 0, Region.BODY
    for line in (line for line in (" ".join(raw.split()) for raw in text.splitlines()) if line):
        if words >= BEFORE and is_heading(line):
            region = Region.COMMENTS
        blocks.append(_block(line, first=not blocks, region=region))
        words += blocks[-1].words
    return Observation(
        engine=Engine.TEXT,
        url=url,
        final_url=url,
        content_type="text/plain",
        title=title,
        lang=lang,
        blocks=tuple(blocks),
        containers=(Container(-1, "body"),),
        bytes=len(text),
    )


def _block(line: str, *, first: bool, region: Region) -> Block:
    words = count_words(line)
    heading = first and words <= 30
    tag = "h1" if heading else "li" if _BULLET.match(line) else "p"
    return Block(line[:20_000], tag, container=0, words=words, emphasis=heading, region=region)
