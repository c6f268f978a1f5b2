"""A page opened for surgery: its HTML with the places where each block of its article stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from selectolax.lexbor import LexborHTMLParser, LexborNode

from harness.language.words import count_words
from harness.measure.faults.case import Case
from harness.observe.decode import decode
from harness.observe.depth import bounded
from harness.observe.observation import Block, Observation
from harness.observe.static import observe
from harness.observe.vocabulary import INLINE, SKIPPED
from harness.reading import read

LEAST_WORDS = 60
"""An article of fewer words gives a cut nothing to leave and nothing to take."""

COVERAGE = 0.9
"""Share of the article's words whose place must be known; else the page is left alone."""

MAX_DEPTH = 380
_MARK = "harness-mark-{0}-{1}-{2};"
_MARKS = re.compile(r"harness-mark-(\d+)-([ab])-(\d+);")


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of the article in the HTML.

    Args:
        start: where it begins, its own tags included.
        end: where it ends.
        text: what a reader reads.
        prose: it is running text (no heading, no label).
        group: number of the element around it: pieces of a group are siblings.
        main: it is set like most of the text; captions, boxes and lists beside it are not.
    """

    start: int
    end: int
    text: str
    prose: bool
    group: int
    main: bool = True


@dataclass(frozen=True, slots=True)
class Specimen:
    """A complete page whose article was found in its HTML.

    ``case.html`` is the document written anew by the HTML parser, and ``pieces`` are offsets into it.
    """

    case: Case
    html: str
    pieces: tuple[Piece, ...]

    @property
    def lang(self) -> str | None:
        return self.case.lang

    @property
    def text(self) -> str:
        """The article as a reader reads it."""
        return "\n".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class _Run:
    """Text that belongs together: sibling nodes, or one element."""

    first: LexborNode
    last: LexborNode
    text: str
    group: int


def examine(case: Case) -> Specimen | None:
    """Open a page for surgery, or ``None`` where its article is too short or cannot be placed in the HTML.

    Args:
        case: a page with an article; its ``truth.text`` becomes the article's text as found here.
    """
    html = bounded(decode(case.html, case.headers.get("content-type")))
    page = observe(html, url=case.url, status=case.status, headers=case.headers)
    article = read(page).article
    wanted = [page.blocks[i] for i in article.blocks]
    if sum(b.words for b in wanted) < LEAST_WORDS:
        return None
    parser = LexborHTMLParser(html)
    body = parser.body
    if body is None:
        return None
    placed = list(_place(wanted, list(_runs(body))))
    if sum(b.words for b, _ in placed) < COVERAGE * sum(b.words for b in wanted):
        return None
    if not placed or placed[-1][0] is not wanted[-1]:
        return None
    for number, (_, run) in enumerate(placed):
        run.first.insert_before(_MARK.format(number, "a", run.group))
        run.last.insert_after(_MARK.format(number, "b", run.group))
    written = parser.html or ""
    main = _main_setting(page, [block for block, _ in placed])
    plain, pieces = _unmark(written, [block for block, _ in placed], main)
    if len(pieces) != len(placed) or any(a.end > b.start for a, b in pairwise(pieces)):
        return None
    truth = replace(case.truth, text="\n".join(piece.text for piece in pieces))
    lang = case.lang or page.lang
    return Specimen(replace(case, html=plain, truth=truth, lang=lang), plain, tuple(pieces))


def _runs(body: LexborNode) -> Iterator[_Run]:
    """The page's runs of text in order, cut as the static engine cuts blocks."""
    groups = iter(range(10**9))

    def walk(element: LexborNode, depth: int) -> Iterator[_Run]:
        group = next(groups)
        run: list[LexborNode] = []
        runs: list[_Run] = []
        alone = element.tag not in ("body", "html")
        child = element.child
        while child is not None:
            tag = child.tag or ""
            if tag == "br" and _double_break(child):
                alone = False
                runs += _made(run, group)
                run = []
            elif tag == "-text" or tag in INLINE or tag == "br" or tag in SKIPPED or tag[:1] in "-!":
                if tag in INLINE and _holds_blocks(child) and depth < MAX_DEPTH:
                    alone = False
                    runs += _made(run, group)
                    run = []
                    runs += walk(child, depth + 1)
                else:
                    run.append(child)
            else:
                alone = False
                runs += _made(run, group)
                run = []
                if depth < MAX_DEPTH:
                    runs += walk(child, depth + 1)
            child = child.next
        runs += _made(run, group)
        if alone and len(runs) == 1:
            outer = element.parent
            yield _Run(element, element, runs[0].text, int(outer.mem_id) if outer is not None else group)
        else:
            yield from runs

    return walk(body, 0)


def _made(nodes: Sequence[LexborNode], group: int) -> list[_Run]:
    while nodes and not _words(nodes[0]):
        nodes = nodes[1:]
    while nodes and not _words(nodes[-1]):
        nodes = nodes[:-1]
    if not nodes:
        return []
    parent = nodes[0].parent
    text = " ".join("".join(_words(n, strip=False) for n in nodes).split())
    return [_Run(nodes[0], nodes[-1], text, int(parent.mem_id) if parent is not None else group)]


def _words(node: LexborNode, *, strip: bool = True) -> str:
    """The text of a node as a reader sees it."""
    tag = node.tag or ""
    if tag == "-text":
        text = node.text_content or ""
    elif tag == "br":
        text = " "
    elif tag in SKIPPED or tag[:1] in "-!":
        text = ""
    else:
        text = "".join(_words(child, strip=False) for child in _children(node))
    return text.strip() if strip else text


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.child
    while child is not None:
        yield child
        child = child.next


def _holds_blocks(node: LexborNode) -> bool:
    for child in _children(node):
        tag = child.tag or ""
        if tag[:1] in "-!" or tag == "br" or tag in SKIPPED:
            continue
        if tag not in INLINE or _holds_blocks(child):
            return True
    return False


def _double_break(node: LexborNode) -> bool:
    """Whether a br is the first or a later one of several in a row."""
    return _break_beside(node, forward=True) or _break_beside(node, forward=False)


def _break_beside(node: LexborNode, *, forward: bool) -> bool:
    at = node.next if forward else node.prev
    while at is not None and at.tag == "-text" and not (at.text_content or "").strip():
        at = at.next if forward else at.prev
    return at is not None and at.tag == "br"


def _place(wanted: Sequence[Block], runs: Sequence[_Run]) -> Iterator[tuple[Block, _Run]]:
    """The runs that are the article's blocks, in order: a block is looked for after the one before it."""
    places: dict[str, list[int]] = {}
    for number, run in enumerate(runs):
        places.setdefault(run.text, []).append(number)
    at = -1
    for block in wanted:
        found = next((n for n in places.get(block.text, ()) if n > at), None)
        if found is not None:
            at = found
            yield block, runs[found]


def _main_setting(page: Observation, blocks: Sequence[Block]) -> frozenset[int]:
    """Which of the article's blocks are set like most of its words: tag of the block, tag and names around it."""
    words: Counter[tuple[str, str, str]] = Counter()
    for block in blocks:
        words[_setting(page, block)] += block.words
    most = max(words, key=lambda setting: words[setting])
    return frozenset(n for n, block in enumerate(blocks) if _setting(page, block) == most)


def _setting(page: Observation, block: Block) -> tuple[str, str, str]:
    box = page.containers[block.container]
    return block.tag, box.tag, box.names


def _unmark(html: str, blocks: Sequence[Block], main: Collection[int]) -> tuple[str, list[Piece]]:
    """The HTML without its marks, and where they stood."""
    parts: list[str] = []
    starts: dict[int, int] = {}
    pieces: list[Piece] = []
    at = length = 0
    for match in _MARKS.finditer(html):
        parts.append(html[at : match.start()])
        length += match.start() - at
        at = match.end()
        number = int(match[1])
        if match[2] == "a":
            starts[number] = length
        elif number in starts:
            block = blocks[number]
            prose = block.tag[:1] != "h" and count_words(block.text) >= 8
            pieces.append(Piece(starts[number], length, block.text, prose, int(match[3]), number in main))
    parts.append(html[at:])
    return "".join(parts), pieces
