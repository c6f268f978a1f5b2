"""Notices where the article should go on, and what they speak of.

A notice is a line or two set apart from the text: a heading, a sentence, a button. What is set like the
paragraphs above it is text, and texts speak of subscriptions and errors as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from harness.language.concepts import concepts
from harness.language.speaks_of import names_text
from harness.observe.observation import Block, Region
from harness.reading.article import Article, Ending

FEWEST, MOST = 4, 45
"""Words of a notice's sentence."""

LAST = 25
"""Words of one that was taken for a last line of the text."""

HEADING, BUTTON = 10, 6
"""Words that its heading and its buttons have at most."""

NEAR = 6
"""Blocks after the text in which it stands."""

TEASER = 350
"""A text of more words that does not break off is no teaser: the notice below asks for something else."""

_ELSEWHERE = frozenset(
    {Region.NAV, Region.FOOTER, Region.HEADER, Region.RELATED, Region.COMMENTS, Region.CONSENT, Region.NEWSLETTER}
)  # fmt: skip
_TABLES = frozenset({"td", "th", "dt", "dd"})
_HEADS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_PARAGRAPH, _ABOVE = 20, 6


class Notice(NamedTuple):
    """A notice.

    Args:
        at: its sentence's block.
        says: what it speaks of.
        names: it names the article.
        aside: its sentence is about something else: a newsletter, comments, a video, a mistake to report.
    """

    at: int
    says: frozenset[str]
    names: bool
    aside: bool

    @property
    def onward(self) -> bool:
        """Whether it is about reading the article, or the rest of it."""
        return "rest" in self.says or {"read", "text"} <= self.says


def find_notices(
    blocks: Sequence[Block], article: Article, at_cut: Sequence[int], lang: str | None
) -> tuple[Notice, ...]:
    """The notices among the blocks ``at_cut``, nearest first."""
    if article.words > TEASER and article.ending is not Ending.ELLIPSIS:
        return ()
    # a notice that nothing tells from the text by its box was taken for the text's last lines
    found = (
        one_at(blocks, i, lang)
        for i in at_cut[:NEAR]
        if (i > article.end or blocks[i].words <= LAST) and not _set_as_text(blocks, i)
    )
    return tuple(one for one in found if one is not None and not one.aside)


def one_at(blocks: Sequence[Block], index: int, lang: str | None) -> Notice | None:
    """The notice whose sentence is the block ``index``, if it can be one."""
    block = blocks[index]
    if not FEWEST <= block.words <= MOST or block.region in _ELSEWHERE or block.overlay >= 0:
        return None
    if block.hidden is not None or block.quote or block.code or block.tag in _TABLES:
        return None
    above = blocks[index - 1] if index else None
    headed = above is not None and above.tag in _HEADS and above.words <= HEADING
    sentence = f"{above.text} . {block.text}" if headed and above else block.text
    says = concepts(sentence, lang)
    aside = "other" in says
    for button in _buttons(blocks, index):
        says |= concepts(button.text, lang)
    return Notice(index, says, names_text(sentence), aside)


def _buttons(blocks: Sequence[Block], index: int) -> Iterator[Block]:
    for below in blocks[index + 1 : index + 3]:
        if below.hidden is not None or not 0 < below.words <= BUTTON:
            return
        if not below.link_chars and below.tag != "button":
            return
        yield below


def _set_as_text(blocks: Sequence[Block], index: int) -> bool:
    block = blocks[index]
    return any(
        (above.tag, above.container) == (block.tag, block.container) and above.words >= _PARAGRAPH
        for above in blocks[max(0, index - _ABOVE) : index]
    )
