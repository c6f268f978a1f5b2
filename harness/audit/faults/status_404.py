"""A "not found" page with status 404."""

from __future__ import annotations

from random import Random

from harness.audit.case import Case, Kind
from harness.audit.fault import Fault
from harness.audit.faults._parts import page_instead
from harness.audit.specimen import Specimen
from harness.audit.texts import wording
from harness.model import State


def apply(page: Specimen, random: Random) -> Case | None:
    """Answer with 404."""
    texts = wording(page.lang, "not_found")
    return page_instead(page, State.NOT_FOUND, Kind.ERROR, *texts, status=404)


FAULT = Fault(apply, State.NOT_FOUND)
