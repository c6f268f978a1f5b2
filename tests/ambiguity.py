"""Whether a regular expression may take more than linear time on some text.

A backtracking matcher takes quadratic time or worse where two loops of a pattern can share a text in many ways:
there is a word that leads from a place in the first loop back to it, to a place in the second, and from that
back to it (Weideman et al., 2016: polynomial and exponential ambiguity of automata). A search is a match behind
a loop over anything, so a first loop that begins anywhere counts, too. Possessive loops, word boundaries and
looks of one character to either side are taken as what they are; other looks as if they were not there.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from re import _constants as c
from re import _parser
from typing import Any

MANY = 100
"""A loop of fewer turns than this counts as a constant."""

_SAMPLE = (
    [chr(n) for n in range(0x20)]
    + [chr(n) for n in range(0x20, 0x250)]
    + list("ͽАя٣אש中ー。\u2003\u2028💥€…–’")
)
_CATEGORIES = {
    c.CATEGORY_DIGIT: str.isdecimal,
    c.CATEGORY_SPACE: str.isspace,
    c.CATEGORY_WORD: lambda char: char.isalnum() or char == "_",
    c.CATEGORY_NOT_DIGIT: lambda char: not char.isdecimal(),
    c.CATEGORY_NOT_SPACE: lambda char: not char.isspace(),
    c.CATEGORY_NOT_WORD: lambda char: not (char.isalnum() or char == "_"),
}


def why_slow(pattern: str, flags: int = 0, *, search: bool = True, whole: bool = False) -> str | None:
    """Where ``pattern`` is more than linear, in words; ``None`` where it is not.

    Args:
        pattern: the expression.
        flags: as for :func:`re.compile`.
        search: it is looked for anywhere, not only where a match is asked for.
        whole: all of the text has to match.
    """
    return _Automaton(pattern, flags, search=search, whole=whole).slow()


@dataclass
class _Net:
    """States with edges that consume nothing, under a condition on the characters to either side."""

    free: list[list[tuple[int, int]]] = field(default_factory=list)

    def state(self) -> int:
        self.free.append([])
        return len(self.free) - 1


class _Automaton:
    def __init__(self, pattern: str, flags: int, *, search: bool, whole: bool) -> None:
        tree = _parser.parse(pattern, flags)
        self.fold, self.dotall, self.lines, self.ascii = (
            bool(tree.state.flags & flag) for flag in (re.IGNORECASE, re.DOTALL, re.MULTILINE, re.ASCII)
        )
        self.chars = self._alphabet(tree)
        self.size = len(self.chars)
        self.all = (1 << (self.size + 1) ** 2) - 1
        self.net = _Net()
        self.sets: list[frozenset[int]] = []  # of each place: the kinds of characters it takes
        self.names: list[str] = []
        self.into: list[int] = []  # of each place: the state before and behind it
        self.out: list[int] = []
        start, self.accept = self.net.state(), self.net.state()
        end = self._build(list(tree), start)
        self._free(end, self.accept, self._pairs(lambda _, after: after == self.size) if whole else self.all)
        self.before = frozenset([len(self.sets)]) if search else frozenset()
        if search:
            self._take(start, start, frozenset(range(self.size)), "where it begins")
        self.links = self._links()
        self.stepped: dict[tuple[int, int, int], tuple[int, ...]] = {}
        self.failing = self._failing()

    # ---- characters, in kinds that no part of the pattern tells apart

    def _alphabet(self, tree: Any) -> list[str]:
        known = {*_SAMPLE}
        for op, value in _walk(tree):
            if op in (c.LITERAL, c.NOT_LITERAL):
                known |= {chr(value), chr(value).lower()[0], chr(value).upper()[0]}
            elif op is c.RANGE:
                known |= {chr(value[0]), chr(value[1])}
        takers = {
            repr(node): node for node in _walk(tree) if node[0] in (c.LITERAL, c.NOT_LITERAL, c.IN, c.ANY)
        }
        tests = list(takers.values())
        kinds: dict[tuple[bool, ...], str] = {}
        for char in sorted(known):
            told = (*(self._takes(node, char) for node in tests), _word(char), char == "\n")
            kinds.setdefault(told, char)
        return list(kinds.values())

    def _takes(self, node: tuple[Any, Any], char: str) -> bool:
        op, value = node
        cases = {char, char.lower(), char.upper()} if self.fold else {char}
        if op is c.LITERAL:
            return chr(value) in cases or (self.fold and chr(value).lower() in cases)
        if op is c.NOT_LITERAL:
            return chr(value) not in cases
        if op is c.ANY:
            return self.dotall or char != "\n"
        negated = bool(value) and value[0][0] is c.NEGATE
        return negated != any(self._within(one, cases) for one in value)

    def _within(self, one: tuple[Any, Any], cases: set[str]) -> bool:
        op, value = one
        if op is c.LITERAL:
            return chr(value) in cases
        if op is c.RANGE:
            return any(value[0] <= ord(char) <= value[1] for char in cases if len(char) == 1)
        if op is c.CATEGORY:
            return any(
                _CATEGORIES[value](char) if not self.ascii or char.isascii() else "NOT" in str(value)
                for char in cases
                if len(char) == 1
            )
        return False

    def _set(self, node: tuple[Any, Any]) -> frozenset[int]:
        return frozenset(n for n, char in enumerate(self.chars) if self._takes(node, char))

    def _pairs(self, holds: Any) -> int:
        """The condition: a bit for each kind before (the last: nothing, the text begins) and behind."""
        width = self.size + 1
        return sum(1 << (b * width + a) for b in range(width) for a in range(width) if holds(b, a))

    # ---- from the tree to states

    def _free(self, start: int, end: int, condition: int) -> None:
        self.net.free[start].append((end, condition))

    def _take(self, start: int, end: int, kinds: frozenset[int], name: str) -> None:
        self.sets.append(kinds)
        self.names.append(name)
        self.into.append(start)
        self.out.append(end)

    def _build(self, nodes: Iterable[tuple[Any, Any]], start: int) -> int:
        for op, value in nodes:
            start = self._one(op, value, start)
        return start

    def _one(self, op: Any, value: Any, start: int) -> int:
        if op in (c.LITERAL, c.NOT_LITERAL, c.IN, c.ANY):
            end = self.net.state()
            self._take(start, end, self._set((op, value)), _name(op, value))
            return end
        if op is c.SUBPATTERN:
            return self._build(value[3], start)
        if op is c.ATOMIC_GROUP:
            return self._build(value, start)
        if op is c.BRANCH:
            end = self.net.state()
            for branch in value[1]:
                self._free(self._build(branch, start), end, self.all)
            return end
        if op in (c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT):
            return self._repeat(op, value, start)
        end = self.net.state()
        if op is c.AT:
            self._free(start, end, self._at(value))
        elif op in (c.ASSERT, c.ASSERT_NOT):
            self._free(start, end, self._look(op, *value))
            if (
                value[0] > 0
            ):  # what it looks at is gone through, too, and nothing is lost when it does not fit
                self._free(self._build(value[1], start), self.net.state(), self.all)
        elif op is c.GROUPREF_EXISTS:
            for branch in value[1:]:
                self._free(self._build(branch or [], start), end, self.all)
        elif op is c.GROUPREF:
            self._take(start, end, frozenset(range(self.size)), "a group again")
            self._free(start, end, self.all)
        else:
            raise NotImplementedError(str(op))
        return end

    def _repeat(self, op: Any, value: Any, start: int) -> int:
        least, most, body = value
        if most is not c.MAXREPEAT and most < MANY:
            end = self.net.state()
            at = start
            for turn in range(min(most, 3)):
                if turn >= min(least, 3):
                    self._free(at, end, self.all)
                at = self._build(body, at)
            self._free(at, end, self.all)
            return end
        for _ in range(min(least, 2)):
            start = self._build(body, start)
        loop, end = self.net.state(), self.net.state()
        self._free(start, loop, self.all)
        self._free(self._build(body, loop), loop, self.all)
        alone = len(body) == 1 and body[0][0] in (c.LITERAL, c.NOT_LITERAL, c.IN, c.ANY)
        if op is c.POSSESSIVE_REPEAT and alone:
            taken = self._set(body[0])
            self._free(loop, end, self._pairs(lambda _, after: after not in taken))
        else:
            self._free(loop, end, self.all)
        return end

    def _at(self, where: Any) -> int:
        last = self.size

        def word(kind: int) -> bool:
            return kind != last and _word(self.chars[kind])

        def line(kind: int) -> bool:
            return kind == last or (self.lines and self.chars[kind] == "\n")

        if where is c.AT_BOUNDARY:
            return self._pairs(lambda before, after: word(before) != word(after))
        if where is c.AT_NON_BOUNDARY:
            return self._pairs(lambda before, after: word(before) == word(after))
        if where is c.AT_BEGINNING_STRING:
            return self._pairs(lambda before, _: before == last)
        if where is c.AT_BEGINNING:
            return self._pairs(lambda before, _: line(before))
        if where is c.AT_END_STRING:
            return self._pairs(lambda _, after: after == last)
        return self._pairs(lambda _, after: line(after) or self.chars[after] == "\n")

    def _look(self, op: Any, way: int, body: Any) -> int:
        """The condition that a look of one character is; others are taken as if they were not there."""
        nodes = list(body)
        if len(nodes) == 1 and nodes[0][0] is c.SUBPATTERN:
            nodes = list(nodes[0][1][3])
        if not nodes or (op is c.ASSERT_NOT and len(nodes) != 1):
            return self.all
        near = nodes[-1 if way < 0 else 0]
        if near[0] is c.AT and len(nodes) == 1:
            condition = self._at(near[1])
            return condition if op is c.ASSERT else self.all & ~condition
        if near[0] not in (c.LITERAL, c.NOT_LITERAL, c.IN, c.ANY):
            return self.all
        taken = self._set(near)
        wanted = op is c.ASSERT
        if way < 0:
            return self._pairs(lambda before, _: (before in taken) == wanted)
        return self._pairs(lambda _, after: (after in taken) == wanted)

    # ---- from states to places that follow one another

    def _links(self) -> list[dict[int, tuple[int, bool]]]:
        """Of each place: what may follow it, under which condition, and whether in more than one way."""
        at: dict[int, list[int]] = {}
        for place, state in enumerate(self.into):
            at.setdefault(state, []).append(place)
        self.ends: list[int] = []
        links = []
        known: dict[int, tuple[dict[int, tuple[int, bool]], int]] = {}
        for state in self.out:
            if state not in known:
                known[state] = self._closure(state, at)
            found, ends = known[state]
            links.append(found)
            self.ends.append(ends)
        return links

    def _closure(self, state: int, at: dict[int, list[int]]) -> tuple[dict[int, tuple[int, bool]], int]:
        reached = {state: self.all}
        several: set[int] = set()
        todo = deque([state])
        while todo:
            here = todo.popleft()
            for there, condition in self.net.free[here]:
                mask = reached[here] & condition
                if not mask:
                    continue
                if reached.get(there, 0) | mask != reached.get(there, 0):
                    reached[there] = reached.get(there, 0) | mask
                    todo.append(there)
        for there in reached:  # a state that two reached ones lead to is reached in two ways
            ways = [
                (here, condition)
                for here in reached
                for target, condition in self.net.free[here]
                if target == there and reached[here] & condition
            ]
            if len(ways) > 1 or (ways and there == state):
                masks = [reached[here] & condition for here, condition in ways]
                masks += [self.all] if there == state else []
                if any(a & b for n, a in enumerate(masks) for b in masks[:n]):
                    several.add(there)
        grown = True
        while grown:
            more = {
                t for s in several if s in reached for t, cond in self.net.free[s] if reached[s] & cond
            } - several
            several |= more
            grown = bool(more)
        found: dict[int, tuple[int, bool]] = {}
        for there, mask in reached.items():
            for place in at.get(there, ()):
                found[place] = (mask, there in several)
        return found, reached.get(self.accept, 0)

    def _steps(self, place: int, before: int, after: int) -> tuple[int, ...]:
        """The places that ``after`` leads to from ``place``, which took ``before``."""
        key = (place, before, after)
        if key not in self.stepped:
            bit = 1 << (before * (self.size + 1) + after)
            links = self.links[place].items()
            self.stepped[key] = tuple(t for t, (mask, _) in links if after in self.sets[t] and mask & bit)
        return self.stepped[key]

    # ---- ambiguity

    def slow(self) -> str | None:
        loops = self._loops()
        for loop in loops:
            for place in loop:
                for there, (_, several) in self.links[place].items():
                    if several and there in loop and self._can_fail(place):
                        return f"{self.names[place]} is looped over in several ways"
        for loop in loops:
            if self._plain(loop):
                continue
            for p in loop:
                if (told := self._twice(p, loop)) is not None:
                    return told
        for first in loops:
            for second in loops:
                if first is second:
                    continue
                # a try that comes past an end has found something and is not begun again one character later
                open_ = frozenset(q for q in second if self._can_fail(q)) if first == self.before else second
                for p in first:
                    for q in open_:
                        if (
                            self.sets[p] & self.sets[q]
                            and self._can_fail(q)
                            and self._shared(p, q, first, open_)
                        ):
                            return f"{self.names[p]} and {self.names[q]} share a text"
        return None

    def _plain(self, loop: frozenset[int]) -> bool:
        """Whether every character leads from a place of the loop to one other of it at most."""
        for place in loop:
            seen: set[int] = set()
            for there in loop.intersection(self.links[place]):
                if not seen.isdisjoint(self.sets[there]):
                    return False
                seen |= self.sets[there]
        return True

    def _can_fail(self, place: int) -> bool:
        """Whether, from ``place``, the match may yet fail."""
        return place in self.failing

    def _failing(self) -> set[int]:
        """The places from which a match may fail: some text neither ends it nor leads on, or leads to such a place."""
        failing: set[int] = set()
        grown = True
        while grown:
            more = {place for place in range(len(self.sets)) if self._is_stuck(place, failing)}
            grown = more > failing
            failing = more
        return failing

    def _is_stuck(self, place: int, failing: set[int]) -> bool:
        width = self.size + 1
        for before in self.sets[place]:
            for after in range(width):
                if self.ends[place] >> before * width + after & 1:
                    continue
                onward = self._steps(place, before, after) if after < self.size else ()
                if not onward or not failing.isdisjoint(onward):
                    return True
        return False

    def _loops(self) -> list[frozenset[int]]:
        reach = [self._reach(place) for place in range(len(self.sets))]
        self.reach = reach
        loops: dict[frozenset[int], None] = {}
        for place, there in enumerate(reach):
            if place in there:
                loops[frozenset(other for other in there if place in reach[other])] = None
        return list(loops)

    def _reach(self, place: int) -> set[int]:
        seen: set[int] = set()
        todo = [place]
        while todo:
            for there in self.links[todo.pop()]:
                if there not in seen:
                    seen.add(there)
                    todo.append(there)
        return seen

    def _twice(self, p: int, loop: frozenset[int]) -> str | None:
        """Whether a word leads from ``p`` back to it in two ways."""
        if not self._can_fail(p):
            return None
        for x in self.sets[p]:
            seen = {(p, p, x, False)}
            todo = deque(seen)
            while todo:
                a, b, before, apart = todo.popleft()
                for after in range(self.size):
                    for a2 in self._steps(a, before, after):
                        for b2 in self._steps(b, before, after):
                            if a2 not in loop or b2 not in loop:
                                continue
                            now = (a2, b2, after, apart or a2 != b2)
                            if now == (p, p, x, True):
                                return f"{self.names[p]} leads back to itself in two ways"
                            if now not in seen:
                                seen.add(now)
                                todo.append(now)
        return None

    def _shared(self, p: int, q: int, first: frozenset[int], second: frozenset[int]) -> bool:
        if q not in self.reach[p]:
            return False
        between = {place for place in self.reach[p] if q in self.reach[place]} | {p}
        for x in self.sets[p] & self.sets[q]:
            seen = {(p, p, q, x)}
            todo = deque(seen)
            while todo:
                a, b, d, before = todo.popleft()
                for after in range(self.size):
                    ends = [place for place in self._steps(d, before, after) if place in second]
                    backs = (
                        [place for place in self._steps(a, before, after) if place in first] if ends else []
                    )
                    if not backs:
                        continue
                    for b2 in self._steps(b, before, after):
                        if b2 not in between and b2 not in second:
                            continue
                        for a2 in backs:
                            for d2 in ends:
                                now = (a2, b2, d2, after)
                                if now == (p, q, q, x):
                                    return True
                                if now not in seen:
                                    seen.add(now)
                                    todo.append(now)
        return False


def _walk(nodes: Any) -> Iterator[tuple[Any, Any]]:
    """Every node of the tree, and what stands in character classes."""
    if isinstance(nodes, _parser.SubPattern) or (isinstance(nodes, list) and nodes):
        for node in nodes:
            if isinstance(node, tuple) and node and isinstance(node[0], c._NamedIntConstant):
                yield node
                yield from _walk(node[1])
            else:
                yield from _walk(node)
    elif isinstance(nodes, tuple):
        for part in nodes:
            yield from _walk(part)


def _word(char: str) -> bool:
    return char.isalnum() or char == "_"


def _name(op: Any, value: Any) -> str:
    if op is c.LITERAL:
        return repr(chr(value))
    if op is c.ANY:
        return "'.'"
    parts = value if op is c.IN else [(op, value)]
    told = [
        chr(v)
        if o is c.LITERAL
        else f"{chr(v[0])}-{chr(v[1])}"
        if o is c.RANGE
        else "^"
        if v is None
        else str(v)
        for o, v in parts
    ]
    return "[" + " ".join(told)[:60] + "]"
