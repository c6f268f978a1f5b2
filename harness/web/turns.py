"""Turns at a host that several processes keep together, in files of one folder that are locked while they are used.

A lock ends with the process that holds it, so that one that is killed keeps nobody waiting.
"""

from __future__ import annotations

import errno
import fcntl
import os
import struct
import time
from collections.abc import Callable
from hashlib import blake2s
from pathlib import Path

BOOKS = 4096
"""Files at most, and as many for each place at a host; hosts that fall on the same one wait for each other."""

_NO_LOCKS = frozenset({errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP})
"""Told by file systems that have none, as some networks' do: there each process keeps its own pace."""

_MOMENT = struct.Struct("<d")


class Turns:
    """What the processes of a run know of one host.

    Args:
        folder: where they keep it, made when it is needed.
        host: its name.
        longest: seconds that nobody is to wait longer, whatever the file says: clocks are set anew at times.
        clock: seconds of a clock that all of them read.
    """

    def __init__(
        self, folder: Path, host: str, longest: float, clock: Callable[[], float] = time.time
    ) -> None:
        number = int.from_bytes(blake2s(host.encode(), digest_size=4).digest(), "little") % BOOKS
        self._path = folder / f"{number:03x}"
        self._longest = longest
        self._clock = clock

    def next(self, pace: float) -> float:
        """Take the next load's moment, ``pace`` seconds before the one after; the seconds until it is there."""
        return self._move(0.0, pace)

    def pause(self, seconds: float) -> None:
        """No load for so long."""
        self._move(seconds, 0.0)

    def enter(self, most: int) -> int | None:
        """Take one of ``most`` places at the host: what :func:`os.close` gives up, or ``None`` where all are taken."""
        for place in range(most):
            taken = self._open(f".{place}")
            try:
                _lock(taken, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                os.close(taken)
                if not isinstance(error, BlockingIOError):
                    raise
            else:
                return taken
        return None

    def _move(self, least: float, further: float) -> float:
        file = self._open("")
        try:
            _lock(file, fcntl.LOCK_EX)
            now = self._clock()
            told = os.pread(file, _MOMENT.size, 0)
            known = _MOMENT.unpack(told)[0] if len(told) == _MOMENT.size else now
            wait = min(max(known - now, least, 0.0), self._longest)
            os.pwrite(file, _MOMENT.pack(now + wait + further), 0)
        finally:
            os.close(file)
        return wait

    def _open(self, suffix: str) -> int:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(f"{self._path}{suffix}", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def _lock(file: int, how: int) -> None:
    try:
        fcntl.flock(file, how)
    except OSError as error:
        if error.errno not in _NO_LOCKS:
            raise
