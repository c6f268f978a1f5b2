"""The folder that a browser writes beside a page that is saved "complete"."""

from __future__ import annotations

import mimetypes
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from urllib.parse import quote, urljoin

from harness.core.errors import TargetError
from harness.sources.address import NOWHERE
from harness.sources.octets import read_file
from harness.sources.page import Resource
from harness.sources.source import Limits

_SUFFIXES = (
    "_files", "-files", ".files", "_Dateien", "-Dateien", "_fichiers", "_archivos", "_arquivos",
    "_bestanden", "-filer", "_soubory", "_pliki", "_file", "_tiedostot", "-bestanden",
)  # fmt: skip
"""What Chrome, Firefox, Safari and older Internet Explorers call it, in the languages they speak."""


def beside(path: Path, url: str | None, limits: Limits) -> Mapping[str, Resource]:
    """The files of the folder beside ``path``, by the addresses under which the page asks for them.

    Args:
        path: the saved document.
        url: its original address, which relative links count from; ``None``: not known.
        limits: longest file that is read.
    """
    stem = path.name.partition(".htm")[0]
    folder = next((f for s in _SUFFIXES if (f := path.parent / f"{stem}{s}").is_dir()), None)
    return _Folder(folder, url or NOWHERE, limits) if folder is not None else {}


def is_beside(name: str, documents: Collection[str]) -> bool:
    """Whether a folder of this name holds the files of one of the documents that lie beside it."""
    stems = {document.partition(".htm")[0] for document in documents}
    return any(name.endswith(suffix) and name.removesuffix(suffix) in stems for suffix in _SUFFIXES)


class _Folder(Mapping[str, Resource]):
    """Files read when they are asked for; links out of the folder are not followed."""

    def __init__(self, folder: Path, url: str, limits: Limits) -> None:
        self._limits = limits
        root = folder.resolve()
        files = (path for path in folder.rglob("*") if path.is_file())
        inside = (path for path in files if path.resolve().is_relative_to(root))
        self._paths = {
            urljoin(url, quote(path.relative_to(folder.parent).as_posix())): path for path in inside
        }

    def __getitem__(self, url: str) -> Resource:
        path = self._paths[url]
        try:
            body = read_file(path, str(path), self._limits)
        except (TargetError, OSError):
            raise KeyError(url) from None
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        return Resource(body, headers={"content-type": kind})

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)
