"""The sheet of today's round, on the screen and on paper."""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from sasaeai.areas.models import Area
from sasaeai.areas.viewer import Viewer
from sasaeai.assets import freshness, times
from sasaeai.assets import queries as assets
from sasaeai.assets.check_form import BY_A_PERSON
from sasaeai.assets.models import Asset
from sasaeai.pages import ways
from sasaeai.pages.rounds import Listed, Stop
from sasaeai.paper.content import Question, RoundSheet
from sasaeai.paper.content import Stop as PaperStop
from sasaeai.paper.pdf import set_pdf
from sasaeai.ui import dates


def stops(viewer: Viewer, walked: Sequence[Stop], *, area: Area) -> list[dict[str, Any]]:
    """Return each stop with what to ask there, the least sure first, and where to write it down."""
    lives = freshness.half_lives(viewer.municipality)
    left = [stop for stop in walked if not stop.is_done]
    following = {stop.number: f"#{after.listed.pk}" for stop, after in pairwise(left)}
    legs = ways.legs(viewer, left)
    here = f"{reverse('pages:round')}?area={area.pk}"
    return [
        {
            "listed": one,
            "number": number,
            "is_done": is_done,
            "way": legs.get(number, ""),
            "questions": _questions(one, viewer, lives),
            "address": _address(viewer, one),
            "phone": one.public_phone,
            "private_phone": one.private_phone,
            "check_url": _check_url(one, back=here + following.get(number, "")),
        }
        for number, one, is_done in walked
    ]


def _check_url(one: Listed, *, back: str) -> str:
    room = "assets" if isinstance(one, Asset) else "activities"
    return f"{reverse(f'{room}:check', args=[one.pk])}?{urlencode({'back': back})}"


def _questions(one: Listed, viewer: Viewer, lives: dict[str, float]) -> list[Question]:
    labels = {kind.field: kind.label for kind in freshness.USUAL}
    checks = list(one.checks.all())
    days = freshness.last_checked(checks, lives)
    known = {
        "schedule": times.said(one),
        "phone": one.public_phone,
        "fee": one.fee,
        "place": _address(viewer, one),
    }
    return [
        {
            "field": labels[field],
            "now": known[field] or _("まだ分かりません"),
            "age": dates.days_ago(day, today=viewer.today) if (day := days[field]) else "",
            "call": one.public_phone if field == "phone" else "",
        }
        for field in freshness.to_ask(checks, lives=lives, today=viewer.today)
    ]


def _address(viewer: Viewer, one: Listed) -> str:
    if isinstance(one, Asset):
        return assets.address_for(viewer, one)
    return assets.address_for(viewer, one.place) if one.place else one.place_words


def round_sheet(viewer: Viewer, area: Area, walked: Sequence[Stop], *, at: datetime) -> bytes:
    """Return what is left of a round as PDF: in walking order, what to ask, room to write."""
    left = [stop for stop in walked if not stop.is_done]
    sheet: RoundSheet = {
        "town": area.municipality.name,
        "title": _("今日たしかめる　%(area)s") % {"area": area.name},
        "date": dates.full_day(at.date()),
        "note": viewer.name,
        "map": ways.sheet_map(viewer, left, area=area),
        "way": ways.whole(viewer, left),
        "means": [str(label) for _value, label in BY_A_PERSON],
        "reckoned": ways.reckoned(),
        "stops": [_stop(stop) for stop in stops(viewer, left, area=area)],
    }
    return set_pdf("round", sheet, printed_at=at)


def _stop(stop: dict[str, Any]) -> PaperStop:
    one: Listed = stop["listed"]
    return {
        "number": stop["number"],
        "shape": "square" if isinstance(one, Asset) else "circle",
        "name": one.name,
        "way": stop["way"],
        "address": stop["address"],
        # Printed once: as a line to fill where it is to be asked.
        "telephone": ""
        if any(question["call"] for question in stop["questions"])
        else stop["phone"],
        "private_telephone": stop["private_phone"],
        "ask": stop["questions"],
    }
