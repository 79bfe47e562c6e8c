"""What residents hold in their hands: an area's list with its map, and one thing on one page."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import groupby
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from sasaeai.activities import rests
from sasaeai.activities.models import Activity
from sasaeai.areas import maps
from sasaeai.areas import queries as areas
from sasaeai.areas.maps import Pin
from sasaeai.areas.models import Area
from sasaeai.assets.models import Asset
from sasaeai.paper.content import (
    CardSheet,
    Entry,
    Kind,
    ListSheet,
    Map,
    Row,
    Shape,
    Telephone,
)
from sasaeai.paper.pdf import set_pdf
from sasaeai.portal import facts, queries, words
from sasaeai.portal.facts import Listed
from sasaeai.portal.queries import Here
from sasaeai.ui import dates
from sasaeai.ui.templatetags.ui import without_furigana
from sasaeai.vocabulary.models import Term

MOST = 60
ON_MAP = 24
# In millimetres, as `list.typ` has room for them: beside few entries on one page, or on its own.
FEW = 8
WIDE, TALL = (180.0, 130.0), (180.0, 200.0)
LOW_WIDE, LOW_TALL = (180.0, 80.0), (180.0, 110.0)
SHAPES: dict[str, Shape] = {
    "activity": "circle",
    Asset.Kind.PLACE: "square",
    Asset.Kind.THING: "diamond",
    Asset.Kind.INFO: "triangle",
    Asset.Kind.PERSON: "hexagon",
    Asset.Kind.MONEY: "hexagon",
}


def area_list(here: Here, area: Area, *, at: datetime) -> bytes:
    """Return an area's public activities and assets as PDF: a map, a numbered list, a slip."""
    acts, things, is_cut = queries.for_paper(here.viewer, area, most=MOST)
    ordered: list[Listed] = [*_by_category(acts), *_by_kind(things)]
    numbers = {listed.pk: number for number, listed in enumerate(ordered, start=1)}
    more = _("ほかは地区ごとの紙か、お電話でどうぞ")
    sheet: ListSheet = {
        "town": here.town.name,
        "title": _("%(area)s 支え合い地図") % {"area": area.name},
        "date": dates.month_of(at.date()),
        "note": more if is_cut else _("番号は地図と一覧で同じです"),
        "telephone": _telephone(here, _("困ったとき・気づいたとき")),
        "link": public_link(reverse("portal:home", args=[here.town.code]) + f"?area={area.pk}"),
        "groups": [
            {"heading": heading, "entries": [_entry(here, one, numbers[one.pk]) for one in rows]}
            for heading, rows in groupby(ordered, key=_heading)
        ],
        "reply": _("切って、%(office)sへお持ちください。")
        % {"office": here.town.office or here.town.name},
        "map": _map(here, area, ordered, numbers),
        "legend": _legend(ordered),
    }
    return set_pdf("list", sheet, printed_at=at)


def card(here: Here, listed: Listed, *, at: datetime) -> bytes:
    """Return one activity or asset as PDF, on one page in the largest type that fits."""
    where = facts.where(here.viewer, listed)
    is_activity = isinstance(listed, Activity)
    when = words.when(listed) if is_activity else ""
    place = "　".join(part for part in (where.name, where.address) if part)
    told = [(_("いつ"), when), (_("ところ"), place), *facts.of(here.viewer, listed)]
    rows: list[Row] = [
        {"label": without_furigana(label), "value": without_furigana(value)}
        for label, value in told
        if value
    ]
    if listed.public_phone:
        rows.append({"label": _("電話"), "value": _telephone_of(listed)})
    room = "portal:activity" if is_activity else "portal:asset"
    sheet: CardSheet = {
        "town": here.town.name,
        "title": listed.name,
        "kind": _heading(listed),
        "words": _card_words(here, listed),
        "date": _("%(day)sに印刷") % {"day": dates.long_day(at.date())},
        "telephone": _telephone(here, _("行く前に聞いてみる") if is_activity else _("聞いてみる")),
        "link": public_link(reverse(room, args=[here.town.code, listed.pk])),
        "rows": rows,
    }
    return set_pdf("card", sheet, printed_at=at)


def public_link(path: str) -> str | None:
    """Return the address residents can open, where the town has set one."""
    return f"{settings.PUBLIC_URL}{path}" if settings.PUBLIC_URL else None


def _telephone_of(listed: Listed) -> str:
    if not listed.public_contact:
        return listed.public_phone
    told = {"phone": listed.public_phone, "whom": listed.public_contact}
    return _("%(phone)s（%(whom)s）") % told


def _card_words(here: Here, listed: Listed) -> str:
    """Return what the card says of a thing: first that an activity rests or will, then what it is."""
    today = here.viewer.today
    if isinstance(listed, Asset) or not (told := words.rest(listed, today=today)):
        return listed.description
    if words.is_resting(listed, today=today):
        return _("いまはお休みしています。%(told)s") % {"told": without_furigana(told)}
    return f"{without_furigana(told)}{listed.description}"


def _when(here: Here, listed: Listed) -> str:
    """Return when, on the line of a list that hangs for weeks: with the days of a rest."""
    usual, today = without_furigana(words.when(listed)), here.viewer.today
    rest = None if isinstance(listed, Asset) else rests.rest_of(listed, today)
    if rest is None or isinstance(listed, Asset):
        return usual
    told = without_furigana(words.rest_tag(listed, today=today))
    parts = (usual, told) if rest.is_to_come(today) else (told, usual if rest.resumes else "")
    return "　".join(filter(None, parts))


def _telephone(here: Here, label: str) -> Telephone | None:
    return {"label": label, "number": here.town.phone} if here.town.phone else None


def _by_category(acts: Sequence[Activity]) -> list[Activity]:
    def place(one: Activity) -> list[int]:
        return [(term.parent or term).order for term in _first(one)]

    return sorted(acts, key=place)


def _by_kind(things: Sequence[Asset]) -> list[Asset]:
    return sorted(things, key=lambda one: list(words.KINDS).index(Asset.Kind(one.kind)))


def _first(listed: Listed) -> list[Term]:
    return sorted(listed.categories.all(), key=lambda term: (term.order, term.code))[:1]


def _heading(listed: Listed) -> str:
    if isinstance(listed, Asset):
        return without_furigana(words.KINDS[Asset.Kind(listed.kind)])
    return next((str(term.parent or term) for term in _first(listed)), _("集まり・活動"))


def _entry(here: Here, listed: Listed, number: int) -> Entry:
    where = facts.where(here.viewer, listed)
    is_activity = isinstance(listed, Activity)
    return {
        "number": number,
        "shape": _shape(listed),
        "name": listed.name,
        "when": _when(here, listed),
        "place": where.name if is_activity else where.address or where.name,
        "telephone": listed.public_phone,
        "fee": listed.fee,
    }


def _shape(listed: Listed) -> Shape:
    return SHAPES["activity" if isinstance(listed, Activity) else listed.kind]


def _map(
    here: Here, area: Area, ordered: Sequence[Listed], numbers: Mapping[UUID, int]
) -> Map | None:
    pins = [
        Pin(*point, numbers[one.pk], _shape(one))
        for one in ordered
        if (point := facts.where(here.viewer, one).point)
    ][:ON_MAP]
    if not area.boundary:
        return None
    inner = queries.below(here.viewer, area)
    landmarks = areas.landmarks(here.viewer, maps.box_of([area]))
    alt = _("%(area)sの地図。番号は一覧と同じです。") % {"area": area.name}
    wide, tall = (LOW_WIDE, LOW_TALL) if len(ordered) <= FEW else (WIDE, TALL)
    frame = tall if maps.is_tall(area) else wide
    return maps.sheet_map(area, inner, pins, landmarks, frame=frame, alt=alt)


def _legend(ordered: Sequence[Listed]) -> list[Kind]:
    labels: dict[Shape, str] = {
        "circle": _("集まり・活動"),
        "square": _("場所"),
        "diamond": _("モノ"),
        "triangle": _("情報"),
        "hexagon": _("人・お金"),
    }
    used = {_shape(one) for one in ordered}
    return [{"shape": shape, "label": label} for shape, label in labels.items() if shape in used]
