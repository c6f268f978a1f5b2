"""HTML files, also compressed: ``.html``, ``.htm``, ``.xhtml`` with ``.gz`` or ``.zst`` behind it.

The page's address is what the document says of itself (the comment of the program that saved it, its
canonical link, ``og:url``). A file with another ending is taken when it holds HTML. Where a browser saved
the page "complete", the folder beside it answers the page's requests.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from harness.core.errors import TargetError
from harness.sources.address import origin_of
from harness.sources.beside import beside
from harness.sources.octets import Kind, need_text, read_file
from harness.sources.page import Page
from harness.sources.source import Item, Limits, Source
from harness.sources.targets import exists

_HTML = {".html", ".htm", ".xhtml"}
_PACKED = {".gz", ".zst"}


def _read(target: str, limits: Limits) -> Iterator[Item]:
    path = Path(target)
    if not exists(target):
        raise TargetError(target, _missing(target))
    if path.is_dir():
        raise TargetError(target, "it is a folder, not a file")
    ending = _ending(path)
    data = read_file(path, target, limits)
    if need_text(data, target) is not Kind.HTML and ending not in _HTML:
        kind = f"the ending {ending} is unknown" if ending else "it has no ending"
        raise TargetError(target, f"{kind} and it does not hold HTML; rename it to .html or .txt")
    url = origin_of(data)
    yield Page(target=target, html=data, url=url, resources=beside(path, url, limits))


def is_html_name(name: str) -> bool:
    """Whether a file of this name is an HTML file by its ending."""
    return _ending(Path(name)) in _HTML


def _ending(path: Path) -> str:
    inner = path.with_suffix("") if path.suffix.lower() in _PACKED else path
    return inner.suffix.lower()


def _missing(target: str) -> str:
    host = target.split("/", 1)[0]
    if "." in host and " " not in host and Path(host).suffix.lower() not in _HTML | _PACKED | {".txt"}:
        return f"there is no such file; for the live page write https://{target}"
    return "there is no such file or folder"


SOURCE = Source(claims=lambda target: True, read=_read, example="article.html", fallback=True)
