"""What others ask of a page to tell that its main text is missing, or that it is no whole article.

A detector is a function ``html, url, status -> bool``: true is an alarm. Those here are of the field; one of your own
is named ``my_module:my_function``, and its module may stand where you are.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

from harness.core.errors import UsageError, did_you_mean
from harness.observe.static import observe

Detect = Callable[[str, str | None, int | None], bool]

SHORT = 600
"""Characters of text below which a page is widely taken for no article."""

ALL = "all"
"""The name that stands for every detector here."""


@dataclass(frozen=True, slots=True)
class Detector:
    """A detector that was found.

    Args:
        name: what it was called by.
        detect: the function; ``None`` when its package is not installed.
        about: what it asks, for people; or how to install it.
    """

    name: str
    detect: Detect | None
    about: str


def crawl4ai(html: str, url: str | None, status: int | None) -> bool:
    """antibot_detector.is_blocked(status, html)."""
    return bool(_alone("crawl4ai", "antibot_detector").is_blocked(status, html)[0])


def newspaper4k(html: str, url: str | None, status: int | None) -> bool:
    """not Article.is_valid_body(): under 300 words or 7 sentences, or no title."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of packages that it could use, of time zones that nobody knows
        from newspaper import Article

        article = Article(url or "https://news.example/", fetch_images=False)
        article.download(input_html=html)
        article.parse()
    return not article.is_valid_body()


def is_antibot(html: str, url: str | None, status: int | None) -> bool:
    """is_antibot(html, url, status); it is given no headers."""
    return bool(import_module("is_antibot").is_antibot(html=html, url=url, status_code=status).detected)


def anti_bot_detector(html: str, url: str | None, status: int | None) -> bool:
    """classify(FetchResponse) says anything but "none"; it is given no headers."""
    package = import_module("anti_bot_detector")
    response = package.FetchResponse(url=url or "", status_code=status or 200, headers={}, body=html)
    return bool(package.classify(response).bot_level != package.BotLevel.NONE)


def marked_not_free(html: str, url: str | None, status: int | None) -> bool:
    """isAccessibleForFree is false in the page's own data, its parts included."""
    return any(map(_not_free, observe(html, url=url).data))


def short_page(html: str, url: str | None, status: int | None) -> bool:
    """The page shows under 600 characters of text."""
    return sum(len(block.text) for block in observe(html, url=url).blocks) < SHORT


def trafilatura(html: str, url: str | None, status: int | None) -> bool:
    """extract(html) finds under 600 characters."""
    return len(import_module("trafilatura").extract(html, url=url) or "") < SHORT


BUILT_IN: Mapping[str, tuple[Detect, str, str]] = {
    "crawl4ai": (crawl4ai, "crawl4ai", "crawl4ai"),
    "newspaper4k": (newspaper4k, "newspaper", "newspaper4k"),
    "is-antibot": (is_antibot, "is_antibot", "is-antibot"),
    "anti-bot-detector": (anti_bot_detector, "anti_bot_detector", "anti-bot-detector"),
    "trafilatura": (trafilatura, "trafilatura", "trafilatura"),
    "marked-not-free": (marked_not_free, "", ""),
    "short-page": (short_page, "", ""),
}
"""By name: the function, the package that it asks (empty: none), and what pip calls that."""


def find_detectors(words: str) -> tuple[Detector, ...]:
    """The detectors of a list with commas; ``all`` stands for those that are built in.

    Raises:
        UsageError: one is not known, or cannot be imported.
    """
    named = [word.strip() for word in words.split(",")]
    every = [name for word in named for name in (BUILT_IN if word == ALL else [word])]
    return tuple(find(name) for name in dict.fromkeys(every))


@cache
def find(word: str) -> Detector:
    """The detector that a word names.

    Raises:
        UsageError: there is none of that name, or it cannot be imported.
    """
    if word in BUILT_IN:
        detect, package, pip = BUILT_IN[word]
        about = _first_line(detect)
        if not package:
            return Detector(word, detect, about)
        if find_spec(package) is None:
            return Detector(word, None, f"not installed: pip install {pip}")
        return Detector(word, detect, f"{pip} {_version(pip)}: {about}".replace(" :", ":"))
    if ":" not in word:
        known = ", ".join(BUILT_IN)
        hint = did_you_mean(word, BUILT_IN) or f"; name one of {known}, or a function: my_module:my_function"
        raise UsageError(f"--detector: there is no {word!r}{hint}")
    detect = _own(word)
    return Detector(word, detect, _first_line(detect))


def _own(word: str) -> Detect:
    home, _, name = word.partition(":")
    if (here := str(Path.cwd())) not in sys.path:
        sys.path.insert(0, here)  # as ``python -m`` does; the processes that ask inherit it
    try:
        value: Any = import_module(home)
    except Exception as error:  # somebody's module may raise anything
        raise UsageError(f"--detector {word}: importing {home} raised {_told(error)}") from error
    for part in name.split("."):
        if not hasattr(value, part):
            raise UsageError(f"--detector: {home} has no {part!r}{did_you_mean(part, dir(value))}")
        value = getattr(value, part)
    if not callable(value):
        raise UsageError(f"--detector: {word} is a {type(value).__name__}, not a function")
    detect: Detect = value
    return detect


def _not_free(item: Any) -> bool:
    if isinstance(item, list | tuple):
        return any(map(_not_free, item))
    if not isinstance(item, Mapping):
        return False
    told = str(item.get("isAccessibleForFree")).rpartition("/")[2].lower()  # also https://schema.org/False
    return told == "false" or _not_free(item.get("hasPart"))


@cache
def _alone(package: str, name: str) -> ModuleType:
    """A module of a package without the package: importing all of it would start browsers' and models' libraries."""
    spec = find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    alone = spec_from_file_location(f"{package}.{name}", Path(spec.origin).with_name(f"{name}.py"))
    assert alone is not None
    assert alone.loader is not None
    module = module_from_spec(alone)
    alone.loader.exec_module(module)
    return module


def _first_line(detect: Detect) -> str:
    return next(iter((detect.__doc__ or "").strip().splitlines()), "")


def _version(pip: str) -> str:
    try:
        return version(pip)
    except PackageNotFoundError:
        return ""


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
