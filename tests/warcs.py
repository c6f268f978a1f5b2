"""A WARC under construction, for tests."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Self

HTML = b"<!doctype html><html><title>Ferry</title><body><p>The ferry runs again.</p></body></html>"


class Warc:
    """A WARC under construction."""

    def __init__(self, gzip: bool = True) -> None:
        self._packed = gzip
        self._records: list[bytes] = []

    def response(self, url: str, body: bytes = HTML, status: str = "200 OK", **headers: str) -> Self:
        fields = {"Content-Type": "text/html; charset=utf-8"} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
        http = f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body
        return self._add("response", url, http, "application/http; msgtype=response")

    def resource(self, url: str, body: bytes, kind: str) -> Self:
        return self._add("resource", url, body, kind)

    def _add(self, kind: str, url: str, block: bytes, type_: str) -> Self:
        number = len(self._records)
        head = (
            f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{number:032d}>\r\n"
            f"WARC-Date: 2026-01-02T03:04:05Z\r\nWARC-Target-URI: {url}\r\n"
            f"Content-Type: {type_}\r\nContent-Length: {len(block)}\r\n\r\n"
        )
        record = head.encode() + block + b"\r\n\r\n"
        self._records.append(gzip.compress(record, mtime=0) if self._packed else record)
        return self

    def bytes(self) -> bytes:
        return b"".join(self._records)

    def write(self, path: Path) -> Path:
        path.write_bytes(self.bytes())
        return path
