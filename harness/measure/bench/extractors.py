"""What others take for the main text of a page, for comparison: the extractors that are installed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module

from harness.measure.audit import adapters
from harness.observe.decode import decode

Extract = Callable[[bytes, str | None], str | None]


@cache
def extractors() -> Mapping[str, Extract]:
    """The extractors by name; those that are not installed are left out."""
    found: dict[str, Extract] = {}
    for name, package, make in (
        ("trafilatura", "trafilatura", _with_address),
        ("trafilatura, precise", "trafilatura", _precise),
        ("readability-lxml", "readability", _decoded),
        ("resiliparse", "resiliparse", _alone),
    ):
        try:
            import_module(package)
        except ImportError:
            continue
        found[name] = make(name.partition(",")[0].replace("-", "_"))
    return found


def texts(html: bytes, url: str | None) -> dict[str, str]:
    """What each makes of a page; nothing where it raises, as nothing is what its caller would have."""
    return {name: _text(extract, html, url) for name, extract in extractors().items()}


def _text(extract: Extract, html: bytes, url: str | None) -> str:
    try:
        return extract(html, url) or ""
    except Exception:  # noqa: BLE001 - another library's failure is its answer: no text
        return ""


def _with_address(adapter: str) -> Extract:
    extract: Extract = import_module(f"{adapters.__name__}.{adapter}").extract
    return extract


def _decoded(adapter: str) -> Extract:
    extract = import_module(f"{adapters.__name__}.{adapter}").extract
    return lambda html, url: extract(decode(html), url)


def _alone(adapter: str) -> Extract:
    extract = import_module(f"{adapters.__name__}.{adapter}").extract
    return lambda html, _: extract(html)


def _precise(_: str) -> Extract:
    import trafilatura

    return lambda html, url: trafilatura.extract(html, url=url, favor_precision=True, include_comments=False)
