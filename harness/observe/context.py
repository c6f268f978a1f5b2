"""What an element inherits from those around it."""

from __future__ import annotations

from typing import NamedTuple

from harness.observation import Hidden, Region


class Context(NamedTuple):
    """What holds at a place of a page.

    Args:
        region: the part of the page.
        root: number of the region's outermost element.
        hidden: why nothing is seen here, or ``None``.
        quote: a quotation.
        code: preformatted.
        faded: a fade lies over it.
        overlay: index of the overlay it lies in, or -1.
        in_article: inside an article or main element.
        clip: number of the box of fixed height around it, 0 for none.
        loose: its region ends where a container of main text begins.
    """

    region: Region = Region.BODY
    root: int = 0
    hidden: Hidden | None = None
    quote: bool = False
    code: bool = False
    faded: bool = False
    overlay: int = -1
    in_article: bool = False
    clip: int = 0
    loose: bool = False
