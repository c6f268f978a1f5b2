"""A folder for one browser's temporary files, so that all of them can be removed when it did not do so itself."""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from weakref import WeakKeyDictionary

VARIABLE = "TMPDIR"
_TRIES = 10
_PAUSE = 0.1

_locks: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Lock] = WeakKeyDictionary()


class Scratch:
    """A new folder under the system's temporary one. A killed driver leaves its files there, and nowhere else."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="harness-"))

    @asynccontextmanager
    async def used(self) -> AsyncIterator[None]:
        """Programs that are started in the body keep their temporary files in the folder.

        Playwright hands its own environment on to its driver, and offers no other way to tell it.
        """
        async with _locks.setdefault(asyncio.get_running_loop(), asyncio.Lock()):
            before = os.environ.get(VARIABLE)
            os.environ[VARIABLE] = str(self.folder)
            try:
                yield
            finally:
                if before is None:
                    del os.environ[VARIABLE]
                else:
                    os.environ[VARIABLE] = before

    async def remove(self) -> None:
        """Remove the folder; a program that is just dying may still write to it for a moment."""
        for _ in range(_TRIES):
            shutil.rmtree(self.folder, ignore_errors=True)
            if not self.folder.exists():
                return
            await asyncio.sleep(_PAUSE)
