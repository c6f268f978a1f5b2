"""Files that strangers could hand over: broken, cut, nested, endless, lying. Each is made when it is asked for."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import os
import random
import socket
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

Make = Callable[[Path], None]
"""Writes a file, or a folder, to a path."""

HTML = b"<!doctype html><html><body><h1>A bridge opens</h1><p>The council met and voted at last.</p></body></html>"
URL = "https://news.example/story"
NUL, DEEP = "\0", 100_000


def hostile_files() -> Iterator[tuple[str, Make]]:
    """Every file by its name; the name's ending says what reads it."""
    for kind in (_tables, _hars, _mails, _folders, _zips, _warcs, _waczs, _parquets, _plain, _special):
        for name, made in kind():
            yield name, made if callable(made) else _writes(made)


def _writes(data: bytes) -> Make:
    def make(path: Path) -> None:
        path.write_bytes(data)

    return make


# ---- tables


def _tables() -> Iterator[tuple[str, bytes]]:
    rows: dict[str, object] = {
        "number": {"html": 5}, "list": {"html": ["a"]}, "object": {"html": {"a": 1}}, "true": {"html": True},
        "null-path": {"path": "a\0b"}, "long-path": {"path": "a" * 5_000}, "up-path": {"path": "../../etc/passwd"},
        "root-path": {"path": "/etc/passwd"}, "folder-path": {"path": "."}, "device-path": {"path": "/dev/zero"},
        "text-number": {"text": 1}, "url-number": {"url": 5}, "url-list": {"url": ["https://a.example"]},
        "url-broken": {"url": "http://[bad"}, "url-script": {"url": "javascript:alert(1)"},
        "url-spaces": {"url": "https://a b.example/"}, "status-huge": {"html": "<p>a</p>", "status": 10**300},
        "status-text": {"html": "<p>a</p>", "status": "NaN"}, "headers-list": {"html": "<p>a</p>", "headers": [1]},
        "headers-deep": {"html": "<p>a</p>", "headers": "[" * DEEP}, "id-list": {"html": "<p>a</p>", "id": [[1]]},
        "surrogate": {"html": "<p>\ud800</p>"}, "empty": {}, "nulls": {"html": None, "url": None, "path": None},
    }  # fmt: skip
    for name, row in rows.items():
        yield f"row-{name}.jsonl", json.dumps(row).encode() + b"\n"
    texts = {
        "deep-lists": b"[" * DEEP, "deep-objects": b'{"a":' * DEEP, "not-json": b"{html: 1}\n", "cut": b'{"html": "<p>a',
        "infinity": b'{"html": "<p>a</p>", "status": Infinity}', "big-float": b'{"html": "<p>a</p>", "status": 1e999}',
        "digits": b'{"html": "<p>a</p>", "status": ' + b"9" * 10_000 + b"}", "bytes": bytes(range(256)) * 20,
        "no-rows": b"\n\n\n", "only-mark": b"\xef\xbb\xbf", "half-mark": b"\xef\xbb", "twice": b'{"a":1}{"b":2}\n',
        "null-bytes": b'{"html": "\0"}\n', "utf16": '{"html": "<p>a</p>"}'.encode("utf-16"), "scalar": b"5\n",
    }  # fmt: skip
    for name, data in texts.items():
        yield f"lines-{name}.jsonl", data
        yield f"packed-{name}.jsonl.gz", gzip.compress(data)
    cells = {
        "no-columns": b"a,b\n1,2\n", "one-quote": b'html,url\n"<p>a', "null-bytes": b"html\n<p>\0</p>\n",
        "many-cells": b"html\n" + b"a," * 50_000 + b"\n", "empty": b"", "bytes": bytes(range(256)) * 20,
        "no-head": b"\n\n\n", "long-head": b"a" * 200_000 + b"\n1\n", "bad-url": b"url\nhttp://[bad\n",
        "same-names": b"html,html\n<p>a</p>,<p>b</p>\n", "returns": b"html\r<p>a</p>\r",
    }  # fmt: skip
    for name, data in cells.items():
        yield f"cells-{name}.csv", data
        yield f"tabs-{name}.tsv", data.replace(b",", b"\t")


# ---- HAR


def _entry(**changes: object) -> dict[str, object]:
    content = {"mimeType": "text/html", "text": HTML.decode()}
    response = {"status": 200, "headers": [], "content": content, "redirectURL": ""}
    entry = {"request": {"url": URL}, "response": response}
    for path, value in changes.items():
        at: dict[str, object] = entry  # type: ignore[assignment]
        *above, last = path.split("__")
        for name in above:
            at = at[name]  # type: ignore[assignment]
        at[last] = value
    return entry


def _har(*entries: object) -> bytes:
    return json.dumps({"log": {"entries": entries}}).encode()


def _hars() -> Iterator[tuple[str, bytes]]:
    entries = {
        "status-text": _entry(response__status="five"), "status-list": _entry(response__status=[]),
        "status-infinite": _entry(response__status=float("inf")), "status-huge": _entry(response__status=10**400),
        "no-response": {"request": {"url": URL}}, "no-request": {"response": {}}, "number": 5, "null": None,
        "url-broken": _entry(request__url="http://[bad"), "url-number": _entry(request__url=5),
        "headers-text": _entry(response__headers="a"), "headers-null": _entry(response__headers=[None]),
        "content-null": _entry(response__content=None), "base64": _entry(response__content__encoding="base64"),
        "text-number": _entry(response__content__text=5), "type-list": _entry(response__content__mimeType=[]),
        "away": _entry(response__status=302, response__headers=[{"name": "Location", "value": "http://[bad"}]),
        "up-file": _entry(response__content___file="../../../etc/passwd"),
        "root-file": _entry(response__content___file="/etc/passwd"),
        "null-file": _entry(response__content___file="a\0b"), "no-file": _entry(response__content___file="nothing"),
        "gzip": _entry(response__headers=[{"name": "Content-Encoding", "value": "gzip"}]),
        "surrogate": _entry(response__content__text="\ud800"),
    }  # fmt: skip
    for name, entry in entries.items():
        yield f"entry-{name}.har", _har(entry)
    whole = _har(_entry())
    texts = {
        "lists": b"[" * 1_000_000, "logs": b'{"log":' * 100_000, "entries": b'{"log":{"entries":' * 50_000,
        "deep-entry": b'{"log":{"entries":[' + b'{"a":' * DEEP, "cut": whole[: len(whole) // 2], "empty": b"",
        "no-log": b"{}", "log-list": b'{"log":[]}', "entries-object": b'{"log":{"entries":{}}}', "scalar": b"5",
        "broken-many": b'{"log":{"entries":[' + b"{}," * 5_000 + b"{}]}}", "bytes": bytes(range(256)) * 20,
        "quotes": b'"' * 10_000, "slashes": b'"' + b"\\" * 10_001, "null-bytes": b"\0" * 1_000,
    }  # fmt: skip
    for name, data in texts.items():
        yield f"log-{name}.har", data
    yield "log-packed.har.gz", gzip.compress(whole)[:-9]
    yield "log-zip-empty.har.zip", _zip({})
    yield "log-zip-cut.har.zip", _zip({"a.har": whole})[:-20]
    yield "log-zip-lzma.har.zip", _spoiled(_zip({"a.har": whole * 20}, zipfile.ZIP_LZMA))
    yield "log-zip-bzip2.har.zip", _spoiled(_zip({"a.har": whole * 20}, zipfile.ZIP_BZIP2))
    yield "log-zip-up.har.zip", _zip({"a.har": whole, "../b": b"1"})


# ---- MHTML


def _mails() -> Iterator[tuple[str, bytes]]:
    head = b"MIME-Version: 1.0\r\nContent-Type: "
    page = b"Content-Type: text/html\r\nContent-Location: " + URL.encode() + b"\r\n\r\n" + HTML + b"\r\n"

    def related(part: bytes) -> bytes:
        return head + b'multipart/related; boundary="b"\r\n\r\n--b\r\n' + part + b"--b--\r\n"

    def nested(times: int) -> bytes:
        parts = [
            b'Content-Type: multipart/related; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(times)
        ]
        return b"MIME-Version: 1.0\r\n" + b"".join(parts) + page

    yield "parts-nested-300.mhtml", nested(300)
    yield "parts-nested-3000.mhtml", nested(3_000)
    yield (
        "messages-nested.mhtml",
        b"MIME-Version: 1.0\r\n" + b"Content-Type: message/rfc822\r\n\r\n" * 5_000 + page,
    )
    yield "parts-many.mhtml", related(b"\r\n--b\r\n" * 60_000 + page)
    yield "header-parameters.mhtml", head + b"multipart/related" + b";a=b" * 200_000 + b"\r\n\r\n" + page
    yield "header-folded.mhtml", head + b"multipart/related" + b";\r\n a=b" * 100_000 + b"\r\n\r\n" + page
    yield "location-byte.mhtml", related(page.replace(URL.encode(), b"https://news.example/\xff"))
    yield "location-word.mhtml", related(page.replace(URL.encode(), b"=?utf-8?q?=ff=fe?="))
    yield "location-broken.mhtml", related(page.replace(URL.encode(), b"http://[bad"))
    yield "charset-nobodys.mhtml", related(page.replace(b"text/html", b'text/html; charset="nobody\xff"'))
    yield (
        "charset-split.mhtml",
        related(page.replace(b"text/html", b"text/html; charset*0*=utf-8''%ff; charset*1=x")),
    )
    yield "encoding-nobodys.mhtml", related(b"Content-Transfer-Encoding: x-nothing\r\n" + page)
    yield "encoding-base64.mhtml", related(b"Content-Transfer-Encoding: base64\r\n" + page)
    yield "encoding-uu.mhtml", related(b"Content-Transfer-Encoding: x-uuencode\r\n" + page)
    yield "no-boundary.mhtml", head + b"multipart/related\r\n\r\n" + page
    yield "no-html.mhtml", related(b"Content-Type: text/css\r\n\r\np{}\r\n")
    yield "no-body.mhtml", related(b"Content-Type: text/html\r\n\r\n")
    yield "start-byte.mhtml", related(page).replace(b'boundary="b"', b'start="\xff"; boundary="b"')
    yield "empty.mhtml", b""
    yield "bytes.mhtml", bytes(range(256)) * 20
    yield "no-header.mhtml", HTML
    yield "packed-cut.mhtml.gz", gzip.compress(related(page))[:-9]


# ---- saved pages


def _folders() -> Iterator[tuple[str, Make]]:
    good = f'url = "{URL}"\n'
    facts = {
        "nested": good + "note = " + "[" * DEEP, "tables": good + "headers = " + "{a=" * 20_000,
        "digits": good + "status = " + "9" * DEEP, "dots": good + ".".join(["a"] * DEEP) + " = 1\n",
        "null-name": good + '[resources]\n"https://a.example/" = "a\\u0000b"\n', "bytes": "\x01" * 50,
        "up-name": good + '[resources]\n"https://a.example/" = "../../x"\n', "no-url": "status = 200\n",
        "long-name": good + '[resources]\n"https://a.example/" = "' + "a" * 5_000 + '"\n',
        "url-broken": 'url = "http://[bad"\n', "url-number": "url = 5\n", "status-text": good + 'status = "x"\n',
        "headers-list": good + "headers = []\n", "unknown": good + "nothing = 1\n", "cut": good + 'note = "a',
        "expect": good + "[expect]\nstate = 5\n", "twice": good + good, "date": good + "captured = 9999-99-99\n",
        "control-key": good + '"\\u001b[31m" = 1\n', "long": good + "# " + "a" * 5_000_000,
    }  # fmt: skip
    for name, text in facts.items():
        yield f"saved-{name}", _folder({"page.toml": text.encode(), "page.html": HTML})
    yield "saved-latin", _folder({"page.toml": good.encode() + b"# \xff", "page.html": HTML})
    yield "saved-no-page", _folder({"page.toml": good.encode()})
    yield "saved-no-facts", _folder({"page.html": HTML})
    yield "saved-binary", _folder({"page.toml": good.encode(), "page.html": b"%PDF-1.7"})
    yield "saved-packed-cut", _folder({"page.toml": good.encode(), "page.html.gz": gzip.compress(HTML)[:-5]})
    yield (
        "saved-pipe",
        lambda path: (path.mkdir(), os.mkfifo(path / "page.toml"), (path / "page.html").write_bytes(HTML)),
    )  # type: ignore[func-returns-value]
    yield "saved-loop", lambda path: (path.mkdir(), (path / "page.toml").symlink_to("page.toml"))  # type: ignore[func-returns-value]
    yield "saved-link", lambda path: (path.mkdir(), (path / "page.toml").symlink_to("/etc/passwd"))  # type: ignore[func-returns-value]


def _folder(files: dict[str, bytes]) -> Make:
    def make(path: Path) -> None:
        path.mkdir()
        for name, data in files.items():
            (path / name).write_bytes(data)

    return make


# ---- ZIP, WARC, WACZ


def _zip(files: dict[str, bytes], how: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def _spoiled(data: bytes, at: float = 0.4) -> bytes:
    """Some bytes in the middle are others."""
    middle = int(len(data) * at)
    return data[:middle] + bytes(255 - byte for byte in data[middle : middle + 40]) + data[middle + 40 :]


def _zips() -> Iterator[tuple[str, bytes]]:
    whole = _zip({"archive/a.warc": _warc(), "pages/pages.jsonl": b"{}"})
    for name, data in {
        "cut": whole[:-10],
        "head": whole[:30],
        "empty": b"",
        "end": whole[-22:],
        "zeros": b"\0" * 500,
    }.items():
        yield f"zip-{name}.wacz", data
    yield "zip-end-lies.wacz", whole[:-10] + struct.pack("<I", 0xFFFFFFF0) + whole[-6:]
    yield "zip-size-lies.wacz", whole[:-22] + whole[-22:-10] + b"\xff\xff\xff\x7f" + whole[-6:]
    yield "zip-not.wacz", HTML


def _warc(
    body: bytes = HTML,
    *,
    uri: str = URL,
    status: str = "200 OK",
    headers: str = "",
    length: str = "",
    kind: str = "response",
) -> bytes:
    http = f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\n{headers}\r\n".encode("latin-1") + body
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {length or len(http)}\r\n\r\n"
    )
    return head.encode("latin-1") + http + b"\r\n\r\n"


def _warcs() -> Iterator[tuple[str, bytes]]:
    good = _warc()
    files = {
        "cut": good[:-60], "cut-head": good[:40], "empty": b"", "bytes": bytes(range(256)) * 20, "zeros": b"\0" * 5_000,
        "length-minus": _warc(length="-1"), "length-text": _warc(length="abc"), "length-huge": _warc(length=str(2**63)),
        "length-float": _warc(length="1e19"), "length-more": _warc(length="99999"), "length-less": _warc(length="20"),
        "no-end": good.rstrip() + good, "uri-broken": _warc(uri="http://[bad"), "uri-none": _warc(uri=""),
        "uri-bytes": _warc(uri="https://news.example/\xff"), "status-text": _warc(status="abc"),
        "status-huge": _warc(status="9" * 5_000), "away": _warc(b"", status="302 Found", headers="Location: http://[bad\r\n"),
        "away-bytes": _warc(b"", status="302 Found", headers="Location: \xff\xfe\r\n"),
        "gzip-body": _warc(headers="Content-Encoding: gzip\r\n"), "br-body": _warc(headers="Content-Encoding: br\r\n"),
        "zstd-body": _warc(b"\x28\xb5\x2f\xfd" + b"\0" * 50, headers="Content-Encoding: zstd\r\n"),
        "chunks": _warc(b"ffffffff\r\n" + HTML, headers="Transfer-Encoding: chunked\r\n"),
        "headers-many": _warc(headers="X-A: b\r\n" * 20_000), "header-long": _warc(headers="X-A: " + "b" * 500_000 + "\r\n"),
        "no-colon": _warc(headers="nothing\r\n"), "kind-nobodys": _warc(kind="nothing"),
        "version": good.replace(b"WARC/1.0", b"WARC/9.9"),
        "broken-many": (b"WARC/1.0\r\nbroken\r\n\r\n" + b"x" * 40) * 3_000, "html": HTML,
    }  # fmt: skip
    for name, data in files.items():
        yield f"warc-{name}.warc", data
    packed = gzip.compress(good)
    yield "warc-packed-cut.warc.gz", packed[:-20]
    yield "warc-packed-spoiled.warc.gz", _spoiled(packed) + packed
    yield "warc-packed-twice.warc.gz", gzip.compress(packed)
    yield "warc-zstd.warc.zst", b"\x28\xb5\x2f\xfd" + b"\xff" * 100
    yield "warc-bomb.warc.gz", gzip.compress(_warc(b"a" * 40_000_000))
    yield "warc-body-bomb.warc", _warc(gzip.compress(b"a" * 40_000_000), headers="Content-Encoding: gzip\r\n")


def _waczs() -> Iterator[tuple[str, bytes]]:
    warc = _warc() * 200
    yield "wacz-none.wacz", _zip({"a": b"1"})
    yield "wacz-up.wacz", _zip({"../archive/a.warc": warc})
    yield "wacz-root.wacz", _zip({"/archive/a.warc": warc})
    yield "wacz-deep-list.wacz", _zip({"archive/a.warc": warc, "pages/pages.jsonl": b"[" * DEEP + b"\n{}\n5"})
    for name, how in (
        ("deflate", zipfile.ZIP_DEFLATED),
        ("lzma", zipfile.ZIP_LZMA),
        ("bzip2", zipfile.ZIP_BZIP2),
    ):
        noise = random.Random(1).randbytes(20_000)
        yield f"wacz-{name}.wacz", _spoiled(_zip({"archive/a.warc": _warc(noise)}, how))
    yield "wacz-method.wacz", _patched(_zip({"archive/a.warc": warc}), 8, 10, struct.pack("<H", 99))
    yield "wacz-encrypted.wacz", _patched(_zip({"archive/a.warc": warc}), 6, 8, b"\x01\x00")
    yield (
        "wacz-encrypted-packed.wacz",
        _patched(_zip({"archive/a.warc": warc}, zipfile.ZIP_DEFLATED), 6, 8, b"\x01\x00"),
    )
    yield "wacz-bomb.wacz", _zip({"archive/a.warc": b"\0" * 50_000_000}, zipfile.ZIP_DEFLATED)
    yield (
        "wacz-bombs.wacz",
        _zip({f"archive/{n}.warc": b"\0" * 1_000_000 for n in range(100)}, zipfile.ZIP_DEFLATED),
    )
    yield "wacz-overlap.wacz", _overlapping(_zip({"archive/a.warc": warc}), 30)
    yield "wacz-long-name.wacz", _zip({"archive/" + "a" * 60_000: warc})
    yield "wacz-garbage.wacz", _zip({"archive/a.warc.gz": bytes(range(256)) * 20})


def _patched(data: bytes, local: int, central: int, value: bytes) -> bytes:
    """The ZIP with other bytes at a place of each local and central header."""
    for mark, place in ((b"PK\x03\x04", local), (b"PK\x01\x02", central)):
        at = data.find(mark)
        while at >= 0:
            data = data[: at + place] + value + data[at + place + len(value) :]
            at = data.find(mark, at + 4)
    return data


def _overlapping(data: bytes, times: int) -> bytes:
    """The ZIP with its only member listed again and again."""
    start, end = data.find(b"PK\x01\x02"), data.find(b"PK\x05\x06")
    entry, last = data[start:end], data[end:]
    last = last[:8] + struct.pack("<HHI", times, times, len(entry) * times) + last[16:]
    return data[:start] + entry * times + last


# ---- Parquet


def _parquets() -> Iterator[tuple[str, bytes]]:
    for name, data in {
        "empty": b"",
        "magic": b"PAR1PAR1",
        "bytes": b"PAR1" + b"\xff" * 500 + b"PAR1",
        "html": HTML,
    }.items():
        yield f"parquet-{name}.parquet", data
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        return

    def written(columns: dict[str, list[object]], **how: object) -> bytes:
        out = io.BytesIO()
        pyarrow.parquet.write_table(pyarrow.table(columns), out, **how)
        return out.getvalue()

    noise = [random.Random(n).randbytes(2_000).hex() for n in range(50)]
    good = written({"html": noise})
    yield "parquet-cut.parquet", good[:-200]
    yield "parquet-spoiled.parquet", _spoiled(good)
    yield "parquet-spoiled-foot.parquet", _spoiled(good, 0.97)
    yield "parquet-numbers.parquet", written({"html": [1, 2]})
    yield "parquet-lists.parquet", written({"html": [["a"], ["b"]]})
    yield "parquet-no-column.parquet", written({"a": [1]})
    yield "parquet-no-rows.parquet", written({"html": []})
    yield "parquet-bad-url.parquet", written({"url": ["http://[bad", "javascript:1"]})


# ---- documents, lists, and what is no file


def _plain() -> Iterator[tuple[str, bytes]]:
    for ending, pack in ((".html.gz", gzip.compress), (".txt.gz", gzip.compress)):
        yield f"page-cut{ending}", pack(HTML)[:-9]
        yield f"page-spoiled{ending}", _spoiled(pack(HTML * 50))
        yield f"page-bomb{ending}", pack(b"<p>" + b"a" * 40_000_000)
        yield f"page-none{ending}", b""
    yield "page-spoiled.html.zst", b"\x28\xb5\x2f\xfd" + b"\xff" * 100
    yield "page-window.html.zst", b"\x28\xb5\x2f\xfd\x00\xff" + b"\0" * 20
    yield "page-bzip2.html", bz2.compress(HTML)
    yield "page-lzma.html", lzma.compress(HTML)
    yield "page-zlib.html", zlib.compress(HTML)
    yield "page-empty.html", b""
    yield "page-spaces.html", b" \n" * 1_000
    yield "page-nulls.html", b"\0" * 1_000
    yield "page-pdf.html", b"%PDF-1.7\n"
    yield "text-bytes.txt", bytes(range(256)) * 20
    yield "text-half-utf16.txt", b"\xff\xfea"


def _special() -> Iterator[tuple[str, Make]]:
    for ending in ("html", "txt", "jsonl", "csv", "har", "mhtml", "warc", "wacz", "parquet", "har.zip"):
        yield f"pipe.{ending}", os.mkfifo
        yield f"folder.{ending}", lambda path: path.mkdir()
        yield f"loop.{ending}", lambda path: path.symlink_to(path.name)
        yield f"zeros.{ending}", lambda path: path.symlink_to("/dev/zero")
    yield "socket.html", _socket
    yield "away.html", lambda path: path.symlink_to("nothing.html")


def _socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # the address of a socket has a hundred characters at most
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)
