"""Text that was decoded twice, read as it was meant: "lÃ¦s" is "læs".

Only for finding phrases: what a page shows is reported as it stands.
"""

from __future__ import annotations

import re

_BYTES = {
    bytes([b]).decode("cp1252"): b for b in range(0x80, 0x100) if b not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
_BYTES |= {chr(b): b for b in range(0x100) if chr(b) not in _BYTES}

_SIGNS = re.compile("[ÂÃÄÅâ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹Œ\u017d‘’“”•–—˜™š›œžŸ]")


def may_need_mending(text: str) -> bool:
    """Whether ``text`` has one of the characters that texts decoded twice begin their odd pairs with."""
    return not text.isascii() and any(sign in text for sign in "ÂÃÄÅâ")


def mended(text: str) -> str:
    """``text`` decoded once more, if its characters are the bytes of UTF-8 text; else as it is."""
    if text.isascii() or not _SIGNS.search(text):
        return text
    try:
        return bytes(_BYTES[c] for c in text).decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return text
