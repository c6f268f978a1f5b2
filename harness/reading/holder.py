"""Which element holds the main text."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Sequence

from harness.observe.observation import Container, Observation
from harness.reading.named import names_lead, names_text
from harness.reading.prose import TEASER, heading, in_cards, is_prose
from harness.reading.tree import ancestors, within


def find_holder(page: Observation, prose: Sequence[int], seen: Sequence[int]) -> tuple[int, bool]:
    """The deepest container that holds most of the prose, or the one the page names as the text's."""
    containers = page.containers
    own = [0.0] * len(containers)
    teasers = in_cards(page, prose)
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
    following = _first_after(page, heading(page.blocks))
    named = {
        c: "articlebody" in containers[c].itemprop.lower()
        for c in range(len(containers))
        if totals[c]
        and (containers[c].itemprop or containers[c].names)
        and names_text(containers[c])
        and not names_lead(containers[c])
    }
    around = _lifted(containers, named)
    best, best_score = -1, 0.0
    for c, prop in named.items():
        at = around.get(c, c)
        share = totals[at] / totals[0]
        if share < 0.3 and (
            at not in following or totals[at] < 15 or (most and within(containers, at, most))
        ):
            continue
        score = totals[at] * (1.5 if prop else 1.0) * (2.0 if at in following else 1.0)
        # of two nested ones with much the same text the inner one is meant
        if score > best_score * (1.0 if best < 0 or not within(containers, at, best) else 0.85):
            best, best_score = at, score
    return best


def _lifted(containers: Sequence[Container], named: Collection[int]) -> dict[int, int]:
    """For named containers that stand in a row, the container around them all."""
    groups: dict[tuple[str, str], list[int]] = {}
    for c in named:
        groups.setdefault((containers[c].tag, containers[c].names), []).append(c)
    lifted: dict[int, int] = {}
    for group in groups.values():
        if len(group) < 2 or any(within(containers, b, a) for a, b in itertools.pairwise(group)):
            continue
        common = ancestors(containers, group[0])
        for c in group[1:]:
            path = set(ancestors(containers, c))
            common = [a for a in common if a in path]
        for c in group:
            lifted[c] = common[0] if common else c
    return lifted


def _first_after(page: Observation, title: int) -> set[int]:
    """The containers, innermost to root, of the first paragraph after the headline."""
    if title < 0:
        return set()
    for block in page.blocks[title + 1 : title + 25]:
        if is_prose(block):
            found = set()
            at = block.container
            while at >= 0:
                found.add(at)
                at = page.containers[at].parent
            return found
    return set()
