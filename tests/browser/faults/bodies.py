"""Bodies that break off, stall, lie about their length or unpack into more than anyone wants."""

from __future__ import annotations

import gzip
import zlib

from faults.connections import reset, sends
from faults.what import ARTICLE, HEAD, Asked, Fault, answer, endless, page

PAGE = page()
HALF = PAGE[: len(PAGE) * 2 // 3]
GZIP = ("Content-Encoding: gzip",)


def chunked(*pieces: bytes) -> bytes:
    return b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces)


async def stalls(asked: Asked) -> None:
    await asked.hold(answer(HALF, length=len(PAGE)))


async def stalls_after_the_end(asked: Asked) -> None:
    await asked.hold(answer(PAGE, length=len(PAGE) + 10))


async def drips(asked: Asked) -> None:
    await asked.send(endless(HALF))
    await asked.drip(b"<!-- still there -->")


async def is_reset(asked: Asked) -> None:
    await asked.send(answer(HALF, length=len(PAGE)))
    await asked.reader.read(0)
    reset(asked)


def bomb(megabytes: int) -> bytes:
    """Gzip of a page that goes on with spaces."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    packed = packer.compress(HEAD.format("").encode() + ARTICLE.encode())
    for _ in range(megabytes):
        packed += packer.compress(b" " * 1_000_000)
    return packed + packer.flush()


def one_text(megabytes: int) -> bytes:
    """Gzip of a page that goes on in one paragraph."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    packed = packer.compress(HEAD.format("").encode() + ARTICLE.encode() + b"<p>")
    for _ in range(megabytes):
        packed += packer.compress(b"word " * 200_000)
    return packed + packer.flush()


async def without_end(asked: Asked) -> None:
    await asked.send(endless(PAGE))
    while True:
        await asked.send(b"<p>And so on and on and on.</p>\n" * 1_000)


UTF16 = PAGE.decode().replace("utf-8", "utf-16").encode("utf-16-le")
FAULTS = (
    Fault("a length that is too long", sends(answer(HALF, length=len(PAGE))), "load_error", "truncated-body"),
    Fault(
        "a length that is too short", sends(answer(PAGE, length=len(HALF))), "load_error", "truncated-body"
    ),
    Fault(
        "chunks break off",
        sends(endless(chunked(HALF), "Transfer-Encoding: chunked")),
        "load_error",
        "truncated-body",
    ),
    Fault(
        "a chunk's size is no number",
        sends(endless(chunked(HALF) + b"zz\r\n", "Transfer-Encoding: chunked")),
        "load_error",
        "truncated-body",
    ),
    Fault(
        "gzip breaks off",
        sends(answer(gzip.compress(PAGE)[:-200], "200 OK", *GZIP)),
        "load_error",
        "truncated-body",
    ),
    Fault(
        "gzip in chunks breaks off",
        sends(endless(chunked(gzip.compress(PAGE)[:-200], b""), *GZIP, "Transfer-Encoding: chunked")),
        "load_error",
        "truncated-body",
    ),
    Fault(
        "gzip without its last bytes, the page whole",
        sends(answer(gzip.compress(PAGE)[:-8], "200 OK", *GZIP)),
        "full",
    ),
    Fault("no gzip where it says gzip", sends(answer(PAGE, "200 OK", *GZIP)), "load_error", "truncated-body"),
    Fault("an encoding nobody knows", sends(answer(PAGE, "200 OK", "Content-Encoding: x-own")), "full"),
    Fault(
        "ends in the middle of a tag", sends(endless(HALF + b'<p class="te')), "load_error", "truncated-body"
    ),
    Fault(
        "ends in the middle of a script",
        sends(endless(HALF + b"<script>let a =")),
        "load_error",
        "truncated-body",
    ),
    Fault("stalls in the middle", stalls, "load_error", "stalled-body"),
    Fault("stalls behind the end", stalls_after_the_end, "load_error", "stalled-body"),
    Fault("drips without end", drips, "load_error", "stalled-body"),
    Fault("is reset in the middle", is_reset, "load_error", "truncated-body"),
    Fault("a gzip bomb", sends(answer(bomb(200), "200 OK", *GZIP)), "load_error", "too-big"),
    Fault("a gzip bomb of one text", sends(answer(one_text(64), "200 OK", *GZIP)), "load_error", "too-big"),
    Fault("paragraphs without end", without_end, "load_error", "too-big"),
    Fault(
        "a comment of eight megabytes",
        sends(answer(PAGE + b"<!--" + b"x" * 8_000_000)),
        "load_error",
        "too-big",
    ),
    Fault("the wrong charset", sends(answer(PAGE, kind="text/html; charset=windows-1252")), "full"),
    Fault("a charset nobody knows", sends(answer(PAGE, kind="text/html; charset=own")), "full"),
    Fault("UTF-16 without a mark", sends(answer(UTF16, kind="text/html; charset=utf-16le")), "full"),
    Fault("NUL bytes everywhere", sends(answer(PAGE.replace(b" ", b" \x00"))), "full"),
    Fault("lone surrogates", sends(answer(page("<script>document.title='\\ud800';</script>"))), "full"),
    Fault("twenty thousand nested tags", sends(answer(page("<div>" * 20_000))), "full"),
)
