"""Refused in this region for legal reasons, with status 451."""

from __future__ import annotations

from random import Random

from harness.audit.case import Case, Kind
from harness.audit.fault import Fault
from harness.audit.faults._parts import page_instead
from harness.audit.specimen import Specimen
from harness.audit.texts import wording
from harness.model import State


def apply(page: Specimen, random: Random) -> Case | None:
    """Answer with 451."""
    texts = wording("en", "legal")
    return page_instead(page, State.GEO_BLOCK, Kind.ERROR, *texts, status=451)


FAULT = Fault(apply, State.GEO_BLOCK)
