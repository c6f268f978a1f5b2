"""The page as plain frozen data: what both engines answer and all rules read.

The border of the product. Before it: IO, clocks, a browser. After it: functions on these values.
Text that a page hides never enters an observation: a hidden block has its word count and no text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from harness.core.model import Engine


class Region(StrEnum):
    """The part of the page a block stands in, from the tags, roles and class words around it."""

    BODY = "body"
    HEADER = "header"
    NAV = "nav"
    FOOTER = "footer"
    ASIDE = "aside"
    RELATED = "related"
    COMMENTS = "comments"
    NEWSLETTER = "newsletter"
    CONSENT = "consent"
    WALL = "wall"
    WIDGET = "widget"


class Hidden(StrEnum):
    """Why a reader does not see a block that is in the DOM."""

    NOT_DISPLAYED = "not_displayed"
    CLIPPED = "clipped"
    BLURRED = "blurred"
    TRANSPARENT = "transparent"
    COVERED = "covered"
    OFFSCREEN = "offscreen"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the page, in CSS pixels from the top left of the document."""

    x: float
    y: float
    width: float
    height: float


class Block(NamedTuple):
    """A run of text that a page sets apart: a paragraph, heading, list item, caption, button.

    A named tuple, like :class:`Container`: pages have them by the thousand, and it is built four times faster.

    Args:
        text: visible text, white space collapsed; empty when ``hidden``.
        tag: the nearest block element's tag (``button``, ``label``, ``summary`` count as blocks).
        region: the part of the page it stands in.
        container: index of its container (see :attr:`Observation.containers`).
        words: words of the text, also when hidden.
        link_chars: characters of ``text`` inside links.
        href: the target of its first link, as written.
        hidden: why it is not seen, or ``None``.
        faded: a fade or mask lies over its end.
        quote: it stands in a blockquote or q.
        code: it stands in pre or code.
        emphasis: all of its text is bold, italic or a heading.
        overlay: index into :attr:`Observation.overlays`, or -1.
        root: number of the region's outermost element, to tell two regions of a kind apart (0: none).
        box: where it is, browser only.
        links: its links in order: characters of their text and their addresses as written; the browser's, only the
            first, with the characters of all.
    """

    text: str
    tag: str
    region: Region = Region.BODY
    container: int = 0
    words: int = 0
    link_chars: int = 0
    href: str | None = None
    hidden: Hidden | None = None
    faded: bool = False
    quote: bool = False
    code: bool = False
    emphasis: bool = False
    overlay: int = -1
    root: int = 0
    box: Box | None = None
    links: tuple[tuple[int, str], ...] = ()


class Container(NamedTuple):
    """An element that holds blocks: its parent's index (-1 for the root), tag and class words with id."""

    parent: int
    tag: str
    names: str = ""
    itemprop: str = ""


@dataclass(frozen=True, slots=True)
class Overlay:
    """A box laid over the page: a dialog, a fixed sheet, a modal.

    Args:
        text: its visible text, at most 2,000 characters.
        share: share of the viewport it covers, 0 to 1; ``None`` when unknown (static).
        names: its class words and id.
        dismissible: it shows a way to close it.
        frame: the address of the frame that fills it, or ``None``.
        box: where it is, browser only.
    """

    text: str
    share: float | None
    names: str = ""
    dismissible: bool = False
    frame: str | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """An iframe: its address, whether it is seen, and its visible text where the engine can read it."""

    src: str
    visible: bool
    text: str = ""
    share: float | None = None
    box: Box | None = None
    block: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """An element that one of the rules' selectors found.

    Args:
        visible: a reader sees it (it has a box, text or picture, and nothing hides it).
        text: its visible text, at most 300 characters.
        words: words of all its text, also when hidden.
        region: the part of the page.
        block: index of the first block in or after it, to tell where it stands.
        share: share of the viewport, browser only.
        filled: it has child elements or text, so it is no empty mount point.
        box: where it is, browser only.
    """

    visible: bool
    text: str = ""
    words: int = 0
    region: Region = Region.BODY
    block: int = 0
    share: float | None = None
    filled: bool = False
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Payload:
    """Running text in the data of a page's scripts: its words, and the share of it that is shown."""

    words: int
    shown: float


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a page did not load, or not wholly: a stable code and a sentence. Codes: docs/reliability.md."""

    code: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Questions:
    """What the rules ask of a page beyond the fixed facts.

    Args:
        selectors: CSS selectors whose matches become :attr:`Observation.hits`.
        marks: substrings to look for in inline scripts; those found are :attr:`Observation.marks`.
        aim: where a picture of the page is taken, from what it answered to how many CSS pixels down; ``None``:
            no picture is taken.
    """

    selectors: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    aim: Callable[[Any], float] | None = None


@dataclass(frozen=True, slots=True)
class Observation:
    """Everything a rule may ask about a page. Field names say what; absent is empty, 0 or ``None``.

    Args:
        blocks: in document order, hidden ones without their text.
        containers: the elements that hold blocks; index 0 is the body.
        hits: by selector, at most five a selector, in document order; absent key: nothing found.
        marks: the rules' substrings that inline scripts contain.
        meta: by lower-case name or property, all values.
        links: by lower-case rel, the first address.
        data: JSON-LD objects and microdata as parsed; articleBody replaced by its measure
            (``observe/structured.py``).
        payload: article text in the scripts' data, measured (``observe/payload.py``).
        scripts: addresses of scripts, as written.
        counts: how many of: ``a img video audio iframe form input password search textarea table
            button time pre canvas svg script`` are seen (scripts: are there).
        noscript: text of noscript elements (scripts are assumed on), at most 1,000 characters.
        scroll_locked: the body cannot be scrolled.
        bytes: size of the served document.
        closed: the document ends with an end tag, not in mid-text (``None``: not known).
        replaced: characters that could not be decoded (U+FFFD), and mojibake pairs.
        partial: the capture is known to be incomplete, and why (cut body, hang, budget).
        failure: no page at all, and why.
    """

    engine: Engine
    url: str | None = None
    final_url: str | None = None
    redirects: tuple[str, ...] = ()
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    content_type: str = "text/html"
    title: str = ""
    lang: str | None = None
    rtl: bool = False
    blocks: tuple[Block, ...] = ()
    containers: tuple[Container, ...] = (Container(-1, "body"),)
    overlays: tuple[Overlay, ...] = ()
    frames: tuple[Frame, ...] = ()
    hits: Mapping[str, tuple[Hit, ...]] = field(default_factory=dict)
    marks: frozenset[str] = frozenset()
    meta: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    data: tuple[Mapping[str, Any], ...] = ()
    payload: Payload | None = None
    scripts: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    noscript: str = ""
    scroll_locked: bool = False
    bytes: int = 0
    closed: bool | None = None
    replaced: int = 0
    partial: Failure | None = None
    failure: Failure | None = None
    viewport: tuple[int, int] = (1280, 900)
