"""What an element inherits from those around it."""

from __future__ import annotations

from harness.observe.observation import Hidden, Region


class Context:
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

    __slots__ = (
        "clip", "code", "faded", "hidden", "in_article", "loose", "overlay", "quote", "region", "root",
    )  # fmt: skip

    def __init__(
        self,
        region: Region = Region.BODY,
        root: int = 0,
        hidden: Hidden | None = None,
        quote: bool = False,
        code: bool = False,
        faded: bool = False,
        overlay: int = -1,
        in_article: bool = False,
        clip: int = 0,
        loose: bool = False,
    ) -> None:
        self.region = region
        self.root = root
        self.hidden = hidden
        self.quote = quote
        self.code = code
        self.faded = faded
        self.overlay = overlay
        self.in_article = in_article
        self.clip = clip
        self.loose = loose

    def within(self, around: Context) -> Context:
        """The same in the region that holds in ``around``."""
        return Context(
            around.region, around.root, self.hidden, self.quote, self.code, self.faded, self.overlay,
            self.in_article, self.clip, around.loose,
        )  # fmt: skip

    def quoted(self) -> Context:
        """The same in a quotation."""
        return Context(
            self.region, self.root, self.hidden, True, self.code, self.faded, self.overlay,
            self.in_article, self.clip, self.loose,
        )  # fmt: skip
