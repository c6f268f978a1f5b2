"""How a notice is set: a shape of elements, class names and addresses that tell or do not (``markup.toml``)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files
from random import Random
from typing import Any

from harness.language.words import count_words
from harness.language.written import Part, Wording


@dataclass(frozen=True, slots=True)
class Manner:
    """How one notice is set.

    Args:
        shape: a name of ``markup.toml``'s shapes.
        telling_names: its class names tell what it is.
        telling_addresses: so do the addresses of its links.
        links: its buttons are links.
    """

    shape: str
    telling_names: bool
    telling_addresses: bool
    links: bool

    def __str__(self) -> str:
        names = "telling names" if self.telling_names else "silent names"
        if not self.links:
            return f"{self.shape}, {names}, buttons"
        return f"{self.shape}, {names}, {'telling' if self.telling_addresses else 'silent'} links"


@dataclass(frozen=True, slots=True)
class Notice:
    """A wording, how it is set, and the page it is for.

    Args:
        address: the page's own, for links that lead to its rest.
    """

    wording: Wording
    manner: Manner
    address: str

    @property
    def lines(self) -> tuple[str, ...]:
        """What a reader reads."""
        return self.wording.lines

    @property
    def words(self) -> int:
        """How many they are."""
        return count_words("\n".join(self.lines))

    def html(self, random: Random, *, style: str = "") -> str:
        """The notice's elements; with a ``style`` there is a box to bear it."""
        shape = _table()["shapes"][self.manner.shape]
        parts = self.wording.parts
        several = sum(not part.button for part in parts) > 1
        set_parts = [
            self._set(part, shape, random, first=several and number == 0) for number, part in enumerate(parts)
        ]
        inner = ("" if shape["line"] else " ").join(set_parts)
        if self.manner.shape == "form":
            inner += random.choice(_table()["fields"].get(self.wording.kind, [""]))
        if around := shape.get("around"):
            inner = _element(around, inner)
        box = shape["box"] or ("div" if style else "")
        if not box:
            return inner
        names = self._names(random)
        attributes = (f' class="{names}"' if names else "") + (f' style="{style}"' if style else "")
        return f"<{box}{attributes}>{inner}</{box}>"

    def _set(self, part: Part, shape: Mapping[str, str], random: Random, *, first: bool) -> str:
        text = escape(part.text, quote=False)
        if part.field:
            return _element(shape["line"], '<input type="text">' if part.text else '<input type="checkbox">')
        if not part.button:
            return _element(shape["first" if first else "line"], text)
        if self.manner.links:
            address = escape(self._address(random))
            return _element(shape["link"], text, f' href="{address}"' if address else "")
        return _element(shape["button"], text, ' type="button"' if self.manner.shape != "form" else "")

    def _names(self, random: Random) -> str:
        names = _table()["names"]
        telling: Sequence[str] = names["telling"].get(self.wording.kind, names["silent"])
        chosen: str = random.choice(telling if self.manner.telling_names else names["silent"])
        return chosen

    def _address(self, random: Random) -> str:
        addresses = _table()["addresses"]
        telling: Sequence[str] = addresses["telling"].get(self.wording.kind, addresses["silent"])
        chosen: str = random.choice(telling if self.manner.telling_addresses else addresses["silent"])
        return chosen.replace("{page}", self.address.partition("?")[0].partition("#")[0])


def manner(kind: str, random: Random) -> Manner:
    """One of the manners in which a notice of this kind may be set."""
    table = _table()
    shapes = {
        name: shape.get("chance", 1)
        for name, shape in table["shapes"].items()
        if name != "form" or kind in table["fields"]
    }
    return Manner(
        random.choices(list(shapes), list(shapes.values()))[0],
        telling_names=random.random() < 0.5,
        telling_addresses=random.random() < 0.5,
        links=random.random() < 0.6,
    )


def style(name: str, random: Random) -> str:
    """One of the styles of that name: ``layers``, ``backdrops``, ``boxes``, ``corners``, ``bars``, ``clips``, ``veils``."""
    styles: Sequence[str] = _table()["styles"][name]
    return random.choice(styles)


def _element(path: str, inner: str, attributes: str = "") -> str:
    """``inner`` in the elements of ``p>a``; the innermost bears the attributes."""
    for number, tag in enumerate(reversed(path.split(">"))):
        if tag:
            inner = f"<{tag}{attributes if number == 0 else ''}>{inner}</{tag}>"
    return inner


@cache
def _table() -> Mapping[str, Any]:
    text = files("harness.measure.notices").joinpath("markup.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
