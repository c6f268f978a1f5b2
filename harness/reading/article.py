"""Which blocks are the main text, where it ends, what stands right after it, and how it ends."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from harness.observation import Block, Container, Hidden, Observation, Region
from harness.reading.words import ends_a_sentence, ends_in_ellipsis

PROSE_TAGS = frozenset("p div td section article blockquote main body center span dd figure li pre".split())
MIN_PROSE = 8
"""Words from which a block can be a paragraph; shorter runs are labels."""

NEAR_BLOCKS = 14
NEAR_WORDS = 220
"""How far "right after the article" reaches."""

_SEMANTIC = re.compile(
    r"(?:^|[\s_-])(?:article-?(?:body|content|text|copy)[\w-]*|articlebody|story-?(?:body|content|text)[\w-]*|storytext|entry-?content"
    r"|post-?(?:body|content|text|entry)|body-?(?:copy|text|content)|content-?(?:body|text)|rich-?text|news-?(?:body|text|content|detail)"
    r"|single-content|td-post-content|available-content|text-content|field-name-body|field--name-body|prose|artikel-?(?:text|body|inhalt)?"
    r"|texto|cuerpo|contenu|testo|singlepost)(?:$|[\s_-])",
    re.I,
)
_NO_TEXT = frozenset(
    {Region.NAV, Region.FOOTER, Region.HEADER, Region.ASIDE, Region.RELATED, Region.COMMENTS, Region.CONSENT,
     Region.NEWSLETTER, Region.WIDGET}
)  # fmt: skip
_NEVER_TEXT = frozenset({Region.NAV, Region.FOOTER, Region.COMMENTS, Region.CONSENT, Region.RELATED})
FEW_WORDS = 40
"""With less prose than this outside named regions, text in asides and headers may be the article."""

_TRAILER = re.compile(
    r"^\s*(?:©|\(c\)\s|copyright|all rights reserved|tags?\s*:|topics?\s*:|filed under|posted in|photos?\s*:|foto\s*:"
    r"|source\s*:|quelle\s*:|by\s+[A-Z]\w+\s+[A-Z]\w+\s*$|follow (?:us|him|her|me|them)\b|\(?(?:dpa|afp|reuters|ap|efe|ansa)[/)\s]"
    r"|published\b|updated\b|last (?:updated|modified)\b|share\b|advertisement)",
    re.I,
)


class Ending(StrEnum):
    """How the last paragraph ends."""

    SENTENCE = "sentence"
    ELLIPSIS = "ellipsis"
    OPEN = "open"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Article:
    """The main text, by the indices of its blocks.

    Args:
        blocks: the visible blocks that are main text, in order.
        container: the container that holds them, or -1.
        words: words a reader can see.
        hidden_words: words of prose in the same container that are delivered and not seen.
        hidden_why: what hides most of those, or ``None``.
        end: index of the last main block, or -1.
        after: indices of the visible blocks right after the end, nearest first.
        ending: how the last paragraph ends.
        first: the first paragraph's text.
        last: the last paragraph's text.
        paragraphs: how many blocks are running text.
        semantic: the page itself names the container as an article's body.
        share: share of the page's visible words outside navigation that is main text.
    """

    blocks: tuple[int, ...] = ()
    container: int = -1
    words: int = 0
    hidden_words: int = 0
    hidden_why: Hidden | None = None
    end: int = -1
    after: tuple[int, ...] = ()
    ending: Ending = Ending.NONE
    first: str = ""
    last: str = ""
    paragraphs: int = 0
    semantic: bool = False
    share: float = 0.0


def find_article(
    page: Observation, boxes: Collection[int] = (), walls: Collection[int] = (), offers: Collection[int] = ()
) -> Article:
    """The main text of a page.

    Args:
        page: the observation.
        boxes: blocks that are known to be no main text (offers, notices), by what they say.
        walls: those of them that say that one cannot read on.
        offers: blocks that speak of money or an account, however softly.
    """
    blocks = page.blocks
    prose = [i for i, b in enumerate(blocks) if i not in boxes and _is_prose(b)]
    if sum(blocks[i].words for i in prose) < FEW_WORDS:
        # regions by name lie at times; a page without prose elsewhere is read once more with an open mind
        prose = [i for i, b in enumerate(blocks) if i not in boxes and _is_prose(b, _NEVER_TEXT)]
    seen = [i for i in prose if blocks[i].hidden is None]
    container, semantic = _container(page, prose, seen)
    inside = _inside(page.containers, container)
    mine = [i for i in seen if blocks[i].container in inside]
    if not mine:
        return Article(container=container, after=_from(blocks, _heading(blocks)), semantic=semantic)
    mine = _trim(blocks, _core(page, _to_break(page, _before_wall(page, mine, walls, offers))))
    mine += _stub(blocks, mine[-1], boxes)
    first, end = mine[0], mine[-1]
    chosen = set(mine)
    text = [
        i for i in range(first, end + 1) if i in chosen or (i not in boxes and _is_text(blocks[i], inside))
    ]
    words = sum(blocks[i].words for i in text)
    hidden = [
        b
        for i, b in enumerate(blocks)
        if b.hidden and i > first - 3 and b.container in inside and _is_prose(b)
    ]
    last = blocks[end].text
    total = sum(b.words for b in blocks if b.hidden is None and b.region is not Region.NAV) or 1
    return Article(
        blocks=tuple(text),
        container=container,
        words=words,
        hidden_words=sum(b.words for b in hidden),
        hidden_why=max(hidden, key=lambda b: b.words).hidden if hidden else None,
        end=end,
        after=_from(blocks, end),
        ending=ending_of(last),
        first=blocks[first].text,
        last=last,
        paragraphs=len(mine),
        semantic=semantic,
        share=words / total,
    )


def ending_of(text: str) -> Ending:
    """How ``text`` ends."""
    if not text:
        return Ending.NONE
    if ends_in_ellipsis(text):
        return Ending.ELLIPSIS
    return Ending.SENTENCE if ends_a_sentence(text) else Ending.OPEN


def _is_prose(block: Block, skip: frozenset[Region] = _NO_TEXT) -> bool:
    return (
        block.words >= MIN_PROSE
        and block.region not in skip
        and block.overlay < 0
        and block.tag in PROSE_TAGS
        and block.link_chars * 2 <= max(len(block.text), 1)
    )


def _is_text(block: Block, inside: set[int]) -> bool:
    return (
        block.hidden is None
        and block.container in inside
        and (block.region is Region.BODY or block.region is Region.WALL)
        and block.overlay < 0
        and (block.link_chars * 3 <= len(block.text) * 2 or block.words >= 30)
    )


def _container(page: Observation, prose: Sequence[int], seen: Sequence[int]) -> tuple[int, bool]:
    """The deepest container that holds most of the prose, or the one the page names as the text's."""
    containers = page.containers
    own = [0.0] * len(containers)
    teasers = _teasers(page, prose)
    for i in prose:
        block = page.blocks[i]
        weight = 1.0 if block.tag in ("p", "blockquote") else 0.5 if block.tag == "li" else 0.75
        weight *= TEASER if i in teasers else 1.0
        own[block.container] += block.words * weight * (1.0 if block.hidden is None else 0.5)
    totals = own[:]
    for c in range(len(containers) - 1, 0, -1):
        totals[containers[c].parent] += totals[c]
    if not totals[0]:
        return 0, False
    children: dict[int, list[int]] = {}
    for c in range(1, len(containers)):
        if totals[c]:
            children.setdefault(containers[c].parent, []).append(c)
    at = 0
    while inner := children.get(at):
        best = max(inner, key=lambda c: totals[c])
        if totals[best] < 0.7 * totals[at]:
            break
        at = best
    named = _named(page, totals, at)
    if named >= 0:
        return named, True
    return at, containers[at].tag == "article"


TEASER = 0.1
"""What a word of a teaser weighs beside a word of running text."""

MIN_TEASERS = 4
_NUMBERED = re.compile(r"\d+")


def _heads(block: Block) -> bool:
    return block.words >= (1 if block.tag in ("h2", "h3", "h4") else 3)


def _teasers(page: Observation, prose: Sequence[int]) -> frozenset[int]:
    """Prose that stands in cards: below a line that is all link, in one of several boxes of a kind."""
    blocks = page.blocks
    seen: set[int] = set()
    kinds: dict[tuple[str, str], dict[int, list[int]]] = {}
    for i in prose:
        box = blocks[i].container
        kind = kinds.setdefault((page.containers[box].tag, _NUMBERED.sub("", page.containers[box].names)), {})
        head = next((b for b in reversed(blocks[max(0, i - 3) : i]) if b.hidden is None and _heads(b)), None)
        linked = head is not None and head.tag != "h1" and head.link_chars >= 0.8 * len(head.text)
        if box in kind or (box not in seen and linked):
            kind.setdefault(box, []).append(i)
        seen.add(box)
    cards = (boxes.values() for boxes in kinds.values() if len(boxes) >= MIN_TEASERS)
    return frozenset(i for boxes in cards for box in boxes for i in box)


def _named(page: Observation, totals: Sequence[float], most: int) -> int:
    """The container that the page itself names as the article's text, or -1.

    A named one counts when it holds a fair share of the prose, or follows the headline directly: a
    teaser is short beside the rest of its page. Where every paragraph has a named box of its own, the
    element around them is meant.

    Args:
        totals: prose by container, descendants included.
        most: the deepest container that holds most of the prose.
    """
    containers = page.containers
    following = _first_after(page, _heading(page.blocks))
    named = {
        c: "articlebody" in containers[c].itemprop.lower()
        for c in range(len(containers))
        if totals[c] and (containers[c].itemprop or containers[c].names) and _is_named(containers[c])
    }
    around = _lifted(containers, named)
    best, best_score = -1, 0.0
    for c, prop in named.items():
        at = around.get(c, c)
        share = totals[at] / totals[0]
        if share < 0.3 and (
            at not in following or totals[at] < 15 or (most and _within(containers, at, most))
        ):
            continue
        score = totals[at] * (1.5 if prop else 1.0) * (2.0 if at in following else 1.0)
        # of two nested ones with much the same text the inner one is meant
        if score > best_score * (1.0 if best < 0 or not _within(containers, at, best) else 0.85):
            best, best_score = at, score
    return best


def _is_named(container: Container) -> bool:
    return "articlebody" in container.itemprop.lower() or _SEMANTIC.search(container.names) is not None


def _lifted(containers: Sequence[Container], named: Collection[int]) -> dict[int, int]:
    """For named containers that stand in a row, the container around them all."""
    groups: dict[tuple[str, str], list[int]] = {}
    for c in named:
        groups.setdefault((containers[c].tag, containers[c].names), []).append(c)
    lifted: dict[int, int] = {}
    for group in groups.values():
        if len(group) < 2 or any(_within(containers, b, a) for a, b in itertools.pairwise(group)):
            continue
        common = _path(containers, group[0])
        for c in group[1:]:
            path = set(_path(containers, c))
            common = [a for a in common if a in path]
        for c in group:
            lifted[c] = common[0] if common else c
    return lifted


def _path(containers: Sequence[Container], c: int) -> list[int]:
    """``c``'s ancestors, nearest first."""
    path = []
    at = containers[c].parent
    while at >= 0:
        path.append(at)
        at = containers[at].parent
    return path


def _heading(blocks: Sequence[Block]) -> int:
    """Index of the headline: the last visible h1 before the prose, or -1."""
    for i, block in enumerate(blocks):
        if block.tag == "h1" and block.hidden is None and block.words >= 2:
            return i
    return -1


def _first_after(page: Observation, heading: int) -> set[int]:
    """The containers, innermost to root, of the first paragraph after the headline."""
    if heading < 0:
        return set()
    for block in page.blocks[heading + 1 : heading + 25]:
        if _is_prose(block):
            found = set()
            at = block.container
            while at >= 0:
                found.add(at)
                at = page.containers[at].parent
            return found
    return set()


def _within(containers: Sequence[Container], inner: int, outer: int) -> bool:
    at = inner
    while at >= 0:
        if at == outer:
            return True
        at = containers[at].parent
    return False


def _inside(containers: Sequence[Container], container: int) -> set[int]:
    inside = {container}
    for c in range(container + 1, len(containers)):
        if containers[c].parent in inside:
            inside.add(c)
    return inside


STILL_GOING = 30
"""Words of the same text after a wall's sentence from which that sentence cut nothing off."""

WALL_WORDS = 260
"""Words that a wall may have after its first sentence: plans, thanks, the way in for those who have paid."""


def _before_wall(
    page: Observation, mine: list[int], walls: Collection[int], offers: Collection[int]
) -> list[int]:
    """``mine`` up to the first wall that the same text does not go on behind.

    An offer in the middle of an article is followed by more paragraphs beside those before it; what follows
    a wall stands in boxes of its own, or is still the wall's: its plans, its small print.
    """
    kinds = _kinds(page, mine)
    for wall in sorted(walls):
        before = [i for i in mine if i < wall]
        if not before:
            continue
        own = {kinds[i] for i in before}
        last = _last_of_wall(page.blocks, wall, offers)
        after = sum(page.blocks[i].words for i in mine if i > last and kinds[i] in own)
        if after < STILL_GOING:
            return before
    return mine


def _last_of_wall(blocks: Sequence[Block], wall: int, offers: Collection[int]) -> int:
    """The last block that speaks of money or an account near enough to ``wall`` to be a part of it."""
    last, words = wall, 0
    for i in range(wall + 1, len(blocks)):
        words += blocks[i].words if blocks[i].hidden is None else 0
        if words > WALL_WORDS:
            break
        if i in offers:
            last = i
    return last


def _to_break(page: Observation, mine: list[int]) -> list[int]:
    """``mine`` up to a paragraph that breaks off in dots, where the same text does not go on behind it.

    What follows a cut stands in boxes of its own: authors, forms, house rules.
    """
    kinds = _kinds(page, mine)
    for n, i in enumerate(mine[:-1]):
        block = page.blocks[i]
        if (
            not ends_in_ellipsis(block.text)
            or block.link_chars
            or kinds[i] not in {kinds[b] for b in mine[:n]}
        ):
            continue
        own = {kinds[b] for b in mine[: n + 1]}
        if sum(page.blocks[b].words for b in mine[n + 1 :] if kinds[b] in own) == 0:
            return mine[: n + 1]
    return mine


def _kinds(page: Observation, mine: Collection[int]) -> dict[int, tuple[str, str]]:
    """What each paragraph is set in: tag and names of its container, quotations and lists looked through."""
    kinds: dict[int, tuple[str, str]] = {}
    for i in mine:
        c = page.blocks[i].container
        while page.containers[c].tag in _SET_IN and page.containers[c].parent > 0:
            c = page.containers[c].parent
        kinds[i] = (page.containers[c].tag, page.containers[c].names)
    return kinds


def _core(page: Observation, mine: list[int]) -> list[int]:
    """``mine`` up to the last paragraph that is set like most of the text.

    What stands below in boxes of its own (authors, offers, house rules, teasers) is no part of the article.
    """
    kinds = _kinds(page, mine)
    weights: dict[tuple[str, str], int] = {}
    for i in mine:
        weights[kinds[i]] = weights.get(kinds[i], 0) + page.blocks[i].words
    main = max(weights, key=lambda k: weights[k])
    if weights[main] < 0.5 * sum(weights.values()):
        return mine
    holders = {page.blocks[i].container for i in mine if kinds[i] == main}
    last = max(
        n
        for n, i in enumerate(mine)
        if kinds[i] == main or _within_any(page.containers, page.blocks[i].container, holders)
    )
    return mine[: last + 1]


_SET_IN = frozenset({"blockquote", "ul", "ol", "dl", "figure", "q"})
"""Elements that set a quotation or list in the text around them."""


def _within_any(containers: Sequence[Container], inner: int, outer: set[int]) -> bool:
    at = inner
    while at >= 0:
        if at in outer:
            return True
        at = containers[at].parent
    return False


def _trim(blocks: Sequence[Block], mine: list[int]) -> list[int]:
    """``mine`` without credits and legal lines at its end."""
    end = len(mine)
    while end > 1 and (_TRAILER.match(blocks[mine[end - 1]].text) and blocks[mine[end - 1]].words < 60):
        end -= 1
    return mine[:end]


def _stub(blocks: Sequence[Block], end: int, boxes: Collection[int]) -> list[int]:
    """A paragraph of a few words near ``end`` that breaks off in dots, and what leads to it: a cut leaves such stubs.

    Between them may stand a heading or short lines of the same box.
    """
    last = blocks[end]
    path: list[int] = []
    for i in range(end + 1, min(len(blocks), end + 6)):
        block = blocks[i]
        if block.hidden is not None or not block.text:
            continue
        if i in boxes or block.container != last.container or block.link_chars:
            return []
        path.append(i)
        if block.tag == last.tag and block.words >= 2 and ends_in_ellipsis(block.text):
            return path if block.words < MIN_PROSE else []
    return []


def _from(blocks: Sequence[Block], end: int) -> tuple[int, ...]:
    """The visible blocks right after ``end``."""
    near: list[int] = []
    words = 0
    for i in range(end + 1, len(blocks)):
        block = blocks[i]
        if block.hidden is not None or not block.text:
            continue
        near.append(i)
        words += block.words
        if len(near) >= NEAR_BLOCKS or words > NEAR_WORDS:
            break
    return tuple(near)
