"""Plain text from bytes."""

from __future__ import annotations

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def decode(data: bytes) -> str:
    """The text of a plain file: by its byte order mark, else UTF-8, else as Western European.

    Never raises: what cannot be decoded becomes U+FFFD, which rules can see.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        # Mostly UTF-8 with a few broken bytes stays UTF-8: read as Western it would all be garbled.
        if error.start > 1000 or len(data.decode("utf-8", "ignore").encode()) > len(data) * 0.99:
            return data.decode("utf-8", "replace")
        return data.decode("cp1252", "replace")
