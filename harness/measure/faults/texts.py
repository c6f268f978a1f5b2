"""The sentences that faults write into pages, in the page's language (``texts.toml``)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from html import escape
from importlib.resources import files
from random import Random
from typing import Any

FALLBACK = "en"


@cache
def _tables() -> Mapping[str, Mapping[str, Any]]:
    table: Mapping[str, Mapping[str, Any]] = tomllib.loads(
        files("harness.measure.faults").joinpath("texts.toml").read_text(encoding="utf-8")
    )
    return table


def wording(lang: str | None, key: str) -> Any:
    """What ``key`` says in ``lang`` (``de-AT`` is German), else in English."""
    tables = _tables()
    own = tables.get((lang or FALLBACK).lower().replace("_", "-").partition("-")[0], {})
    return own.get(key, tables[FALLBACK][key])


def one_of(lang: str | None, key: str, random: Random) -> Any:
    """One of several wordings."""
    return random.choice(wording(lang, key))


def tags(*pairs: tuple[str, str]) -> str:
    """Elements with their texts: ``tags(("h2", "A"), ("p", "B"))``. Texts are escaped.

    A name may carry attributes: ``a href="/x"``.
    """
    return "".join(f"<{name}>{escape(text, quote=False)}</{name.split()[0]}>" for name, text in pairs)


def document(title: str, body: str, *, lang: str | None, head: str = "") -> str:
    """A whole small document around ``body``."""
    return (
        f'<!DOCTYPE html><html lang="{escape(lang or FALLBACK)}"><head><meta charset="utf-8">'
        f"<title>{escape(title, quote=False)}</title>{head}</head><body>{body}</body></html>"
    )
