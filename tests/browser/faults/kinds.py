"""Documents of other kinds than HTML."""

from __future__ import annotations

from faults.connections import sends
from faults.what import ARTICLE, Fault, answer, page

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c636060606000"
    "00000500010d0a2db40000000049454e44ae426082"
)
ATTACHED = "Content-Disposition: attachment; filename=../../evil.html"
MIXED = b"--x\r\nContent-Type: text/html\r\n\r\n" + page() + b"\r\n--x--\r\n"
XML = "application/xhtml+xml"
XHTML = (
    b'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>The ferry is back</title></head><body>'
    + ARTICLE.encode()
    + b"<p>And <b>then</p><p>more</p></body></html>"
)


def kind(name: str, body: bytes, content_type: str) -> Fault:
    """A document that is no page."""
    return Fault(name, sends(answer(body, kind=content_type)), "load_error", "not-html")


FAULTS = (
    kind("a PDF", b"%PDF-1.4\n%%EOF", "application/pdf"),
    kind("a picture", PNG, "image/png"),
    kind("JSON", b'{"a": 1}', "application/json"),
    kind("plain text", b"Words, and no page.", "text/plain"),
    kind("XML", b"<?xml version='1.0'?><a><b>words</b></a>", "application/xml"),
    kind(
        "a feed",
        b"<?xml version='1.0'?><rss><channel><title>x</title></channel></rss>",
        "application/rss+xml",
    ),
    kind("SVG", b"<svg xmlns='http://www.w3.org/2000/svg'><text>words</text></svg>", "image/svg+xml"),
    kind("a video", b"\0" * 1000, "video/mp4"),
    Fault(
        "bytes of no kind",
        sends(answer(b"\0\1\2" * 100, kind="application/octet-stream")),
        "load_error",
        "not-html",
    ),
    Fault(
        "an archive", sends(answer(b"PK\3\4" + b"\0" * 100, kind="application/zip")), "load_error", "not-html"
    ),
    Fault("an attachment", sends(answer(page(), "200 OK", ATTACHED)), "load_error", "download"),
    Fault("a PDF that says it is HTML", sends(answer(b"%PDF-1.4 obj stream endstream")), "load_error"),
    Fault("a page without a kind", sends(answer(page(), kind="")), "full"),
    Fault("XHTML that is not well formed", sends(answer(XHTML, kind=XML)), "load_error", "ill-formed"),
    Fault("HTML that says it is XHTML", sends(answer(page(), kind=XML)), "load_error", "ill-formed"),
)
