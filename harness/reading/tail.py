"""Where the main text ends: before walls, after a break, without what stands below it."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from harness.language.words import ends_in_ellipsis
from harness.observe.observation import Block, Observation, Region
from harness.reading.named import names_lead, names_text
from harness.reading.prose import MIN_PROSE
from harness.reading.trailer import is_credit
from harness.reading.tree import Kind, kinds_of, within_any

STILL_GOING = 30
"""Words of the same text after a wall's sentence from which that sentence cut nothing off."""

MOST_LINKS = 0.3
"""Share of links in a paragraph that may be the cut one: what is mostly link leads elsewhere."""

LISTED = 3
"""Lines of a related list or of comments that end a text."""

LEAD_WORDS, LEAD_SHARE = 60, 0.1
"""A lead has fewer words, or a smaller share of those below it."""

_LISTS = frozenset({Region.RELATED, Region.COMMENTS})

_ELSEWHERE = _LISTS | {Region.ASIDE, Region.NAV, Region.HEADER, Region.FOOTER, Region.NEWSLETTER}
"""Regions whose offers are no part of a wall in the text."""

CARD = 3
"""Blocks between a teaser's headline and its last line."""

_HEADLINES = frozenset({"h2", "h3", "h4", "h5", "h6"})

BEFORE_STUB = 6
"""Blocks of other kinds between the last paragraph and a stub of one."""

WALL_WORDS = 260
"""Words that a wall may have after its first sentence: plans, thanks, the way in for those who have paid."""


def to_end(
    page: Observation,
    mine: list[int],
    boxes: Collection[int],
    walls: Collection[int],
    offers: Collection[int],
) -> list[int]:
    """``mine``, the paragraphs of the text's element, up to where the text ends, with the stub a cut leaves there.

    Args:
        boxes: blocks that are known to be no main text.
        walls: those of them that say that one cannot read on.
        offers: blocks that speak of money or an account.
    """
    mine = _with_stubs(page, _before_wall(page, mine, walls, offers), boxes)
    mine = _core(page, _to_break(page, _above_lists(page, mine)))
    mine = _trim(page.blocks, _without_cards(page.blocks, mine))
    return mine + _stub(page, mine, boxes)


def _with_stubs(page: Observation, mine: list[int], boxes: Collection[int]) -> list[int]:
    """``mine`` with the short paragraphs among them that break off in dots."""
    stubs = [
        i
        for i in range(mine[0] + 1, mine[-1])
        if i not in boxes and page.blocks[i].hidden is None and _is_stub(page.blocks[i])
    ]
    if not stubs:
        return mine
    kinds = {(page.blocks[i].tag, *kind) for i, kind in kinds_of(page, mine).items()}
    alike = (i for i, kind in kinds_of(page, stubs).items() if (page.blocks[i].tag, *kind) in kinds)
    return sorted({*mine, *alike})


def _before_wall(
    page: Observation, mine: list[int], walls: Collection[int], offers: Collection[int]
) -> list[int]:
    """``mine`` up to the first wall that the same text does not go on behind.

    An offer in the middle of an article is followed by more paragraphs beside those before it; what follows
    a wall stands in boxes of its own, or is still the wall's: its plans, its small print.
    """
    kinds = kinds_of(page, mine)
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
        if i in offers and blocks[i].region not in _ELSEWHERE:
            last = i
    return last


def _to_break(page: Observation, mine: list[int]) -> list[int]:
    """``mine`` up to a paragraph that breaks off in dots, where the same text does not go on behind it.

    What follows a cut stands in boxes of its own: authors, forms, house rules.
    """
    kinds = kinds_of(page, mine)
    below: Counter[Kind] = Counter()
    for i in mine:
        below[kinds[i]] += page.blocks[i].words
    above: set[Kind] = set()
    same = 0  # words below of the kinds above
    for n, i in enumerate(mine[:-1]):
        block, kind = page.blocks[i], kinds[i]
        first = kind not in above
        below[kind] -= block.words
        same += below[kind] if first else -block.words
        above.add(kind)
        if same or not ends_in_ellipsis(block.text) or block.link_chars > MOST_LINKS * len(block.text):
            continue
        if not first or names_text(page.containers[block.container]):
            return mine[: n + 1]
    return mine


def _above_lists(page: Observation, mine: list[int]) -> list[int]:
    """``mine`` up to a list of other pieces or the comments, where only boxes set otherwise stand below it."""
    kinds = kinds_of(page, mine)
    for n, (above, below) in enumerate(itertools.pairwise(mine), start=1):
        between = sum(b.region in _LISTS and b.hidden is None for b in page.blocks[above + 1 : below])
        if between < LISTED or not {kinds[i] for i in mine[:n]}.isdisjoint(kinds[i] for i in mine[n:]):
            continue
        if ends_in_ellipsis(page.blocks[above].text) or not _is_lead(page.blocks, mine[:n], mine[n:]):
            return mine[:n]
    return mine


def _is_lead(blocks: Sequence[Block], above: Sequence[int], below: Sequence[int]) -> bool:
    """Whether the text ``above`` a list is too little beside that ``below`` to be all of it, under one headline."""
    if any(b.tag == "h1" and b.hidden is None for b in blocks[above[-1] : below[-1]]):
        return False
    words = sum(blocks[i].words for i in above)
    return words < LEAD_WORDS or words < LEAD_SHARE * sum(blocks[i].words for i in below)


def _core(page: Observation, mine: list[int]) -> list[int]:
    """``mine`` up to the last paragraph that is set like most of the text.

    What stands below in boxes of its own (authors, offers, house rules, teasers) is no part of the article.
    """
    kinds = kinds_of(page, mine)
    weights: dict[Kind, int] = {}
    for i in mine:
        weights[kinds[i]] = weights.get(kinds[i], 0) + page.blocks[i].words
    if _begins_with_lead(page, mine, kinds):
        del weights[kinds[mine[0]]]
    main = max(weights, key=lambda k: weights[k])
    if weights[main] < 0.5 * sum(weights.values()):
        return mine
    holders = {page.blocks[i].container for i in mine if kinds[i] == main}
    last = max(
        n
        for n, i in enumerate(mine)
        if kinds[i] == main or within_any(page.containers, page.blocks[i].container, holders)
    )
    return mine[: last + 1]


def _begins_with_lead(page: Observation, mine: Sequence[int], kinds: Mapping[int, Kind]) -> bool:
    """Whether the first paragraphs are a lead, set apart from the text that follows: a cut text may be the shorter."""
    rest = list(itertools.dropwhile(lambda i: kinds[i] == kinds[mine[0]], mine))
    if not rest or kinds[mine[0]] in {kinds[i] for i in rest}:
        return False
    first, following = (page.containers[page.blocks[i].container] for i in (mine[0], rest[0]))
    return names_lead(first) or (names_text(following) and not names_text(first))


def _without_cards(blocks: Sequence[Block], mine: list[int]) -> list[int]:
    """``mine`` without the teasers at its end: what stands below a headline that is all link is another piece's."""
    end = len(mine)
    while end > 1 and _in_card(blocks, mine[end - 1]):
        end -= 1
    return mine if end == 1 or _in_card(blocks, mine[0]) else mine[:end]


def _in_card(blocks: Sequence[Block], i: int) -> bool:
    box = blocks[i].container
    above = (b for b in reversed(blocks[max(0, i - CARD) : i]) if b.hidden is None and b.container == box)
    head = next((b for b in above if b.tag in _HEADLINES), None)
    return head is not None and head.link_chars >= 0.8 * len(head.text)


def _trim(blocks: Sequence[Block], mine: list[int]) -> list[int]:
    """``mine`` without credits and legal lines at its end."""
    end = len(mine)
    while end > 1 and is_credit(blocks[mine[end - 1]]):
        end -= 1
    return mine[:end]


def _stub(page: Observation, mine: Sequence[int], boxes: Collection[int]) -> list[int]:
    """A paragraph of a few words below ``mine`` that breaks off in dots, and what leads to it: a cut leaves such stubs.

    Pictures, advertisements and boxes may stand between them.
    """
    blocks, last = page.blocks, mine[-1]
    kinds = set(kinds_of(page, mine).values())
    tags = {blocks[i].tag for i in mine}
    path: list[int] = []
    between = 0
    for i in range(last + 1, len(blocks)):
        block = blocks[i]
        if block.hidden is not None or not block.text or i in boxes:
            continue
        own = kinds_of(page, (i,))[i] in kinds
        if own and block.tag in tags and _is_stub(block):
            return [*path, i]
        between += not own
        if block.tag == "h1" or between > BEFORE_STUB:
            return []
        if block.container == blocks[last].container and not block.link_chars:
            path.append(i)
    return []


def _is_stub(block: Block) -> bool:
    return (
        2 <= block.words < MIN_PROSE
        and block.link_chars < 0.5 * len(block.text)
        and ends_in_ellipsis(block.text)
    )
