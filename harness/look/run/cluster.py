"""The same slices on Ray Data: an actor a browser, restarted when it dies."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from harness.core.errors import HarnessError, UsageError
from harness.core.extras import lacks
from harness.look.run.judging import Judge, Settings
from harness.look.run.plan import Slice
from harness.look.run.processes import Done
from harness.look.run.tally import Tally

CPUS = 0.5
"""Of a core that an actor asks for: less than one, so that reading tasks always find room beside them."""


class Actor:
    """A process of the cluster that judges slices. Its browser starts when a page first needs it."""

    def __init__(self, settings: Settings) -> None:
        self._judge = Judge(settings).__enter__()

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        """One slice. Done twice, it gives the same file: Ray may repeat what a dead actor had begun."""
        piece = Slice(**{name: row[name] for name in ("target", "number", "start", "stop")})
        try:
            tally = self._judge.slice(piece)
        except HarnessError as error:
            return {**asdict(piece), "tally": None, "error": str(error)}
        return {**asdict(piece), "tally": tally.to_json(), "error": ""}


def over_ray(slices: Iterable[Slice], settings: Settings, *, actors: int) -> Iterator[Done]:
    """Judge slices on the Ray cluster that ``RAY_ADDRESS`` names, or on one of this machine.

    Inputs and the run's folder must be seen by all machines under the same paths.

    Args:
        slices: all that are to be done.
        settings: what they have in common.
        actors: how many actors; each has a browser where one is needed.

    Raises:
        UsageError: Ray is not installed.
    """
    if lacking := lacks("ray", "ray"):
        raise UsageError(f"--ray needs {lacking}")
    import ray
    import ray.data

    rows = [asdict(piece) for piece in slices]
    if not rows:
        return
    ray.init(ignore_reinit_error=True, log_to_driver=False, logging_level=logging.ERROR)
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    done = ray.data.from_items(rows, override_num_blocks=len(rows)).map(
        Actor,  # type: ignore[arg-type]  # Ray makes the actor; its stubs know functions only
        fn_constructor_args=(settings,),
        compute=ray.data.ActorPoolStrategy(size=actors),
        num_cpus=CPUS,
        max_restarts=-1,
        max_task_retries=-1,
    )
    for row in done.iter_rows():
        piece = Slice(**{name: row[name] for name in ("target", "number", "start", "stop")})
        told = row["tally"]
        yield Done(piece, _tally(told) if told is not None else None, row["error"])


def _tally(told: dict[str, Any]) -> Tally:
    states = {state: count for state, count in told["states"].items() if count}
    named = ("judged", "skipped", "failed", "browser", "failure", "incomplete")
    return Tally(**{name: told[name] for name in named}, states=states)
