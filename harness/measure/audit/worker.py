"""The process a Python scraper runs in: ``python -m harness.measure.audit.worker module:function``.

It says hello, then reads one JSON object a line from its stdin and writes one a line to its stdout, until
its stdin ends. A worker in another language speaks the same:

    {"wants": "text", "about": "trafilatura 2.3"}                hello; or {"error": "why it does not start"}
    {"html": "…", "url": "…", "status": 200}                     a page ("b64" instead of "html": bytes)
    {"text": "…", "flags": [], "complete": null}                 its answer; "raised" or "died": why there is none

What the scraper itself prints goes nowhere: the real stdout is kept out of its reach.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import importlib
import importlib.util
import inspect
import json
import os
import sys
from collections.abc import Callable, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import ModuleType
from typing import Any, BinaryIO

from harness.measure.audit.answer import Answer, Ended
from harness.measure.audit.reply import from_value

_MEMORY = "HARNESS_AUDIT_MEMORY"
"""Bytes a worker may allocate beyond what it has after its start; set by the runner."""


class CannotStart(Exception):
    """The scraper cannot be imported; the message says why."""


def main(spec: str) -> int:
    """Serve one scraper until stdin ends."""
    requests, answers = _take_pipes()
    try:
        function = _load(spec)
        call = _Call(function)
        hello: dict[str, Any] = {"wants": call.wants, "about": _about(function)}
    except CannotStart as error:
        _write(answers, {"error": str(error)})
        return 1
    _write(answers, hello)
    _limit_memory()
    with asyncio.Runner() as runner:
        for line in requests:
            request = json.loads(line)
            _write(answers, _as_json(_ask(call, request, runner)))
    return 0


def _take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Our two pipes; file descriptors 0 and 1 now lead nowhere."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    return requests, answers


def _load(spec: str) -> Callable[..., Any]:
    home, _, name = spec.rpartition(":")
    try:
        value: Any = _module(home)
    except ModuleNotFoundError as error:
        missing = f"there is no module {error.name!r}"
        extra = (
            "; pip install 'scraper-harness[scrapers]' brings the built-in scrapers, "
            "'scraper-harness[newspaper]' newspaper4k"
        )
        raise CannotStart(missing + (extra if home.startswith("harness.") else "")) from error
    except Exception as error:
        raise CannotStart(f"importing {home} raised {type(error).__name__}: {error}") from error
    for part in name.split("."):
        if not hasattr(value, part):
            from harness.core.errors import did_you_mean

            raise CannotStart(f"{home} has no {part!r}{did_you_mean(part, dir(value))}")
        value = getattr(value, part)
    if not callable(value):
        raise CannotStart(f"{spec} is a {type(value).__name__}, not a function")
    function: Callable[..., Any] = value
    return function


def _module(home: str) -> ModuleType:
    if not home.endswith(".py"):
        return importlib.import_module(home)
    path = Path(home).resolve()
    found = importlib.util.spec_from_file_location(path.stem, path)
    if found is None or found.loader is None or not path.is_file():
        raise CannotStart(f"there is no file {home}")
    sys.path.insert(0, str(path.parent))
    module = importlib.util.module_from_spec(found)
    sys.modules[path.stem] = module
    found.loader.exec_module(module)
    return module


class _Call:
    """How the function is called: by the names and types of its parameters."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self._function = function
        try:
            parameters = list(inspect.signature(function).parameters.values())
        except (TypeError, ValueError):  # built in C: it does not say
            parameters = []
        positional = [p for p in parameters if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]
        first = positional[0] if positional else None
        needed = [p for p in positional if p.default is p.empty]
        self._url_only = first is not None and first.name in ("url", "link", "address")
        self._url_by_name = not self._url_only and any(p.name == "url" for p in parameters)
        self._url_second = not self._url_only and not self._url_by_name and len(needed) == 2
        self._status_by_name = any(p.name == "status" for p in parameters)
        takes_bytes = first is not None and str(first.annotation) in ("bytes", "<class 'bytes'>")
        self.wants = "url" if self._url_only else "bytes" if takes_bytes else "text"

    def __call__(self, request: Mapping[str, Any]) -> Any:
        url = request.get("url")
        named: dict[str, Any] = {}
        if self._status_by_name:
            named["status"] = request.get("status")
        if self._url_only:
            return self._function(url, **named)
        html = base64.b64decode(request["b64"]) if "b64" in request else request["html"]
        if self._url_by_name:
            named["url"] = url
        return self._function(html, url, **named) if self._url_second else self._function(html, **named)


def _ask(call: _Call, request: Mapping[str, Any], runner: asyncio.Runner) -> Answer:
    try:
        value = call(request)
        if inspect.isawaitable(value):
            value = runner.run(_awaited(value))
        return from_value(value)
    except MemoryError:
        return Answer(ended=Ended.DIED, detail="it ran out of the memory it may use")
    except ImportError as error:  # a package that is not installed is no opinion about the page
        return Answer(ended=Ended.DIED, detail=f"a package is missing: {error}"[:500])
    except Exception as error:  # noqa: BLE001 - a scraper's exception is its answer
        return Answer(ended=Ended.RAISED, detail=f"{type(error).__name__}: {error}"[:500])


async def _awaited(value: Any) -> Any:
    return await value


def _as_json(answer: Answer) -> dict[str, Any]:
    if answer.ended is not Ended.ANSWERED:
        return {answer.ended.value: answer.detail}
    return {"text": answer.text, "flags": list(answer.flags), "complete": answer.complete}


def _write(answers: BinaryIO, value: Mapping[str, Any]) -> None:
    answers.write(json.dumps(value).encode("ascii") + b"\n")
    answers.flush()


def _about(function: Callable[..., Any]) -> str:
    """What is under test, with its version: ``trafilatura 2.3.1, extract(html, url=…)``."""
    module = sys.modules.get(function.__module__ or "")
    package = getattr(module, "PACKAGE", None) or (function.__module__ or "").partition(".")[0]
    how = getattr(module, "HOW", None) or getattr(function, "__qualname__", "")
    with contextlib.suppress(PackageNotFoundError, ValueError):
        return f"{package} {version(package)}, {how}"
    return str(how)


def _limit_memory() -> None:
    """Allocations beyond the limit fail here; the runner's watch would see them too late."""
    allowed = os.environ.get(_MEMORY)
    if not allowed or not sys.platform.startswith("linux"):
        return
    import resource

    pages = int(Path("/proc/self/statm").read_text().split()[0])
    most = pages * os.sysconf("SC_PAGE_SIZE") + int(allowed)
    with contextlib.suppress(ValueError, OSError):  # a lower limit of the system's stays
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
