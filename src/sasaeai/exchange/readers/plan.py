"""The one door of reading: bytes of a KIND become checked records, counts and messages."""

from django.utils.translation import gettext as _

from sasaeai.exchange.readers import gazettes, kinds, landmarks, places, shapes
from sasaeai.exchange.readers.messages import Refused
from sasaeai.exchange.readers.readings import Reading
from sasaeai.exchange.readers.towns import Town
from sasaeai.ui import wording


def read(
    kind: str,
    name: str,
    data: bytes,
    *,
    municipality_code: str,
    municipality_name: str = "",
    towns: list[Town] | None = None,
) -> Reading:
    """Return what a file of a KIND holds; `Refused` says why a file cannot be of that KIND.

    `municipality_code` and `municipality_name` pick the rows of a nationwide file of `towns`;
    `towns` place the rows of a list that have an address and no point.
    """
    if kind == "boundaries":
        return _boundaries(name, data)
    if kind == "landmarks":
        return landmarks.read(name, data)
    if kind == "towns":
        return gazettes.read(name, data, code=municipality_code, city=municipality_name)
    if kind not in kinds.TABULAR:
        sentence = _("「%(kind)s」という種類はありません。%(kinds)sから選んでください。")
        raise Refused(sentence % {"kind": kind, "kinds": wording.listed(kinds.KINDS)})
    return places.read(kind, name, data, municipality_code=municipality_code, towns=towns)


def _boundaries(name: str, data: bytes) -> Reading:
    found = shapes.read(name, data)
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
    )
