"""Find a browser, install one, say how to mend what is missing, and the switches it is started with."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from harness.core.errors import BrowserError

ENV = "HARNESS_BROWSER"
"""Environment variable that names the browser to use."""

_ON_PATH: tuple[tuple[str, str], ...] = (
    ("chromium-headless-shell", "chromium-headless-shell"),
    ("chrome-headless-shell", "chromium-headless-shell"),
    ("headless_shell", "chromium-headless-shell"),
    ("chromium", "chromium"),
    ("chromium-browser", "chromium"),
    ("google-chrome", "chrome"),
    ("google-chrome-stable", "chrome"),
    ("chrome", "chrome"),
    ("microsoft-edge", "edge"),
    ("microsoft-edge-stable", "edge"),
    ("msedge", "edge"),
)
_MAC: tuple[tuple[str, str], ...] = (
    ("/Applications/Chromium.app/Contents/MacOS/Chromium", "chromium"),
    ("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "chrome"),
    ("/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge", "edge"),
)
_PLAYWRIGHT_GLOBS: tuple[tuple[str, str], ...] = (
    ("chromium_headless_shell-*/*/headless_shell", "chromium-headless-shell"),
    ("chromium_headless_shell-*/*/chrome-headless-shell", "chromium-headless-shell"),
    ("chromium-*/*/chrome", "chromium"),
    ("chromium-*/*/*.app/Contents/MacOS/*", "chromium"),
)
_REVISION = re.compile(r"-(\d+)$")

MEND = (
    "install one with `python -m playwright install --with-deps chromium-headless-shell`, "
    "or `apt-get install chromium-headless-shell` (Debian, Ubuntu: chromium-browser), "
    f"or set {ENV} to the path of a Chromium, Chrome or Edge"
)
"""What a person can do about a missing browser."""


@dataclass(frozen=True, slots=True)
class FoundBrowser:
    """A browser on this machine.

    Args:
        path: the program.
        kind: ``chromium-headless-shell``, ``chromium``, ``chrome``, ``edge`` or ``given``.
        origin: where it was found: an argument, the environment, Playwright's own, the path.
    """

    path: Path
    kind: str
    origin: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of ``harness doctor``.

    Args:
        what: the thing looked at.
        ok: it is in order.
        says: what was found.
        mend: what to do when it is not in order.
    """

    what: str
    ok: bool
    says: str
    mend: str = ""


def browsers(given: str | Path | None = None, env: Mapping[str, str] | None = None) -> Iterator[FoundBrowser]:
    """Every browser found, the preferred ones first.

    Args:
        given: a path or program name that the user named; nothing else is looked at then.
        env: the environment, by default the process's own.

    Raises:
        BrowserError: the one that the user named does not exist.
    """
    env = os.environ if env is None else env
    for value, origin in ((given, "the setting"), (env.get(ENV), ENV)):
        if value:
            yield _named(value, origin, env)
            return
    yield from _playwrights(env)
    search = env.get("PATH")
    for name, kind in _ON_PATH:
        if found := shutil.which(name, path=search):
            yield FoundBrowser(Path(found), kind, "the PATH")
    if sys.platform == "darwin":
        for app, kind in _MAC:
            if Path(app).exists():
                yield FoundBrowser(Path(app), kind, "the applications")


def find_browser(
    given: str | Path | None = None, env: Mapping[str, str] | None = None
) -> FoundBrowser | None:
    """The browser to use, or ``None``. Arguments and errors as :func:`browsers`."""
    return next(browsers(given, env), None)


def need_browser(given: str | Path | None = None, env: Mapping[str, str] | None = None) -> FoundBrowser:
    """The browser to use.

    Raises:
        BrowserError: there is none; the message says what to do.
    """
    found = find_browser(given, env)
    if found is None:
        raise BrowserError(f"no browser found; {MEND}")
    return found


def _named(value: str | Path, origin: str, env: Mapping[str, str]) -> FoundBrowser:
    path = shutil.which(str(value), path=env.get("PATH"))
    if path is None:
        raise BrowserError(
            f"the browser that {origin} names does not exist or cannot be run: {value}; {MEND}"
        )
    kind = next((kind for name, kind in _ON_PATH if name == Path(path).name), "given")
    return FoundBrowser(Path(path), kind, origin)


def _playwrights(env: Mapping[str, str]) -> Iterator[FoundBrowser]:
    named = env.get("PLAYWRIGHT_BROWSERS_PATH")
    home = Path(env.get("HOME") or Path.home())
    if named and named != "0":
        folder = Path(named)
    elif sys.platform == "darwin":
        folder = home / "Library/Caches/ms-playwright"
    else:
        folder = Path(env.get("XDG_CACHE_HOME") or home / ".cache") / "ms-playwright"
    for pattern, kind in _PLAYWRIGHT_GLOBS:
        for path in sorted(folder.glob(pattern), key=_revision, reverse=True):
            if os.access(path, os.X_OK):
                yield FoundBrowser(path, kind, "Playwright's own")


def _revision(path: Path) -> int:
    for part in path.parts[::-1]:
        if match := _REVISION.search(part):
            return int(match[1])
    return 0


def install_browser(timeout: float = 300.0) -> FoundBrowser:
    """Install a browser: Playwright's download, else the system's package where we may.

    Args:
        timeout: seconds for each way.

    Raises:
        BrowserError: neither worked; the message says why and what to do.
    """
    tried = []
    for what, command in _ways():
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=timeout, check=False)
        except subprocess.TimeoutExpired:
            tried.append(f"{what}: not done after {timeout:.0f} s")
            continue
        except OSError as error:
            tried.append(f"{what}: {error.strerror}")
            continue
        found = find_browser()
        if done.returncode == 0 and found is not None:
            return found
        last = (done.stderr or done.stdout).strip().splitlines()
        tried.append(f"{what}: {last[-1].strip() if last else f'exit {done.returncode}'}")
    raise BrowserError(f"no browser could be installed ({'; '.join(tried)}); {MEND}")


def _ways() -> Iterator[tuple[str, list[str]]]:
    yield "Playwright's download", [sys.executable, "-m", "playwright", "install", "chromium-headless-shell"]
    if shutil.which("apt-get") is None:
        return
    if os.geteuid() == 0:
        sudo: list[str] = []
    elif shutil.which("sudo") is not None:
        sudo = ["sudo", "-n"]
    else:
        return
    for package in ("chromium-headless-shell", "chromium", "chromium-browser"):
        yield (
            f"apt-get install {package}",
            [*sudo, "apt-get", "install", "-y", "--no-install-recommends", package],
        )


def doctor(given: str | Path | None = None) -> tuple[Finding, ...]:
    """What the browser engine needs, what of it is there, and how to mend the rest.

    Starts the browser once, so it may take some seconds; never raises.
    """
    findings = [_python(), _playwright()]
    try:
        found = find_browser(given)
    except BrowserError as error:
        return (*findings, Finding("browser", False, str(error), MEND))
    if found is None:
        return (*findings, Finding("browser", False, "none found", MEND))
    findings.append(Finding("browser", True, f"{found.path} ({found.kind}, from {found.origin})"))
    findings.append(_start(found))
    return tuple(findings)


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    ok = sys.version_info >= (3, 11)
    return Finding("python", ok, version, "" if ok else "harness needs Python 3.11 or newer")


def _playwright() -> Finding:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return Finding("playwright", True, version("playwright"))
    except PackageNotFoundError:
        return Finding("playwright", False, "not installed", "pip install playwright")


def _start(found: FoundBrowser) -> Finding:
    from harness.browser.process.process import BrowserProcess

    async def once() -> str:
        process = await BrowserProcess.start(found, hermetic=True)
        try:
            return f"{process.version}, sandbox {'on' if process.sandboxed else 'off'}"
        finally:
            await process.close()

    try:
        return Finding("browser starts", True, asyncio.run(once()))
    except BrowserError as error:
        return Finding("browser starts", False, str(error), MEND)


DEAD_PROXY = "http://127.0.0.1:9"
"""The proxy of whatever is no tab's own: nobody listens on the discard port."""


def switches(*, hermetic: bool) -> list[str]:
    """The command line switches of a browser process. No name and no address resolves in it.

    Args:
        hermetic: nothing may leave it. Route handlers alone do not ensure that: prefetches, sockets,
            redirects of fulfilled requests pass them by. Else loopback stays open, where each tab has
            the proxy that all its bytes pass; what asks for loopback itself passes the proxy, too.
    """
    common = [
        "--block-new-web-contents",
        "--dns-prefetch-disable",
        "--disable-preconnect",
        "--disable-domain-reliability",
        "--disable-client-side-phishing-detection",
        "--disable-sync",
        "--no-pings",
        "--autoplay-policy=user-gesture-required",
        # Chromium reads the first, its headless shell the second; each ignores the other (measured).
        "--webrtc-ip-handling-policy=disable_non_proxied_udp",
        "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
        "--js-flags=--max-old-space-size=768",
    ]
    if hermetic:
        # A page's tab is the only one of its context, so that a context is a process; without the limit each
        # site that a tab shows has its own. A refused fetchLater() crashes Chromium's renderer (156).
        one = ["--renderer-process-limit=1", "--disable-blink-features=FetchLaterAPI"]
        return [*common, *one, "--disable-quic", "--host-resolver-rules=MAP * ~NOTFOUND"]
    proxied = ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--proxy-bypass-list=<-loopback>"]
    return [*common, "--disable-quic", *proxied]


LEFT_OUT = ["--disable-ipc-flooding-protection", "--disable-popup-blocking"]
"""Playwright's switches that we leave out: with them a page that navigates in a tight loop, or opens
windows, takes the whole browser down; without them Chromium stops it."""
