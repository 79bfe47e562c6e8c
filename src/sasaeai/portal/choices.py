"""Filters as links: each keeps what else is chosen and goes back to the first page."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.utils.http import urlencode
from django.utils.translation import gettext as _

from sasaeai.areas.models import Area
from sasaeai.portal.readings import marked
from sasaeai.portal.words import KINDS, WEEKDAYS
from sasaeai.vocabulary.models import Term

Chip = dict[str, Any]


def address(chosen: Mapping[str, Any], **changed: object) -> str:
    """Return the query of the page with some choices changed; None takes a choice away."""
    query = {
        name: getattr(value, "pk", value) for name, value in {**chosen, **changed}.items() if value
    }
    return "?" + urlencode(query)


def chips(
    chosen: Mapping[str, Any], name: str, options: Iterable[tuple[object, str]]
) -> list[Chip]:
    """Return one link for each option and, before them, one for all."""
    now = getattr(chosen.get(name), "pk", chosen.get(name)) or ""
    return [
        {"label": _("ぜんぶ"), "url": address(chosen, **{name: None}), "current": not now},
        *(
            {
                "label": label,
                "url": address(chosen, **{name: value}),
                "current": str(value) == str(now),
            }
            for value, label in options
        ),
    ]


def area_chips(chosen: Mapping[str, Any], regions: list[Area]) -> list[list[Chip]]:
    """Return the living areas as links and, below, the districts of the one that is chosen."""
    tops, area = (
        [one for one in regions if one.parent and one.parent.parent_id is None],
        chosen.get("area"),
    )
    top = next((one for one in tops if area and area.path.startswith(one.path)), None)
    rows = [_area_row(chosen, tops, within=top)]
    below = [one for one in regions if top and one.parent_id == top.pk]
    return [*rows, _area_row(chosen, below, within=None, whole=top)] if below else rows


def _area_row(
    chosen: Mapping[str, Any],
    areas: list[Area],
    *,
    within: Area | None,
    whole: Area | None = None,
) -> list[Chip]:
    now: Area | None = chosen.get("area")
    inside = within or now
    current: UUID | None = inside.pk if inside else None
    first = {
        "label": _("ぜんぶ"),
        "url": address(chosen, area=whole),
        "current": now == whole,
    }
    return [
        first,
        *(
            {
                "label": marked(one.name, one.kana),
                "url": address(chosen, area=one),
                "current": one.pk == current,
            }
            for one in areas
        ),
    ]


def day_chips(chosen: Mapping[str, Any]) -> list[Chip]:
    """Return the days of the week as links."""
    return chips(chosen, "day", [(code, str(label)) for code, label in WEEKDAYS.items()])


def kind_chips(chosen: Mapping[str, Any]) -> list[Chip]:
    """Return the kinds of asset as links."""
    return chips(chosen, "kind", [(kind, str(label)) for kind, label in KINDS.items()])


def category_chips(chosen: Mapping[str, Any], terms: Iterable[Term]) -> list[Chip]:
    """Return the categories in use as links."""
    return chips(chosen, "category", [(term.pk, marked(str(term), term.reading)) for term in terms])
