"""``page.toml``: what is known of a saved page, and what a human says about it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from harness.core.errors import SavedPageError, TargetError, did_you_mean
from harness.core.model import Content, Note, State
from harness.sources.address import web_address
from harness.sources.octets import read_file
from harness.sources.page import Expect
from harness.sources.source import MEGABYTE, Limits

_KEYS = ("url", "redirects", "status", "headers", "captured", "note", "expect", "resources")
_FACTS = Limits(max_bytes=4 * MEGABYTE)
_MOST_DOTS = 32
_QUOTED = re.compile(r'"[^"\n]*"|\'[^\'\n]*\'')
_EXPECT = ("state", "content", "also", "confirmed")


@dataclass(frozen=True, slots=True)
class PageFile:
    """The facts of a ``page.toml``, checked."""

    url: str
    redirects: tuple[str, ...] = ()
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    expect: Expect | None = None
    resources: Mapping[str, str] = field(default_factory=dict)


def read_page_file(path: Path, target: str) -> PageFile:
    """Read and check a ``page.toml``.

    Raises:
        SavedPageError: it is missing, no TOML, or a key is missing, unknown or wrong; the message names
            the line and the key.
    """
    try:
        text = read_file(path, f"{target}/page.toml", _FACTS).decode("utf-8")
    except FileNotFoundError as error:
        raise SavedPageError(target, 'page.toml is missing; it needs at least url = "https://…"') from error
    except UnicodeDecodeError as error:
        raise SavedPageError(f"{target}/page.toml", "it is not UTF-8") from error
    except TargetError as error:
        raise SavedPageError(error.target, error.why) from error
    except OSError as error:
        raise SavedPageError(f"{target}/page.toml", f"it cannot be read ({error.strerror})") from error
    if (line := _long_key(text)) is not None:
        raise SavedPageError(f"{target}/page.toml:{line}", f"a key has more than {_MOST_DOTS} parts")
    try:
        table = tomllib.loads(text)
    except RecursionError:
        raise SavedPageError(f"{target}/page.toml", "its values are nested too deeply") from None
    except ValueError as error:  # TOMLDecodeError, or a number of thousands of digits
        raise SavedPageError(f"{target}/page.toml", f"it is no valid TOML: {error}") from error
    return _Checker(text, f"{target}/page.toml").page(table)


def _long_key(text: str) -> int | None:
    """The line of a key of so many dotted parts that reading it would take for ever."""
    for number, line in enumerate(text.splitlines(), start=1):
        if line.count(".") > _MOST_DOTS and _QUOTED.sub("", line).partition("=")[0].count(".") > _MOST_DOTS:
            return number
    return None


@dataclass(frozen=True, slots=True)
class _Checker:
    text: str
    file: str

    def page(self, table: Mapping[str, Any]) -> PageFile:
        self.known(table, _KEYS, "")
        if "url" not in table:
            self.fail("url", "the key is missing; it is the page's original address")
        url = table["url"]
        if not isinstance(url, str) or not web_address(url):
            self.fail("url", "it must be an http or https address")
        redirects = table.get("redirects", [])
        if not isinstance(redirects, list) or not all(
            isinstance(one, str) and web_address(one) for one in redirects
        ):
            self.fail("redirects", "it must be a list of http or https addresses, the one asked for first")
        status = table.get("status")
        if status is not None and (type(status) is not int or not 100 <= status <= 599):
            self.fail("status", "it must be an HTTP status, 100 to 599")
        captured = table.get("captured")
        if captured is not None and not isinstance(captured, str | date):
            self.fail("captured", "it must be a date")
        note = table.get("note", "")
        if not isinstance(note, str):
            self.fail("note", "it must be text")
        headers = {name.lower(): value for name, value in self.texts(table, "headers").items()}
        return PageFile(
            url=url,
            redirects=tuple(redirects),
            status=status,
            headers=headers,
            note=note,
            expect=self.expect(table["expect"]) if "expect" in table else None,
            resources=self.texts(table, "resources"),
        )

    def expect(self, table: object) -> Expect:
        if not isinstance(table, dict):
            self.fail("expect", "it must be a table: [expect]")
        self.known(table, _EXPECT, "expect.")
        if "state" not in table:
            self.fail("expect.state", "the key is missing; it says which state a human sees")
        state = self.word(table["state"], "expect.state", [s.value for s in State])
        content = table.get("content")
        if content is not None:
            content = self.word(content, "expect.content", [c.value for c in Content])
        also = table.get("also")
        if also is not None:
            if not isinstance(also, list):
                self.fail("expect.also", "it must be a list")
            words = [w.value for w in (*State, *Note)]
            also = tuple(self.word(item, "expect.also", words) for item in also)
        confirmed = table.get("confirmed", True)
        if not isinstance(confirmed, bool):
            self.fail("expect.confirmed", "it must be true or false")
        return Expect(state=state, content=content, also=also, confirmed=confirmed)

    def texts(self, table: Mapping[str, Any], key: str) -> Mapping[str, str]:
        found = table.get(key, {})
        if not isinstance(found, dict):
            self.fail(key, f"it must be a table: [{key}]")
        for name, value in found.items():
            if not isinstance(value, str):
                self.fail(f"{key}.{name}", "it must be text in quotes")
        return found

    def word(self, value: object, key: str, known: Collection[str]) -> str:
        if not isinstance(value, str) or value not in known:
            self.fail(key, f"{value!r} is unknown{did_you_mean(str(value), known)}")
        return value

    def known(self, table: Mapping[str, Any], keys: Collection[str], prefix: str) -> None:
        for key in table:
            if key not in keys:
                self.fail(prefix + key, f"the key is unknown{did_you_mean(key, keys)}")

    def fail(self, key: str, why: str) -> NoReturn:
        line = self.line(key.rpartition(".")[2])
        where = f"{self.file}:{line}" if line else self.file
        raise SavedPageError(where, f"{key}: {why}")

    def line(self, key: str) -> int | None:
        """The line a key stands in. tomllib keeps no positions, so it is looked up in the text."""
        pattern = re.compile(rf"""^\s*\[?\s*(?:[\w.-]+\.)?["']?{re.escape(key)}["']?\s*[\]=]""")
        for number, line in enumerate(self.text.splitlines(), start=1):
            if pattern.match(line):
                return number
        return None
