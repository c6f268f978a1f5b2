"""What hooks and fixtures do, loaded when a test or an ini file asks for it.

Importing it makes sure that ``import harness`` is this library: a project may have a ``harness`` of its own.
"""

from importlib.util import find_spec
from pathlib import Path

import pytest

_OURS = Path("schema", "verdict.schema.json")
"""A file that the library has, and hardly any other ``harness``."""


def _need_ours() -> None:
    spec = find_spec("harness")
    places: list[str] = []
    if spec is not None:
        places = list(spec.submodule_search_locations or [spec.origin or ""])
    if not any(Path(place, _OURS).is_file() for place in places):
        found = places[0] if places else "nothing"
        raise pytest.UsageError(
            f"scraper-harness: `import harness` finds {found}, which stands before the library of that name; "
            "rename it, or keep it off sys.path (run `pytest` instead of `python -m pytest`)"
        )


_need_ours()
