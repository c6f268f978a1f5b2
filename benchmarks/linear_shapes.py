"""Whether judging takes linear time whatever shape a page has: each shape at n, 2n and 4n, processor time a byte.

    python benchmarks/linear_shapes.py                 # all shapes, 1 MB the largest; takes minutes
    python benchmarks/linear_shapes.py --bytes 250000 links style-comments
    python benchmarks/linear_shapes.py --json

A shape fails where a byte of the largest costs more than 1.5 times a byte of the smallest, or 1 MB takes more than two
seconds of processor time. Each is judged in a process of its own with a limit to its processor time.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

SENTENCE = "The minister said on Monday that the council would vote on the plan after a long debate. "
STORY = "<article><h1>A bridge opens</h1>" + f"<p>{SENTENCE * 4}</p>" * 8 + "</article>"
MEGABYTE = 1_000_000
MOST_GROWTH = 1.5
MOST_SECONDS = 2.0
"""Processor seconds that 1 MB may take."""

TICK = 0.004
"""Seconds in which clocks of processor time may tick: less is not measured."""

LIMIT = 60
"""Processor seconds after which a shape is given up."""


def _body(inner: str, head: str = "") -> str:
    return f"<!doctype html><html lang=en><head><title>A bridge opens</title>{head}</head><body>{inner}</body></html>"


def _more(part: str, *, before: str = STORY, after: str = "", head: bool = False) -> Callable[[int], str]:
    """As many of ``part`` as make ``size`` bytes, within the page."""

    def make(size: int) -> str:
        many = before + part * max(1, size // len(part)) + after
        return _body(STORY, many.removeprefix(STORY)) if head else _body(many)

    return make


def _numbered(part: str, *, before: str = STORY, after: str = "", head: bool = False) -> Callable[[int], str]:
    """The same with another number in each part."""

    def make(size: int) -> str:
        many = before + "".join(part.replace("#", str(n)) for n in range(max(1, size // len(part)))) + after
        return _body(STORY, many.removeprefix(STORY)) if head else _body(many)

    return make


def _nested(opening: str, closing: str) -> Callable[[int], str]:
    def make(size: int) -> str:
        times = size // (len(opening) + len(closing))
        return _body(STORY + opening * times + "x" + closing * times)

    return make


def _rules_and_blocks(size: int) -> str:
    times = size // 40
    return _body(STORY + "<p>a b c</p>" * times, "<style>" + "div p{display:none}" * times + "</style>")


def _classes_and_rules(size: int) -> str:
    times = size // 50
    rules = "".join(f".c{n} .d{n}{{display:none}}" for n in range(times))
    return _body(
        STORY + "".join(f"<p class='c{n} d{n}'>a</p>" for n in range(times)), f"<style>{rules}</style>"
    )


SHAPES: Mapping[str, Callable[[int], str]] = {
    # of the tables of findings
    "marks after a story": _more("!", before=STORY + "<p>"),
    "bold words in one block": _more("<b>x</b> word ", before=STORY + "<p>"),
    "links in one block": _more("<a href=/a>link</a> word ", before=STORY + "<p>"),
    "bold and italics misnested": _nested("<b><i>", "</b>x"),
    "comments of a style sheet that do not end": _more("/* ", before="<style>", head=True),
    "rules and paragraphs": _rules_and_blocks,
    "classes and rules": _classes_and_rules,
    "bold in a table": _more("<b>x", before=STORY + "<table>"),
    "attributes of one tag": _numbered(" a#=1", before=STORY + "<div", after=">x</div>"),
    "the same attribute again and again": _more(" a=1", before=STORY + "<div", after=">x</div>"),
    "metas of one name": _more("<meta name=a content=b>", before="", head=True),
    "metas of many names": _numbered("<meta name=a# content=b>", before="", head=True),
    "offers of a subscription": _more("<p>subscribe to continue reading this story</p>"),
    "offers between paragraphs": _more(f"<p>subscribe to continue reading this story</p><p>{SENTENCE * 2}</p>"),
    "lists between paragraphs": _more(f"<aside><ul class=related>{'<li>A story' * 8}</ul></aside><p>{SENTENCE * 2}</p>"),
    "dots in boxes": _more(f"<div><p>{SENTENCE[:-2]}…</p></div>"),
    "one long class": _more("a ", before=STORY + "<div class='", after="'>x</div>"),
    "noscripts in noscripts": _nested("<noscript>", "</noscript>"),
    # text
    "one long paragraph": _more(SENTENCE, before=STORY + "<p>"),
    "one long word": _more("a", before=STORY + "<p>"),
    "paragraphs of a word": _more("<p>word</p>"),
    "paragraphs of nothing": _more("<p>"),
    "spaces": _more(" ", before=STORY + "<p>a", after="b"),
    "dots": _more(".", before=STORY + "<p>a"),
    "dots and spaces": _more(". ", before=STORY + "<p>a"),
    "digits": _more("1", before=STORY + "<p>"),
    "prices": _more("$1.99 ", before=STORY + "<p>"),
    "quotation marks": _more("“a” ", before=STORY + "<p>"),
    "arrows": _more("→a", before=STORY + "<p>"),
    "at signs": _more("a@", before=STORY + "<p>"),
    "hyphens": _more("a-", before=STORY + "<p>"),
    "addresses": _more("www.a.b/c ", before=STORY + "<p>"),
    "names after by": _more("By Ann.", before=STORY + "<p>"),
    "page numbers": _more("<a href=/2>2</a> "),
    "dots at the end of each paragraph": _more(f"<p>{SENTENCE[:-2]}…</p>"),
    "Chinese": _more("桥今天通车。", before=STORY + "<p>"),
    "emoji": _more("👩‍👩‍👧", before=STORY + "<p>"),
    "braces": _more("{{", before=STORY + "<p>"),
    "entities": _more("&amp;", before=STORY + "<p>"),
    "entities that do not end": _more("&amp", before=STORY + "<p>"),
    # elements
    "line breaks": _more("a<br>", before=STORY + "<p>"),
    "headings": _more("<h2>More</h2>"),
    "list items": _more("<li>an item", before=STORY + "<ul>"),
    "spans": _more("<span>a</span>"),
    "divs in divs": _nested("<div>", "</div>"),
    "divs that do not end": _more("<div>a"),
    "lists in lists": _nested("<ul><li>", "</li></ul>"),
    "tables in tables": _nested("<table><tr><td>", "</td></tr></table>"),
    "quotations in quotations": _nested("<blockquote>", "</blockquote>"),
    "links in links": _nested("<a href=/a>", "</a>"),
    "cells": _more("<td>a", before=STORY + "<table><tr>"),
    "options": _more("<option>a", before=STORY + "<select>"),
    "buttons": _more("<button>Go on</button>"),
    "forms": _more("<form><input type=password></form>"),
    "frames": _more("<iframe src=/a></iframe>"),
    "pictures": _more("<img src=/a alt=a>"),
    "comments": _more("<!-- a -->"),
    "comments that do not end": _more("<!--"),
    "CDATA": _more("<![CDATA[a]]>"),
    "end tags of nothing": _more("</p></b>"),
    "less-than signs": _more("<", before=STORY + "<p>"),
    "tags that do not end": _more("<p a", before=STORY),
    "hidden paragraphs": _more("<p hidden>a b c</p>"),
    "dialogs": _more("<div role=dialog aria-modal=true>Subscribe</div>"),
    "articles": _more("<article><h2>A story</h2><p>Its text.</p></article>"),
    "sections": _more(f"<section><h2>A part</h2><p>{SENTENCE}</p></section>"),
    "styles in attributes": _more("<p style='display:none;color:red'>a</p>"),
    "selectors of one rule": _more("a,", before="<style>", after="b{display:none}</style>", head=True),
    "combinators of one selector": _more("a>", before="<style>", after="b{display:none}</style>", head=True),
    "brackets of a style sheet": _more("[", before="<style>", after="{}</style>", head=True),
    "blocks of a style sheet": _more("@media a{", before="<style>", head=True),
    "custom properties": _numbered("--a#:var(--b#);", before="<style>p{", after="}</style>", head=True),
    # data
    "JSON-LD of many objects": _more(
        '{"@type":"NewsArticle","headline":"a"},',
        before='<script type="application/ld+json">[', after="{}]</script>", head=True,
    ),
    "JSON-LD of one text": _more(
        SENTENCE, before='<script type="application/ld+json">{"articleBody":"', after='"}</script>', head=True
    ),
    "JSON-LD in JSON-LD": _more('{"a":', before='<script type="application/ld+json">', after="</script>", head=True),
    "JSON-LD selectors": _more(
        ".a-", before='<script type="application/ld+json">{"hasPart":{"isAccessibleForFree":false,"cssSelector":"',
        after='!"}}</script>', head=True,
    ),
    "scripts": _more("<script>var a=1;</script>", before="", head=True),
    "strings of a script": _more('"a b c",', before="<script>x=[", after="]</script>", head=True),
    "backslashes of a script": _more("\\", before='<script>x="', after='"</script>', head=True),
    "quotes of a script": _more('"', before="<script>x=", after="</script>", head=True),
    "links of the head": _numbered("<link rel=a# href=/a>", before="", head=True),
    "one long title": _more("a - ", before="<title>", after="</title>", head=True),
    "one long address": _more("a/", before=STORY + "<a href='/", after="'>a</a>"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cost:
    """What a shape costs at each size, in processor seconds; ``None``: given up."""

    shape: str
    sizes: tuple[int, ...]
    seconds: tuple[float | None, ...]

    @property
    def growth(self) -> float | None:
        """How much more a byte of the largest costs than one of the smallest."""
        first, last = self.seconds[0], self.seconds[-1]
        if first is None or last is None:
            return None
        return (last / self.sizes[-1]) / (max(first, TICK) / self.sizes[0])

    @property
    def megabyte(self) -> float | None:
        """Processor seconds that a megabyte of it takes."""
        last = self.seconds[-1]
        return last / self.sizes[-1] * MEGABYTE if last is not None else None

    def fails(self, growth: float = MOST_GROWTH, seconds: float = MOST_SECONDS) -> bool:
        """Whether it costs too much."""
        grown, long = self.growth, self.megabyte
        return grown is None or long is None or long > seconds or grown > growth


def cost(shape: str, largest: int = MEGABYTE, limit: int = LIMIT) -> Cost:
    """What a shape costs at a quarter, a half and all of ``largest`` bytes.

    Args:
        shape: a name of :data:`SHAPES`.
        largest: bytes of the largest page.
        limit: processor seconds for all of it.
    """
    context = multiprocessing.get_context("fork")
    sizes = (largest // 4, largest // 2, largest)
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_measure, args=(theirs, shape, sizes, limit))
    process.start()
    theirs.close()
    seconds: list[float | None] = []
    lengths: list[int] = []
    for size in sizes:
        try:
            length, spent = ours.recv()
        except EOFError:
            length, spent = size, None
        lengths.append(length)
        seconds.append(spent)
    process.join()
    ours.close()
    return Cost(shape, tuple(lengths), tuple(seconds))


def _measure(pipe: object, shape: str, sizes: tuple[int, ...], limit: int) -> None:
    import harness

    harness.judge(_body(STORY))  # rules, phrases and caches are there before the clock counts
    resource.setrlimit(resource.RLIMIT_CPU, (limit + int(time.process_time()), limit + 60))
    for size in sizes:
        page = SHAPES[shape](size)
        best = None
        for _ in range(3):
            began = time.process_time()
            harness.judge(page, url="https://news.example/2026/a-bridge-opens", status=200)
            spent = time.process_time() - began
            best = spent if best is None else min(best, spent)
            if spent > 1:
                break
        pipe.send((len(page), best))  # type: ignore[attr-defined]


def main() -> int:
    """Measure, print, and say by the exit code whether a shape fails."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("shapes", nargs="*", help="names, or parts of them; all")
    parser.add_argument("--bytes", type=int, default=MEGABYTE)
    parser.add_argument("--json", action="store_true")
    told = parser.parse_args()
    import harness

    harness.judge(_body(STORY))
    failed = 0
    for shape in SHAPES:
        if told.shapes and not any(part in shape for part in told.shapes):
            continue
        one = cost(shape, told.bytes)
        failed += one.fails()
        if told.json:
            print(
                json.dumps({"shape": shape, "sizes": one.sizes, "seconds": one.seconds, "fails": one.fails()})
            )
            continue
        spent = "  ".join("   gave up" if s is None else f"{s:8.3f} s" for s in one.seconds)
        growth = f"{one.growth:5.2f} x" if one.growth is not None else "      "
        print(f"{shape:45}{spent}  {growth}{'   <- too much' if one.fails() else ''}", flush=True)
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
