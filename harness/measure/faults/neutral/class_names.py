"""Class names that mean nothing to anybody are others, as after a site's next build."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from random import Random

from harness.measure.faults.case import Case
from harness.measure.faults.fault import Fault
from harness.measure.faults.specimen import Specimen
from harness.observe.named import region_of
from harness.observe.vocabulary import ARTICLE_NAMES
from harness.rules import questions

_CLASS = re.compile(r'(<[a-zA-Z][^<>]*?\sclass=")([^"<>]*)(")')
_STYLE = re.compile(r"<style\b[^>]*>(.*?)</style>", re.S | re.I)
_TELLING = re.compile(
    ARTICLE_NAMES
    + r"|article|story|content|text|body|headline|close|dismiss|error|lead|hid|show|visib|blur|fade|lock|scroll|card|list|item"
    r"|price|product|forum|thread|video|login|user|pag|next|more|screen|modal|overlay|captcha|challenge|cf-|turnstile|piano|tp-",
    re.I,
)


def apply(page: Specimen, random: Random) -> Case | None:
    """Rename the classes that no style sheet and no rule knows."""
    known = " ".join((*questions().selectors, *_STYLE.findall(page.html)))

    def renamed(name: str) -> str:
        if name in known or region_of(name) is not None or _TELLING.search(name) or len(name) < 3:
            return name
        return "k" + hashlib.blake2s(name.encode(), digest_size=4).hexdigest()

    def changed(match: re.Match[str]) -> str:
        return match[1] + " ".join(renamed(name) for name in match[2].split()) + match[3]

    html = _CLASS.sub(changed, page.html)
    return None if html == page.html else replace(page.case, html=html)


FAULT = Fault(apply)
