"""Judging takes linear time whatever shape a page has; the whole table is benchmarks/linear_shapes.py's."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))

from linear_shapes import SHAPES, cost

LARGEST = 120_000
"""Bytes: what is quadratic grows fourfold a byte from a quarter of it, and what is linear does not."""


def test_there_are_enough_shapes() -> None:
    """Of text, elements, style sheets and data."""
    assert len(SHAPES) >= 40


@pytest.mark.parametrize("shape", SHAPES)
def test_a_byte_of_a_large_page_costs_what_a_byte_of_a_small_one_does(shape: str) -> None:
    """Processor time, of which a busy machine takes some; a third of a second is never too much."""
    found = cost(shape, LARGEST, limit=20)

    assert found.seconds[-1] is not None
    assert found.seconds[-1] < 0.3 or not found.fails(growth=2.5, seconds=4.0)
