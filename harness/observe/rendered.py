"""An observation from a browser's capture: the probe's answer as frozen values."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from harness.core.model import Engine
from harness.language.words import count_words
from harness.observe.capture import Capture
from harness.observe.decode import count_replaced, decode
from harness.observe.head import ends_in_a_tag, headline_of, language
from harness.observe.observation import (
    Block,
    Box,
    Container,
    Failure,
    Frame,
    Hidden,
    Hit,
    Observation,
    Overlay,
    Region,
)
from harness.observe.payload import find_payload
from harness.observe.regions import settle
from harness.observe.structured import parse_json_ld

_LONE = re.compile("[\ud800-\udfff]")
_REGIONS = {region.value: region for region in Region}
_HIDDEN = {hidden.value: hidden for hidden in Hidden}
_TAIL = 12_000
_TOO_BIG = Failure("too-big", "the page has more blocks or text than are read")


def observe(capture: Capture) -> Observation:
    """What a reader finds on the page that a browser captured.

    Args:
        capture: what loading it gave; without an answer the observation has no blocks.
    """
    answer = clean(capture.answer)
    common = {
        "engine": Engine.BROWSER,
        "url": capture.url,
        "final_url": capture.final_url,
        "redirects": capture.redirects,
        "status": capture.status,
        "headers": {k.lower(): str(v) for k, v in capture.headers.items()},
        "bytes": len(capture.html) if capture.html is not None else 0,
        "partial": capture.partial,
        "failure": capture.failure,
    }
    declared = str(common["headers"].get("content-type", "")) if isinstance(common["headers"], dict) else ""
    common["content_type"] = (declared or "text/html").partition(";")[0].strip().lower()
    if not answer:
        return Observation(**common)  # type: ignore[arg-type]
    if capture.partial is None and answer["cut"]:
        common["partial"] = _TOO_BIG
    blocks = settle([_block(row) for row in answer["blocks"]])
    shown = " ".join(b.text for b in blocks if b.text)
    meta = {str(name): tuple(values) for name, values in answer["meta"]}
    micro: tuple[Mapping[str, Any], ...] = (
        ({"@type": "microdata", **answer["micro"]},) if answer["micro"] else ()
    )
    return Observation(
        **common,  # type: ignore[arg-type]
        title=answer["title"],
        lang=language(answer["lang"], meta),
        rtl=bool(answer["rtl"]),
        blocks=blocks,
        containers=tuple(Container(*row) for row in answer["containers"]),
        overlays=tuple(_overlay(row) for row in answer["overlays"]),
        frames=tuple(_frame(row) for row in answer["frames"]),
        hits={selector: tuple(_hit(row) for row in rows) for selector, rows in answer["hits"].items()},
        marks=frozenset(answer["marks"]),
        meta=meta,
        links=answer["links"],
        data=parse_json_ld(tuple(answer["jsonLd"]), shown) + micro,
        payload=find_payload(answer["payloads"], blocks, headline_of(meta, answer["title"]), shown),
        scripts=tuple(answer["scripts"]),
        counts=answer["counts"],
        noscript=answer["noscript"],
        scroll_locked=bool(answer["locked"]),
        closed=_closed(capture.html, declared),
        replaced=count_replaced(shown),
        viewport=(int(answer["viewport"][0]), int(answer["viewport"][1])),
    )


def clean(value: Any) -> Any:
    """``value`` without lone surrogates: a page may write them, and no encoder takes them."""
    if isinstance(value, str):
        return value if value.isascii() or not _LONE.search(value) else _LONE.sub("\ufffd", value)
    if isinstance(value, list):
        return [clean(one) for one in value]
    if isinstance(value, Mapping):
        return {clean(key): clean(one) for key, one in value.items()}
    return value


def _closed(html: bytes | str | None, content_type: str) -> bool | None:
    if html is None:
        return None
    if isinstance(html, bytes):
        # Only the end is asked for, and end tags are ASCII in every encoding of the web but UTF-16.
        wide = "utf-16" in content_type.lower() or html.startswith((b"\xff\xfe", b"\xfe\xff"))
        html = decode(html, content_type or None) if wide else html[-_TAIL:].decode("latin-1")
    return ends_in_a_tag(html[-_TAIL:])


def _box(row: Sequence[float] | None) -> Box | None:
    return Box(*row) if row is not None else None


def _block(row: Sequence[Any]) -> Block:
    text, tag, region, container, words, links, href, hidden, flags, overlay, root, box = row
    return Block(
        text=text,
        tag=tag,
        region=_REGIONS[region],
        container=container,
        words=words or count_words(text),
        link_chars=min(links, len(text)),
        href=href,
        hidden=_HIDDEN[hidden] if hidden else None,
        faded=bool(flags & 1),
        quote=bool(flags & 2),
        code=bool(flags & 4),
        emphasis=bool(flags & 8),
        overlay=overlay,
        root=root,
        box=_box(box),
        links=((min(links, len(text)), href),) if href else (),
    )


def _overlay(row: Mapping[str, Any]) -> Overlay:
    return Overlay(
        row["text"], row["share"], row["names"], row["dismissible"], row["frame"], _box(row["box"])
    )


def _frame(row: Mapping[str, Any]) -> Frame:
    return Frame(row["src"], row["visible"], row["text"], row["share"], _box(row["box"]), row["block"])


def _hit(row: Mapping[str, Any]) -> Hit:
    return Hit(
        visible=row["visible"],
        text=row["text"],
        words=row["words"],
        region=_REGIONS[row["region"]],
        block=row["block"],
        share=row["share"],
        filled=row["filled"],
        box=_box(row["box"]),
    )
