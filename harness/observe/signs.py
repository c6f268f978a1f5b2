"""What an element says by its name, and by its class words and id: read once, and remembered for the pages to come."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from harness.observe import vocabulary as v
from harness.observe.css import NO_EFFECT, effect
from harness.observe.named import NO_REGION, rank_of
from harness.observe.observation import Region
from harness.observe.selectors import Selectors, alternatives

TEXT: Final = 0
BLOCK: Final = 1
INLINE: Final = 2
MARKED: Final = 3
PICTURE: Final = 4
BREAK: Final = 5
SKIPPED: Final = 6
NOTHING: Final = 7
OTHER: Final = 8
"""How the walk goes on at a node. Most are blocks, inline elements and marked ones (links, bold text) that change
nothing but that; ``OTHER`` takes a second look."""

MOST_REMEMBERED = 20_000
"""Signs, and words, remembered; then the memory is emptied, so that it does not grow with the pages."""

LONGEST = 300
"""Longer class attributes and words are read afresh each time."""

MOST_KINDS = 2_000

SETTING = frozenset({"blockquote", "pre", "code", "article", "main"})
"""Elements that set what is in them apart without being a region."""

_SETTING_ATTRS = frozenset({"style", "role", "hidden", "aria-modal"})
DIALOGS = frozenset({"dialog", "alertdialog"})
STRONG = frozenset("b strong em i".split())
VOID = frozenset(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr".split()
)
SPECIFIC = frozenset({Region.CONSENT, Region.COMMENTS, Region.NEWSLETTER, Region.WALL, Region.RELATED})
"""Regions that also hold within another one."""


class Kind(NamedTuple):
    """What an element's name says.

    Args:
        step: how the walk goes on at it, if nothing else speaks against it.
        skipped: no reader sees its text.
        inline: it does not break a run of text.
        leaf: it holds text and no paragraphs.
        counted: it is counted.
        sets: it sets what is in it apart.
        region: the region it makes.
        outside: only outside an article.
        named: its names may make a region.
    """

    step: int
    skipped: bool = False
    inline: bool = False
    leaf: bool = False
    counted: bool = False
    sets: bool = False
    region: Region | None = None
    outside: bool = False
    named: bool = True


class Sign(NamedTuple):
    """What class words and id say.

    Args:
        names: them in one string.
        region: the region they stand for.
        hides: style frameworks hide by one of them.
        found: the rules' selectors that find an element because of one of them.
        asked: those that may.
    """

    names: str = ""
    region: Region | None = None
    hides: bool = False
    found: Sequence[str] = ()
    asked: Sequence[tuple[str, str]] = ()


NO_SIGN = Sign()


class Kinds(dict[str, Kind]):
    """Kinds by element name; the parser's names of other nodes begin with a hyphen."""

    def __init__(self, asked: Collection[str]) -> None:
        self._asked = asked

    def __missing__(self, name: str) -> Kind:
        kind = kind_of(name)
        if name in self._asked and kind.step not in (TEXT, NOTHING):
            kind = kind._replace(step=OTHER)
        if len(self) < MOST_KINDS:
            self[name] = kind
        return kind


def kind_of(name: str) -> Kind:
    """What the element name ``name`` says."""
    if name[:1] in ("-", "!"):
        return Kind(TEXT if name == "-text" else NOTHING)
    skipped, inline, region = name in v.SKIPPED, name in v.INLINE, v.REGION_TAGS.get(name)
    if name == "br":
        step = BREAK
    elif name == "img":
        step = PICTURE
    elif name == "a" or name in STRONG:
        step = MARKED
    elif skipped or region or name in VOID or name in v.COUNTED or name in SETTING or name == "q":
        step = OTHER
    else:
        step = INLINE if inline else BLOCK
    if skipped and name != "iframe":
        step = SKIPPED
    return Kind(
        step,
        skipped,
        inline,
        name in v.LEAVES,
        name in v.COUNTED,
        name in SETTING or name == "dialog",
        region,
        name in ("header", "footer"),
        name not in v.ROOT_TAGS,
    )


class Word(NamedTuple):
    """What one class word or id says: the rank of its region, and the rules' selectors that find an element with that
    id, that class word, or that may find one.
    """

    rank: int
    by_id: Sequence[str] = ()
    by_class: Sequence[str] = ()
    asked: Sequence[tuple[str, str]] = ()


_DULL = Word(NO_REGION)
_new = tuple.__new__


class Signs:
    """Signs by class and id, as written. Use :func:`signs_for`."""

    def __init__(self, selectors: Selectors[str]) -> None:
        self.selectors = selectors
        self.kinds = Kinds(selectors.by_tag)
        self.attrs = _SETTING_ATTRS | selectors.attrs.keys()
        self._known: dict[tuple[str | None, str | None], Sign] = {}
        self._telling: dict[str, Word] = {}
        self._dull: set[str] = set()

    def tells(self, attrs: Mapping[str, str | None]) -> bool:
        """Whether one of an element's attributes besides class and id says something."""
        for name in self.attrs.intersection(attrs):
            value = attrs[name] or ""
            if name == "style":
                if effect(value) is not NO_EFFECT or "style" in self.selectors.attrs:
                    return True
            elif (
                name == "hidden"
                or name == "aria-modal"
                or (name == "role" and (value in v.REGION_ROLES or value in DIALOGS))
            ):
                return True
            elif name in self.selectors.attrs:
                low = value.lower()
                if any(text in low for text in self.selectors.attrs[name]):
                    return True
        return False

    def of(self, class_: str | None, id_: str | None) -> Sign:
        """What ``class_`` and ``id_`` say."""
        sign = self._known.get((class_, id_))
        if sign is None:
            sign = self._read(class_ or "", id_ or "")
            if len(sign[0]) <= LONGEST:
                if len(self._known) >= MOST_REMEMBERED:
                    self._known.clear()
                self._known[class_, id_] = sign
        return sign

    def _read(self, class_: str, id_: str) -> Sign:
        classes = class_.split()
        names = [*classes, id_] if id_ else classes
        joined = " ".join(names)
        dull = self._dull
        if dull.issuperset(names):
            return _new(Sign, (joined, None, False, (), ()))
        best = NO_REGION
        found: list[str] = []
        asked: list[tuple[str, str]] = []
        for name in names:
            if name in dull:
                continue
            word = self._telling.get(name) or self._learn(name)
            if word is not _DULL:
                best = min(best, word.rank)
                found += word.by_id if name is id_ else word.by_class
                asked += word.asked
        region = v.REGION_ORDER[best] if best < NO_REGION else None
        hides = v.hides_by_class(classes)
        return _new(Sign, (joined, region, hides, tuple(dict.fromkeys(found)), tuple(dict.fromkeys(asked))))

    def _learn(self, name: str) -> Word:
        # an id may have white space in it
        rank = rank_of(name) if " " not in name else min(map(rank_of, name.split()), default=NO_REGION)
        maybe = self.selectors.of_word(name)
        if rank == NO_REGION and not maybe and name not in v.HIDING_CLASSES:
            word = _DULL
        else:
            by_id: list[str] = []
            by_class: list[str] = []
            asked: list[tuple[str, str]] = []
            for selector, text in maybe:
                # most selectors are a mere name: no need to ask the parser
                if selector[1:] == name and selector[0] in "#.":
                    (by_id if selector[0] == "#" else by_class).append(text)
                else:
                    asked.append((selector, text))
            word = Word(rank, by_id, by_class, asked)
        if len(name) <= LONGEST:
            if len(self._dull) + len(self._telling) >= MOST_REMEMBERED:
                self._dull.clear()
                self._telling.clear()
            if word is _DULL:
                self._dull.add(name)
            else:
                self._telling[name] = word
        return word


@lru_cache(maxsize=8)
def signs_for(selectors: tuple[str, ...]) -> Signs:
    """The signs that matter to the rules' selectors, the same for all pages."""
    return Signs(Selectors((one, text) for text in selectors for one in alternatives(text)))
