"""What a map file has far outside of the town: another town's file, or a slip in a few of its rows."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sasaeai.areas.models import Area
from sasaeai.calc.geography import Boundary, Point, distance_m
from sasaeai.exchange.ground import FAR_METRES, Ground
from sasaeai.exchange.readers.messages import Message, Refused, a_few, about_file, length


class Spot(NamedTuple):
    """What something is called, and where it is."""

    name: str
    point: Point


def remarks(
    spots: Sequence[Spot], ground: Ground, *, border: Boundary | None = None
) -> list[Message]:
    """Return what to say of the spots far outside of the town; a file with most of its there is refused.

    A file may draw the town's `border` itself: what lies in it is not outside.
    """
    points = [spot.point for spot in spots]
    inside = border.contains_each(points) if border else [False] * len(points)
    apart = zip(spots, ground.far(points), inside, strict=True)
    far = [spot for spot, is_far, is_in in apart if is_far and not is_in]
    if not far:
        return []
    metres = ground.metres_off([spot.point for spot in far])
    told = [_off(spot.name, off) for spot, off in zip(far, metres, strict=True)]
    if 2 * len(far) > len(spots):
        sentence = _(
            "このファイルの%(total)s件のうち%(number)s件が、%(town)sから遠く離れています（%(names)s）。"
            "町のファイルか、緯度・経度がちがっていないか、確かめてください。"
        )
        words = {"total": len(spots), "number": len(far), "town": ground.name, "names": a_few(told)}
        raise Refused(sentence % words)
    sentence = ngettext(
        "%(number)s件は、町から遠く離れています（%(names)s）。緯度・経度を確かめてください。",
        "%(number)s件は、町から遠く離れています（%(names)s）。緯度・経度を確かめてください。",
        len(far),
    ) % {"number": len(far), "names": a_few(told)}
    return [about_file("warning", sentence, each=told)]


def moved(places: Iterable[tuple[Area, Point]]) -> list[Message]:
    """Return what to say of areas whose point a file puts far from where it was."""
    told = [
        _off(area.name, metres)
        for area, point in places
        if area.longitude is not None
        and area.latitude is not None
        and (metres := distance_m((area.longitude, area.latitude), point)) > FAR_METRES
    ]
    if not told:
        return []
    sentence = ngettext(
        "%(number)s件は、いまの位置から遠くへ動きます（%(names)s）。緯度・経度を確かめてください。",
        "%(number)s件は、いまの位置から遠くへ動きます（%(names)s）。緯度・経度を確かめてください。",
        len(told),
    ) % {"number": len(told), "names": a_few(told)}
    return [about_file("warning", sentence, each=told)]


def _off(name: str, metres: float) -> str:
    return _("「%(name)s」%(length)s") % {"name": name, "length": length(metres)}
