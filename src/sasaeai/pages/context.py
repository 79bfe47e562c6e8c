"""What surrounds every staff page: the doors that are open to the viewer, and who they are."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from sasaeai.areas import queries as areas
from sasaeai.areas import rules

# Rooms, and single pages of this one.
DOORS = {
    "today": {"pages:today"},
    "discover": {
        "assets",
        "organisations",
        "people",
        "pages:print_map",
        "pages:map",
        "pages:round",
        "pages:walk",
        "pages:walk_rows",
        "pages:search",
    },
    "grow": {"activities"},
}


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return the frame of a signed-in page; nothing for residents and error pages."""
    viewer = getattr(request, "viewer", None)
    if viewer is None or viewer.user is None:
        return {}
    frame: dict[str, Any] = {
        "viewer": viewer,
        "viewer_url": reverse("accounts_mine"),
        "sign_out_url": reverse("account_logout"),
        "idle_seconds": settings.IDLE_SECONDS,
        "municipality": areas.municipality_of(viewer),
    }
    if rules.may_see_town(viewer):
        frame |= {
            "nav": _nav(request),
            "search_url": reverse("pages:search"),
            "foot_links": [
                {"label": _("町と設定"), "url": reverse("pages:town")},
                {"label": _("住民のみなさんのページ"), "url": reverse("portal:choose")},
            ],
        }
    return frame


def _nav(request: HttpRequest) -> list[dict[str, Any]]:
    match = request.resolver_match
    here = {match.app_name, match.view_name} if match else set()
    doors = [
        ("today", _("今日"), reverse("pages:today")),
        ("discover", _("探す"), reverse("assets:list")),
        ("grow", _("育てる"), reverse("activities:list")),
    ]
    return [
        {
            "verb": verb,
            "icon": verb,
            "label": label,
            "url": url,
            "current": bool(here & DOORS[verb]),
        }
        for verb, label, url in doors
    ]
