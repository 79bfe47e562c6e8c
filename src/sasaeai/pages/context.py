"""What surrounds every staff page: the doors that are open to the viewer, and who they are."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from sasaeai.areas import queries as areas
from sasaeai.areas import rules
from sasaeai.areas.viewer import Request
from sasaeai.voices import locks
from sasaeai.voices import rules as voices

# Rooms, and single pages of this one.
DOORS = {
    "today": {"pages:today"},
    "listen": {"voices"},
    "envision": {"visions", "insight:purpose", "insight:purposes"},
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
    "connect": {"needs", "contacts", "matching"},
    "grow": {"activities", "insight:lineage"},
    "reflect": {"journal", "reports", "insight:together", "insight:together_in", "insight:sums"},
}
# What rooms put on every page of the staff, and on the page where they sign in.
EVERYWHERE = ("voices/parts/unsent.html",)


def shell(request: Request) -> dict[str, Any]:
    """Return the frame of a signed-in page; for residents and error pages only what waits on the device."""
    viewer = getattr(request, "viewer", None)
    if viewer is None or viewer.user is None:
        return {"everywhere": EVERYWHERE}
    frame: dict[str, Any] = {
        "viewer": viewer,
        "viewer_url": reverse("accounts_mine"),
        "sign_out_url": reverse("account_logout"),
        "idle_seconds": settings.IDLE_SECONDS,
        "municipality": areas.municipality_of(viewer),
        "everywhere": EVERYWHERE,
        "lock": locks.lock_of(viewer.user) if voices.may_hear(viewer) else "",
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


def _nav(request: Request) -> list[dict[str, Any]]:
    match = request.resolver_match
    here = {match.app_name, match.view_name} if match else set()
    heard, needs, done = [], [], []
    if voices.may_hear(request.viewer):
        heard = [("listen", _("聴く"), reverse("voices:list"))]
        needs = [("connect", _("つなぐ"), reverse("needs:list"))]
        done = [("reflect", _("ふりかえる"), reverse("journal:list"))]
    doors = [
        ("today", _("今日"), reverse("pages:today")),
        *heard,
        ("envision", _("描く"), reverse("visions:list")),
        ("discover", _("探す"), reverse("assets:list")),
        *needs,
        ("grow", _("育てる"), reverse("activities:list")),
        *done,
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
