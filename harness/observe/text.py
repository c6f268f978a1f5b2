"""An observation from a scraper's output: plain text, no HTML."""

from __future__ import annotations

from harness.model import Engine
from harness.observation import Block, Container, Observation
from harness.observe.decode import decode
from harness.reading.words import count_words


def observe_text(
    text: str | bytes, *, url: str | None = None, title: str = "", lang: str | None = None
) -> Observation:
    """What a reader of ``text`` finds: every line is a block of the page's body.

    Args:
        text: the scraper's output.
        url: the page's address, if known.
        title: its title, if known.
        lang: its language, if known.
    """
    text = decode(text, "text/plain; charset=utf-8" if isinstance(text, bytes) else None)
    blocks = []
    for number, line in enumerate(
        line for line in (" ".join(raw.split()) for raw in text.splitlines()) if line
    ):
        words = count_words(line)
        heading = number == 0 and words <= 30
        blocks.append(
            Block(line[:20_000], "h1" if heading else "p", container=0, words=words, emphasis=heading)
        )
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
