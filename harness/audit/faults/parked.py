"""The domain is for sale: a parking page stands where the site was."""

from __future__ import annotations

from random import Random

from harness.audit.case import Case, Kind
from harness.audit.fault import Fault
from harness.audit.faults._parts import host, page_instead
from harness.audit.specimen import Specimen
from harness.audit.texts import wording
from harness.model import State


def apply(page: Specimen, random: Random) -> Case | None:
    """Park it."""
    title, sentence, links = wording("en", "parked")
    return page_instead(page, State.PARKED, Kind.ERROR, title.format(host=host(page)), sentence, links)


FAULT = Fault(apply, State.PARKED)
