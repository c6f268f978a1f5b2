"""What the terminal can do: escape sequences, links, characters."""

from __future__ import annotations

import codecs
import os
import sys
from typing import TextIO

_PLAIN = {
    "●": "*",
    "◐": "~",
    "○": "o",
    "◌": "?",
    "━": "#",
    "─": "-",
    "…": "...",
    "·": "-",
    "→": "->",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "–": "-",
    "—": "-",
    "\xa0": " ",
}
"""What stands for our own signs where an encoding has none: old Windows consoles, LANG=C."""

_LINKING = ("kitty", "alacritty", "foot", "wezterm", "ghostty", "contour")
_LINKING_PROGRAMS = {"iTerm.app", "WezTerm", "vscode", "Hyper", "ghostty", "Tabby", "rio"}


def obeys(stream: TextIO) -> bool:
    """Whether a stream is a terminal that obeys escape sequences."""
    return stream.isatty() and os.environ.get("TERM") != "dumb" and _windows_obeys(stream)


def colour(stream: TextIO) -> bool:
    """Whether to write in colour there."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or obeys(stream)


def links(stream: TextIO) -> bool:
    """Whether the terminal shows links. There is no way to ask it; those that do say so in the environment,
    and others might show the sequence itself."""
    forced = os.environ.get("FORCE_HYPERLINK")
    if forced is not None:
        return forced not in ("", "0")
    if not obeys(stream) or os.environ.get("NO_COLOR"):
        return False
    environ = os.environ
    vte = environ.get("VTE_VERSION", "")
    return (
        environ.get("TERM_PROGRAM") in _LINKING_PROGRAMS
        or (vte.isdigit() and int(vte) >= 5000)  # the first VTE that shows them
        or any(name in environ for name in ("WT_SESSION", "KITTY_WINDOW_ID", "KONSOLE_VERSION", "DOMTERM"))
        or any(name in environ.get("TERM", "") for name in _LINKING)
    )


def never_fail_to_encode() -> None:
    """A terminal that cannot show a character gets a plainer one, never a traceback."""
    codecs.register_error("harness", _plainer)
    for stream in (sys.stdout, sys.stderr):
        if (reconfigure := getattr(stream, "reconfigure", None)) is not None:
            reconfigure(errors="harness")


def _plainer(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lost = error.object[error.start : error.end]
    return "".join(_PLAIN.get(char, "?") for char in lost), error.end


def _windows_obeys(stream: TextIO) -> bool:
    """Old Windows consoles print escape sequences unless they are told to obey them, and some cannot."""
    if sys.platform == "win32":
        import ctypes
        import msvcrt

        handle = msvcrt.get_osfhandle(stream.fileno())
        mode = ctypes.c_ulong()
        kernel = ctypes.windll.kernel32
        if kernel.GetConsoleMode(
            handle, ctypes.byref(mode)
        ):  # else a terminal of another kind, such as mintty
            return bool(
                kernel.SetConsoleMode(handle, mode.value | 0x0004)
            )  # ENABLE_VIRTUAL_TERMINAL_PROCESSING
    return True
