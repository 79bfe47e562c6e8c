"""The one door of reading: bytes of a KIND become checked records, counts and messages."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from sasaeai.exchange.readers import (
    care,
    columns,
    gazettes,
    kinds,
    landmarks,
    places,
    populations,
    shapes,
)
from sasaeai.exchange.readers.messages import Refused
from sasaeai.exchange.readers.readings import Reading, Report, quietly
from sasaeai.exchange.readers.whose import Whose
from sasaeai.ui import wording


def read(
    kind: str,
    name: str,
    data: bytes,
    *,
    whose: Whose,
    mapping: Mapping[str, str] = columns.NONE,
    report: Report = quietly,
) -> Reading:
    """Return what a file of a KIND holds; `Refused` says why a file cannot be of that KIND.

    `whose` picks the rows of a nationwide file, and places those of a list that have an address
    and no point; `mapping` is what somebody said headings mean; `report` is told how many rows of
    a list were read.
    """
    if kind == "boundaries":
        return _boundaries(name, data, mapping, report)
    if kind == "landmarks":
        return landmarks.read(name, data, mapping, report=report)
    if kind == "towns":
        return gazettes.read(name, data, code=whose.code, city=whose.name, mapping=mapping)
    if kind == populations.KIND:
        return populations.read(name, data, whose=whose, mapping=mapping)
    if kind not in kinds.TABULAR:
        sentence = _("「%(kind)s」という種類はありません。%(kinds)sから選んでください。")
        raise Refused(sentence % {"kind": kind, "kinds": wording.listed(kinds.KINDS)})
    if kind == care.KIND:
        return care.read(name, data, whose=whose, mapping=mapping, report=report)
    return places.read(kind, name, data, whose=whose, mapping=mapping, report=report)


def _boundaries(name: str, data: bytes, mapping: Mapping[str, str], report: Report) -> Reading:
    found = shapes.read(name, data, mapping, report=report)
    return Reading(
        kind="boundaries",
        encoding=found.encoding,
        header_row=0,
        rows=found.features,
        skipped=0,
        duplicates=sum(shape.parts - 1 for shape in found.shapes),
        refused=found.refused,
        with_location=found.features - found.refused,
        without_location=found.refused,
        located_by_address=0,
        records=list(found.shapes),
        messages=found.messages,
        headings=found.headings,
        refused_names=found.refused_names,
    )
