"""Optional parts of the installation: what is missing, and the extra that brings it.

``pip install scraper-harness`` brings what judging HTML takes; a browser, archives, pytest and more are extras.
"""

from __future__ import annotations

from importlib.util import find_spec

from harness.core.errors import BrowserError


def lacks(extra: str, *modules: str) -> str:
    """Which of an extra's modules is not installed and what brings it, as the end of a sentence; empty if none is missing.

    Args:
        extra: its name in pyproject.toml.
        modules: what it brings, as imported.
    """
    missing = next((name for name in modules if find_spec(name) is None), None)
    return f"{missing}, which is not installed: pip install 'scraper-harness[{extra}]'" if missing else ""


def need_browser_extra() -> None:
    """Make sure that what looks at pages in a browser is installed.

    Raises:
        BrowserError: it is not; the message says how to get it.
    """
    if lacking := lacks("browser", "playwright", "protego", "stamina", "aiolimiter"):
        raise BrowserError(f"the browser engine and live pages need {lacking}")
