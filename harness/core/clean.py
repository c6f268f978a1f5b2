"""Page text made safe to show: no escape sequences, no turned-around characters, no CI commands, no secrets.

Everything that came from a page passes here before it reaches a terminal, a file or a log.
"""

from __future__ import annotations

import re
from typing import Any

from harness.core.secrets import redact_addresses

_SPACE = " "
_REPLACED = "\N{REPLACEMENT CHARACTER}"


def _table() -> dict[int, str | None]:
    table: dict[int, str | None] = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)])  # C0, DEL, C1
    table |= dict.fromkeys(map(ord, "\t\n\v\f\r\x85\u2028\u2029"), _SPACE)
    # Bidi controls can make a line read as something it is not.
    table |= dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
    # Marks and tag characters that take no room; joiners stay, Persian and emoji need them.
    table |= dict.fromkeys([0xFEFF, *range(0xFFF9, 0xFFFC), *range(0xE0000, 0xE0080)])
    table |= dict.fromkeys(range(0xD800, 0xE000), _REPLACED)  # lone surrogates cannot be encoded
    return table


_UNSAFE = _table()


# GitHub obeys ##[command] anywhere in a line of a job's log, Azure and TeamCity their ##vso[ and ##teamcity[.
_COMMAND = re.compile(r"##(?=\w*\[)")


def clean(text: str) -> str:
    """The text on one line, without control, bidi and unencodable characters, secrets in addresses, and commands
    to a CI service."""
    text = text.translate(_UNSAFE)
    return redact_addresses(_COMMAND.sub("# #", text) if "##" in text else text)


def tame(line: str) -> str:
    """A line of a log that is no ``::command::`` to GitHub, which obeys those behind white space, too."""
    start = line.lstrip()
    return line[: len(line) - len(start)] + ": :" + start[2:] if start.startswith("::") else line


def clean_data(data: Any) -> Any:
    """Plain JSON data with every text in it cleaned, keys too."""
    match data:
        case str():
            return clean(data)
        case dict():
            return {clean(key): clean_data(value) for key, value in data.items()}
        case list() | tuple():
            return [clean_data(item) for item in data]
    return data
